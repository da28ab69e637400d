"""E07 Sentence-date arithmetic (刑期起止与折抵错误). Clue: the judgment.

Law: 刑法41, 44, 47; 刑诉法76. Last day = first day + term - credit; a day of custody is a day of prison or
detention and two days of surveillance; bail counts nothing.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import penalties
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CASINO, FRAUD, INJURY, MURDER, QUARREL, ROBBERY, THEFT
from mingjian.province.clock import NONE, add_months, first_day, last_day, month_of
from mingjian.province.plants.base import Sown, trap, violation
from mingjian.province.plants.common import days, judgments, second_count, some_charge
from mingjian.province.world import World

KEY = "document"

_CHARGES = (THEFT, INJURY, FRAUD, QUARREL)


def _case(world: World, rng: Rng, n: int, manner: int, last: str = "2025-03-20", **given: object) -> justice.Case:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", last, n)
    given.setdefault("months", between(rng, 8, 30, n))
    return justice.judge(world, rng, person, some_charge(rng, _CHARGES, n), judged, manner=manner, **given)


def _sown(case: justice.Case) -> Sown:
    needs = [judgments(case, "sentence_from", "sentence_to", "custody_from")]
    return Sown(case.person, needs, document=case.number)


def _end(world: World, case: justice.Case, end: object) -> None:
    world.tables.change("criminal_judgment", case.judgment, sentence_to=end)


@violation("E07", "off_by_one", "刑期止日算错一天", "last day wrong by one day")
def off_by_one(world: World, rng: Rng, n: int) -> Sown:
    # early in the month, where every reading of the law gives the same end
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    detained = first_day(month_of(judged - 130)) + between(rng, 3, 24, n)
    person = world.pick(rng, n, world.adults(32, 50))
    case = justice.judge(
        world, rng, person, some_charge(rng, _CHARGES, n), judged, crime=detained - 5, filed=detained - 1,
        detained=detained, months=between(rng, 8, 30, n), manner=justice.HELD,
    )  # fmt: skip
    _end(world, case, case.sentence_to + np.where(np.arange(n) % 2 == 0, 1, -1))
    return _sown(case)


@violation("E07", "wrong_month", "刑期止日算错一个月", "last day wrong by a month")
def wrong_month(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, justice.HELD)
    _end(world, case, add_months(case.sentence_to, np.where(np.arange(n) % 2 == 0, 1, -1).astype(np.int32)))
    return _sown(case)


@violation("E07", "credit_forgotten", "先行羁押未折抵", "earlier custody not credited")
def credit_forgotten(world: World, rng: Rng, n: int) -> Sown:
    held = between(rng, 10, 35, n)
    case = _case(world, rng, n, justice.GAP, held_days=held)
    _end(world, case, case.sentence_to + held)
    return _sown(case)


@violation("E07", "bail_credited", "取保候审期间被折抵刑期", "days on bail credited")
def bail_credited(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, justice.GAP)
    _end(world, case, case.sentence_to - between(rng, 40, 90, n))
    return _sown(case)


@violation("E07", "surveillance_single", "管制折抵按一日折一日计算", "surveillance credited one for one")
def surveillance_single(world: World, rng: Rng, n: int) -> Sown:
    held = between(rng, 10, 30, n)
    months = between(rng, 6, 20, n)
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    charge = some_charge(rng, (QUARREL, CASINO), n)
    case = justice.judge(
        world, rng, person, charge, judged, penalty="surveillance", months=months, manner=justice.GAP, held_days=held
    )
    _end(world, case, case.sentence_to + held)
    return _sown(case)


@trap("E07", "bail_gap", "羁押后取保，仅折抵羁押日", "custody, then bail: only custody is credited")
def bail_gap(world: World, rng: Rng, n: int) -> Sown:
    return _sown(_case(world, rng, n, justice.GAP))


@trap("E07", "end_of_month", "自月末起算，届满月无对应日", "begins at the end of a month, ends in a shorter one")
def end_of_month(world: World, rng: Rng, n: int) -> Sown:
    judged = days(rng, "2017-06-10", "2025-01-20", n)
    detained = last_day(month_of(judged - 120))
    person = world.pick(rng, n, world.adults(32, 50))
    case = justice.judge(
        world, rng, person, INJURY, judged, crime=detained - 6, filed=detained - 1, detained=detained,
        months=between(rng, 8, 30, n), manner=justice.HELD,
    )  # fmt: skip
    return _sown(case)


@trap("E07", "surveillance_double", "管制折抵一日折二日", "surveillance credited two for one")
def surveillance_double(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    case = justice.judge(world, rng, person, QUARREL, judged, penalty="surveillance", manner=justice.GAP)
    return _sown(case)


@trap("E07", "term_with_days", "拘役若干月零若干天", "a term of months and days")
def term_with_days(world: World, rng: Rng, n: int) -> Sown:
    case = _case(
        world, rng, n, justice.BAIL, penalty="detention", months=between(rng, 1, 4, n), days=between(rng, 5, 25, n)
    )
    return _sown(case)


@trap("E07", "combined", "数罪并罚", "combined sentence of two charges")
def combined(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    case = justice.judge(world, rng, person, THEFT, judged, months=24, manner=justice.HELD)
    fine = np.full(n, 3000, np.int32)
    second_count(world, case, FRAUD, np.full(n, 12, np.int32), np.full(n, 16, np.int32), fine, fine)
    return _sown(case)


@trap("E07", "no_end", "无期徒刑，无止日", "life sentence without an end")
def no_end(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    case = justice.judge(world, rng, person, MURDER, judged, penalty="life", manner=justice.HELD)
    return _sown(case)


@trap(
    "E07", "designated_residence", "指定居所监视居住二日折抵一日", "two days of designated residence are one of prison"
)
def designated_residence(world: World, rng: Rng, n: int) -> Sown:
    person = world.pick(rng, n, world.adults(32, 50))
    judged = days(rng, "2017-01-10", "2025-03-20", n)
    case = justice.judge(
        world, rng, person, ROBBERY, judged, months=40, manner=justice.GAP, held_days=between(rng, 12, 30, n)
    )
    world.tables.change("criminal_judgment", case.judgment, residence_surveillance=np.ones(n, np.int8))
    return _sown(case)


@trap("E07", "not_begun", "缓刑，不写刑期起止", "probation: no first and last day")
def not_begun(world: World, rng: Rng, n: int) -> Sown:
    case = _case(world, rng, n, justice.BAIL, months=12, probation=18)
    assert (case.sentence_from == NONE).all()
    return _sown(case)


@trap(
    "E07",
    "administrative_detention",
    "同一行为先行政拘留，折抵刑期",
    "administrative detention of the same act is credited",
)
def administrative_detention(world: World, rng: Rng, n: int) -> Sown:
    held = between(rng, 5, 15, n)
    case = _case(world, rng, n, justice.GAP, held_days=held)
    record = penalties.penalise(world, rng, case.person, "殴打他人", case.crime, case.crime + 1)
    world.tables.change("administrative_penalty", record, detention_days=held.astype(np.int64))
    return _sown(case)
