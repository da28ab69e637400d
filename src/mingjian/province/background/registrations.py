"""The register of companies as it was written: who registered what, where, with which telephone and agent.

Every company of the background has a row of its setting up, some another of a new representative; companies in business
declare value-added tax every quarter. Agents have many clients, incubators many tenants, chains one telephone, and
some companies lie dormant, each by itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background.offices import KINDS, appoint
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, first_day, last_day, month_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

SETUP, CHANGE = 0, 1
ACTIVE, SUSPENDED, CANCELLED = 0, 1, 2
STATES = ("active", "suspended", "cancelled", "revoked")
QUARTERS_FROM = 2023 * 12
QUARTERS = 9
"""Quarters whose returns are due before the as-of day."""
Texts = npt.NDArray[np.object_]


def phones(company: Ints) -> Texts:
    """A telephone of each company's own."""
    return np.array([f"139{c:08d}" for c in company.tolist()], object)


def agents(number: Ints) -> Texts:
    """Telephones of agents."""
    return np.array([f"136{k:08d}" for k in number.tolist()], object)


def addresses(world: World, company: Ints, house: Ints | None = None, road: str = "创业路") -> Texts:
    """Addresses in the county of each company; ``house``: numbers that companies may share."""
    numbers = company if house is None else house
    places = world.companies.county[company].tolist()
    return np.array(
        [f"{regions.FULL_NAMES[p]}{road}{k + 1}号" for p, k in zip(places, numbers.tolist(), strict=True)], object
    )


