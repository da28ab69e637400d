"""Building sites, the safeguards of their workers' wages, monthly transfers of labour cost, and complaints."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background.taxes import representatives
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, AS_OF_MONTH, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

STATES = ("building", "stopped", "done", "not_begun")
BUILDING, STOPPED, DONE, _ = range(len(STATES))
SAFEGUARDS = ("account", "deposit", "guarantee", "register")
ACCOUNT, DEPOSIT, GUARANTEE, REGISTER = range(len(SAFEGUARDS))
MONTHS = 6
"""Months of transfers before the as-of month."""


def permit(
    world: World, rng: Rng, company: Ints, *, who: Ints | None = None, millions: Ints | None = None,
    started: Ints | None = None, status: int | Ints = BUILDING,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Permits to build; answers their record numbers and permit numbers."""
    n = len(company)
    place = world.companies.county[company]
    start = world.tables.counts.get("construction_permit", 0)
    number = [f"{regions.REGION_CODES[p]}20{start + k:08d}" for k, p in enumerate(place.tolist())]
    begun = between(rng, day("2023-06-01"), AS_OF - 60, n) if started is None else started
    state = np.broadcast_to(np.asarray(status, np.int32), (n,)).copy()
    worth = between(rng, 4, 90, n) if millions is None else millions
    record = world.tables.add(
        "construction_permit", np.full(n, -1, np.int32) if who is None else who, company,
        licence_number=np.array(number, object),
        project=np.array([f"{k % 97 + 1}号地块工程" for k in range(n)], object),
        owner=world.place_words("{name}城市建设投资有限公司", place),
        contract_amount=worth.astype(np.int64) * 100_000_000,
        issued_on=(begun - 20).astype(np.int32), started_on=begun.astype(np.int32),
        completed_on=np.where(state == DONE, begun + 30, NONE).astype(np.int32), status=Coded(state, STATES),
        region=region_codes(place),
    )  # fmt: skip
    return record, number


def keep(
    world: World, company: Ints, number: list[str] | None, kind: int | Ints, since: Ints, until: Ints | None = None,
) -> Ints:  # fmt: skip
    """Safeguards of sites; without numbers a guarantee for all sites of the company. Answers record numbers."""
    n = len(company)
    return world.tables.add(
        "wage_safeguard", np.full(n, -1, np.int32), company,
        licence_number=None if number is None else np.array(number, object),
        kind=Coded(np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy(), SAFEGUARDS),
        established_on=since.astype(np.int32),
        ended_on=np.full(n, NONE, np.int32) if until is None else until.astype(np.int32),
        whole_company=np.full(n, number is None), region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def transfer(world: World, company: Ints, number: list[str], percent: Ints) -> Ints:
    """Transfers of the last months, so many per cent of what was agreed; record numbers, one row a site."""
    n = len(company)
    at = np.repeat(company, MONTHS)
    month = np.tile(np.arange(AS_OF_MONTH - MONTHS, AS_OF_MONTH, dtype=np.int32), n)
    agreed = np.repeat((company % 40 + 10).astype(np.int64) * 1_000_000, MONTHS)
    record = world.tables.add(
        "wage_transfer", np.full(n * MONTHS, -1, np.int32), at, month=month, agreed=agreed,
        licence_number=np.repeat(np.array(number, object), MONTHS),
        transferred=agreed * np.repeat(percent, MONTHS) // 100, region=region_codes(world.companies.county[at]),
    )  # fmt: skip
    return record.reshape(n, MONTHS)


def complain(world: World, rng: Rng, who: Ints, company: Ints, number: list[str]) -> Ints:
    """A complaint of unpaid wages at each site; answers their record numbers."""
    n = len(who)
    start = world.tables.counts.get("wage_complaint", 0)
    return world.tables.add(
        "wage_complaint", who, company, complaint_number=np.array([f"TS{start + k:07d}" for k in range(n)], object),
        licence_number=np.array(number, object), received_on=between(rng, AS_OF - 300, AS_OF - 5, n),
        workers=between(rng, 1, 40, n).astype(np.int64), amount=between(rng, 1, 50, n).astype(np.int64) * 1_000_000,
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Sites with every safeguard and the labour cost transferred nearly in full; a complaint at one in twenty."""
    company, _ = representatives(world)
    n = max(40, len(world.people) // 250)
    some = rng.choice(company, min(n, len(company)), replace=False).astype(np.int32)
    state = chosen(rng, [60, 8, 32], len(some)).astype(np.int32)
    record, number = permit(world, rng, some, status=state)
    started = np.asarray(world.tables.whole("construction_permit")["started_on"])[record]
    for kind in (ACCOUNT, DEPOSIT, GUARANTEE, REGISTER):
        keep(world, some, number, kind, started + 5)
    transfer(world, some, number, between(rng, 90, 100, len(some)))
    loud = np.flatnonzero(happens(rng, 0.05, len(some)))
    pool = np.flatnonzero(world.adults(24, 58) & ~world.used).astype(np.int32)
    who = rng.choice(pool, len(loud)).astype(np.int32)
    complain(world, rng, who, some[loud], [number[k] for k in loud.tolist()])
