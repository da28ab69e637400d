"""Where people under community correction may go, and journeys of everybody else.

A third of those under correction take leave for some days and travel within it; nobody under correction or in custody
travels otherwise.
"""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.background import hotels
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day
from mingjian.province.life import lived
from mingjian.province.tables import Coded
from mingjian.province.world import OTHER_PROVINCE, World, region_codes

TICKETS_FROM = day("2023-01-01")
TICKETS = 0.25
"""Tickets by head."""

_WAYS = ("rail", "air", "coach")
_STATES = ("used", "refunded", "changed", "unused")
_REASONS = ("务工", "就医", "探亲", "处理家庭事务", "参加诉讼")
_SERVICES = tuple(f"{letter}{number}" for letter in "GDK" for number in range(101, 941, 7))


def elsewhere(rng: Rng, home: Ints) -> Ints:
    """A county of another city for each."""
    place = between(rng, 0, len(regions.COUNTIES) - 1, len(home))
    while (same := regions.CITY_OF[place] == regions.CITY_OF[home]).any():
        place[same] = between(rng, 0, len(regions.COUNTIES) - 1, int(same.sum()))
    return place


def abroad(rng: Rng, n: int) -> Ints:
    """A place in another province for each."""
    return (OTHER_PROVINCE + between(rng, 0, len(regions.OTHER_PROVINCE_CODES) - 1, n)).astype(np.int32)


def leave(
    world: World, rng: Rng, who: Ints, first: Ints, last: Ints, place: Ints, *, kind: str = "once",
    home: Ints | None = None,
) -> Ints:  # fmt: skip
    """Leaves granted; answers their record numbers."""
    n = len(who)
    county = world.people.home[who] if home is None else home
    world.mute("correction_leave", who)
    return world.tables.add(
        "correction_leave", who, office=world.place_words("{full}司法局", county), kind=kind,
        reason=Coded(between(rng, 0, len(_REASONS) - 1, n), _REASONS), destination=region_codes(place),
        leave_from=first, leave_to=last, returned_on=np.where(last > AS_OF, NONE, last).astype(np.int32),
        region=region_codes(county),
    )  # fmt: skip


def sanction(world: World, who: Ints, on: Ints, kind: str, reason: str) -> Ints:
    """Sanctions; answers their record numbers."""
    home = world.people.home[who]
    return world.tables.add(
        "correction_sanction", who, office=world.place_words("{full}司法局", home), kind=kind, reason=reason,
        decided_on=on, region=region_codes(home),
    )  # fmt: skip


def travel(world: World, rng: Rng, who: Ints, on: Ints, to: Ints, state: str | Coded = "used") -> Ints:
    """Tickets from home; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    return world.tables.add(
        "travel_ticket", who, kind=Coded(between(rng, 0, 2, n), _WAYS),
        service=Coded(between(rng, 0, len(_SERVICES) - 1, n), _SERVICES), departs_on=on.astype(np.int32),
        from_region=region_codes(home), to_region=region_codes(to), status=state, region=region_codes(home),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Leaves with the journeys they were granted for, some sanctions for other reasons, tickets of the free."""
    life = lived(world.tables, world.people.died)
    whole = world.tables.whole("community_correction")
    who, end = np.asarray(whole["_p"]), np.asarray(whole["to_on"])
    begin = np.maximum(np.asarray(whole["enrolled_on"]), np.asarray(whole["from_on"])).astype(np.int32)
    last = np.minimum(np.where(end == NONE, AS_OF, end), AS_OF).astype(np.int32)
    some = happens(rng, 0.35, len(who)) & (last - begin > 60) & ~world.is_muted("correction_leave")[who]
    rows = np.flatnonzero(some)
    first = between(rng, begin[rows] + 20, last[rows] - 20, len(rows))
    until = (first + between(rng, 2, 12, len(rows))).astype(np.int32)
    place = elsewhere(rng, world.people.home[who[rows]])
    leave(world, rng, who[rows], first, until, place)
    gone = np.flatnonzero((first >= hotels.HOTELS_FROM) & life.free(who[rows], first, until))
    hotels.stay(world, rng, who[rows[gone]], first[gone], np.ones(len(gone), np.int32), place[gone])
    travel(world, rng, who[rows[gone]], first[gone], place[gone])
    late = np.flatnonzero(happens(rng, 0.06, len(who)) & (last - begin > 60) & ~world.used[who])
    sanction(world, who[late], between(rng, begin[late] + 10, last[late], len(late)), "admonition", "未按时报到")
    _tickets(world, rng, life.correction.some)


def _tickets(world: World, rng: Rng, supervised: Bools) -> None:
    life = lived(world.tables, world.people.died)
    age = world.people.age(AS_OF)
    pool = np.flatnonzero((age >= 20) & (age <= 75) & ~supervised)
    who = rng.choice(pool, round(len(world.people) * TICKETS)).astype(np.int32)
    on = between(rng, TICKETS_FROM, AS_OF, len(who))
    free = life.free(who, on - 1, on + 1)
    who, on = who[free], on[free]
    n = len(who)
    to = np.where(happens(rng, 0.5, n), elsewhere(rng, world.people.home[who]), abroad(rng, n)).astype(np.int32)
    travel(world, rng, who, on, to, Coded(np.where(happens(rng, 0.9, n), 0, between(rng, 1, 3, n)), _STATES))
