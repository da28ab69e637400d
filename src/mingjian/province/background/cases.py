"""Criminal cases of people without any other story: one lawful case each, about half a per cent of the people."""

from __future__ import annotations

import numpy as np

from mingjian.province import justice, regions
from mingjian.province.background import compensation, debts, executions, police, prisons, supervision, traffic
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.charges import CHARGES, DRUNK, INDEX, NAMES
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Ints, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

SHARE = 0.005


def background(world: World, rng: Rng) -> None:
    """Cases of all kinds, drunk driving among them, with everything that lawfully follows; of planted ones too."""
    n = round(len(world.people) * SHARE)
    drunk = round(n * 0.26)
    person = world.pick(rng, n, world.adults(29, 54) & (world.people.job != 3))
    _drunk(world, rng, person[:drunk])
    rest = person[drunk:]
    weights = [c.weight if c.plain else 0 for c in CHARGES]
    judged = between(rng, JUSTICE_FROM, AS_OF - 20, len(rest))
    charge = chosen(rng, weights, len(rest))
    since = np.array([c.since for c in CHARGES], np.int32)[charge]
    judged = np.where((since > 0) & (judged < since + 200), since + 200 + judged % 1200, judged).astype(np.int32)
    part = rng.random(len(rest))
    long_only = np.array([c.months[0] > 36 for c in CHARGES])[charge]
    fine_alone = np.array([c.fine_alone for c in CHARGES])[charge]
    groups = {
        "probation": ~long_only & (part < 0.3),
        "detention": np.array([c.detention for c in CHARGES])[charge] & (part >= 0.3) & (part < 0.36),
        "fine_only": fine_alone & (part >= 0.36) & (part < 0.39),
        "appeal": (part >= 0.92) | long_only & (part < 0.05),
    }
    groups["prison"] = ~np.any(np.stack(list(groups.values())), axis=0)
    for kind, rows in groups.items():
        _make(world, rng, kind, rest[rows], charge[rows], judged[rows])
    police.background(world, world.rng("police"))
    compensation.background(world, world.rng("compensation"))
    executions.background(world, world.rng("executions"))
    prisons.background(world, world.rng("prisons"))
    debts.background(world, world.rng("debts"))
    supervision.background(world, world.rng("supervision"))


def _make(world: World, rng: Rng, kind: str, person: Ints, charge: Ints, judged: Ints) -> None:
    n = len(person)
    if not n:
        return
    if kind == "probation":
        months = np.minimum(justice.lawful_months(rng, charge, np.zeros(n, np.int32)), 36).astype(np.int32)
        probation = np.maximum(12, months + between(rng, 0, 18, n))
        justice.judge(world, rng, person, charge, judged, months=months, probation=np.minimum(probation, 60))
    elif kind == "detention":
        justice.judge(world, rng, person, charge, judged, penalty="detention", manner=justice.BAIL)
    elif kind == "fine_only":
        justice.judge(world, rng, person, charge, judged, penalty="fine_only", manner=justice.BAIL)
    elif kind == "appeal":
        effective = judged + between(rng, 35, 60, n)
        case = justice.judge(
            world, rng, person, charge, judged, manner=justice.HELD,
            effective=np.where(effective > AS_OF, NONE, effective).astype(np.int32),
        )  # fmt: skip
        appeals(world, rng, case, charge)
    else:
        justice.judge(world, rng, person, charge, judged)


def _drunk(world: World, rng: Rng, person: Ints) -> None:
    """Drunk driving: detention with or without probation, the licence revoked before the judgment."""
    n = len(person)
    judged = between(rng, JUSTICE_FROM, AS_OF - 20, n)
    lenient = happens(rng, 0.55, n)
    months = between(rng, 1, 4, n)
    case = justice.judge(
        world, rng, person, DRUNK, judged, penalty="detention", months=months, manner=justice.BAIL,
        probation=np.where(lenient, np.maximum(2, months + 1), 0).astype(np.int32),
    )  # fmt: skip
    revoke(world, rng, case)


def revoke(world: World, rng: Rng, case: justice.Case) -> Ints:
    """The licence of a drunk driver, revoked between the crime and the judgment; and the violation that was found."""
    n = len(case.person)
    traffic.violations(world, rng, case.person, case.crime, between(rng, 90, 250, n), handled=True)
    return traffic.licence(world, rng, case.person, status="revoked", status_on=case.crime + between(rng, 15, 45, n))


def appeals(world: World, rng: Rng, case: justice.Case, charge: Ints) -> Ints:
    """Second-instance rulings that uphold the judgment: rows without a penalty of their own."""
    rows = np.flatnonzero(case.effective != NONE)
    place = case.place[rows]
    year = year_of(case.effective[rows])
    serial = world.serial("刑终", (regions.CITY_OF[place]).astype(np.int32), year)
    city = [regions.CITIES[c].code[2:4] for c in regions.CITY_OF[place].tolist()]
    numbers = [f"（{y}）皖{c}刑终{s}号" for y, c, s in zip(year.tolist(), city, serial.tolist(), strict=True)]
    names = Coded(charge[rows], NAMES)
    del rng
    return world.tables.add(
        "criminal_judgment", case.person[rows], case_number=np.array(numbers, object),
        court=world.place_words("{city}中级人民法院", place),
        procuratorate=world.place_words("{city}人民检察院", place),
        region=region_codes(place), instance="second", procedure="ordinary", document_type="ruling", outcome="upheld",
        judged_on=case.effective[rows], effective_on=case.effective[rows], defendant_no=np.ones(len(rows), np.int64),
        charges=names, main_charge=names, charge_count=np.ones(len(rows), np.int64), crime_from=case.crime[rows],
        crime_to=case.crime[rows], residence_region=region_codes(world.people.home[case.person[rows]]),
    )  # fmt: skip


__all__ = ["INDEX", "SHARE", "appeals", "background", "revoke"]
