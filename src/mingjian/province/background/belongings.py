"""What people own: vehicles and houses; those on assistance own no car and at most one house a household."""

from __future__ import annotations

import numpy as np

from mingjian.province.background.traffic import plates
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

VEHICLES = ("car", "truck", "motorcycle")
CAR, TRUCK, MOTORCYCLE = 0, 1, 2
_STATES = ("normal", "transferred")
_TITLES = ("bought", "inherited", "given", "resettled")
_PURPOSES = ("residence", "business", "garage")
RESIDENCE, BUSINESS, GARAGE = 0, 1, 2
_BRANDS = ("大众牌", "比亚迪牌", "吉利牌", "长安牌", "奇瑞牌", "五菱牌")


def drive(
    world: World, who: Ints, since: Ints, *, until: Ints | None = None, kind: Ints | int = CAR, disabled: bool = False,
    mortgaged: bool = False, seized: bool = False,
) -> Ints:  # fmt: skip
    """Vehicles registered for people; answers their record numbers."""
    n = len(who)
    ended = np.full(n, NONE, np.int32) if until is None else until
    kinds = np.broadcast_to(np.asarray(kind, np.int32), (n,)).copy()
    return world.tables.add(
        "vehicle_registration", who, plate=plates(world, who),
        plate_kind=Coded((kinds == MOTORCYCLE).astype(np.int32), ("02", "07")), vehicle_kind=Coded(kinds, VEHICLES),
        brand=Coded((who % len(_BRANDS)).astype(np.int32), _BRANDS), for_disabled=np.full(n, disabled),
        mortgaged=np.full(n, mortgaged), seized=np.full(n, seized),
        registered_on=since, ended_on=ended, status=Coded((ended != NONE).astype(np.int32), _STATES),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def house(
    world: World, rng: Rng, who: Ints, since: Ints, *, until: Ints | None = None, purpose: int = RESIDENCE,
    area: Ints | None = None, title: int | Ints = 0,
) -> Ints:  # fmt: skip
    """Houses registered for people, one each; answers their record numbers."""
    n = len(who)
    home = world.people.home[who]
    serial = world.serial("不动产", home, np.full(n, 2020, np.int32))
    titles = np.broadcast_to(np.asarray(title, np.int32), (n,)).copy()
    return world.tables.add(
        "house_registration", who, unit_no=_units(world, home, serial),
        address=world.place_words("{name}城区", home),
        area=(between(rng, 55, 140, n) if area is None else area).astype(np.int64),
        purpose=Coded(np.full(n, purpose, np.int32), _PURPOSES), acquired_by=Coded(titles, _TITLES),
        registered_on=since, ended_on=np.full(n, NONE, np.int32) if until is None else until,
        region=region_codes(home),
    )  # fmt: skip


def _units(world: World, home: Ints, serial: Ints) -> np.typing.NDArray[np.object_]:
    words = world.place_words("{code}", home)
    rows = zip(home.tolist(), serial.tolist(), strict=True)
    return np.array([f"{words.words[c]}001GB{s:08d}F0001" for c, s in rows], object)


def background(world: World, assisted: Ints, rng: Rng) -> None:
    """Vehicles of a fifth of the grown, houses of four in ten; some sold again, some families own two houses."""
    people = world.people
    grown: Bools = (people.age(AS_OF) >= 24) & (people.age(AS_OF) <= 80) & people.alive()
    poor = np.zeros(len(people), np.bool_)
    poor[assisted] = True
    free = grown & ~world.is_muted("vehicle_registration") & ~poor
    who = np.flatnonzero(free & happens(rng, 0.2, len(people))).astype(np.int32)
    since = between(rng, day("2012-01-01"), AS_OF - 30, len(who))
    sold = np.where(happens(rng, 0.12, len(who)), since + between(rng, 200, 2500, len(who)), NONE)
    kind = chosen(rng, [86, 4, 10], len(who))
    drive(world, who, since, until=np.where(sold > AS_OF, NONE, sold).astype(np.int32), kind=kind)
    owner = grown & ~world.is_muted("house_registration")
    _, first = np.unique(people.household[assisted], return_index=True)
    one_of_poor = np.zeros(len(people), np.bool_)
    one_of_poor[assisted[first]] = True
    who = np.flatnonzero(owner & (~poor | one_of_poor) & happens(rng, 0.4, len(people))).astype(np.int32)
    second = who[~poor[who] & happens(rng, 0.12, len(who))]
    for owners in (who, second):
        since = between(rng, day("2005-01-01"), AS_OF - 60, len(owners))
        sold = np.where(happens(rng, 0.08, len(owners)), since + between(rng, 300, 4000, len(owners)), NONE)
        ended = np.where(sold > AS_OF, NONE, sold).astype(np.int32)
        house(world, rng, owners, since, until=ended, title=chosen(rng, [75, 8, 4, 13], len(owners)))
