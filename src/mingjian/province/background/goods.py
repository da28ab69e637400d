"""Fire extinguishers sold online, the certificates of their makers, and what was found substandard."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import PROVINCE, World, region_codes

PLATFORMS = ("淘淘网", "拼购网", "京选网")
MODELS = ("MFZ/ABC1", "MFZ/ABC2", "MFZ/ABC4", "MFZ/ABC5", "MFZ/ABC8", "MT/3")
PRICES = np.array([28, 42, 65, 78, 105, 160], np.int32)
"""Usual prices in yuan."""
_WRITTEN = (
    *MODELS,
    *(model.replace("/", "-") for model in MODELS),
    *(model.lower().replace("/", "/ ") for model in MODELS),
    *(model.replace("/", "") + "型" for model in MODELS),
)
MAKERS = (
    "甲州淮盾消防器材有限公司", "乙州宁固消防科技有限公司", "丙州越安消防设备有限公司", "丁州鲁盾消防器材有限公司",
    "戊州楚安消防设备有限公司", "己州闽固消防科技有限公司", "庚州名安消防科技有限公司", "辛州名盾消防器材有限公司",
    "壬州豫华消防器材厂", "癸州冀通消防器材厂", "子州迅捷消防器材厂", "丑州恒泰消防器材有限公司",
    "寅州永安消防器材有限公司",
)  # fmt: skip
CERTIFIED, BRANDS, KNOWN, UNKNOWN, EXPIRED, CANCELLED = range(6), (6, 7), (8, 9), 10, 11, 12
"""Makers: certified ones, certified ones whose name was used falsely, bad ones, one nobody knows, and two whose
certificates ended. Of the second brand only one model was found counterfeit."""
FALSE_MODEL = 2
_TITLES = ("家用车载手提式干粉灭火器", "商铺厂房手提式干粉灭火器", "灭火器支架挂钩")
BRACKET = 2
CERTIFICATE_STATES = ("valid", "cancelled")
SOURCES = ("penalty", "judgment", "inspection")


def offer(
    world: World, rng: Rng, company: Ints, shop: list[str], model: Ints, maker: Ints | int, *,
    low: int = 85, high: int = 140, written: Ints | int = 0, before: Bools | None = None, title: Ints | int = 0,
    ended: Ints | None = None, who: Ints | None = None, sold: Ints | None = None,
) -> Ints:  # fmt: skip
    """Listings at so many per cent of the usual price; ``before``: cut to a third in a campaign of the platform."""
    n = len(company)
    start = world.tables.counts.get("platform_goods", 0)
    usual = PRICES[model].astype(np.int64) * between(rng, low, high, n)
    cut = np.zeros(n, np.bool_) if before is None else before
    head = np.broadcast_to(np.asarray(title, np.int32), (n,)).copy()
    style = np.broadcast_to(np.asarray(written, np.int32), (n,))
    return world.tables.add(
        "platform_goods", np.full(n, -1, np.int32) if who is None else who, company,
        platform=Coded((company % len(PLATFORMS)).astype(np.int32), PLATFORMS),
        listing_number=np.array([f"SP{start + k:09d}" for k in range(n)], object), shop_number=np.array(shop, object),
        shop_name=np.array([f"{world.companies.names[c]}官方店" for c in company.tolist()], object),
        title=Coded(head, _TITLES), product="extinguisher",
        model=Coded((style * len(MODELS) + model).astype(np.int32), _WRITTEN),
        maker=Coded(np.broadcast_to(np.asarray(maker, np.int32), (n,)).copy(), MAKERS),
        price=np.where(cut, usual // 3, usual), list_price=np.where(cut, usual, NONE).astype(np.int64), promotion=cut,
        sold=(between(rng, 5, 900, n) if sold is None else sold).astype(np.int64),
        listed_on=between(rng, day("2022-01-01"), AS_OF - 30, n),
        ended_on=np.full(n, NONE, np.int32) if ended is None else ended.astype(np.int32),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def numbers(world: World, n: int) -> list[str]:
    """Numbers of new shops."""
    place = np.zeros(n, np.int32)
    serial = world.serial("网店", place, np.full(n, 2000, np.int32))
    return [f"DP{k:07d}" for k in serial.tolist()]


def certify(world: World) -> npt.NDArray[np.int32]:
    """The certificates, made when first asked for: their record numbers by maker and model (-1 none)."""
    makers = [*CERTIFIED, *BRANDS, EXPIRED, CANCELLED]
    found = np.full((len(MAKERS), len(MODELS)), -1, np.int32)
    found[makers] = np.arange(len(makers) * len(MODELS)).reshape(len(makers), len(MODELS))
    if world.tables.counts.get("product_certificate", 0):
        return found
    maker = np.repeat(np.array(makers, np.int32), len(MODELS))
    model = np.tile(np.arange(len(MODELS), dtype=np.int32), len(makers))
    n = len(maker)
    until = np.where(maker == EXPIRED, day("2023-04-30"), day("2026-12-31") + maker * 40)
    world.tables.add(
        "product_certificate", np.full(n, -1, np.int32), np.full(n, -1, np.int32),
        certificate_number=np.array([f"20200818{m:02d}{k:04d}" for k, m in enumerate(maker.tolist())], object),
        product="extinguisher", model=Coded(model, MODELS), maker=Coded(maker, MAKERS),
        issued_on=np.full(n, day("2018-05-01"), np.int32), valid_to=until.astype(np.int32),
        status=Coded((maker == CANCELLED).astype(np.int32), CERTIFICATE_STATES),
        region=region_codes(np.full(n, PROVINCE, np.int32)),
    )  # fmt: skip
    return found


def background(world: World, rng: Rng) -> None:
    """Shops that sell certified extinguishers, and what regulators and courts found substandard."""
    certify(world)
    _findings(world, rng)
    free = np.flatnonzero(~world.company_used & ~world.company_muted)
    firms = rng.choice(free, min(len(free), max(60, len(world.people) // 120)), replace=False).astype(np.int32)
    own = numbers(world, len(firms))
    which = np.repeat(np.arange(len(firms)), 5)
    n = len(which)
    model = chosen(rng, [8, 12, 40, 12, 20, 8], n)
    maker = chosen(rng, [18, 16, 14, 14, 12, 10, 8, 8], n)
    brand = maker >= BRANDS[0]
    company, shop = firms[which], [own[k] for k in which.tolist()]
    for some, (lowest, highest) in ((brand, (112, 150)), (~brand, (85, 140))):
        rows = np.flatnonzero(some)
        offer(world, rng, company[rows], [shop[k] for k in rows.tolist()], model[rows], maker[rows], low=lowest,
              high=highest, written=chosen(rng, [70, 12, 8, 10], len(rows)))  # fmt: skip


def _findings(world: World, rng: Rng) -> None:
    """Every model of the bad makers and of the first brand, one of the second."""
    every = [(maker, model) for maker in (*KNOWN, BRANDS[0]) for model in range(len(MODELS))]
    pairs = np.array([*every, (BRANDS[1], FALSE_MODEL)], np.int32)
    n = len(pairs)
    county = chosen(rng, [c.weight for c in regions.COUNTIES], n)
    world.tables.add(
        "substandard_product", np.full(n, -1, np.int32), np.full(n, -1, np.int32),
        finding_number=np.array([f"市监抽〔2024〕{k + 101}号" for k in range(n)], object),
        source=Coded(chosen(rng, [40, 10, 50], n), SOURCES), agency=world.place_words("{full}市场监督管理局", county),
        product="extinguisher", model=Coded(pairs[:, 1].copy(), MODELS), maker=Coded(pairs[:, 0].copy(), MAKERS),
        defect="干粉主要组分含量不符合标准", found_on=between(rng, day("2021-01-01"), AS_OF - 100, n),
        region=region_codes(county),
    )  # fmt: skip
