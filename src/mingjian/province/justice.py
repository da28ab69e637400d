"""Criminal cases from the crime to the end of the sentence, with everything the law lets follow.

One call makes a lawful case for each person: the police case, the judgment and its counts, the stays in custody, the
enrolment for community correction. Plants then leave out or spoil one of these; background cases are left as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, between, happens
from mingjian.province.charges import CHARGES, DRUNK, INDEX, NAMES
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, add_months, end_of_sentence, year_of
from mingjian.province.consequences import corrections, custody, police_rows
from mingjian.province.planned import BAIL, GAP, HELD, PENALTIES, Plan
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

__all__ = ["BAIL", "GAP", "HELD", "PENALTIES", "Case", "judge", "lawful_months", "plan"]


@dataclass
class Case:
    """What a call made: days, and the record numbers of the rows (-1 where there is none)."""

    person: Ints
    place: Ints
    crime: Ints
    filed: Ints
    judged: Ints
    effective: Ints
    sentence_from: Ints
    sentence_to: Ints
    probation_to: Ints
    number: list[str]
    judgment: Ints
    count: Ints
    police: Ints
    stays: Ints
    correction: Ints


def plan(
    world: World,
    rng: Rng,
    person: Ints,
    charge: str | Ints,
    judged: Ints,
    *,
    penalty: str | Ints = "fixed_term",
    months: int | Ints | None = None,
    days: int | Ints = 0,
    probation: int | Ints | None = None,
    fine: int | Ints | None = None,
    manner: int | Ints | None = None,
    crime: Ints | None = None,
    place: Ints | None = None,
    effective: Ints | None = None,
    confine: bool | Bools = True,
    enrol: bool | Bools = True,
    police: bool = True,
    filed: Ints | None = None,
    detained: Ints | None = None,
    held_days: Ints | None = None,
    **details: object,
) -> Plan:
    """Lawful defaults for what is not given: terms, fines and probation inside the borders of the charge."""
    n = len(person)
    kind = _filled(INDEX[charge] if isinstance(charge, str) else charge, n)
    main = _filled(PENALTIES.index(penalty) if isinstance(penalty, str) else penalty, n)
    if months is None:
        months = lawful_months(rng, kind, main)
    term = _filled(months, n)
    on_probation = _filled(0 if probation is None else probation, n)
    return Plan(
        person=person,
        charge=kind,
        judged=judged.astype(np.int32),
        crime=judged - between(rng, 75, 170, n) if crime is None else crime,
        penalty=main,
        months=term,
        probation=on_probation,
        fine=_lawful_fine(rng, kind, main) if fine is None else _filled(fine, n),
        manner=_manner(rng, kind, main, on_probation) if manner is None else _filled(manner, n),
        days=_filled(days, n),
        confine=np.broadcast_to(np.asarray(confine, np.bool_), (n,)).copy(),
        enrol=np.broadcast_to(np.asarray(enrol, np.bool_), (n,)).copy(),
        police=police,
        place=world.people.home[person] if place is None else place,
        effective=effective,
        filed=filed,
        detained=detained,
        held_days=held_days,
        details=details,
    )


def judge(world: World, rng: Rng, person: Ints, charge: str | Ints, judged: Ints, **given: object) -> Case:
    """Make lawful cases; keywords as in ``plan``, further keywords are columns of the judgment."""
    return _carry_out(world, rng, plan(world, rng, person, charge, judged, **given))  # type: ignore[arg-type]


def _filled(value: int | Ints, n: int) -> Ints:
    return np.broadcast_to(np.asarray(value, np.int32), (n,)).copy()


def lawful_months(rng: Rng, charge: Ints, penalty: Ints) -> Ints:
    """Months inside the basic tier of the charge; of detention and surveillance inside their own limits."""
    low = np.array([c.months[0] for c in CHARGES], np.int32)[charge]
    high = np.array([c.months[1] for c in CHARGES], np.int32)[charge]
    n = len(charge)
    term = between(rng, low, high, n)
    term = np.where(penalty == 1, between(rng, 1, 5, n), term)
    term = np.where(penalty == 2, between(rng, 6, 24, n), term)
    return np.where(penalty > 2, NONE, term).astype(np.int32)


def _lawful_fine(rng: Rng, charge: Ints, penalty: Ints) -> Ints:
    low = np.array([c.fine[0] if c.fine else 0 for c in CHARGES], np.int32)[charge]
    high = np.array([c.fine[1] if c.fine else 0 for c in CHARGES], np.int32)[charge]
    fine = between(rng, low // 1000, high // 1000, len(charge)) * 1000
    return np.where((high == 0) | (penalty >= 7), NONE, fine).astype(np.int32)


def _manner(rng: Rng, charge: Ints, penalty: Ints, probation: Ints) -> Ints:
    held = np.array([c.held for c in CHARGES])[charge]
    n = len(charge)
    inside = (rng.random(n) < held) & (penalty == 0) & (probation == 0) | (penalty == 3) | (penalty == 4)
    return np.where(inside, HELD, np.where(happens(rng, 0.4, n), GAP, BAIL)).astype(np.int32)


def _carry_out(world: World, rng: Rng, p: Plan) -> Case:
    n = len(p.person)
    filed = (p.crime + between(rng, 1, 8, n) if p.filed is None else p.filed).astype(np.int32)
    taken = filed + between(rng, 0, 3, n) if p.detained is None else p.detained
    detained = np.where(p.manner == BAIL, NONE, taken).astype(np.int32)
    held_days = between(rng, 3, 30, n) if p.held_days is None else p.held_days
    bailed = np.where(p.manner == GAP, detained + held_days, NONE)
    bailed = np.where(p.manner == BAIL, filed + between(rng, 0, 3, n), bailed).astype(np.int32)
    arrested = np.where(p.manner == HELD, detained + between(rng, 7, 35, n), NONE).astype(np.int32)
    accused = (p.judged - between(rng, 12, 26, n)).astype(np.int32)
    transferred = (accused - between(rng, 8, 12, n)).astype(np.int32)
    effective = p.judged + between(rng, 11, 14, n) if p.effective is None else p.effective
    effective = np.where((p.effective is None) & (effective > AS_OF), NONE, effective).astype(np.int32)
    begun = np.where(effective == NONE, p.judged + 11, effective)
    taken_in = np.where(p.manner == HELD, detained, begun + between(rng, 2, 12, n)).astype(np.int32)
    credit = np.where(p.manner == GAP, bailed - detained, 0).astype(np.int32)
    behind = np.isin(p.penalty, [0, 1]) & (p.probation == 0)
    sentence_from, sentence_to = _sentence(p, taken_in, begun, credit, behind)
    probation_to = np.where(p.probation > 0, add_months(begun, p.probation) - 1, NONE).astype(np.int32)
    numbers = _case_numbers(world, p.place, p.judged)
    confined = p.confine & (behind | np.isin(p.penalty, [3, 4])) | (p.manner == HELD) & p.confine
    judgment, count = _judgment_rows(
        world, rng, p, numbers, detained, bailed, accused, effective, sentence_from, sentence_to, credit
    )
    police = np.full(n, -1, np.int32)
    if p.police:
        police = police_rows(world, p, filed, detained, arrested, bailed, transferred)
    stays = custody(world, rng, p, confined, behind, detained, arrested, bailed, taken_in, begun, sentence_to)
    correction = corrections(world, rng, p, effective, begun, sentence_to, probation_to, numbers)
    return Case(
        p.person, p.place, p.crime, filed, p.judged, effective, sentence_from, sentence_to, probation_to, numbers,
        judgment, count, police, stays, correction,
    )  # fmt: skip


def _sentence(p: Plan, taken_in: Ints, begun: Ints, credit: Ints, behind: Bools) -> tuple[Ints, Ints]:
    """First and last day of the sentence; a surveillance order counts a day of custody double (刑法41)."""
    ordered = p.penalty == 2
    start = np.where(behind, taken_in, np.where(ordered, begun, NONE)).astype(np.int32)
    months = np.where(p.months == NONE, 0, p.months).astype(np.int32)
    end = end_of_sentence(np.where(start == NONE, 0, start).astype(np.int32), months, p.days, credit)
    end = np.where(ordered, end - credit, end)
    return start, np.where(start == NONE, NONE, end).astype(np.int32)


def _case_numbers(world: World, place: Ints, judged: Ints) -> list[str]:
    year = year_of(judged)
    serial = world.serial("刑初", place, year)
    codes = [regions.REGION_CODES[i] for i in range(len(regions.COUNTIES))]
    return [
        f"（{y}）皖{codes[c][2:]}刑初{s}号"
        for y, c, s in zip(year.tolist(), place.tolist(), serial.tolist(), strict=True)
    ]


def _indictment_numbers(world: World, place: Ints, accused: Ints) -> list[str]:
    year = year_of(accused)
    serial = world.serial("检刑诉", place, year)
    codes = [regions.REGION_CODES[i] for i in place.tolist()]
    return [f"皖检{c[2:]}刑诉〔{y}〕{s}号" for c, y, s in zip(codes, year.tolist(), serial.tolist(), strict=True)]


def _judgment_rows(
    world: World, rng: Rng, p: Plan, numbers: list[str], detained: Ints, bailed: Ints, accused: Ints, effective: Ints,
    sentence_from: Ints, sentence_to: Ints, credit: Ints,
) -> tuple[Ints, Ints]:  # fmt: skip
    n = len(p.person)
    drunk = p.charge == INDEX[DRUNK]
    gain = np.array([c.gain for c in CHARGES])[p.charge] & (p.penalty != 8)
    gained = np.where(gain, between(rng, 8, 900, n) * 100, NONE)
    names = Coded(p.charge, NAMES)
    guilty = p.penalty != 8
    month_term = np.where(np.isin(p.penalty, [0, 1, 2]), p.months, NONE)
    forgiven = happens(rng, 0.2, n) & guilty
    columns: dict[str, object] = {
        "case_number": np.array(numbers, object),
        "court": world.place_words("{full}人民法院", p.place),
        "procuratorate": world.place_words("{full}人民检察院", p.place),
        "region": region_codes(p.place),
        "instance": "first",
        "procedure": Coded(rng.integers(0, 3, n).astype(np.int32), ("fast", "summary", "ordinary")),
        "document_type": "judgment",
        "outcome": Coded((~guilty).astype(np.int32), ("convicted", "acquitted")),
        "indictment_number": np.array(_indictment_numbers(world, p.place, accused), object),
        "accused_on": accused,
        "judged_on": p.judged,
        "received_on": (p.judged + 1 + p.judged % 5).astype(np.int32),
        "effective_on": effective,
        "defendant_no": np.ones(n, np.int64),
        "is_unit": np.zeros(n, np.bool_),
        "charges": names,
        "main_charge": names,
        "charge_count": np.ones(n, np.int64),
        "crime_from": p.crime,
        "crime_to": p.crime,
        "main_penalty": Coded(p.penalty, PENALTIES),
        "term_months": month_term.astype(np.int64),
        "term_days": np.where(month_term == NONE, NONE, p.days).astype(np.int64),
        "fine": _fen(p.fine),
        "fine_paid": np.full(n, NONE, np.int64),
        "probation_months": np.where(p.probation > 0, p.probation, NONE).astype(np.int64),
        "deprivation_months": np.where(p.penalty == 3, -1, np.full(n, NONE)).astype(np.int64),
        "combined": np.zeros(n, np.bool_),
        "revoked_probation": np.zeros(n, np.bool_),
        "sentence_from": sentence_from,
        "sentence_to": sentence_to,
        "custody_from": detained,
        "custody_days": np.where(p.manner == GAP, credit, NONE).astype(np.int64),
        "custody_gap": p.manner == GAP,
        "bail": p.manner != HELD,
        "residence_surveillance": np.zeros(n, np.bool_),
        "recover": gain & happens(rng, 0.7, n),
        "forfeit": happens(rng, 0.15, n) & guilty,
        "illegal_gain": _fen(gained),
        "act_count": (1 + p.judged % 4).astype(np.int64),
        "crime_amount": _fen(gained),
        "amended": np.zeros(n, np.bool_),
        "charge_heard": np.zeros(n, np.bool_),
        "recidivist": np.zeros(n, np.bool_),
        "drug_repeat": np.zeros(n, np.bool_),
        "surrender": happens(rng, 0.25, n) & guilty,
        "confession": happens(rng, 0.5, n) & guilty,
        "merit": happens(rng, 0.02, n) & guilty,
        "accessory": happens(rng, 0.1, n) & guilty,
        "coerced": np.zeros(n, np.bool_),
        "attempt": np.zeros(n, np.bool_),
        "minor": np.zeros(n, np.bool_),
        "elderly": np.zeros(n, np.bool_),
        "plea": happens(rng, 0.85, n) & guilty,
        "forgiven": forgiven,
        "prior_count": np.zeros(n, np.int64),
        "articles": Coded(p.charge, tuple(f"刑法{c.article}" for c in CHARGES)),
        "blood_alcohol": np.where(drunk, between(rng, 90, 260, n), NONE).astype(np.int64),
        "residence_region": region_codes(world.people.home[p.person]),
        "sealed": np.zeros(n, np.bool_),
    }
    columns["returned"] = gain & ~np.asarray(columns["recover"])
    columns.update(p.details)
    judgment = world.tables.add("criminal_judgment", p.person, **columns)
    count = world.tables.add(
        "judgment_count", p.person, case_number=columns["case_number"], judged_on=p.judged,
        defendant_no=columns["defendant_no"], charge=columns["main_charge"], kind=columns["main_penalty"],
        months=columns["term_months"], days=columns["term_days"], fine=columns["fine"],
        confiscation=columns.get("confiscation", np.full(n, NONE, np.int64)),
        confiscation_all=columns.get("confiscation_all", np.zeros(n, np.bool_)),
        probation_months=columns["probation_months"], deprivation_months=columns["deprivation_months"],
        crime_to=columns["crime_to"], minor=columns["minor"],
        mitigated=_either(columns, "surrender", "merit", "accessory", "minor", "attempt", "coerced"),
        region=columns["region"], sealed=columns["sealed"],
    )  # fmt: skip
    return judgment, count


def _either(columns: dict[str, object], *names: str) -> npt.NDArray[np.int8]:
    return np.asarray(np.max(np.stack([np.asarray(columns[name], np.int8) for name in names]), axis=0))


def _fen(yuan: Ints) -> npt.NDArray[np.int64]:
    return np.where(yuan == NONE, NONE, yuan.astype(np.int64) * 100).astype(np.int64)
