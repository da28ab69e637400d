"""Administrative penalties, and decisions not to prosecute that were followed by the penalty they called for."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import traffic
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.charges import CASINO, DRUNK, FRAUD, HOST_DRUGS, INJURY, QUARREL, THEFT
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Ints, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

ACTS: tuple[tuple[str, int, str], ...] = (
    ("盗窃", 16, "在商场货架盗窃商品，被当场查获"),
    ("殴打他人", 30, "因琐事殴打他人，致轻微伤"),
    ("赌博", 22, "以打麻将方式参与赌博"),
    ("吸食毒品", 8, "吸食毒品，经检测呈阳性"),
    ("未取得驾驶证驾驶机动车", 10, "无证驾驶摩托车上路"),
    ("扰乱公共秩序", 8, "在公共场所起哄滋事"),
    ("饮酒后驾驶机动车", 6, "饮酒后驾驶机动车，血液酒精含量低于八十毫克"),
)
TEXTS = {act: text for act, _, text in ACTS}
ACT_OF = {
    THEFT: "盗窃",
    INJURY: "故意伤害他人身体",
    QUARREL: "寻衅滋事",
    FRAUD: "诈骗",
    CASINO: "赌博",
    HOST_DRUGS: "容留他人吸毒",
    DRUNK: "醉酒驾驶机动车",
}  # fmt: skip
"""The unlawful act that remains of a charge after a decision not to prosecute."""


def penalise(
    world: World, rng: Rng, who: Ints, act: str | Ints, on: Ints, decided: Ints, *, amount: Ints | None = None,
    text: str | None = None, sealed: bool = False, place: str | None = None, licence: bool = False,
) -> Ints:  # fmt: skip
    """Explicit penalties; answers their record numbers. ``amount`` is in yuan."""
    n = len(who)
    home = world.people.home[who]
    acts = tuple(name for name, _, _ in ACTS)
    acted = Coded(act, acts) if not isinstance(act, str) else act
    told: object = Coded(act, tuple(TEXTS[a] for a in acts)) if not isinstance(act, str) else text or TEXTS.get(act)
    return world.tables.add(
        "administrative_penalty", who, penalty_number=letters(world, home, decided),
        agency=world.place_words("{name}公安分局", home), act=acted, act_on=on, decided_on=decided,
        act_place=world.place_words("{full}" if place is None else "{full}" + place, home),
        fine=(between(rng, 2, 10, n).astype(np.int64) * 10_000),
        detention_days=np.where(happens(rng, 0.5, n), between(rng, 3, 15, n), NONE).astype(np.int64),
        amount=np.full(n, NONE, np.int64) if amount is None else np.where(amount < 0, NONE, amount * np.int64(100)),
        description=told, licence_revoked=np.full(n, licence), sealed=np.full(n, sealed), region=region_codes(home),
    )  # fmt: skip


def letters(world: World, place: Ints, on: Ints, series: str = "行罚决字") -> object:
    """Document numbers of a county and year, as in ``合公(瑶海)行罚决字〔2024〕12号``."""
    year = year_of(on)
    serial = world.serial(series, place, year)
    return np.array(
        [
            f"{regions.CITIES[regions.COUNTIES[c].city].short}公({regions.COUNTIES[c].name[:2]}){series}〔{y}〕{s}号"
            for y, c, s in zip(year.tolist(), place.tolist(), serial.tolist(), strict=True)
        ],
        object,
    )


def background(world: World, rng: Rng) -> None:
    """Penalties of two per cent of the people, one each; thefts small."""
    n = round(len(world.people) * 0.02)
    who = world.pick(rng, n, world.adults(20, 62))
    act = chosen(rng, [weight for _, weight, _ in ACTS], n)
    on = between(rng, JUSTICE_FROM, AS_OF - 30, n)
    amount = np.where(act == 0, between(rng, 60, 480, n), -1).astype(np.int32)
    penalise(world, rng, who, act, on, on + between(rng, 1, 20, n), amount=amount)


def spare(
    world: World, rng: Rng, who: Ints, charge: str, decided: Ints, *, kind: str = "relative", advised: bool = True,
    opinion: bool = True, replied: bool = True, blood: Ints | None = None, vehicle: str | None = None,
    sealed: bool = False,
) -> Ints:  # fmt: skip
    """Decisions not to prosecute with the opinion to the agency and its reply; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    sent = decided + between(rng, 3, 10, n)
    answered = sent + between(rng, 20, 55, n)
    year = year_of(decided)
    serial = world.serial("刑不诉", home, year)
    short = [regions.COUNTIES[c].name[:2] for c in home.tolist()]
    rows = list(zip(short, year.tolist(), serial.tolist(), strict=True))
    has_opinion = np.full(n, opinion) & (sent <= AS_OF)
    has_reply = has_opinion & np.full(n, replied) & (answered <= AS_OF)
    return world.tables.add(
        "non_prosecution", who, decision_number=np.array([f"{s}检刑不诉〔{y}〕{k}号" for s, y, k in rows], object),
        procuratorate=world.place_words("{full}人民检察院", home), charge=charge, kind=kind,
        statutory_ground=None, decided_on=decided,
        opinion_number=np.array(
            [f"{s}检意〔{y}〕{k}号" if o else None for (s, y, k), o in zip(rows, has_opinion, strict=True)], object
        ),
        opinion_sent_on=np.where(has_opinion, sent, NONE).astype(np.int32),
        replied_on=np.where(has_reply, answered, NONE).astype(np.int32), penalty_advised=np.full(n, advised),
        blood_alcohol=np.full(n, NONE, np.int64) if blood is None else blood.astype(np.int64), vehicle_kind=vehicle,
        sealed=np.full(n, sealed), region=region_codes(home),
    )  # fmt: skip


