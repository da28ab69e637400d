"""Y01 Sex offenders among school staff (教职员工性侵前科、入职查询). Clue: the person.

Law: 未成年人保护法62, 126; 刑法37之1; the duty to query before hiring (2020, 2021).
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties, schools
from mingjian.province.chance import Rng, between
from mingjian.province.charges import MOLEST, RAPE
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge, spoil
from mingjian.province.world import World

KEY = "person"


def _people(world: World, rng: Rng, n: int) -> Ints:
    return world.pick(rng, n, world.adults(32, 52))


def _convicted(world: World, rng: Rng, who: Ints, first: str, last: str, charge: str | None = None) -> justice.Case:
    n = len(who)
    if charge is None:
        return justice.judge(world, rng, who, MOLEST, days(rng, first, last, n), manner=justice.HELD,
                             months=between(rng, 12, 30, n))  # fmt: skip
    return justice.judge(world, rng, who, charge, days(rng, first, last, n), manner=justice.HELD)


def _staff_need(staff: Ints) -> Need:
    return Need("school_staff", staff, ("id_number", "hired_on", "left_on"))


def _judgment_need(case: justice.Case) -> Need:
    return Need("criminal_judgment", case.judgment, ("id_number",))


@violation("Y01", "hired_after_conviction", "性侵前科人员入职学校", "hired after a conviction for a sexual crime")
def hired_after_conviction(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2017-02-01", "2020-06-01")
    staff, _ = schools.hire(world, rng, who, case.sentence_to + between(rng, 60, 500, n))
    return Sown(who, [_judgment_need(case), _staff_need(staff)])


@violation("Y01", "still_listed", "在职期间被判性侵犯罪，未解聘", "convicted while employed, still on the roll")
def still_listed(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2021-02-01", "2024-06-01", RAPE)
    staff, _ = schools.hire(world, rng, who, case.crime - between(rng, 300, 2000, n))
    return Sown(who, [_judgment_need(case), _staff_need(staff)])


@violation("Y01", "penalised", "因猥亵受行政处罚后入职", "hired after a penalty for indecency")
def penalised(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    on = days(rng, "2018-02-01", "2023-06-01", n)
    record = penalties.penalise(world, rng, who, "猥亵", on, on + 6, text="在公交车上猥亵他人")
    staff, _ = schools.hire(world, rng, who, on + between(rng, 100, 600, n))
    return Sown(who, [Need("administrative_penalty", record, ("id_number",)), _staff_need(staff)])


@violation("Y01", "not_checked", "入职前未作违法犯罪记录查询", "hired without a check")
def not_checked(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    staff, _ = schools.hire(world, rng, who, between(rng, day("2021-08-01"), AS_OF - 60, n), check=False)
    return Sown(who, [_staff_need(staff)], lists=("staff_check",))


@trap("Y01", "namesake", "与罪犯同名", "the name of a convict, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    convict = _people(world, rng, n)
    _convicted(world, rng, convict, "2017-02-01", "2022-06-01")
    who = _people(world, rng, n)
    world.homonym(who, convict)
    staff, _ = schools.hire(world, rng, who, days(rng, "2021-08-01", "2024-06-01", n))
    return Sown(who, [_staff_need(staff)])


@trap("Y01", "acquitted", "宣告无罪", "acquitted")
def acquitted(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    judged = days(rng, "2018-02-01", "2022-06-01", n)
    case = justice.judge(
        world, rng, who, some_charge(rng, (RAPE, MOLEST), n), judged, penalty="acquitted", manner=justice.BAIL
    )
    staff, _ = schools.hire(world, rng, who, case.judged + between(rng, 100, 900, n))
    return Sown(who, [_judgment_need(case), _staff_need(staff)])


@trap("Y01", "sealed_minor", "未成年时犯罪，记录封存", "a minor's record, sealed")
def sealed_minor(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    who = world.pick(rng, n, (age >= 24) & (age <= 26) & world.people.alive())
    crime = add_months(world.people.birth[who], between(rng, 196, 212, n))
    case = justice.judge(world, rng, who, MOLEST, crime + 120, crime=crime, months=10, manner=justice.HELD)
    spoil(world, case, minor=np.ones(n, np.int8), sealed=np.ones(n, np.int8))
    staff, _ = schools.hire(world, rng, who, days(rng, "2023-01-01", "2025-03-01", n))
    return Sown(who, [_judgment_need(case), _staff_need(staff)])


@trap("Y01", "left_before", "判决前已离职", "had left before")
def left_before(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    case = _convicted(world, rng, who, "2018-02-01", "2024-06-01", RAPE)
    hired = case.crime - between(rng, 900, 2000, n)
    staff, _ = schools.hire(world, rng, who, hired, (case.filed + between(rng, 0, 2, n)).astype(np.int32))
    return Sown(who, [_judgment_need(case), _staff_need(staff)])


@trap("Y01", "not_prosecuted_for_doubt", "存疑不起诉", "not prosecuted for want of evidence")
def not_prosecuted_for_doubt(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    decided = days(rng, "2018-02-01", "2022-06-01", n)
    penalties.spare(world, rng, who, MOLEST, decided, kind="doubt", advised=False, opinion=False)
    staff, _ = schools.hire(world, rng, who, decided + between(rng, 200, 900, n))
    return Sown(who, [_staff_need(staff)])


@trap("Y01", "hired_before_duty", "查询制度施行前入职，后已补查", "hired before the duty existed, checked since")
def hired_before_duty(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    hired = days(rng, "2012-02-01", "2018-06-01", n)
    staff, _ = schools.hire(world, rng, who, hired, checked=days(rng, "2021-07-01", "2021-11-01", n))
    assert (hired != NONE).all()
    return Sown(who, [_staff_need(staff)])


@trap("Y01", "checked_early", "入职前两个月已查询", "checked two months before hiring")
def checked_early(world: World, rng: Rng, n: int) -> Sown:
    who = _people(world, rng, n)
    hired = days(rng, "2021-08-01", "2025-03-01", n)
    staff, check = schools.hire(world, rng, who, hired, checked=hired - between(rng, 40, 65, n))
    return Sown(who, [_staff_need(staff), Need("staff_check", check, ("id_number",))])