def register(
    world: World, company: Ints, who: Ints, on: Ints, *, kind: int = SETUP, phone: Texts | None = None,
    address: Texts | None = None, hosted: bool | Bools = False, agent: Texts | None = None, status: int | Ints = ACTIVE,
) -> Ints:  # fmt: skip
    """Rows of the register; what is not given is the company's own. Answers their record numbers."""
    n = len(company)
    return world.tables.add(
        "company_registration", who, company, company_kind=Coded(world.companies.kind[company], KINDS),
        kind="setup" if kind == SETUP else "change", registered_on=on.astype(np.int32),
        address=addresses(world, company) if address is None else address,
        hosted=np.broadcast_to(np.asarray(hosted, np.bool_), (n,)).copy(),
        phone=phones(company) if phone is None else phone, agent=None,
        agent_phone=np.full(n, None, object) if agent is None else agent,
        company_status=Coded(np.broadcast_to(np.asarray(status, np.int32), (n,)).copy(), STATES),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def declare(world: World, company: Ints, quarter: Ints, sales: Ints) -> Ints:
    """Returns of value-added tax for quarters that begin with a month; ``sales`` in yuan. Answers record numbers."""
    n = len(company)
    start = world.tables.counts.get("tax_declaration", 0)
    ends = last_day((quarter + 2).astype(np.int32))
    none = np.full(n, NONE, np.int64)
    return world.tables.add(
        "tax_declaration", np.full(n, -1, np.int32), company,
        declaration_number=np.array([f"SB{start + k:09d}" for k in range(n)], object), tax_kind="vat",
        period_from=first_day(quarter.astype(np.int32)), period_to=ends, declared_on=ends + 3 + company % 12,
        sales=sales.astype(np.int64) * 100, area=none, land_place=None, tax_due=sales.astype(np.int64),
        paid_on=np.where(sales > 0, ends + 3 + company % 12, NONE).astype(np.int32),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def trade(world: World, company: Ints, since: Ints) -> Ints:
    """Returns with sales for every quarter a company has been there; record numbers of the last."""
    rows = np.arange(len(company))
    last = np.full(len(company), -1, np.int32)
    for k in range(QUARTERS):
        quarter = np.full(len(company), QUARTERS_FROM + 3 * k, np.int32)
        there = rows[quarter >= month_of(since)]
        last[there] = declare(world, company[there], quarter[there], 20_000 + company[there] * 7919 % 900_000)
    return last


def found(world: World, company: Ints, who: Ints, on: Ints) -> Ints:
    """Legal representatives since the setting up."""
    return appoint(world, who, company, np.zeros(len(company), np.int32), on.astype(np.int32))


def background(world: World, rng: Rng) -> None:
    """A setting up for every company in business, tax returns of those without a story, and dormant ones."""
    able = world.adults(26, 64) & ~world.used
    able[np.asarray(world.tables.whole("unemployment_benefit")["_p"])] = False  # who draws it founds nothing
    pool = np.flatnonzero(able).astype(np.int32)
    company = np.arange(world.companies.working, dtype=np.int32)
    story = world.company_used[company] | world.company_muted[company]
    founder = rng.choice(pool, len(company)).astype(np.int32)
    on = between(rng, day("2004-01-01"), day("2007-12-20"), len(company))
    leader, since, status = _leaders(world, company)
    first = (leader >= 0) & ~story
    changed = first & happens(rng, 0.15, len(company))
    founder[first & ~changed], on[first & ~changed] = leader[first & ~changed], since[first & ~changed]
    state = np.where(story, ACTIVE, status).astype(np.int32)
    agent = agents(world.companies.county[company] * 3 + between(rng, 0, 2, len(company)))
    agent[~happens(rng, 0.4, len(company))] = None
    block = (company % 200 < 8) & ~world.companies.individual[company]
    phone = np.where(block, phones(company - company % 200), phones(company))
    hosted = happens(rng, 0.08, len(company))
    tower = happens(rng, 0.04, len(company)) & ~hosted
    address = np.where(hosted, addresses(world, company, company * 0, "孵化园"), addresses(world, company))
    address = np.where(tower, addresses(world, company, company * 0, "商务大厦"), address)
    register(
        world, company, founder, on, phone=phone, address=address, agent=agent, hosted=hosted, status=state
    )  # fmt: skip
    again = np.flatnonzero(changed).astype(np.int32)
    register(
        world, again, leader[again], since[again], kind=CHANGE, phone=phone[again], address=address[again],
        agent=agent[again], hosted=hosted[again], status=state[again],
    )  # fmt: skip
    busy = np.flatnonzero(~world.companies.individual[company] & ~story & (state == ACTIVE)).astype(np.int32)
    trade(world, busy, on[busy])
    _dormant(world, rng, pool)


def _leaders(world: World, company: Ints) -> tuple[Ints, Ints, Ints]:
    """The legal representative of each company (-1 none), since when, and the state of the company."""
    officers = world.tables.whole("company_officer")
    role, status = officers["role"], officers["company_status"]
    assert isinstance(role, Coded)
    assert isinstance(status, Coded)
    rows = np.flatnonzero(role.index == role.words.index("legal_rep"))
    rows = rows[np.asarray(officers["_c"])[rows] < len(company)]
    leader, since = np.full(len(company), -1, np.int32), np.full(len(company), NONE, np.int32)
    at = np.asarray(officers["_c"])[rows]
    leader[at], since[at] = np.asarray(officers["_p"])[rows], np.asarray(officers["since"])[rows]
    states = np.array([STATES.index(word) for word in status.words], np.int32)
    state = np.zeros(len(company), np.int32)
    state[at] = states[status.index[rows]]
    return leader, since, state


def _dormant(world: World, rng: Rng, pool: Ints) -> None:
    """Companies without business, one in a hundred; nothing ties them to each other but an agent now and then."""
    company = world.pick_idle(max(20, world.companies.working // 100))
    n = len(company)
    who = rng.choice(pool, n, replace=False).astype(np.int32)
    on = between(rng, day("2023-02-01"), AS_OF - 30, n)
    agent = agents(world.companies.county[company] * 3 + between(rng, 0, 2, n))
    agent[~happens(rng, 0.3, n)] = None
    found(world, company, who, on)
    register(world, company, who, on, agent=agent)
    some = np.flatnonzero(on < day("2024-06-01"))
    declare(world, company[some], np.full(len(some), 2024 * 12 + 6, np.int32), np.zeros(len(some), np.int32))
