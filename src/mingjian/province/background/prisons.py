"""Prisons: inmates of long standing, everybody's account month by month, proposals to reduce a sentence.

Who still owes a property penalty has little in the account and spends little; the others spend as they like.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.background.executions import DATASET as EXECUTIONS
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, AS_OF_MONTH, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

DATASET = "inmate_account"
MONTHS = 8
"""Months of accounts delivered."""

SHARE = 0.01
"""Inmates by head who were sentenced before the delivered judgments."""

_PRISONS = ("安徽省第一监狱", "安徽省第二监狱")


def keep(
    world: World, who: Ints, month: Ints, income: Ints, spending: Ints, balance: Ints, *, medical: Ints | int = 0,
    donated: Ints | int = 0,
) -> Ints:  # fmt: skip
    """Months of accounts, amounts in yuan; answers their record numbers."""
    n = len(who)

    def fen(yuan: Ints | int) -> object:
        return np.broadcast_to(np.asarray(yuan, np.int64) * 100, (n,)).copy()

    world.mute(DATASET, who)
    return world.tables.add(
        DATASET, who, facility=Coded((who % 2).astype(np.int32), _PRISONS), ward="一监区", month=month.astype(np.int32),
        income=fen(income), donated=fen(donated), spending=fen(spending), medical=fen(medical), balance=fen(balance),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def propose(world: World, who: Ints, on: Ints, decided: Ints | None = None) -> Ints:
    """Proposals to reduce the sentence; answers their record numbers."""
    n = len(who)
    done = np.full(n, NONE, np.int32) if decided is None else np.where(decided > AS_OF, NONE, decided).astype(np.int32)
    return world.tables.add(
        "sentence_reduction", who, facility=Coded((who % 2).astype(np.int32), _PRISONS), kind="reduction",
        proposed_on=on.astype(np.int32), decided_on=done,
        outcome=Coded(np.where(done == NONE, -1, 0).astype(np.int32), ("granted",)),
        region=region_codes(world.people.home[who]),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Accounts of all who are serving, and proposals for some who owe nothing."""
    _long_standing(world, rng)
    whole = world.tables.whole("custody_stay")
    facility = whole["facility"]
    assert isinstance(facility, Coded)
    prison = np.array([word.endswith("监狱") for word in facility.words])[facility.index]
    inside = np.unique(np.asarray(whole["_p"])[prison & (np.asarray(whole["left_on"]) == NONE)])
    inside = inside[~world.is_muted(DATASET)[inside]].astype(np.int32)
    owes = _owing(world)[inside]
    who = np.repeat(inside, MONTHS)
    poor = np.repeat(owes, MONTHS)
    month = np.tile(AS_OF_MONTH - np.arange(MONTHS), len(inside)).astype(np.int32)
    n = len(who)
    keep(
        world, who, month, np.where(poor, between(rng, 10, 40, n), between(rng, 200, 800, n)).astype(np.int32),
        np.where(poor, between(rng, 10, 50, n), between(rng, 150, 600, n)).astype(np.int32),
        np.where(poor, between(rng, 10, 180, n), between(rng, 100, 3000, n)).astype(np.int32),
    )  # fmt: skip
    fit = inside[~owes & happens(rng, 0.2, len(inside))]
    on = between(rng, AS_OF - 300, AS_OF - 5, len(fit))
    propose(world, fit, on, on + 40)


def _long_standing(world: World, rng: Rng) -> None:
    n = round(len(world.people) * SHARE)
    who = world.pick(rng, n, world.adults(30, 52))
    world.tables.add(
        "custody_stay", who, facility=world.place_words("{city}监狱", world.people.home[who]),
        entered_on=between(rng, day("2013-01-01"), day("2015-12-31"), n), left_on=np.full(n, NONE, np.int32),
        reason="serving", leave_reason=None, region=region_codes(world.people.home[who]),
    )  # fmt: skip


def _owing(world: World) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """True for people with an execution that was not paid in full."""
    whole = world.tables.whole(EXECUTIONS)
    out = np.zeros(len(world.people), np.bool_)
    unpaid = np.asarray(whole["amount_due"]) > np.asarray(whole["amount_paid"])
    out[np.asarray(whole["_p"])[unpaid]] = True
    return out
