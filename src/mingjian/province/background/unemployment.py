"""Unemployment benefits: months after the insured work ended, none of them worked, served or in office."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.background.insurance import left_work
from mingjian.province.background.pensions import accounts, months_of
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF_MONTH, NONE, PAYMENTS_FROM, Ints, add_months, first_day, last_day, month_of
from mingjian.province.life import Life
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KINDS = ("benefit", "medical", "allowance", "flexible_subsidy")
BENEFIT, MEDICAL, ALLOWANCE, SUBSIDY = 0, 1, 2, 3


def amount_fen(who: Ints) -> npt.NDArray[np.int64]:
    """The monthly benefit: fixed by the person, below every minimum wage."""
    return 142_000 + (who.astype(np.int64) * 31 % 7) * 4_000


def draw(world: World, who: Ints, month: Ints, *, kind: int = BENEFIT, registered: Ints | None = None) -> Ints:
    """Explicit payments, one a person and month; answers their record numbers."""
    on = first_day(month) - 12 if registered is None else registered
    return world.tables.add(
        "unemployment_benefit", who, kind=Coded(np.full(len(who), kind, np.int32), KINDS), month=month.astype(np.int32),
        paid_month=np.minimum(month + 1, AS_OF_MONTH).astype(np.int32), amount=amount_fen(who),
        registered_on=on.astype(np.int32), account=accounts(who, 3), region=region_codes(world.people.home[who]),
    )  # fmt: skip


def draw_span(world: World, who: Ints, first: Ints, last: Ints) -> None:
    """A payment for every month from ``first`` to ``last`` of each."""
    at, month = months_of(who, first.astype(np.int32), last.astype(np.int32))
    draw(world, who[at], month, registered=(first_day(first.astype(np.int32)) - 12)[at])


def background(world: World, life: Life, rng: Rng) -> None:
    """Benefits of those who left the insured work after a year or more and founded nothing."""
    people = world.people
    pool = np.flatnonzero((people.job == 1) & ~world.used & ~world.is_muted("unemployment_benefit")).astype(np.int32)
    left = left_work(pool)
    fits = (left != NONE) & (month_of(add_months(people.birth[pool], 240)) + 13 < PAYMENTS_FROM) & (left < AS_OF_MONTH)
    fits &= ~np.isin(pool, np.asarray(world.tables.whole("company_officer")["_p"])) & happens(rng, 0.6, len(pool))
    who, first = pool[fits], left[fits] + 1
    last = np.minimum(first + between(rng, 2, 11, len(who)), AS_OF_MONTH).astype(np.int32)
    free = life.free(who, first_day(first.astype(np.int32)), last_day(last))
    draw_span(world, who[free], first[free], last[free])
