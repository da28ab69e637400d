"""Medicines bought with insurance cards: pharmacies with places, the chronically ill each month, others at times.

Six pharmacies and a hospital in each county; the first two of each are of one chain.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.background.medicine import HOSPITALS
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.life import Life
from mingjian.province.regions import COUNTIES
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

BOUGHT_FROM = day("2024-07-01")
_NAMES = ("康民大药房", "康民便民店", "百草堂药店", "仁和药房", "济生药店", "福寿堂药房")
CHAIN = 2
"""So many of the first pharmacies of a county belong to the chain."""
PER_COUNTY = len(_NAMES)
SHOPS = tuple(county.name + name for county in COUNTIES for name in _NAMES)
_PER_PLACE = len(HOSPITALS) // len(COUNTIES)
PLACES = (*SHOPS, *(HOSPITALS[county * _PER_PLACE] for county in range(len(COUNTIES))))
"""Pharmacies, and behind them one hospital for each county."""
ITEMS: tuple[tuple[str, int], ...] = (
    ("感冒灵颗粒", 0),
    ("板蓝根颗粒", 0),
    ("蒙脱石散", 0),
    ("盐酸二甲双胍片", 4),
    ("苯磺酸氨氯地平片", 2),
    ("阿托伐他汀钙片", 4),
    ("血液透析", 0),
)
"""Medicines, and how many a day may be taken of those for chronic diseases."""
METFORMIN, AMLODIPINE, STATIN, DIALYSIS = 3, 4, 5, 6
KINDS = ("pharmacy", "hospital")
_PRESCRIPTIONS = ("ordinary", "long")
_MOST = np.array([most for _, most in ITEMS], np.int64)


def shop(county: Ints, which: Ints | int) -> Ints:
    """A pharmacy of each county."""
    return np.asarray(county * PER_COUNTY + which, np.int32)


def hospital(county: Ints) -> Ints:
    """The hospital of each county."""
    return np.asarray(len(SHOPS) + county, np.int32)


def buy(
    world: World, rng: Rng, who: Ints, at: Ints, on: Ints, item: Ints | int, quantity: Ints | int, fund: Ints, *,
    proxy: Bools | bool = False, long: bool = False,
) -> Ints:  # fmt: skip
    """Receipts of one medicine each, ``fund`` in yuan; answers their record numbers."""
    n = len(who)
    what = np.broadcast_to(np.asarray(item, np.int32), (n,)).copy()
    place = np.where(at < len(SHOPS), at // PER_COUNTY, at - len(SHOPS)).astype(np.int32)
    first = world.tables.counts.get("medical_purchase", 0)
    numbers = np.array([f"YD{y}{first + k:09d}" for k, y in enumerate(year_of(on).tolist())], object)
    most = _MOST[what]
    within = (at < len(SHOPS)) & (at % PER_COUNTY < CHAIN)
    paid = fund.astype(np.int64) * 100
    return world.tables.add(
        "medical_purchase", who, receipt_number=numbers, institution=Coded(at.astype(np.int32), PLACES),
        institution_kind=Coded((at >= len(SHOPS)).astype(np.int32), KINDS),
        chain=Coded(np.where(within, 0, -1).astype(np.int32), ("康民大药房连锁有限公司",)),
        longitude=Coded(at.astype(np.int32), _LONGITUDES), latitude=Coded(at.astype(np.int32), _LATITUDES),
        bought_on=on.astype(np.int32), item=Coded(what, tuple(name for name, _ in ITEMS)),
        quantity=np.broadcast_to(np.asarray(quantity, np.int64), (n,)).copy(),
        daily_max=np.where(most == 0, NONE, most).astype(np.int64),
        prescription=Coded(np.full(n, int(long), np.int32), _PRESCRIPTIONS),
        proxy=np.broadcast_to(np.asarray(proxy, np.bool_), (n,)).copy(), fund_paid=paid,
        self_paid=paid // 40 * 10, region=region_codes(place),
    )  # fmt: skip


def _degrees() -> tuple[tuple[str, ...], tuple[str, ...]]:
    county = np.r_[np.repeat(np.arange(len(COUNTIES)), PER_COUNTY), np.arange(len(COUNTIES))]
    which = np.r_[np.tile(np.arange(PER_COUNTY), len(COUNTIES)), np.full(len(COUNTIES), PER_COUNTY)]
    lon, lat = 115.6 + county % 6 * 0.4 + which * 0.006, 30.6 + county // 6 * 0.5 + which % 3 * 0.006
    return _texts(lon), _texts(lat)


def _texts(degrees: npt.NDArray[np.float64]) -> tuple[str, ...]:
    return tuple(f"{value:.6f}" for value in degrees.tolist())


_LONGITUDES, _LATITUDES = _degrees()


def background(world: World, life: Life, rng: Rng) -> None:
    """One in forty adults fetches a medicine each month, one in six of the others buys something now and then."""
    people = world.people
    age = people.age(AS_OF)
    free = people.alive() & ~world.used & ~life.custody.some & ~world.is_muted("medical_purchase")
    ill = np.flatnonzero(free & (age >= 45) & happens(rng, 0.05, len(age))).astype(np.int32)
    months = np.tile(np.arange(12, dtype=np.int32), len(ill))
    who = np.repeat(ill, 12)
    item = METFORMIN + who % 3
    on = BOUGHT_FROM + np.minimum(months * 30 + who % 17 + between(rng, 0, 5, len(who)), AS_OF - BOUGHT_FROM)
    at = shop(people.home[who], 0) + who // 3 % PER_COUNTY
    buy(world, rng, who, at.astype(np.int32), on.astype(np.int32), item.astype(np.int32),
        _MOST[item].astype(np.int32) * 25, between(rng, 30, 120, len(who)))  # fmt: skip
    some = np.flatnonzero(free & (age >= 18) & happens(rng, 0.16, len(age))).astype(np.int32)
    who = np.repeat(some, rng.poisson(1.5, len(some))).astype(np.int32)
    n = len(who)
    at = shop(people.home[who], between(rng, 0, PER_COUNTY - 1, n))
    buy(world, rng, who, at, between(rng, BOUGHT_FROM, AS_OF, n), between(rng, 0, 2, n), between(rng, 1, 30, n),
        between(rng, 10, 90, n))  # fmt: skip
