"""Y02 Minors in hotels (旅馆、网约房违规接纳未成年人). Clue: the minor, or the host of a short let.

Law: 未成年人保护法57, 122: who lodges minors asks for the parents and for who shares the room, writes down and reports;
旅馆业治安管理办法4, 6.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background import children, families, lodging
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, day
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.world import World

KEY = "person"

_GROUP = 14
"""Pupils on a school trip."""


def _teens(world: World) -> Bools:
    age = world.people.age(AS_OF)
    return np.asarray((age >= 13) & (age <= 16) & (world.people.died == NONE))


def _lately(rng: Rng, n: int) -> Ints:
    return between(rng, day("2024-01-10"), AS_OF - 20, n)


def _family(world: World, rng: Rng, n: int) -> tuple[Ints, Ints, Ints, Need]:
    """Teenagers with a father and a mother on record."""
    child = world.pick(rng, n, _teens(world))
    able = world.adults(38, 55)
    father = world.pick(rng, n, able & (world.people.male == 1))
    mother = world.pick(rng, n, able & (world.people.male == 0))
    for who in (child, father, mother):
        for dataset in ("family_relation", "hotel_stay"):
            world.mute(dataset, who)
    record = families.bear(world, child, father, mother)
    return child, father, mother, Need("family_relation", record, ("id_number",))


def _stay(world: World, who: Ints, hotel: Ints, on: Ints, room: Ints) -> Need:
    return Need("hotel_stay", lodging.lodge(world, who, hotel, on, room), ("id_number",))


def _strangers(world: World, rng: Rng, n: int) -> Ints:
    who = world.pick(rng, n, world.adults(20, 45))
    world.mute("hotel_stay", who)
    return who


def _sown(child: Ints, *needs: Need) -> Sown:
    return Sown(child, list(needs), lists=("hotel_stay",))


@violation("Y02", "adult", "与父母以外的成年人同住一室", "shared a room with an adult who is not a parent")
def adult(world: World, rng: Rng, n: int) -> Sown:
    child, _, _, family = _family(world, rng, n)
    other = _strangers(world, rng, n)
    hotel, on, room = lodging.hotel_of(world, rng, child), _lately(rng, n), lodging.some_room(rng, n)
    return _sown(child, family, _stay(world, child, hotel, on, room), _stay(world, other, hotel, on, room))


@violation("Y02", "minors", "无父母陪同的两名未成年人同房", "two minors in a room without parents")
def minors(world: World, rng: Rng, n: int) -> Sown:
    child, _, _, family = _family(world, rng, 2 * n)
    hotel = np.repeat(lodging.hotel_of(world, rng, child[:n]), 2)
    on, room = np.repeat(_lately(rng, n), 2), np.repeat(lodging.some_room(rng, n), 2)
    records = lodging.lodge(world, child, hotel, on, room)
    both = np.repeat(records.reshape(n, 2), 2, axis=0)
    relations = np.repeat(family.records.reshape(n, 6), 2, axis=0)
    sown = _sown(child, Need("hotel_stay", both, ("id_number",)), Need("family_relation", relations, ("id_number",)))
    sown.lists = ("hotel_stay",)
    return sown


@violation("Y02", "often", "七日内四次独自入住", "checked in alone four times within a week")
def often(world: World, rng: Rng, n: int) -> Sown:
    child, _, _, family = _family(world, rng, n)
    start = _lately(rng, n)
    stays = [
        lodging.lodge(world, child, lodging.hotel_of(world, rng, child), start + k, lodging.some_room(rng, n))
        for k in (0, 2, 4, 6)
    ]
    return _sown(child, family, Need("hotel_stay", np.stack(stays, axis=1), ("id_number",), 3))


def _harmed(world: World, rng: Rng, n: int) -> tuple[Ints, Ints, Ints, Need]:
    child = world.pick(rng, n, _teens(world))
    world.mute("hotel_stay", child)
    hotel, on = lodging.hotel_of(world, rng, child), _lately(rng, n)
    record = children.report(world, child, on + between(rng, 1, 9, n), channel=2, scene=(hotel, on))
    return child, hotel, on, Need("minor_report", record, ("id_number", "happened_on"))


@violation("Y02", "unlisted", "在旅馆被侵害而没有住宿登记", "harmed in a hotel that has no entry")
def unlisted(world: World, rng: Rng, n: int) -> Sown:
    child, _, _, need = _harmed(world, rng, n)
    return _sown(child, need)


@violation("Y02", "short_let", "网约房未向公安机关备案", "a short let that is not registered")
def short_let(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(25, 60))
    listed = lodging.offer(world, rng, who, between(rng, day("2023-01-01"), AS_OF - 60, n))
    need = Need("short_let_listing", listed, ("id_number", "ended_on"))
    return Sown(who, [need], lists=("short_let_registration",))


@trap("Y02", "next_room", "父母住在隔壁房间", "the parents were in the next room")
def next_room(world: World, rng: Rng, n: int) -> Sown:
    child, father, _, _ = _family(world, rng, n)
    cousin = _strangers(world, rng, n)
    hotel, on, room = lodging.hotel_of(world, rng, child), _lately(rng, n), lodging.some_room(rng, n)
    lodging.lodge(world, np.concatenate([child, cousin]), np.tile(hotel, 2), np.tile(on, 2), np.tile(room, 2))
    lodging.lodge(world, father, hotel, on - 1, lodging.next_to(room), 3)
    return Sown(child)


@trap("Y02", "with_mother", "与母亲同住一室", "in a room with the mother")
def with_mother(world: World, rng: Rng, n: int) -> Sown:
    child, _, mother, _ = _family(world, rng, n)
    hotel, on, room = lodging.hotel_of(world, rng, child), _lately(rng, n), lodging.some_room(rng, n)
    lodging.lodge(world, np.concatenate([child, mother]), np.tile(hotel, 2), np.tile(on, 2), np.tile(room, 2))
    return Sown(child)


@trap("Y02", "school_trip", "研学团，两人一间", "a school trip, two in a room")
def school_trip(world: World, rng: Rng, n: int) -> Sown:
    del n
    child, _, _, _ = _family(world, rng, _GROUP)
    hotel = np.repeat(lodging.hotel_of(world, rng, child[:1]), _GROUP)
    room = lodging.some_room(rng, 1) // _GROUP * _GROUP + np.arange(_GROUP, dtype=np.int32) // 2
    lodging.lodge(world, child, hotel, np.repeat(_lately(rng, 1), _GROUP), room)
    return Sown(child)


@trap("Y02", "no_record", "亲子关系没有登记", "no parents on record")
def no_record(world: World, rng: Rng, n: int) -> Sown:
    child = world.pick(rng, n, _teens(world))
    world.mute("family_relation", child)
    aunt = _strangers(world, rng, n)
    hotel, on, room = lodging.hotel_of(world, rng, child), _lately(rng, n), lodging.some_room(rng, n)
    lodging.lodge(world, np.concatenate([child, aunt]), np.tile(hotel, 2), np.tile(on, 2), np.tile(room, 2))
    return Sown(child)


@trap("Y02", "once_alone", "独自入住一次", "checked in alone once")
def once_alone(world: World, rng: Rng, n: int) -> Sown:
    child, _, _, _ = _family(world, rng, n)
    lodging.lodge(world, child, lodging.hotel_of(world, rng, child), _lately(rng, n), lodging.some_room(rng, n))
    return Sown(child)


@trap("Y02", "written_down", "案发旅馆已如实登记", "the hotel had written the stay down")
def written_down(world: World, rng: Rng, n: int) -> Sown:
    child, hotel, on, _ = _harmed(world, rng, n)
    lodging.lodge(world, child, hotel, on, lodging.some_room(rng, n))
    return Sown(child)


@trap("Y02", "taken_down", "房源已经下线", "a home that was taken down")
def taken_down(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(25, 60))
    listed = between(rng, day("2023-01-01"), AS_OF - 200, n)
    lodging.offer(world, rng, who, listed, listed + 90)
    return Sown(who)


@trap("Y02", "just_listed", "刚上线，备案办理中", "just listed, the registration is under way")
def just_listed(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(25, 60))
    lodging.offer(world, rng, who, between(rng, AS_OF - 20, AS_OF - 1, n))
    return Sown(who)
