"""A12 Injury before insurance (工伤“先伤后保”骗赔). Clue: the person.

Law: 社会保险法33, 36, 88; 工伤保险条例60, 62: the fund pays for the injuries of the insured; whoever is insured after
the injury is paid by the employer. An employer has thirty days from hiring to enrol (社会保险法58).
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import emergencies, injuries, insurance, medicine
from mingjian.province.chance import Rng, between
from mingjian.province.clock import Bools, Ints
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days
from mingjian.province.world import World

KEY = "person"

_FIRM = 5
"""Claims of one sham employer."""
_SERIAL = 3
"""People of one employer in a year from whom on the model speaks of a series."""


def _worker(world: World) -> Bools:
    return np.asarray(world.adults(26, 54) & (world.people.job == 1))


def _hired(world: World, rng: Rng, n: int) -> tuple[Ints, Ints]:
    """People of employers of their own, so that no three fall together by chance, and the days they were hired on."""
    fits = _worker(world) & ~world.used
    employers = insurance.employer_of(world, np.arange(len(fits), dtype=np.int32))
    fits &= ~world.company_used[employers]
    alone = np.zeros(len(fits), np.bool_)
    alone[np.flatnonzero(fits)[np.unique(employers[fits], return_index=True)[1]]] = True
    who = world.pick(rng, n, alone)
    world.company_used[employers[who]] = True
    for dataset in ("insurance_enrolment", "medical_visit", "medical_settlement"):
        world.mute(dataset, who)
    return who, days(rng, "2023-06-01", "2024-10-01", n)


def _wound(rng: Rng, n: int) -> Ints:
    return np.asarray(medicine.TRAUMA[rng.integers(0, len(medicine.TRAUMA), n)], np.int32)


def _sown(who: Ints, claim: Ints, enrolment: Ints, visit: Ints | None = None) -> Sown:
    needs = [
        Need("work_injury_claim", claim, ("id_number", "uscc", "applied_on")),
        Need("insurance_enrolment", enrolment, ("id_number", "uscc", "hired_on")),
    ]
    if visit is not None:
        needs.append(Need("medical_visit", visit, ("id_number",)))
    return Sown(who, needs, lists=("insurance_enrolment",))


@violation("A12", "before_hiring", "首诊早于入职和参保", "first seen before being hired and insured")
def before_hiring(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    visit = emergencies.visit(world, rng, who, hired - between(rng, 2, 20, n), wound)
    enrolment = emergencies.enrol(world, who, hired, hired + 2)
    claim = injuries.claim(world, rng, who, hired + between(rng, 3, 9, n), diagnosis=wound)
    return _sown(who, claim, enrolment, visit)


@violation(
    "A12",
    "late_enrolment",
    "入职后长期未参保，受伤后补参保并改报受伤日",
    "enrolled after the injury, months after hiring",
)
def late_enrolment(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    seen = hired + between(rng, 60, 120, n)
    visit = emergencies.visit(world, rng, who, seen, wound)
    enrolled = seen + between(rng, 1, 6, n)
    enrolment = emergencies.enrol(world, who, hired, enrolled)
    claim = injuries.claim(world, rng, who, enrolled + between(rng, 1, 5, n), diagnosis=wound)
    return _sown(who, claim, enrolment, visit)


@violation(
    "A12",
    "serial_claims",
    "同一单位多人参保三十日内申报工伤",
    "several people of one employer claim within thirty days of enrolment",
)
def serial_claims(world: World, rng: Rng, n: int) -> Sown:
    return _firm(world, rng, -(-n // _FIRM), _FIRM)


def _firm(world: World, rng: Rng, firms: int, each: int) -> Sown:
    """Employers each of whose people claim within a month of enrolment."""
    who, _ = _hired(world, rng, firms * each)
    company = np.repeat(world.pick_company(rng, firms, world.companies.individual), each)
    first = np.repeat(days(rng, "2023-06-01", "2024-03-01", firms), each)
    hired = (first + between(rng, 0, 200, len(who))).astype(np.int32)
    wound = _wound(rng, len(who))
    injured = hired + between(rng, 2, 8, len(who))
    enrolment = emergencies.enrol(world, who, hired, hired, company)
    claim = injuries.claim(
        world, rng, who, injured, applied=injured + between(rng, 3, 20, len(who)), diagnosis=wound, company=company
    )
    emergencies.visit(world, rng, who, injured, wound)
    sown = _sown(who, claim, enrolment)
    sown.company = company
    if each >= _SERIAL:  # each is found only with enough of the others
        of_firm = [np.repeat(records.reshape(firms, each), each, axis=0) for records in (claim, enrolment)]
        sown.needs += [
            Need("work_injury_claim", of_firm[0], ("id_number", "uscc", "applied_on"), _SERIAL),
            Need("insurance_enrolment", of_firm[1], ("id_number", "uscc", "hired_on"), _SERIAL),
        ]
    return sown


@trap("A12", "thirty_days", "用工三十日内办理参保，期间受伤", "hurt within the thirty days an employer has to enrol")
def thirty_days(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    emergencies.visit(world, rng, who, hired + between(rng, 2, 9, n), wound)
    enrolled = hired + between(rng, 10, 30, n)
    emergencies.enrol(world, who, hired, enrolled)
    injuries.claim(world, rng, who, enrolled, diagnosis=wound)
    return Sown(who)


@trap("A12", "true_date", "补参保后如实申报，基金只付新发生费用", "enrolled later, the true day claimed")
def true_date(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    seen = hired + between(rng, 60, 120, n)
    emergencies.visit(world, rng, who, seen, wound)
    emergencies.enrol(world, who, hired, seen + 5)
    injuries.claim(world, rng, who, seen, diagnosis=wound)
    return Sown(who)


@trap("A12", "other_injury", "既往另一处伤", "an earlier injury elsewhere")
def other_injury(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    emergencies.visit(world, rng, who, hired - between(rng, 2, 20, n), np.full(n, 11, np.int32))
    emergencies.enrol(world, who, hired, hired + 2)
    wound = np.full(n, 16, np.int32)
    injured = hired + between(rng, 3, 40, n)
    emergencies.visit(world, rng, who, injured, wound)
    injuries.claim(world, rng, who, injured, diagnosis=wound)
    return Sown(who)


@trap("A12", "old_injury", "数月前的同部位旧伤", "an injury of the same part months before")
def old_injury(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    emergencies.visit(world, rng, who, (hired - between(rng, 120, 148, n)).astype(np.int32), wound)
    emergencies.enrol(world, who, hired, hired + 2)
    injured = hired + between(rng, 3, 40, n)
    emergencies.visit(world, rng, who, injured, wound)
    injuries.claim(world, rng, who, injured, diagnosis=wound)
    return Sown(who)


@trap("A12", "rejected", "不予认定工伤", "the claim was rejected")
def rejected(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    emergencies.visit(world, rng, who, hired - 8, wound)
    emergencies.enrol(world, who, hired, hired + 2)
    injuries.claim(world, rng, who, hired + 6, diagnosis=wound, result=1)
    return Sown(who)


@trap("A12", "insured_all_along", "受伤时已在该单位参保，后重新登记", "insured all along, enrolled anew later")
def insured_all_along(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    emergencies.enrol(world, who, hired - 700, hired - 690)
    seen = hired + between(rng, 60, 120, n)
    emergencies.visit(world, rng, who, seen, wound)
    emergencies.enrol(world, who, hired, seen + 3)
    injuries.claim(world, rng, who, seen + 4, diagnosis=wound)
    return Sown(who)


@trap("A12", "two_new_people", "同一单位仅两名新职工受伤", "only two new people of an employer were hurt")
def two_new_people(world: World, rng: Rng, n: int) -> Sown:
    del n
    return Sown(_firm(world, rng, 1, 2).person)


@trap("A12", "namesake", "同名不同人", "a patient of the same name, another person")
def namesake(world: World, rng: Rng, n: int) -> Sown:
    who, hired = _hired(world, rng, n)
    wound = _wound(rng, n)
    emergencies.enrol(world, who, hired, hired + 2)
    injured = hired + between(rng, 3, 9, n)
    emergencies.visit(world, rng, who, injured, wound)
    injuries.claim(world, rng, who, injured, diagnosis=wound)
    other = world.pick(rng, n, world.adults(26, 54))
    world.homonym(other, who)
    emergencies.visit(world, rng, other, hired - 5, wound)
    return Sown(other)
