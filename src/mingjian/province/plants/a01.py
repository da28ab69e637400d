"""A01 Disqualified company officers (有罪人员违规任法定代表人、董监高). Clue: person and company.

Law: 公司法(2023)178, before 2024-07-01 公司法(2018)146: five years after the sentence for certain crimes or
deprivation of political rights, two years after probation; 市场主体登记管理条例12.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import justice
from mingjian.province.background import offices
from mingjian.province.chance import Rng, between
from mingjian.province.charges import (
    AMENDMENT_XI,
    BRIBED,
    CONTRACT,
    DEPOSITS,
    EMBEZZLE,
    INJURY,
    INVOICES,
    MISUSE,
    ROBBERY,
    THEFT,
)
from mingjian.province.clock import AS_OF, Ints, add_months, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, judgments, some_charge, spoil
from mingjian.province.world import World

KEY = "person_company"

_CHARGES = (CONTRACT, DEPOSITS, INVOICES, MISUSE, BRIBED)
_ROLES = (0, 1, 2, 3)


def _prison(world: World, rng: Rng, n: int, first: str, last: str, **given: object) -> justice.Case:
    person = world.pick(rng, n, world.adults(36, 52))
    judged = days(rng, first, last, n)
    given.setdefault("months", between(rng, 10, 18, n))
    given.setdefault("manner", justice.HELD)
    charge = given.pop("charge", None)
    if charge is None:
        charge = some_charge(rng, _CHARGES + ((EMBEZZLE,) if day(first) > AMENDMENT_XI + 200 else ()), n)
    return justice.judge(world, rng, person, charge, judged, **given)  # type: ignore[arg-type]


def _appoint(
    world: World, rng: Rng, case: justice.Case, since: Ints, until: Ints | None = None, *, role: int | None = None,
    individual: bool = False, state: int = 0,
) -> tuple[Ints, Ints]:  # fmt: skip
    n = len(case.person)
    company = world.pick_company(rng, n, world.companies.individual == individual)
    office = np.asarray(_ROLES, np.int32)[rng.integers(0, 4, n)] if role is None else np.full(n, role, np.int32)
    record = offices.appoint(
        world, case.person, company, office, since.astype(np.int32), until, np.full(n, state, np.int32)
    )
    return company, record


def _sown(case: justice.Case, company: Ints, record: Ints) -> Sown:
    needs = [
        judgments(case, "sentence_to", "effective_on"),
        Need("company_officer", record, ("id_number", "uscc", "since", "until")),
    ]
    return Sown(case.person, needs, company=company, document=case.number)


@violation("A01", "within_five_years", "执行期满未逾五年任职", "in office within five years after the sentence")
def within_five_years(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2021-02-01", "2022-12-01")
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + between(rng, 20, 400, n)))


@violation(
    "A01", "on_probation", "缓刑考验期内或期满未逾二年任职", "in office during or within two years after probation"
)
def on_probation(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(
        world, rng, n, "2022-06-01", "2024-06-01", months=12, probation=between(rng, 14, 24, n), manner=justice.BAIL
    )
    return _sown(case, *_appoint(world, rng, case, case.effective + between(rng, 30, 300, n)))


@violation("A01", "deprived", "被剥夺政治权利，期满未逾五年任职", "deprived of political rights, within five years")
def deprived(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2018-02-01", "2019-09-01", charge=ROBBERY, months=between(rng, 39, 48, n))
    spoil(world, case, deprivation_months=np.full(n, 12))
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + between(rng, 400, 600, n)))


@trap("A01", "individual_business", "个体工商户经营者", "owner of an individual business")
def individual_business(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2020-02-01", "2022-12-01")
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + 60, role=0, individual=True))


@trap("A01", "shareholder_only", "仅为股东", "a shareholder only")
def shareholder_only(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2020-02-01", "2022-12-01")
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + 60, role=4))


@trap("A01", "left_before", "任职早于犯罪并已离任", "in office before the crime, and left")
def left_before(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2020-02-01", "2024-06-01")
    since = case.crime - between(rng, 600, 2000, n)
    until = (case.crime - between(rng, 5, 300, n)).astype(np.int32)
    return _sown(case, *_appoint(world, rng, case, since, until))


@trap("A01", "after_five_years", "执行期满已逾五年", "more than five years after the sentence")
def after_five_years(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2016-02-01", "2017-12-01")
    since = add_months(case.sentence_to, 60) + between(rng, 5, 200, n)
    return _sown(case, *_appoint(world, rng, case, since))


@trap("A01", "after_probation", "缓刑考验期满已逾二年", "more than two years after probation")
def after_probation(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2018-02-01", "2020-06-01", months=12, probation=18, manner=justice.BAIL)
    since = add_months(case.probation_to, 24) + between(rng, 5, 300, n)
    return _sown(case, *_appoint(world, rng, case, since))


@trap("A01", "sealed", "未成年人犯罪记录已封存", "a minor's record, sealed")
def sealed(world: World, rng: Rng, n: int) -> Sown:
    age = world.people.age(AS_OF)
    person = world.pick(rng, n, (age >= 20) & (age <= 21) & world.people.alive())
    crime = add_months(world.people.birth[person], between(rng, 196, 212, n))
    case = justice.judge(world, rng, person, CONTRACT, crime + 120, crime=crime, months=8, manner=justice.HELD)
    spoil(world, case, minor=np.ones(n, np.int8), sealed=np.ones(n, np.int8))
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + between(rng, 300, 500, n)))


@trap("A01", "other_charge", "罪名不属限制范围且未剥夺政治权利", "another charge without deprivation of rights")
def other_charge(world: World, rng: Rng, n: int) -> Sown:
    charge = some_charge(rng, (INJURY, THEFT), n)
    case = _prison(world, rng, n, "2020-02-01", "2022-12-01", charge=charge)
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + between(rng, 20, 400, n)))


@trap("A01", "namesake", "同名不同人", "an officer of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2020-02-01", "2022-12-01")
    other = world.pick(rng, n, world.adults(30, 60))
    world.homonym(other, case.person)
    company = world.pick_company(rng, n, ~world.companies.individual)
    since = (case.sentence_to + between(rng, 20, 400, n)).astype(np.int32)
    record = offices.appoint(world, other, company, np.zeros(n, np.int32), since)
    return Sown(other, [Need("company_officer", record, ("id_number",))], company=company, document=case.number)


@trap("A01", "company_gone", "公司已注销", "the company was deregistered")
def company_gone(world: World, rng: Rng, n: int) -> Sown:
    case = _prison(world, rng, n, "2020-02-01", "2021-12-01")
    return _sown(case, *_appoint(world, rng, case, case.sentence_to + 30, state=2))
