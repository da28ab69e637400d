"""Minors in hotels with a parent, and short lets: homes on platforms whose hosts registered them with the police."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import hotels
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.life import Life
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

_PLATFORMS = ("途宿", "栖家民宿", "蜗居短租")
_PER_COUNTY = len(hotels.HOTELS) // len(regions.COUNTIES)


def hotel_of(world: World, rng: Rng, who: Ints) -> Ints:
    """A hotel of the home county of each."""
    return (world.people.home[who] * _PER_COUNTY + rng.integers(0, _PER_COUNTY, len(who))).astype(np.int32)


def lodge(world: World, who: Ints, hotel: Ints, on: Ints, room: Ints, nights: Ints | int = 1) -> Ints:
    """Stays in rooms of hotels; answers their record numbers."""
    return world.tables.add(
        "hotel_stay", who, hotel=Coded(hotel.astype(np.int32), hotels.HOTELS), checked_in=on.astype(np.int32),
        checked_out=(on + nights).astype(np.int32), room=Coded(room.astype(np.int32), hotels.ROOMS),
        region=region_codes((hotel // _PER_COUNTY).astype(np.int32)),
    )  # fmt: skip


def some_room(rng: Rng, n: int) -> Ints:
    """A room for each, none that a guest of no story could have been given on the same day."""
    return between(rng, hotels.COMMON_ROOMS, len(hotels.ROOMS) - 1, n)


def next_to(room: Ints) -> Ints:
    """The room beside each of these."""
    last = len(hotels.ROOMS) - 1
    return np.where(room == last, room - 1, room + 1).astype(np.int32)


def offer(world: World, rng: Rng, who: Ints, listed: Ints, ended: Ints | None = None) -> Ints:
    """Listings; answers their record numbers."""
    n = len(who)
    first = world.tables.counts.get("short_let_listing", 0)
    numbers = np.array([f"WY{first + k:08d}" for k in range(n)], object)
    return world.tables.add(
        "short_let_listing", who, listing_number=numbers, platform=Coded(who % len(_PLATFORMS), _PLATFORMS),
        address=_homes(world, who), listed_on=listed.astype(np.int32),
        ended_on=np.full(n, NONE, np.int32) if ended is None else ended.astype(np.int32),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def register(world: World, who: Ints, on: Ints, cancelled: Ints | None = None) -> Ints:
    """Registrations with the police; answers their record numbers."""
    n = len(who)
    first = world.tables.counts.get("short_let_registration", 0)
    numbers = np.array([f"BA{first + k:08d}" for k in range(n)], object)
    return world.tables.add(
        "short_let_registration", who, registration_number=numbers, address=_homes(world, who),
        registered_on=on.astype(np.int32),
        cancelled_on=np.full(n, NONE, np.int32) if cancelled is None else cancelled.astype(np.int32),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def _homes(world: World, who: Ints) -> object:
    places = world.people.home[who].tolist()
    return np.array(
        [f"{regions.FULL_NAMES[p]}望江路{k % 211 + 1}号{k % 17 + 1}幢{k % 30 + 101}室" for p, k in
         zip(places, who.tolist(), strict=True)], object
    )  # fmt: skip


def background(world: World, life: Life, rng: Rng) -> None:
    """One child in forty stayed in a hotel with a parent; one person in three hundred lets a registered home."""
    family = world.tables.whole("family_relation")
    who, role = np.asarray(family["_p"]), family["role"]
    assert isinstance(role, Coded)
    rows = np.flatnonzero(role.index == role.words.index("child"))
    rows = rows[(rows + 2 < len(who)) & ~world.used[who[rows]]]
    rows = rng.choice(rows, len(rows) // 40, replace=False)
    parent = np.where(rng.random(len(rows)) < 0.5, who[rows + 1], who[rows + 2]).astype(np.int32)
    child, on = who[rows].astype(np.int32), between(rng, hotels.HOTELS_FROM, AS_OF - 5, len(rows))
    free = life.free(parent, on - 2, on + 3) & life.free(child, on - 1, on + 2) & ~world.used[parent]
    free &= on > world.people.birth[child] + 400
    child, parent, on = child[free], parent[free], on[free]
    hotel, room = hotel_of(world, rng, child), some_room(rng, len(child))
    lodge(world, np.concatenate([child, parent]), np.tile(hotel, 2), np.tile(on, 2), np.tile(room, 2))
    pool = np.flatnonzero(world.adults(25, 60) & ~world.used).astype(np.int32)
    host = rng.choice(pool, max(10, len(world.people) // 300), replace=False).astype(np.int32)
    listed = between(rng, day("2022-01-01"), AS_OF - 2, len(host))
    offer(world, rng, host, listed)
    register(world, host, listed - between(rng, 1, 60, len(host)))
