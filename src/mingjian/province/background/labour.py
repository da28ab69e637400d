"""Cases about labour relations: short ones that the employer contests, brought by people who are known there."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import emergencies, insurance
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, Bools, Ints, add_months, day, year_of
from mingjian.province.names import SURNAMES
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

OUTCOMES = ("confirmed", "mediated", "dismissed", "withdrawn")
CONFIRMED, MEDIATED, DISMISSED, WITHDRAWN = range(4)
_AGENTS = tuple(surname + given for surname in SURNAMES[:30] for given in ("某律", "某法", "某诚", "某正"))
"""Agents of the background, who have few cases each."""


def decide(
    world: World, rng: Rng, who: Ints, company: Ints, decided: Ints, begun: Ints, *, agents: list[str | None],
    days: Ints, contested: Bools | bool = False, outcome: Ints | int = CONFIRMED, founded: Ints | None = None,
    restructured: bool = False, ended: Ints | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Awards about relations since ``begun``, accepted ``days`` before; answers record numbers and award numbers."""
    n = len(who)
    place, year = world.companies.county[company], year_of(decided)
    serial = world.serial("劳人仲案", place, year)
    rows = zip(place.tolist(), year.tolist(), serial.tolist(), strict=True)
    numbers = [f"{regions.COUNTIES[c].name[:2]}劳人仲案〔{y}〕{s}号" for c, y, s in rows]
    known = begun - between(rng, 200, 3000, n) if founded is None else founded
    record = world.tables.add(
        "labour_case", who, company, award_number=np.array(numbers, object),
        body=world.place_words("{full}劳动人事争议仲裁委员会", place), cause="确认劳动关系",
        agent=np.array(agents, object), contested=np.broadcast_to(np.asarray(contested, np.bool_), (n,)).copy(),
        claimed_from=begun.astype(np.int32), claimed_to=(decided - 40).astype(np.int32) if ended is None else ended,
        accepted_on=(decided - days).astype(np.int32), decided_on=decided.astype(np.int32),
        outcome=Coded(np.broadcast_to(np.asarray(outcome, np.int32), (n,)).copy(), OUTCOMES),
        founded_on=known.astype(np.int32), restructured=np.full(n, restructured), region=region_codes(place),
    )  # fmt: skip
    return record, numbers


def enrol(world: World, who: Ints, company: Ints, since: Ints) -> None:
    """Enrolled by the employer within a month of being hired."""
    emergencies.enrol(world, who, since.astype(np.int32), (since + 20).astype(np.int32), company)


def background(world: World, rng: Rng) -> None:
    """One in five hundred people goes to arbitration about a few years with a real employer."""
    pool = np.flatnonzero(world.adults(22, 58) & ~world.used & (world.people.job == 1)).astype(np.int32)
    who = rng.choice(pool, max(10, len(world.people) // 500), replace=False).astype(np.int32)
    n = len(who)
    decided = between(rng, day("2022-01-10"), AS_OF - 10, n)
    begun = add_months(decided, -between(rng, 6, 84, n))
    agent = [_AGENTS[k] if k >= 0 else None for k in np.where(happens(rng, 0.5, n), who % len(_AGENTS), -1).tolist()]
    decide(
        world, rng, who, insurance.employer_of(world, who), decided, begun, agents=agent, days=between(rng, 20, 45, n),
        contested=happens(rng, 0.9, n), outcome=chosen(rng, [45, 25, 20, 10], n),
    )  # fmt: skip