def decision_numbers(world: World, records: Ints) -> list[str]:
    """Numbers of decisions already added."""
    column = world.tables.whole("non_prosecution")["decision_number"]
    assert isinstance(column, Coded)
    return [column.words[column.index[r]] for r in records.tolist()]


def spared(world: World, rng: Rng) -> None:
    """Lawful decisions not to prosecute: the penalty followed within two months; of a doubtful case none."""
    people = len(world.people)
    for charge, share in ((THEFT, 30), (INJURY, 40), (QUARREL, 12), (FRAUD, 12), (CASINO, 8), (HOST_DRUGS, 6)):
        n = max(1, people * share // 100_000)
        who = world.pick(rng, n, world.adults(24, 58))
        decided = between(rng, JUSTICE_FROM, AS_OF - 75, n)
        spare(world, rng, who, charge, decided)
        act_on = decided - between(rng, 60, 150, n)
        amount = between(rng, 100, 480, n) if charge == THEFT else None
        penalise(
            world, rng, who, ACT_OF[charge], act_on, decided + between(rng, 12, 50, n), amount=amount,
            text=f"因涉嫌{charge}被不起诉后，依法予以行政处罚",
        )  # fmt: skip
    n = max(1, people * 25 // 100_000)
    who = world.pick(rng, n, world.adults(24, 58))
    decided = between(rng, JUSTICE_FROM, AS_OF - 10, n)
    spare(world, rng, who, INJURY, decided, kind="doubt", advised=False, opinion=False)
    _drunk(world, rng, max(1, people * 40 // 100_000))


def _drunk(world: World, rng: Rng, n: int) -> None:
    who = world.pick(rng, n, world.adults(24, 58))
    decided = between(rng, JUSTICE_FROM + 100, AS_OF - 75, n)
    blood = between(rng, 82, 145, n)
    spare(world, rng, who, DRUNK, decided, blood=blood, vehicle="car")
    act_on = decided - between(rng, 50, 110, n)
    penalise(
        world, rng, who, ACT_OF[DRUNK], act_on, decided + between(rng, 12, 50, n), licence=True,
        text="醉酒驾驶机动车，情节轻微被不起诉，予以罚款并吊销机动车驾驶证",
    )  # fmt: skip
    traffic.violations(world, rng, who, act_on, blood, handled=True)
    traffic.licence(world, rng, who, status="revoked", status_on=decided + between(rng, 2, 20, n))
