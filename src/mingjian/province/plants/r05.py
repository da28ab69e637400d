"""R05 Theft: administrative instead of criminal (盗窃两项监督). Clue: the person.

Law: 刑法264; 法释〔2013〕8号2, 3: three thefts in two years; half of the amount within a year after a penalty
for theft; from a home, carrying a weapon, from the body. Amount threshold of the province: 2000 yuan.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties
from mingjian.province.chance import Rng, between
from mingjian.province.charges import INDEX, NAMES, THEFT
from mingjian.province.clock import AS_OF, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, nothing
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KEY = "person"

_COLUMNS = ("id_number", "act_on", "decided_on")
_AGGRAVATED = (
    "入户盗窃，窃得现金若干", "夜间进入居民家中实施入户盗窃", "在公交车上扒窃他人手机", "在菜市场扒窃他人钱包",
    "携带凶器盗窃，被群众抓获",
)  # fmt: skip


def _steal(
    world: World,
    rng: Rng,
    who: Ints,
    on: Ints,
    amount: Ints,
    text: str = "盗窃他人财物，数额较小",
    place: str | None = None,
) -> Ints:
    return penalties.penalise(
        world, rng, who, "盗窃", on, on + between(rng, 1, 12, len(who)), amount=amount, text=text, place=place
    )


def _small(rng: Rng, n: int) -> Ints:
    return between(rng, 60, 420, n)


def _sown(who: Ints, *records: Ints, columns: tuple[str, ...] = _COLUMNS) -> Sown:
    needs = [Need("administrative_penalty", np.stack(records, axis=1), columns)]
    return Sown(who, needs, lists=("police_case", "non_prosecution", "criminal_judgment"))


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(24, 55))


@violation("R05", "three_times", "二十四个月内盗窃三次，仅行政处罚", "three thefts in 24 months, only penalised")
def three_times(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2018-01-01", "2023-03-01", n)
    second = first + between(rng, 30, 300, n)
    third = second + between(rng, 30, 330, n)
    return _sown(who, *(_steal(world, rng, who, on, _small(rng, n)) for on in (first, second, third)))


@violation(
    "R05",
    "within_a_year",
    "一年内受过盗窃处罚，又盗窃达标准百分之五十",
    "half the amount within a year after a penalty",
)
def within_a_year(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2018-01-01", "2024-03-01", n)
    one = _steal(world, rng, who, first, _small(rng, n))
    two = _steal(world, rng, who, first + between(rng, 40, 300, n), between(rng, 1550, 1950, n))
    return _sown(who, one, two, columns=(*_COLUMNS, "amount"))


@violation(
    "R05", "aggravated", "入户、扒窃、携带凶器盗窃，仅行政处罚", "from a home, from the body or armed, only penalised"
)
def aggravated(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2018-01-01", "2025-02-01", n)
    texts = Coded(rng.integers(0, len(_AGGRAVATED), n).astype(np.int32), _AGGRAVATED)
    record = _steal(world, rng, who, on, _small(rng, n), text=texts)  # type: ignore[arg-type]
    return _sown(who, record)


@trap("R05", "same_day", "同日连续作案三起，算一次", "three thefts on one day count once")
def same_day(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2018-01-01", "2025-02-01", n)
    places = ("东门超市", "西门超市", "北门超市")
    return _sown(who, *(_steal(world, rng, who, on, _small(rng, n), place=place) for place in places))


@trap("R05", "spread", "三次盗窃跨度超过二十四个月", "three thefts over more than 24 months")
def spread(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2017-01-01", "2021-06-01", n)
    gaps = (0, 400, 800)
    return _sown(who, *(_steal(world, rng, who, first + gap, _small(rng, n)) for gap in gaps))


@trap("R05", "under_sixteen", "不满十六周岁", "under sixteen")
def under_sixteen(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= 15) & (age <= 17) & world.people.alive())
    first = add_months(world.people.birth[who], between(rng, 169, 174, n))
    return _sown(who, *(_steal(world, rng, who, first + gap, _small(rng, n)) for gap in (0, 90, 200)))


@trap("R05", "already_criminal", "三次盗窃，公安已立刑事案件", "three thefts, a criminal case has been filed")
def already_criminal(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2018-01-01", "2022-06-01", n)
    records = [_steal(world, rng, who, first + gap, _small(rng, n)) for gap in (0, 150, 320)]
    crime = first + 325
    justice.judge(world, rng, who, THEFT, crime + 120, crime=crime, months=8, manner=justice.HELD)
    return _sown(who, *records)


@trap("R05", "case_open", "三次盗窃，公安新立案尚未移送", "three thefts, the case was filed lately")
def case_open(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2024-01-01", "2024-06-01", n)
    records = [_steal(world, rng, who, first + gap, _small(rng, n)) for gap in (0, 120, 230)]
    filed = first + 240
    home = world.people.home[who]
    world.tables.add(
        "police_case", who, case_no=penalties.letters(world, home, filed, "立字"),
        charge=Coded(np.full(n, INDEX[THEFT], np.int32), NAMES), filed_on=filed, detained_on=nothing(n),
        extended_to=nothing(n), arrested_on=nothing(n), bail_from=filed + 2, bail_to=nothing(n),
        transferred_on=nothing(n), withdrawn_on=nothing(n), region=region_codes(home),
    )  # fmt: skip
    return _sown(who, *records)


@trap("R05", "another_act", "两次盗窃、一次殴打他人", "two thefts and one fight")
def another_act(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2018-01-01", "2023-03-01", n)
    records = [_steal(world, rng, who, first + gap, _small(rng, n)) for gap in (0, 400)]
    on = first + 200
    records.append(penalties.penalise(world, rng, who, "殴打他人", on, on + 5))
    return _sown(who, *records)


@trap("R05", "after_a_year", "上次盗窃处罚已逾一年，本次一千五百元以上", "more than a year after the penalty")
def after_a_year(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2018-01-01", "2023-06-01", n)
    one = _steal(world, rng, who, first, _small(rng, n))
    two = _steal(world, rng, who, first + between(rng, 400, 600, n), between(rng, 1550, 1950, n))
    return _sown(who, one, two)


@trap("R05", "not_armed", "未携带凶器、非入户", "the text says: not armed, not from a home")
def not_armed(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = between(rng, day("2018-01-01"), AS_OF - 100, n)
    return _sown(who, _steal(world, rng, who, on, _small(rng, n), text="在商场货架窃取商品，未携带凶器，非入户盗窃"))
