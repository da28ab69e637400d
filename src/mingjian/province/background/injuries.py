"""Injuries: incidents the police recorded, judgments on compensation, claims that an injury is one of work.

Lawfully the medical fund pays for an injury only where nobody else is liable or can be found; otherwise it pays
nothing, or in advance.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import insurance, medicine
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.life import Life
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

FROM = day("2023-01-05")
KINDS = ("traffic", "assault", "animal", "other")
LIABLE = ("full", "main", "equal", "minor", "none", "unidentified")
FULL, MAIN, EQUAL, MINOR, NOBODY, UNIDENTIFIED = range(6)
RESULTS = ("recognised", "rejected", "pending")
_CAUSES = ("机动车交通事故责任纠纷", "生命权、身体权、健康权纠纷", "饲养动物损害责任纠纷", "提供劳务者受害责任纠纷")


def _numbered(pattern: str, home: Ints, year: Ints, serial: Ints) -> npt.NDArray[np.object_]:
    rows = zip(home.tolist(), year.tolist(), serial.tolist(), strict=True)
    codes = regions.REGION_CODES
    texts = [pattern.format(code=codes[c], county=codes[c][2:], year=y, serial=s) for c, y, s in rows]
    return np.array(texts, object)


def happen(world: World, rng: Rng, who: Ints, on: Ints, liable: Ints | int, kind: Ints | None = None) -> Ints:
    """Incidents as the police recorded them; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    year = year_of(on)
    serial = world.serial("警情", home, year)
    numbers = _numbered("J{code}{year}{serial:05d}", home, year, serial)
    return world.tables.add(
        "injury_incident", who, incident_no=numbers,
        kind=Coded(chosen(rng, [70, 20, 5, 5], n) if kind is None else kind, KINDS), happened_on=on,
        place=world.place_words("{name}城区", home),
        third_party=Coded(np.broadcast_to(np.asarray(liable, np.int32), (n,)).copy(), LIABLE),
        region=region_codes(home),
    )  # fmt: skip


def award(
    world: World, rng: Rng, who: Ints, injured: Ints, judged: Ints, *, medical: bool = True, effective: bool = True,
) -> Ints:  # fmt: skip
    """Judgments on compensation; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    year = year_of(judged)
    serial = world.serial("民初", home, year)
    numbers = _numbered("（{year}）皖{county}民初{serial}号", home, year, serial)
    fees = between(rng, 40, 900, n).astype(np.int64) * 10_000
    in_effect = np.where(judged + 18 <= AS_OF, judged + 18, NONE) if effective else np.full(n, NONE)
    return world.tables.add(
        "injury_judgment", who, case_number=numbers, court=world.place_words("{full}人民法院", home),
        cause=Coded(chosen(rng, [75, 15, 5, 5], n), _CAUSES), injured_on=injured, judged_on=judged,
        effective_on=in_effect.astype(np.int32), medical_fees=fees if medical else np.zeros(n, np.int64),
        total=fees + between(rng, 50, 5000, n).astype(np.int64) * 1_000, region=region_codes(home),
    )  # fmt: skip


def claim(
    world: World, rng: Rng, who: Ints, injured: Ints, *, applied: Ints | None = None, result: int = 0,
    diagnosis: Ints | None = None, company: Ints | None = None,
) -> Ints:  # fmt: skip
    """Claims that an injury is one of work; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    asked = injured + between(rng, 5, 28, n) if applied is None else applied
    decided = asked + between(rng, 20, 58, n)
    year = year_of(asked)
    serial = world.serial("工伤", home, year)
    numbers = _numbered("{code}工伤〔{year}〕{serial}号", home, year, serial)
    wound = medicine.TRAUMA[rng.integers(0, len(medicine.TRAUMA), n)] if diagnosis is None else diagnosis
    open_still = decided > AS_OF
    paid = np.where(open_still | (result != 0), 0, between(rng, 30, 900, n).astype(np.int64) * 10_000)
    return world.tables.add(
        "work_injury_claim", who, insurance.employer_of(world, who) if company is None else company,
        claim_no=numbers, injured_on=injured, applied_on=asked,
        recognised_on=np.where(open_still, NONE, decided).astype(np.int32),
        diagnosis_code=Coded(wound.astype(np.int32), medicine.CODES),
        result=Coded(np.where(open_still, 2, result).astype(np.int32), RESULTS), paid=paid.astype(np.int64),
        region=region_codes(home),
    )  # fmt: skip


def treat(
    world: World, rng: Rng, who: Ints, admitted: Ints, *, fund: bool = True, advance: bool = False,
    diagnosis: Ints | None = None,
) -> Ints:  # fmt: skip
    """Inpatient stays for an injury; ``fund``: whether the medical fund paid, ``advance``: in advance."""
    n = len(who)
    wound = medicine.TRAUMA[rng.integers(0, len(medicine.TRAUMA), n)] if diagnosis is None else diagnosis
    records = medicine.settle(world, rng, who, admitted, between(rng, 4, 20, n), diagnosis=wound)
    if not fund:
        world.tables.change("medical_settlement", records, fund_paid=np.zeros(n, np.int64))
    if advance:
        world.tables.change("medical_settlement", records, advance=np.ones(n, np.int8))
    return records


def background(world: World, life: Life, rng: Rng) -> None:
    """Lawful injuries of about seven in a thousand people, claims among the employees."""
    people = world.people
    pool = np.flatnonzero(world.adults(19, 74) & ~world.used & ~life.custody.some
                          & ~world.is_muted("medical_settlement")).astype(np.int32)  # fmt: skip
    who = pool[happens(rng, 0.011, len(pool))]
    world.mute("medical_settlement", who)
    n = len(who)
    on = between(rng, FROM, AS_OF - 60, n)
    share = rng.random(n)
    employed = (share < 0.25) & (people.job[who] == 1)
    alone = ~employed & (share < 0.5)
    _ = claim(world, rng, who[employed], on[employed])
    nobody = np.where(happens(rng, 0.8, n), NOBODY, UNIDENTIFIED).astype(np.int32)
    happen(world, rng, who[alone], on[alone], nobody[alone])
    treat(world, rng, who[alone], on[alone])
    others: Bools = ~employed & ~alone
    liable = chosen(rng, [40, 30, 20, 10], n)
    happen(world, rng, who[others], on[others], liable[others])
    treat(world, rng, who[others], on[others], fund=False)
    sued = others & happens(rng, 0.4, n) & (on + 200 < AS_OF)
    award(world, rng, who[sued], on[sued], on[sued] + between(rng, 90, 180, int(sued.sum())))
