"""First visits after an injury, and enrolment in work-injury insurance within thirty days of being hired."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import insurance, medicine
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day, year_of
from mingjian.province.life import Life
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

_SOURCES = ("emergency", "ambulance")
_FROM = day("2023-01-03")


def visit(world: World, rng: Rng, who: Ints, on: Ints, diagnosis: Ints) -> Ints:
    """First visits and ambulance calls; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    year = year_of(on)
    serial = world.serial("急诊", home, year)
    numbers = [f"E{c:02d}{y}{s:06d}" for c, y, s in zip(home.tolist(), year.tolist(), serial.tolist(), strict=True)]
    return world.tables.add(
        "medical_visit", who, visit_number=np.array(numbers, object),
        source=Coded(happens(rng, 0.3, n).astype(np.int32), _SOURCES), visited_on=on,
        hospital=Coded(medicine.hospital_of(world, rng, who), medicine.HOSPITALS),
        diagnosis_code=Coded(diagnosis.astype(np.int32), medicine.CODES),
        diagnosis=Coded(diagnosis.astype(np.int32), medicine.TITLES), region=region_codes(home),
    )  # fmt: skip


def enrol(world: World, who: Ints, hired: Ints, enrolled: Ints, company: Ints | None = None) -> Ints:
    """Enrolments in work-injury insurance; answers their record numbers."""
    return world.tables.add(
        "insurance_enrolment", who, insurance.employer_of(world, who) if company is None else company,
        scheme="injury", hired_on=hired, enrolled_on=enrolled, stopped_on=np.full(len(who), NONE, np.int32),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def background(world: World, life: Life, rng: Rng) -> None:
    """Every employee is enrolled within thirty days; the injured of work are seen on the day itself."""
    people = world.people
    employees = np.flatnonzero((people.job == 1) & ~world.is_muted("insurance_enrolment")).astype(np.int32)
    hired = between(rng, np.maximum(people.birth[employees] + 7_400, day("2005-01-01")), day("2022-06-01"),
                    len(employees))  # fmt: skip
    enrol(world, employees, hired, hired + between(rng, 0, 29, len(employees)))
    claims = world.tables.whole("work_injury_claim")
    who, wound = np.asarray(claims["_p"]), claims["diagnosis_code"]
    assert isinstance(wound, Coded)
    codes = np.array([medicine.CODES.index(word) for word in wound.words], np.int32)[wound.index]
    lawful = ~world.is_muted("medical_visit")[who]
    visit(world, rng, who[lawful], np.asarray(claims["injured_on"])[lawful], codes[lawful])
    pool = np.flatnonzero(people.alive() & ~world.used & ~life.custody.some).astype(np.int32)
    others = pool[happens(rng, 0.03, len(pool))]
    ill = between(rng, 0, len(medicine.CODES) - 1, len(others))
    visit(world, rng, others, between(rng, _FROM, AS_OF - 5, len(others)), ill)
