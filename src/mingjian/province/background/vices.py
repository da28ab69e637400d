"""Incidents of drug use, gambling and prostitution: who was there, who let them in, and the penalties of all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import penalties
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, Ints, day, year_of
from mingjian.province.tables import Coded, take
from mingjian.province.world import World, region_codes

ROLES = ("host", "drug_user", "gambler", "prostitute", "client")
HOST, USER, GAMBLER, PROSTITUTE, CLIENT = range(5)
SOURCES = ("criminal", "administrative")
CRIMINAL, ADMINISTRATIVE = range(2)
ACTS = ("", "吸食毒品", "赌博", "卖淫", "嫖娼")
SHARE = 1e-3
"""Incidents by head in which more than one was present."""


def gather(
    world: World, who: npt.NDArray[np.int32], role: int | Ints, act: Ints, found: Ints, *, source: int = CRIMINAL
) -> Ints:
    """Incidents, one row of ``who`` each: the host first, then the others; answers record numbers in that shape."""
    n, size = who.shape
    home, year = world.people.home[who[:, 0]], year_of(act)
    rows = zip(home.tolist(), year.tolist(), world.serial("事件", home, year).tolist(), strict=True)
    numbers = tuple(f"V{regions.REGION_CODES[c]}{y}{s:05d}" for c, y, s in rows)
    roles = np.empty((n, size), np.int32)
    roles[:, 0] = HOST
    roles[:, 1:] = np.broadcast_to(np.asarray(role, np.int32), (n,))[:, None]
    records = world.tables.add(
        "vice_person", who.ravel(), incident_no=Coded(np.repeat(np.arange(n, dtype=np.int32), size), numbers),
        source=SOURCES[source], role=Coded(roles.ravel(), ROLES), act_on=np.repeat(act, size).astype(np.int32),
        found_on=np.repeat(found, size).astype(np.int32),
        act_place=world.place_words("{full}某出租房", np.repeat(home, size)),
        region=region_codes(np.repeat(home, size)),
    )  # fmt: skip
    return records.reshape(n, size)


def punish(world: World, rng: Rng, who: Ints, role: int, act: Ints, decided: Ints) -> Ints:
    """The penalty of participants; answers record numbers."""
    return penalties.penalise(world, rng, who, ACTS[role], act, decided.astype(np.int32))


def background(world: World, rng: Rng) -> None:
    """Some of those punished for gambling with the one who let them in, and small gatherings, all punished."""
    penalty = world.tables.whole("administrative_penalty")
    acts = penalty["act"]
    assert isinstance(acts, Coded)
    words = np.array([*acts.words, ""], object)[acts.index]
    fits = (words == ACTS[GAMBLER]) & (np.asarray(penalty["_p"]) >= 0)
    rows = take(penalty, np.flatnonzero(fits & (rng.random(len(fits)) < 0.2)))
    guest, on = np.asarray(rows["_p"]).astype(np.int32), np.asarray(rows["act_on"]).astype(np.int32)
    who = np.stack([world.pick(rng, len(guest), world.adults(20, 60)), guest], axis=1)
    gather(world, who, GAMBLER, on, on, source=ADMINISTRATIVE)
    n = max(2, round(len(world.people) * SHARE))
    for role in (USER, GAMBLER, CLIENT):
        size = 3 if role != GAMBLER else 5
        who = world.pick(rng, (n // 3 + 1) * size, world.adults(20, 60)).reshape(-1, size)
        act = between(rng, day("2019-01-01"), AS_OF - 120, len(who))
        gather(world, who, role, act, act + between(rng, 0, 40, len(who)), source=rng.integers(0, 2).item())
        for k in range(1, size):
            punish(world, rng, who[:, k], role, act, act + between(rng, 41, 70, len(who)))
        penalties.penalise(world, rng, who[:, 0], f"容留、提供场所（{ACTS[role]}）", act, act + 60)
