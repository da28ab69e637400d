"""Driving licences and traffic violations."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Ints, add_months, day
from mingjian.province.life import Life
from mingjian.province.regions import CITY_OF
from mingjian.province.tables import Block, Coded, join
from mingjian.province.world import OTHER_PROVINCE, World, region_codes

VIOLATIONS_FROM = day("2023-01-01")
STATES = ("valid", "revoked", "cancelled", "expired", "suspended")
CLASSES = ("C1", "C2", "C1D", "B2", "A2", "D")
VEHICLES = ("car", "truck", "motorcycle", "electric_bicycle", "bus", "non_motor")
_PLACES = ("人民路与解放路交叉口", "长江路", "国道206线", "建设大道", "滨河路", "开发区一号路", "省道105线")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_CITY_LETTER = ("A", "B", "H", "K")


def drives(world: World, who: Ints) -> npt.NDArray[np.bool_]:
    """About two adults in five have a licence, always the same ones."""
    age = world.people.age(AS_OF)[who]
    return (age >= 19) & (age <= 76) & ((who.astype(np.int64) * 7919 + 5) % 100 < 42)


def licence(
    world: World, rng: Rng, who: Ints, *, status: str = "valid", status_on: Ints | None = None,
    issued: Ints | None = None, elsewhere: bool = False, valid_to: Ints | None = None,
) -> Ints:  # fmt: skip
    """Explicit licences (no others for these people); answers their record numbers."""
    world.mute("driving_licence", who)
    block = _licences(world, rng, who)
    n = len(who)
    block["status"] = Coded(np.full(n, STATES.index(status), np.int32), STATES)
    if issued is None and status_on is not None:  # held for a year at least when its state changed
        issued = np.minimum(np.asarray(block["issued_on"]), status_on - 366)
    if issued is not None:
        block["issued_on"] = issued.astype(np.int32)
    block["status_on"] = np.asarray(block["issued_on"]) if status_on is None else status_on.astype(np.int32)
    if valid_to is not None:
        block["valid_to"] = valid_to.astype(np.int32)
    if elsewhere:
        block["issuing_region"] = region_codes((OTHER_PROVINCE + who % 3).astype(np.int32))
    return world.tables.add("driving_licence", np.asarray(block.pop("_p")), **block)


def no_licence(world: World, who: Ints) -> None:
    """These people never had one."""
    world.mute("driving_licence", who)


def _licences(world: World, rng: Rng, who: Ints) -> Block:
    n = len(who)
    age = world.people.age(AS_OF)[who]
    issued = (AS_OF - between(rng, 200, np.clip((age - 18) * 365, 300, 9000), n)).astype(np.int32)
    years = np.where(AS_OF - issued < 6 * 365, 6, np.where(AS_OF - issued < 16 * 365, 16, 26))
    return {
        "_p": who,
        "licence_class": Coded(rng.choice([0, 0, 0, 0, 1, 1, 2, 3, 4, 5], n).astype(np.int32), CLASSES),
        "status": Coded(np.zeros(n, np.int32), STATES),
        "status_on": issued,
        "issued_on": issued,
        "valid_to": add_months(issued, (years * 12).astype(np.int32)),
        "issuing_region": region_codes(world.people.home[who]),
        "region": region_codes(world.people.home[who]),
    }


def background_licences(world: World, life: Life, city_people: Ints, rng: Rng) -> Block:
    """One licence a driver; of the dead cancelled, of a few expired."""
    del life
    who = city_people[drives(world, city_people) & ~world.is_muted("driving_licence")[city_people]]
    block = _licences(world, rng, who)
    died = world.people.died[who]
    lapsed = happens(rng, 0.02, len(who)) & (died == NONE)
    state = np.where(died != NONE, 2, np.where(lapsed, 3, 0)).astype(np.int32)
    block["status"] = Coded(state, STATES)
    issued, valid_to = np.asarray(block["issued_on"]), np.asarray(block["valid_to"])
    block["valid_to"] = np.where(lapsed, AS_OF - between(rng, 30, 150, len(who)), valid_to).astype(np.int32)
    since = np.where(died != NONE, died + 20, np.where(lapsed, np.asarray(block["valid_to"]), issued))
    block["status_on"] = since.astype(np.int32)
    return block


def _violation_rows(world: World, rng: Rng, who: Ints, on: Ints) -> Block:
    n = len(who)
    return {
        "_p": who,
        "happened_on": on.astype(np.int32),
        "place": Coded(rng.integers(0, len(_PLACES), n).astype(np.int32), _PLACES),
        "plate": plates(world, who),
        "plate_kind": Coded(np.zeros(n, np.int32), ("02",)),
        "vehicle_kind": Coded(np.zeros(n, np.int32), VEHICLES),
        "commercial": np.zeros(n, np.int8),
        "blood_alcohol": np.full(n, NONE, np.int64),
        "handled": (rng.random(n) < 0.9).astype(np.int8),
        "points": np.array([0, 1, 1, 3, 6], np.int64)[(who * 17 + on * 5) % 5],
        "on_spot": ((who * 31 + on * 7 + 3) % 10 < 3).astype(np.int8),
        "region": region_codes(world.people.home[who]),
    }


def plates(world: World, who: Ints) -> Coded:
    """A plate for each person, always the same."""
    if not len(who):
        return Coded(np.zeros(0, np.int32), ())
    distinct, index = np.unique(who, return_inverse=True)
    city = CITY_OF[world.people.home[distinct]].tolist()
    words = []
    for person, c in zip(distinct.tolist(), city, strict=True):
        rest, key = "", person * 7 + 100_003
        for _ in range(4):
            key, letter = divmod(key, 34)
            rest += _LETTERS[letter]
        words.append(f"皖{_CITY_LETTER[c]}{person % 10}{rest}")
    return Coded(index.astype(np.int32), tuple(words))


def violations(
    world: World, rng: Rng, who: Ints, on: Ints, blood: Ints, *, handled: bool, vehicle: str = "car",
    commercial: bool = False, on_spot: bool = True, place: Ints | None = None, points: int = 0,
) -> Ints:  # fmt: skip
    """Explicit violations, as those found by a breath or blood test; answers their record numbers (-1: too early)."""
    out = np.full(len(who), -1, np.int32)
    rows = np.flatnonzero(on >= VIOLATIONS_FROM)
    if not len(rows):
        return out
    block = _violation_rows(world, rng, who[rows], on[rows])
    block["blood_alcohol"] = np.where(blood[rows] < 0, NONE, blood[rows]).astype(np.int64)
    block["handled"] = np.full(len(rows), int(handled), np.int8)
    block["commercial"] = np.full(len(rows), int(commercial), np.int8)
    block["on_spot"] = np.full(len(rows), int(on_spot), np.int8)
    block["points"] = np.full(len(rows), points, np.int64)
    if place is not None:
        block["region"] = region_codes(place[rows])
    block["vehicle_kind"] = Coded(np.full(len(rows), VEHICLES.index(vehicle), np.int32), VEHICLES)
    if vehicle in ("electric_bicycle", "non_motor"):
        block["plate"] = Coded(np.full(len(rows), -1, np.int32), ())
        block["plate_kind"] = Coded(np.full(len(rows), -1, np.int32), ())
    out[rows] = world.tables.add("traffic_violation", np.asarray(block.pop("_p")), **block)
    return out


FACES = ("same", "different", "unclear")
CHECKS = 0.02
"""Portrait checks by head."""


def portrait(world: World, rng: Rng, who: Ints, on: Ints, result: str | Coded) -> Ints:
    """Portrait checks of drivers who passed a checkpoint; answers their record numbers."""
    n = len(who)
    return world.tables.add(
        "portrait_check", who, plate=plates(world, who), plate_kind="02", passed_on=on.astype(np.int32),
        place=Coded(rng.integers(0, len(_PLACES), n).astype(np.int32), _PLACES), result=result,
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def portraits(world: World, rng: Rng) -> None:
    """Checks of licensed drivers without a story, some of whom were not the one who drove."""
    people = np.arange(len(world.people), dtype=np.int32)
    drivers = np.flatnonzero(drives(world, people) & ~world.used & (world.people.died == NONE))
    who = rng.choice(drivers, round(len(people) * CHECKS)).astype(np.int32)
    faces = Coded(rng.choice([0, 0, 0, 1, 2], len(who)).astype(np.int32), FACES)
    portrait(world, rng, who, between(rng, VIOLATIONS_FROM, AS_OF, len(who)), faces)


def background(world: World, life: Life, city_people: Ints, rng: Rng, first: int, last: int) -> Block:
    """Everyday violations of licence holders, and drivers with 20 to 79 mg, all of them handled."""
    drivers = city_people[drives(world, city_people) & ~world.used[city_people]]
    share = (last - first + 1) / (AS_OF - VIOLATIONS_FROM + 1)
    who = np.repeat(drivers, rng.poisson(1.5 * share, len(drivers))).astype(np.int32)
    on = between(rng, first, last, len(who))
    kept = life.free(who, on, on)
    everyday = _violation_rows(world, rng, who[kept], on[kept])
    drinking = drivers[happens(rng, 0.004 * share, len(drivers))]
    day_of = between(rng, first, last, len(drinking))
    alive = life.free(drinking, day_of, day_of)
    some = _violation_rows(world, rng, drinking[alive], day_of[alive])
    some["blood_alcohol"] = rng.integers(20, 79, int(alive.sum())).astype(np.int64)
    some["handled"] = np.ones(int(alive.sum()), np.int8)
    some["on_spot"] = np.ones(int(alive.sum()), np.int8)
    return join([everyday, some])
