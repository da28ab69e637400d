"""Penalties for illegal use of land, and farmland occupation tax declared after them or for approved projects."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import ground
from mingjian.province.background.taxes import representatives
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, day, year_of
from mingjian.province.world import World, region_codes

FACTS = (
    "未经批准占用集体土地{a}平方米（其中耕地{a}平方米）建设厂房，责令退还土地，限期拆除地上建筑物",
    "未经批准占用永久基本农田{a}平方米硬化地面堆放砂石，责令退还土地，恢复土地原状",
    "未经批准占用耕地{a}平方米自建住宅，责令退还土地，限期拆除",
    "未经批准占用集体建设用地{a}平方米建设仓库，不涉及耕地",
    "超出备案范围占用耕地{a}平方米建设养殖设施，属于设施农用地，责令补办手续",
    "临时用地到期后继续占用耕地{a}平方米堆料，责令限期复垦",
    "未经批准占用耕地{a}平方米搭建钢棚，已自行拆除并恢复种植条件",
    "未经批准占用耕地{a}平方米扩建幼儿园，责令退还土地",
    "未经批准占用园地{a}平方米建设停车场，责令退还土地",
    "未经批准占用土地建设围墙，面积{a}平方米，地类为未利用地",
)
FACTORY, BASIC, DWELLING, BUILDING, FARMING, TEMPORARY, GONE, SCHOOL, ORCHARD, WASTE = range(len(FACTS))
AGENCY = "{full}自然资源和规划局"


def penalise(
    world: World, rng: Rng, fact: Ints | int, area: Ints, decided: Ints, place: Ints, *, who: Ints | None = None,
    company: Ints | None = None, act: str = "非法占用土地", village: Ints | None = None,
    acted: Ints | None = None, at: ground.Place | None = None, patch: list[str] | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Decisions on land against people or companies; answers their record numbers and penalty numbers.

    ``at``: the middle of the land, a free spot unless given; ``patch``: the patch each decision came from.
    """
    n = len(area)
    lon, lat = ground.spot(world, place) if at is None else at
    year = year_of(decided)
    serial = world.serial("自然资规罚", place, year)
    short = [regions.COUNTIES[c].name[:2] for c in place.tolist()]
    number = [f"{s}自然资规罚〔{y}〕{k}号" for s, y, k in zip(short, year.tolist(), serial.tolist(), strict=True)]
    told = np.broadcast_to(np.asarray(fact, np.int32), (n,)).tolist()
    where = between(rng, 1, 2_000_000, n) if village is None else village
    spots = [f"{regions.FULL_NAMES[p]}第{v}村民组" for p, v in zip(place.tolist(), where.tolist(), strict=True)]
    record = world.tables.add(
        "administrative_penalty", np.full(n, -1, np.int32) if who is None else who, company,
        penalty_number=np.array(number, object), agency=world.place_words(AGENCY, place), act=act,
        act_on=(decided - between(rng, 90, 400, n) if acted is None else acted).astype(np.int32),
        decided_on=decided.astype(np.int32),
        act_place=np.array(spots, object), fine=area.astype(np.int64) * 1500,
        detention_days=np.full(n, NONE, np.int64), amount=np.full(n, NONE, np.int64),
        description=np.array([FACTS[f].format(a=a) for f, a in zip(told, area.tolist(), strict=True)], object),
        licence_revoked=np.zeros(n, np.bool_), sealed=np.zeros(n, np.bool_), region=region_codes(place),
        longitude=ground.written(lon), latitude=ground.written(lat), area=area.astype(np.int64),
        patch_number=None if patch is None else np.array(patch, object),
    )  # fmt: skip
    return record, number


def declare(
    world: World, area: Ints, on: Ints, place: Ints, *, who: Ints | None = None, company: Ints | None = None,
) -> Ints:  # fmt: skip
    """Returns of farmland occupation tax, paid on the day; answers their record numbers."""
    n = len(area)
    start = world.tables.counts.get("tax_declaration", 0)
    none = np.full(n, NONE, np.int32)
    return world.tables.add(
        "tax_declaration", np.full(n, -1, np.int32) if who is None else who, company,
        declaration_number=np.array([f"SB{start + k:09d}" for k in range(n)], object), tax_kind="farmland",
        period_from=none, period_to=none, declared_on=on.astype(np.int32), sales=np.full(n, NONE, np.int64),
        area=area.astype(np.int64), land_place=world.place_words("{full}", place),
        tax_due=area.astype(np.int64) * 2250, paid_on=on.astype(np.int32), region=region_codes(place),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Penalties of which farmland is taxed a few weeks later, and returns for projects with approval."""
    company, _ = representatives(world)
    n = max(20, len(world.people) // 800)
    firms = rng.choice(company, min(n, len(company)), replace=False).astype(np.int32)
    _penalties(world, rng, world.companies.county[firms], firms, None)
    people = world.pick(rng, n, world.adults(30, 64))
    _penalties(world, rng, world.people.home[people], None, people)
    builders = rng.choice(company, min(3 * n, len(company)), replace=False).astype(np.int32)
    place = world.companies.county[builders]
    on = between(rng, day("2019-09-01"), AS_OF - 5, len(builders))
    declare(world, between(rng, 10, 400, len(builders)) * 50, on, place, company=builders)


def _penalties(world: World, rng: Rng, place: Ints, company: Ints | None, who: Ints | None) -> None:
    n = len(place)
    weights = [10, 3, 1, 40, 8, 8, 10, 2, 4, 14] if who is None else [4, 2, 20, 30, 8, 3, 20, 0, 3, 10]
    fact = chosen(rng, weights, n)
    area = between(rng, 60, 3000, n)
    decided = between(rng, day("2019-10-01"), AS_OF - 60, n)
    penalise(world, rng, fact, area, decided, place, who=who, company=company)
    due: npt.NDArray[np.bool_] = np.isin(fact, (FACTORY, BASIC, DWELLING, ORCHARD))
    on = decided + between(rng, 5, 30, n)
    declare(
        world, area[due], on[due], place[due], who=None if who is None else who[due],
        company=None if company is None else company[due],
    )  # fmt: skip
