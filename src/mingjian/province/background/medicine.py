"""Medical settlements: visits, inpatient stays that never overlap, observation; and chronic-disease certificates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day, year_of
from mingjian.province.life import Life
from mingjian.province.tables import Block, Coded, join, take
from mingjian.province.world import World, region_codes

MEDICINE_FROM = day("2023-01-01")
KINDS = ("inpatient", "outpatient", "observation")
INPATIENT, OUTPATIENT, OBSERVATION = 0, 1, 2
_NAMES = ("人民医院", "中医院", "第二人民医院", "协和医院", "康复医院")
HOSPITALS: tuple[str, ...] = tuple(county.name + name for county in regions.COUNTIES for name in _NAMES)
DIAGNOSES: tuple[tuple[str, str], ...] = (
    ("J06.900", "急性上呼吸道感染"),
    ("K29.500", "慢性胃炎"),
    ("M51.202", "腰椎间盘突出"),
    ("J18.900", "肺炎"),
    ("I10.x00", "高血压病"),
    ("E11.900", "2型糖尿病"),
    ("I63.900", "脑梗死"),
    ("G81.900", "偏瘫"),
    ("I25.103", "冠状动脉粥样硬化性心脏病"),
    ("N18.900", "慢性肾脏病"),
    ("H25.900", "老年性白内障"),
    ("S52.500", "桡骨骨折"),
    ("K80.200", "胆囊结石"),
    ("J44.900", "慢性阻塞性肺病"),
    ("C34.900", "肺恶性肿瘤"),
    ("S82.800", "胫腓骨骨折"),
    ("S06.000", "脑震荡"),
)
CODES = tuple(code for code, _ in DIAGNOSES)
TITLES = tuple(title for _, title in DIAGNOSES)
_EVERYDAY = np.array([0, 1, 2, 3, 10, 11, 12])
DISEASES: tuple[tuple[str, str, int], ...] = (
    ("hypertension", "I10", 4), ("diabetes", "E11", 5), ("stroke", "I63", 6), ("coronary", "I25", 8),
    ("uremia", "N18", 9), ("cancer", "C34", 14),
)  # fmt: skip
"""Disease code of the certificate, prefix of its diagnoses, index of such a diagnosis."""


def rows(
    world: World, rng: Rng, who: Ints, kind: int | Ints, admitted: Ints, nights: Ints, diagnosis: Ints, hospital: Ints
) -> Block:
    """Settlement rows without record numbers and settlement numbers."""
    n = len(who)
    inpatient = np.broadcast_to(np.asarray(kind) != OUTPATIENT, (n,))
    fund = np.where(inpatient, rng.integers(80_000, 1_500_000, n), rng.integers(2_000, 30_000, n)) // 10 * 10
    return {
        "_p": who,
        "hospital": Coded(hospital.astype(np.int32), HOSPITALS),
        "kind": Coded(np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy(), KINDS),
        "admitted_on": admitted.astype(np.int32),
        "discharged_on": (admitted + nights).astype(np.int32),
        "settled_on": (admitted + nights).astype(np.int32),
        "diagnosis_code": Coded(diagnosis.astype(np.int32), CODES),
        "diagnosis": Coded(diagnosis.astype(np.int32), TITLES),
        "fund_paid": fund.astype(np.int64),
        "advance": np.zeros(n, np.int8),
        "self_paid": (fund * 3 // 70 * 10).astype(np.int64),
        "transfer_from": Coded(np.full(n, -1, np.int32), HOSPITALS),
        "region": region_codes((hospital // len(_NAMES)).astype(np.int32)),
    }


TRAUMA = np.array([11, 15, 16])
"""Diagnoses of injuries (chapter XIX of ICD-10, S and T)."""


def hospital_of(world: World, rng: Rng, who: Ints) -> Ints:
    """A hospital of the home county."""
    return (world.people.home[who] * len(_NAMES) + rng.integers(0, len(_NAMES), len(who))).astype(np.int32)


def other_hospital(hospital: Ints) -> Ints:
    """Another hospital of the same county."""
    return (hospital // len(_NAMES) * len(_NAMES) + (hospital + 1) % len(_NAMES)).astype(np.int32)


def background(world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int) -> Block:
    """Visits and stays with admission from day ``first`` to ``last``.

    Inpatient stays: at most one in each 180 days of a person, so that no two of them can overlap.
    """
    share = (last - first + 1) / (AS_OF - MEDICINE_FROM + 1)
    quiet = ~world.is_muted("medical_settlement")[city_people]
    patients = city_people[quiet]
    visits = np.repeat(patients, rng.poisson(6.2 * share, len(patients))).astype(np.int32)
    day_of = between(rng, first, last, len(visits))
    free = life.free(visits, day_of - 1, day_of + 1)
    visits, day_of = visits[free], day_of[free]
    outpatient = rows(
        world, rng, visits, OUTPATIENT, day_of, np.zeros(len(visits), np.int32),
        _EVERYDAY[rng.integers(0, len(_EVERYDAY), len(visits))], hospital_of(world, rng, visits),
    )  # fmt: skip
    stays = [outpatient]
    age = world.people.age(AS_OF)[city_people]
    for start in range(first, last - 59, 180):
        ill = rng.random(len(city_people)) < np.where(age >= 60, 0.11, np.where(age >= 40, 0.05, 0.025))
        who = city_people[ill & quiet]
        end = min(start + 179, last)
        admitted = between(rng, start, end - 32, len(who))
        nights = between(rng, 2, 21, len(who))
        kept = life.free(who, admitted - 2, admitted + nights + 2)
        who, admitted, nights = who[kept], admitted[kept], nights[kept]
        watched = happens(rng, 0.04, len(who))
        stays.append(
            rows(
                world,
                rng,
                who,
                np.where(watched, OBSERVATION, INPATIENT).astype(np.int32),
                admitted,
                np.where(watched, 1, nights).astype(np.int32),
                rng.integers(0, len(DIAGNOSES), len(who)).astype(np.int32),
                hospital_of(world, rng, who),
            )
        )
    whole = join(stays)
    order = np.argsort(np.asarray(whole["settled_on"]), kind="stable")

    return take(whole, order)


def settle(
    world: World, rng: Rng, who: Ints, admitted: Ints, nights: Ints | int, *, kind: int = INPATIENT,
    diagnosis: Ints | None = None, hospital: Ints | None = None, transfer_from: Ints | None = None,
    settled: Ints | None = None,
) -> Ints:  # fmt: skip
    """Explicit settlements; answers their record numbers."""
    n = len(who)
    stay = np.broadcast_to(np.asarray(nights, np.int32), (n,))
    illness = _EVERYDAY[rng.integers(0, len(_EVERYDAY), n)] if diagnosis is None else diagnosis
    place = hospital_of(world, rng, who) if hospital is None else hospital
    block = rows(world, rng, who, kind, admitted, stay, illness.astype(np.int32), place)
    if transfer_from is not None:
        block["transfer_from"] = Coded(transfer_from, HOSPITALS)
    if settled is not None:
        block["settled_on"] = settled.astype(np.int32)
    person = np.asarray(block.pop("_p"))
    return world.tables.add("medical_settlement", person, **block)


def certify(world: World, rng: Rng, who: Ints, certified: Ints, disease: Ints) -> Ints:
    """Certificate rows; answers their record numbers."""
    hospital = hospital_of(world, rng, who)
    return world.tables.add(
        "chronic_certification", who, disease=Coded(disease, tuple(d for d, _, _ in DISEASES)), certified_on=certified,
        valid_to=(certified + 730).astype(np.int32), hospital=Coded(hospital, HOSPITALS),
        diagnosis_prefix=Coded(disease, tuple(prefix for _, prefix, _ in DISEASES)),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def diagnosis_of(disease: Ints) -> Ints:
    """A diagnosis that founds the disease."""
    return np.array([index for _, _, index in DISEASES], np.int32)[disease]


def certificates(world: World, life: Life, rng: Rng) -> None:
    """Lawful certificates: an inpatient stay with such a diagnosis ended 10 to 300 days before."""
    people = world.people
    age = people.age(AS_OF)
    pool = np.flatnonzero((age >= 45) & (people.died == NONE) & ~world.used & ~life.custody.some).astype(np.int32)
    who = pool[happens(rng, 0.025, len(pool))]
    world.mute("medical_settlement", who)
    disease = chosen(rng, [40, 30, 15, 10, 3, 2], len(who))
    certified = between(rng, day("2024-02-01"), AS_OF - 5, len(who))
    nights = between(rng, 4, 18, len(who))
    admitted = certified - between(rng, 10, 300, len(who)) - nights
    settle(world, rng, who, admitted, nights, diagnosis=diagnosis_of(disease))
    certify(world, rng, who, certified, disease)


def numbers(record: npt.NDArray[np.integer], admitted: Ints) -> npt.NDArray[np.int64]:
    """Settlement numbers: the year and the record number, all distinct."""
    return year_of(admitted).astype(np.int64) * 10**12 + 340_000_000_000 + record
