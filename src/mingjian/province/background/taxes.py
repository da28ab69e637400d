"""Decisions of tax inspectors: small evasions paid in time, formal faults, invoices taken in good faith."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background.offices import appoint
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KINDS = ("evasion", "non_filing", "invoices", "plain_invoices", "good_faith", "refund_fraud", "arrears", "other")
EVASION, NON_FILING, INVOICES, PLAIN, GOOD_FAITH, _, ARREARS, OTHER = range(8)


def lead(world: World, rng: Rng, n: int) -> tuple[Ints, Ints]:
    """People and the companies of which each is the only officer, none of them in any other story."""
    who = world.pick(rng, n, world.adults(30, 58))
    company = world.pick_company(rng, n, ~world.companies.individual & ~world.company_muted)
    world.company_muted[company] = True
    appoint(world, who, company, np.zeros(n, np.int32), between(rng, day("2012-01-01"), day("2018-06-01"), n))
    return who, company


def representatives(world: World) -> tuple[Ints, Ints]:
    """Companies in business which no story uses, and the legal representative of each."""
    officers = world.tables.whole("company_officer")
    status, role = officers["company_status"], officers["role"]
    assert isinstance(status, Coded)
    assert isinstance(role, Coded)
    leads = (role.index == role.words.index("legal_rep")) & (status.index == 0)
    rows = np.flatnonzero(leads & ~world.companies.individual[np.asarray(officers["_c"])])
    company, first = np.unique(np.asarray(officers["_c"])[rows], return_index=True)
    free = ~world.company_used[company] & ~world.company_muted[company]
    return company[free].astype(np.int32), np.asarray(officers["_p"])[rows[first]][free].astype(np.int32)


def decide(
    world: World, rng: Rng, who: Ints, company: Ints, violation: int | Ints, tax: Ints, decided: Ints, *,
    share: npt.NDArray[np.integer] | int = 0, notice: bool = True, settled: Ints | None = None,
    runaway: bool | Bools = False, transferred: Ints | None = None,
) -> tuple[Ints, list[str]]:  # fmt: skip
    """Decisions over the two years before; ``tax`` in yuan. Answers their record numbers and decision numbers.

    Without ``settled`` the tax is never paid; payment falls due fifteen days after the notice.
    """
    n = len(who)
    place = world.companies.county[company]
    year = year_of(decided)
    serial = world.serial("税稽罚", place, year)
    short = [regions.CITIES[regions.COUNTIES[c].city].short for c in place.tolist()]
    names = [regions.COUNTIES[c].name[:2] for c in place.tolist()]
    rows = zip(short, names, year.tolist(), serial.tolist(), strict=True)
    number = [f"{s}{c}税稽罚〔{y}〕{k}号" for s, c, y, k in rows]
    kind = np.broadcast_to(np.asarray(violation, np.int32), (n,)).copy()
    told = np.where(notice & (kind <= NON_FILING), decided + 3, NONE).astype(np.int32)
    part = np.broadcast_to(np.asarray(share, np.int64), (n,))
    none = np.full(n, NONE, np.int32)
    record = world.tables.add(
        "tax_case", who, company, decision_number=np.array(number, object),
        agency=world.place_words("国家税务总局{city}税务局稽查局", place), violation=Coded(kind, KINDS),
        period_from=(decided - between(rng, 500, 900, n)).astype(np.int32),
        period_to=(decided - between(rng, 120, 300, n)).astype(np.int32), tax_amount=tax.astype(np.int64) * 100,
        tax_share=np.where(kind <= NON_FILING, part, NONE).astype(np.int64), fine=tax.astype(np.int64) * 50,
        decided_on=decided.astype(np.int32), notified_on=told,
        due_on=np.where(told == NONE, NONE, told + 15).astype(np.int32),
        settled_on=none if settled is None else settled.astype(np.int32),
        runaway=np.broadcast_to(np.asarray(runaway, np.bool_), (n,)).copy(),
        transferred_on=none if transferred is None else transferred.astype(np.int32), region=region_codes(place),
    )  # fmt: skip
    return record, number


def background(world: World, rng: Rng) -> None:
    """A decision for one company in twenty, below every threshold of a crime or paid in time."""
    company, who = representatives(world)
    some = happens(rng, 0.05, len(company))
    company, who = company[some], who[some]
    n = len(company)
    kind = np.array([EVASION, NON_FILING, INVOICES, PLAIN, GOOD_FAITH, ARREARS, OTHER], np.int32)[
        chosen(rng, [25, 5, 5, 8, 7, 10, 40], n)
    ]
    tax = np.where(kind == GOOD_FAITH, between(rng, 5, 60, n), between(rng, 1, 9, n)).astype(np.int32) * 10_000
    decided = between(rng, day("2018-01-01"), AS_OF - 90, n)
    decide(world, rng, who, company, kind, tax, decided, share=between(rng, 1, 30, n),
           settled=decided + between(rng, 3, 17, n))  # fmt: skip
