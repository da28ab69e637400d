"""Households on assistance: lists of their members, all of them entitled."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import welfare
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import NONE, Ints, day, year_of
from mingjian.province.regions import REGION_CODES
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

RELATIONS = ("self", "spouse", "child", "parent", "other")
_SHARE = 0.2
"""Share of the households without wages, pensions and offices that live on assistance."""


def enrol(
    world: World, household: Ints, who: Ints, relation: Ints, since: Ints, *, category: int = welfare.DIBAO,
    until: Ints | None = None,
) -> Ints:  # fmt: skip
    """Members of households (numbers from 0, in order) on the list; answers their record numbers."""
    n = len(who)
    begins = np.r_[True, household[1:] != household[:-1]]
    heads = np.flatnonzero(begins)
    home, year = world.people.home[who[heads]], year_of(since[heads])
    serial = world.serial("救助", home, year)
    rows = zip(home.tolist(), year.tolist(), serial.tolist(), strict=True)
    numbers = tuple(f"{REGION_CODES[c]}{y}{s:06d}" for c, y, s in rows)
    return world.tables.add(
        "assisted_household", who, household_no=Coded((np.cumsum(begins) - 1).astype(np.int32), numbers),
        category=welfare.CATEGORIES[category], relation=Coded(relation.astype(np.int32), RELATIONS), since=since,
        until=np.full(n, NONE, np.int32) if until is None else until,
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def background(world: World, rng: Rng) -> Ints:
    """Lists the members of poor households; answers who they are.

    Nobody in such a household earns wages, draws an employee's pension, holds an office in a company or is part of a
    story.
    """
    people = world.people
    rich = world.used | np.isin(people.job, (1, 3)) | world.is_muted("benefit_payment")
    rich[np.asarray(world.tables.whole("company_officer")["_p"])] = True
    count = int(people.household.max()) + 1
    some_rich = np.zeros(count, np.bool_)
    some_rich[people.household[rich]] = True
    poor = ~some_rich & happens(rng, _SHARE, count)
    order = np.lexsort((people.birth, people.household))
    who = order[poor[people.household[order]]].astype(np.int32)
    household = people.household[who]
    begins = np.r_[True, household[1:] != household[:-1]]
    place = np.arange(len(who)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    since = between(rng, day("2016-01-01"), day("2022-12-01"), count)[household]
    enrol(world, household, who, np.minimum(place, 4).astype(np.int32), since, until=people.died[who])
    return np.sort(who)
