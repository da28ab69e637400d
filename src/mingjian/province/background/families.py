"""Records of parentage of the minors, and their schools: every child has a parent who can raise it, and a school."""

from __future__ import annotations

import numpy as np

from mingjian.province.background.schools import SCHOOLS
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, first_day, year_of
from mingjian.province.life import Life
from mingjian.province.regions import REGION_CODES
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

ROLES = ("child", "father", "mother")
STATES = ("enrolled", "transferred", "dropped")
ENROLLED, TRANSFERRED, DROPPED = 0, 1, 2
_GRADES = ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级")


def bear(world: World, child: Ints, father: Ints, mother: Ints, *, ended: Ints | None = None) -> Ints:
    """A record for each child and its parents; answers record numbers, one row a child: child, father, mother."""
    n = len(child)
    people = world.people
    since = people.birth[child]
    home, year = people.home[child], year_of(since)
    rows = zip(home.tolist(), year.tolist(), world.serial("亲子", home, year).tolist(), strict=True)
    numbers = tuple(f"C{REGION_CODES[c]}{y}{s:06d}" for c, y, s in rows)
    over = np.full(n, NONE, np.int32) if ended is None else ended
    records = world.tables.add(
        "family_relation", np.stack([child, father, mother], axis=1).ravel(),
        record_no=Coded(np.repeat(np.arange(n, dtype=np.int32), 3), numbers),
        role=Coded(np.tile(np.arange(3, dtype=np.int32), n), ROLES), since=np.repeat(since, 3),
        ended_on=np.repeat(over, 3), region=region_codes(np.repeat(home, 3)),
    )  # fmt: skip
    return records.reshape(n, 3)


def enrol(world: World, rng: Rng, who: Ints, *, state: Ints | int = ENROLLED, left: Ints | None = None) -> Ints:
    """Pupils at a school of their county since the September after they became six."""
    n = len(who)
    home = world.people.home[who]
    begun = first_day(((year_of(world.people.birth[who] + 121) + 6) * 12 + 8).astype(np.int32))
    years = np.clip((AS_OF - begun) // 365, 0, len(_GRADES) - 1)
    school = (home * 7 + np.array([0, 1, 3, 4])[rng.integers(0, 4, n)]).astype(np.int32)
    return world.tables.add(
        "school_enrolment", who, school=Coded(school, SCHOOLS),
        grade=Coded(years.astype(np.int32), _GRADES), enrolled_on=begun,
        left_on=np.full(n, NONE, np.int32) if left is None else left,
        status=Coded(np.broadcast_to(np.asarray(state, np.int32), (n,)).copy(), STATES), region=region_codes(home),
    )  # fmt: skip


def background(world: World, life: Life, rng: Rng) -> None:
    """Parents of every minor, one in a hundred fathers dead; pupils from seven to fifteen, some moved away."""
    people = world.people
    age = people.age(AS_OF)
    quiet = ~world.is_muted("family_relation")
    child = np.flatnonzero((age < 18) & quiet & ~world.used).astype(np.int32)
    able: Bools = (age >= 36) & (age <= 50) & people.alive() & ~world.used & ~life.custody.some
    for dataset in ("disability_certificate", "drug_measure"):
        able[np.asarray(world.tables.whole(dataset)["_p"])] = False
    fathers, mothers = np.flatnonzero(able & (people.male == 1)), np.flatnonzero(able & (people.male == 0))
    dead = np.flatnonzero((age >= 36) & (age <= 60) & ~people.alive() & (people.male == 1) & ~world.used)
    father = rng.choice(fathers, len(child))
    lost = happens(rng, 0.01, len(child)) & bool(len(dead))
    father[lost] = rng.choice(dead, int(lost.sum())) if len(dead) else father[lost]
    bear(world, child, father.astype(np.int32), rng.choice(mothers, len(child)).astype(np.int32))
    pupil = child[(age[child] >= 7) & (age[child] <= 15) & people.alive()[child]]
    gone = happens(rng, 0.03, len(pupil))
    left = np.where(gone, AS_OF - between(rng, 30, 300, len(pupil)), NONE).astype(np.int32)
    enrol(world, rng, pupil, state=gone.astype(np.int32), left=left)
