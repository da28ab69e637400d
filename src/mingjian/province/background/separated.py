"""People whom an indictment notes as handled separately, nearly all of whom came before a court or were let go."""

from __future__ import annotations

from typing import Any

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Ints, year_of
from mingjian.province.tables import Block, Coded, take
from mingjian.province.world import World, region_codes

HANDLINGS = ("separate", "at_large", "unclear")
SEPARATE, AT_LARGE, UNCLEAR = range(3)
SHARE = 0.25
"""Of the convicted: noted as well in the indictment of an accomplice."""


def note(
    world: World, rng: Rng, who: Ints, act: Ints, noted: Ints, charge: Any, *, handling: int | Ints = SEPARATE,
    **given: object,
) -> Ints:  # fmt: skip
    """Entries for people in an indictment of their county; answers their record numbers."""
    n = len(who)
    home, year = world.people.home[who], year_of(noted)
    serial = world.serial("检刑诉", home, year)
    rows = zip(home.tolist(), year.tolist(), serial.tolist(), strict=True)
    number = [f"皖检{regions.REGION_CODES[c][2:]}刑诉〔{y}〕{s}号" for c, y, s in rows]
    columns: dict[str, object] = {"wanted_on": np.full(n, NONE, np.int32), "moved_to": None, **given}
    return world.tables.add(
        "separate_handling", who, indictment_number=np.array(number, object),
        procuratorate=world.place_words("{full}人民检察院", home),
        handling=Coded(np.broadcast_to(np.asarray(handling, np.int32), (n,)).copy(), HANDLINGS), charge=charge,
        act_on=act.astype(np.int32), noted_on=noted.astype(np.int32), statements=between(rng, 1, 5, n).astype(np.int64),
        region=region_codes(home), **columns,
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Convicted people noted in an indictment of about the time of their own, and fugitives who are looked for."""
    judged = _convicted(world)
    n = len(judged["_p"])
    act, accused = np.asarray(judged["crime_from"]), np.asarray(judged["accused_on"])
    noted = np.clip(between(rng, accused - 60, accused + 60, n), act + 20, AS_OF).astype(np.int32)
    states = np.where(rng.random(n) < 0.8, SEPARATE, np.where(rng.random(n) < 0.5, AT_LARGE, UNCLEAR))
    wanted = np.where(states == AT_LARGE, noted - 9, NONE).astype(np.int32)
    note(
        world, rng, np.asarray(judged["_p"]), act, noted, judged["main_charge"], handling=states.astype(np.int32),
        wanted_on=wanted,
    )  # fmt: skip
    n = max(2, len(world.people) // 5000)
    who = world.pick(rng, n, world.adults(22, 58))
    noted = between(rng, JUSTICE_FROM + 400, AS_OF - 30, n)
    note(world, rng, who, noted - 120, noted, "诈骗罪", handling=AT_LARGE, wanted_on=noted - between(rng, 3, 60, n))


def _convicted(world: World) -> Block:
    """A share of the convicted whose record is open and whose crime lies within the delivered years."""
    rows = world.tables.whole("criminal_judgment")
    act = np.asarray(rows["crime_from"])
    fits = (np.asarray(rows["sealed"]) != 1) & (act >= JUSTICE_FROM) & (np.asarray(rows["accused_on"]) != NONE)
    fits &= (np.asarray(rows["_p"]) >= 0) & (np.asarray(rows["judged_on"]) >= act)
    kept = np.flatnonzero(fits)
    return take(rows, kept[world.rng("noted").random(len(kept)) < SHARE])
