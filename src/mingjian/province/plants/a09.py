"""A09 Disqualified taxi drivers (出租车、网约车驾驶员禁业). Clue: the person.

Rule: 出租汽车驾驶员从业资格管理规定10: no record of a traffic crime, dangerous driving, violent crime, drug use or
driving after drinking, and no cycle of twelve points among the last three.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import cases, drugs, penalties, taxis, traffic
from mingjian.province.background.penalties import ACT_OF
from mingjian.province.chance import Rng, between
from mingjian.province.charges import DRUNK, FRAUD, INJURY, QUARREL, ROBBERY, THEFT, TRAFFIC
from mingjian.province.clock import AS_OF, NONE, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, nothing, some_charge, spoil
from mingjian.province.world import World

KEY = "person"

_DRINKING = "饮酒后驾驶机动车"


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(27, 56))


def _licensed(world: World, rng: Rng, who: Ints) -> Ints:
    """A licence whose points start anew in the last days of June."""
    n = len(who)
    issued = add_months(np.full(n, AS_OF - 6, np.int32), -12 * between(rng, 8, 14, n))
    return traffic.licence(world, rng, who, issued=issued, valid_to=add_months(issued, 312))


def _qualified(world: World, rng: Rng, who: Ints, licence: bool = True, **given: object) -> Need:
    if licence:
        _licensed(world, rng, who)
    issued = between(rng, AS_OF - 2100, AS_OF - 700, len(who))
    record = taxis.qualify(world, who, issued, **given)  # type: ignore[arg-type]
    return Need("driver_qualification", record, ("id_number", "valid_to"))


def _convicted(world: World, rng: Rng, n: int, charges: tuple[str, ...], **given: object) -> justice.Case:
    judged = days(rng, "2016-06-01", "2021-12-01", n)
    given.setdefault("manner", justice.HELD)
    return justice.judge(world, rng, _people(world, rng, n), some_charge(rng, charges, n), judged, **given)


def _points(world: World, rng: Rng, who: Ints, on: Ints, points: int) -> Ints:
    return traffic.violations(world, rng, who, on, nothing(len(who)), handled=True, points=points)


def _scored(who: Ints, holder: Need, licence: Ints, *caught: Ints) -> Sown:
    needs = [holder, Need("driving_licence", licence, ("id_number", "issued_on"))]
    needs += [Need("traffic_violation", record, ("id_number",)) for record in caught]
    return Sown(who, needs)


@violation("A09", "violent_or_traffic_crime", "交通肇事、暴力犯罪后仍持从业资格证", "a traffic or violent crime")
def violent_or_traffic_crime(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY, ROBBERY))
    return Sown(case.person, [judgments(case, "effective_on"), _qualified(world, rng, case.person)])


@violation("A09", "dangerous_driving", "危险驾驶罪后仍持从业资格证", "convicted of dangerous driving")
def dangerous_driving(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (DRUNK,), penalty="detention", months=2, manner=justice.BAIL)
    cases.revoke(world, rng, case)
    return Sown(case.person, [judgments(case, "effective_on"), _qualified(world, rng, case.person, licence=False)])


@violation("A09", "drug_use", "有吸毒记录仍持从业资格证", "a record of drug use")
def drug_use(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2016-03-01", "2019-06-01", n)
    half = n // 2
    kind = np.full(half, drugs.ISOLATION, np.int32)
    drugs.order(world, rng, who[:half], kind, on[:half], penalty=False)
    record = np.full(n, -1, np.int32)
    record[half:] = penalties.penalise(world, rng, who[half:], "吸食毒品", on[half:], on[half:] + 1)
    whole = world.tables.counts["drug_measure"]
    measure = np.full(n, -1, np.int32)
    measure[:half] = np.arange(whole - half, whole)
    needs = [Need("administrative_penalty", record, ("id_number",)), Need("drug_measure", measure, ("id_number",))]
    return Sown(who, [*needs, _qualified(world, rng, who)])


@violation("A09", "drinking", "有饮酒后驾驶记录仍持从业资格证", "a record of driving after drinking")
def drinking(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2018-03-01", "2025-02-01", n)
    record = penalties.penalise(world, rng, who, _DRINKING, on, on + 5)
    return Sown(who, [Need("administrative_penalty", record, ("id_number",)), _qualified(world, rng, who)])


@violation("A09", "twelve_points", "近三个记分周期内记满12分", "twelve points in one of the last three cycles")
def twelve_points(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    first = days(rng, "2023-08-01", "2024-02-01", n)
    licence = _licensed(world, rng, who)
    caught = [_points(world, rng, who, (first + 40 * k).astype(np.int32), 6) for k in range(2)]
    return _scored(who, _qualified(world, rng, who, licence=False), licence, *caught)


@trap("A09", "not_prosecuted", "相对不起诉，不是犯罪记录", "a discretionary decision is no criminal record")
def not_prosecuted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    decided = days(rng, "2018-06-01", "2024-12-01", n)
    penalties.spare(world, rng, who, INJURY, decided)
    penalties.penalise(world, rng, who, ACT_OF[INJURY], decided - 80, decided + between(rng, 12, 45, n))
    return Sown(who, [_qualified(world, rng, who)])


@trap("A09", "slight_injury", "殴打他人致轻微伤，仅受治安处罚", "penalised for blows, no crime")
def slight_injury(world: World, rng: Rng, n: int) -> Sown:
    who, on = _people(world, rng, n), days(rng, "2018-06-01", "2024-12-01", n)
    penalties.penalise(world, rng, who, "殴打他人", on, on + 5)
    return Sown(who, [_qualified(world, rng, who)])


@trap("A09", "sealed", "未成年人犯罪记录已封存", "a minor's record, sealed")
def sealed(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= 21) & (age <= 24) & world.people.alive())
    crime = add_months(world.people.birth[who], between(rng, 196, 212, n))
    case = justice.judge(world, rng, who, INJURY, crime + 120, crime=crime, months=8, manner=justice.HELD)
    spoil(world, case, minor=np.ones(n, np.int8), sealed=np.ones(n, np.int8))
    return Sown(who, [_qualified(world, rng, who)])


@trap("A09", "other_crime", "其他犯罪，不属禁业情形", "another crime")
def other_crime(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (THEFT, FRAUD, QUARREL))
    return Sown(case.person, [judgments(case), _qualified(world, rng, case.person)])


@trap("A09", "acquitted", "宣告无罪", "acquitted")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY), penalty="acquitted", months=int(NONE), manner=justice.BAIL)
    return Sown(case.person, [judgments(case), _qualified(world, rng, case.person)])


@trap("A09", "withdrawn", "从业资格证已撤销", "the certificate was withdrawn")
def withdrawn(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY, ROBBERY))
    return Sown(case.person, [judgments(case), _qualified(world, rng, case.person, status="withdrawn")])


@trap("A09", "expired", "从业资格证已过期", "the certificate ran out")
def expired(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY, ROBBERY))
    until = between(rng, AS_OF - 300, AS_OF - 2, n)
    return Sown(case.person, [judgments(case), _qualified(world, rng, case.person, valid_to=until)])


@trap("A09", "no_certificate", "没有从业资格证", "no certificate")
def no_certificate(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY))
    _licensed(world, rng, case.person)
    return Sown(case.person, [judgments(case)])


@trap("A09", "eleven_points", "一个周期内记11分", "eleven points in a cycle")
def eleven_points(world: World, rng: Rng, n: int) -> Sown:
    who, first = _people(world, rng, n), days(rng, "2023-08-01", "2024-02-01", n)
    licence = _licensed(world, rng, who)
    caught = [_points(world, rng, who, (first + 40 * k).astype(np.int32), (6, 5)[k]) for k in range(2)]
    return _scored(who, _qualified(world, rng, who, licence=False), licence, *caught)


@trap("A09", "two_cycles", "12分分属两个周期", "twelve points over two cycles")
def two_cycles(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    licence = _licensed(world, rng, who)
    early, late = days(rng, "2024-04-01", "2024-06-20", n), days(rng, "2024-07-02", "2024-10-01", n)
    caught = [_points(world, rng, who, on, 6) for on in (early, late)]
    return _scored(who, _qualified(world, rng, who, licence=False), licence, *caught)


@trap("A09", "four_cycles_ago", "记满12分在三个周期之前", "twelve points before the last three cycles")
def four_cycles_ago(world: World, rng: Rng, n: int) -> Sown:
    who, first = _people(world, rng, n), days(rng, "2023-01-05", "2023-04-01", n)
    licence = _licensed(world, rng, who)
    caught = [_points(world, rng, who, (first + 40 * k).astype(np.int32), 6) for k in range(2)]
    return _scored(who, _qualified(world, rng, who, licence=False), licence, *caught)


@trap("A09", "electric_bicycle", "酒后骑电动自行车", "drank and rode an electric bicycle")
def electric_bicycle(world: World, rng: Rng, n: int) -> Sown:
    who, on = _people(world, rng, n), days(rng, "2023-03-01", "2025-02-01", n)
    traffic.violations(world, rng, who, on, between(rng, 30, 70, n), handled=True, vehicle="electric_bicycle")
    return Sown(who, [_qualified(world, rng, who)])


@trap("A09", "namesake", "同名不同人", "a driver of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    case = _convicted(world, rng, n, (TRAFFIC, INJURY))
    who = _people(world, rng, n)
    world.homonym(who, case.person)
    return Sown(who, [_qualified(world, rng, who)])
