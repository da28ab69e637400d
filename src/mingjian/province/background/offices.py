"""Officers of companies: a legal representative and one or two others each, none of them with a criminal record."""

from __future__ import annotations

import numpy as np

from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

ROLES = ("legal_rep", "director", "supervisor", "manager", "shareholder")
KINDS = ("company", "company", "individual")
_STATES = ("active", "revoked", "cancelled")


def appoint(
    world: World, who: Ints, company: Ints, role: Ints, since: Ints, until: Ints | None = None,
    state: Ints | None = None,
) -> Ints:  # fmt: skip
    """Officer rows; answers their record numbers."""
    n = len(who)
    return world.tables.add(
        "company_officer", who, company=company, company_kind=Coded(world.companies.kind[company], KINDS),
        role=Coded(role.astype(np.int32), ROLES), since=since,
        until=np.full(n, NONE, np.int32) if until is None else until,
        company_status=Coded(np.zeros(n, np.int32) if state is None else state, _STATES),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Officers of every company in business."""
    pool = np.flatnonzero(world.adults(26, 64) & ~world.used).astype(np.int32)
    count = world.companies.working
    individual, muted = world.companies.individual[:count], world.company_muted[:count]
    company = np.arange(count, dtype=np.int32)
    since = between(rng, day("2008-01-01"), AS_OF - 60, count)
    state = chosen(rng, [86, 5, 9], count)
    for role in (0, 2, 4):
        some = happens(rng, (1.0, 0.0, 0.7, 0.0, 0.5)[role], count) & ((role == 0) | ~individual)
        some &= ~muted
        who = rng.choice(pool, int(some.sum())).astype(np.int32)
        appoint(world, who, company[some], np.full(len(who), role), since[some], state=state[some])
    former = happens(rng, 0.2, count) & ~individual & ~muted
    who = rng.choice(pool, int(former.sum())).astype(np.int32)
    start = since[former] - between(rng, 400, 1500, len(who))
    appoint(world, who, company[former], np.ones(len(who), np.int32), start, since[former], state[former])
