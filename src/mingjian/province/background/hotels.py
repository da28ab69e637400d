"""Hotel stays of free, living adults."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.life import Life
from mingjian.province.tables import Block, Coded
from mingjian.province.world import World, region_codes

HOTELS_FROM = day("2023-01-01")
_NAMES = (
    "迎宾馆",
    "如归酒店",
    "江城宾馆",
    "悦来客栈",
    "金叶大酒店",
    "徽府酒店",
    "快捷酒店",
    "商务宾馆",
    "望湖酒店",
    "站前旅社",
)
HOTELS: tuple[str, ...] = tuple(county.name + name for county in regions.COUNTIES for name in _NAMES)


def rows(
    world: World, rng: Rng, who: Ints, checked_in: Ints, nights: Ints, elsewhere: bool = True, at: Ints | None = None
) -> Block:
    """Stay rows without record numbers; a third of the stays are in another county of the same city."""
    place = world.people.home[who] if at is None else at
    if elsewhere:
        for city in range(len(regions.CITIES)):
            here = np.flatnonzero((regions.CITY_OF[place] == city) & happens(rng, 0.33, len(place)))
            place[here] = rng.choice(regions.counties_of(city), len(here))
    return {
        "_p": who,
        "hotel": Coded((place * len(_NAMES) + rng.integers(0, len(_NAMES), len(who))).astype(np.int32), HOTELS),
        "checked_in": checked_in.astype(np.int32),
        "checked_out": (checked_in + nights).astype(np.int32),
        "room": Coded(rng.integers(0, COMMON_ROOMS, len(who)).astype(np.int32), ROOMS),
        "region": region_codes(place),
    }


COMMON_ROOMS = 140
"""So many of the rooms, the first ones, are let to the guests of the background."""
ROOMS = tuple(str(floor * 100 + room) for floor in range(2, 16) for room in range(1, 21))


def background(world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int) -> Block:
    """Stays with check-in from day ``first`` to ``last``."""
    people = world.people
    grown_up = (people.age(HOTELS_FROM) >= 18) & (people.age(AS_OF) <= 78)  # on every day they could check in
    grown = city_people[(grown_up & ~world.is_muted("hotel_stay"))[city_people]]
    times = rng.poisson(9.5 * (last - first + 1) / (AS_OF - HOTELS_FROM + 1), len(grown))
    who = np.repeat(grown, times).astype(np.int32)
    checked_in = between(rng, first, last, len(who))
    checked_in.sort()
    who = who[rng.permutation(len(who))]
    nights = between(rng, 1, 3, len(who))
    free = life.free(who, checked_in - 2, checked_in + nights + 2) & (checked_in + nights <= AS_OF)
    return rows(world, rng, who[free], checked_in[free], nights[free])


def stay(world: World, rng: Rng, who: Ints, checked_in: Ints, nights: Ints, at: Ints | None = None) -> Ints:
    """Explicit rows, at home or in the counties given; answers their record numbers."""
    block = rows(world, rng, who, checked_in, nights, elsewhere=False, at=at)
    return world.tables.add("hotel_stay", np.asarray(block.pop("_p")), **block)


def open_stay(world: World, rng: Rng, who: Ints, checked_in: Ints) -> Ints:
    """Rows of guests who have not checked out."""
    block = rows(world, rng, who, checked_in, np.zeros(len(who), np.int32), elsewhere=False)
    block["checked_out"] = np.full(len(who), NONE, np.int32)
    return world.tables.add("hotel_stay", np.asarray(block.pop("_p")), **block)
