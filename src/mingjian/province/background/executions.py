"""Execution of property penalties: every judgment in effect with a fine, a confiscation or a recovery is executed.

A third of the fines alone are paid before the judgment; the others are transferred within weeks, filed within a week,
and closed within six months, with an inquiry into assets where the round ends unpaid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.chance import Rng, between, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, year_of
from mingjian.province.tables import Coded, take
from mingjian.province.world import World

DATASET = "property_penalty_execution"
OUTCOMES = ("completed", "round_ended", "ended", "joined")
COMPLETED, ROUND_ENDED, ENDED, JOINED = range(4)
Fen = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Owed:
    """Judgments with property items: rows of the table, whom they concern, what is owed in fen.

    ``once``: the judgment is one row of the table (one that is corrected later is two).
    """

    records: Ints
    person: Ints
    number: list[str]
    effective: Ints
    region: Coded
    court: Coded
    fine: Fen
    total: Fen
    once: Bools


def owed(world: World, records: Ints | None = None) -> Owed:
    """The judgments in effect that order somebody to pay: all of them, or those of some record numbers."""
    whole = world.tables.whole("criminal_judgment")
    if records is not None:
        whole = take(whole, records)
    zero = np.zeros(len(whole["_p"]), np.int64)

    def money(name: str) -> Fen:
        column = np.asarray(whole[name], np.int64) if name in whole else zero
        return np.where(column == NONE, 0, column)

    fine, confiscated = money("fine"), money("confiscation")
    gain = np.asarray(whole["recover"]) == 1
    total = fine + confiscated + np.where(gain, money("illegal_gain"), 0)
    effective = np.asarray(whole["effective_on"]).astype(np.int32)
    number = whole["case_number"]
    region, court = whole["region"], whole["court"]
    assert isinstance(number, Coded)
    assert isinstance(region, Coded)
    assert isinstance(court, Coded)
    everything = "confiscation_all" in whole and np.asarray(whole["confiscation_all"]) == 1
    due = (effective != NONE) & ((total > 0) | gain | everything)
    keys = number.index.astype(np.int64) * len(world.people) + np.asarray(whole["_p"])
    _, group, times = np.unique(keys, return_inverse=True, return_counts=True)
    some = np.flatnonzero(due)
    rows = some[np.unique(keys[some], return_index=True)[1]]
    return Owed(
        np.asarray(whole["_r"])[rows], np.asarray(whole["_p"])[rows], [number.words[i] for i in number.index[rows]],
        effective[rows], region.take(rows), court.take(rows), fine[rows], total[rows], times[group[rows]] == 1,
    )  # fmt: skip


def execute(
    world: World, rng: Rng, item: Owed, *, transferred: Ints | None = None, filed: Ints | None = None,
    closed: Ints | None = None, outcome: int | Ints | None = None, inquired: Ints | None = None,
    extended: Ints | None = None, joined: bool = False, paid: Fen | None = None,
) -> Ints:  # fmt: skip
    """Executions, lawful where nothing else is given; answers their record numbers. Days to come are left open."""
    n = len(item.person)
    moved = item.effective + between(rng, 5, 25, n) if transferred is None else transferred
    begun = _known(moved) + between(rng, 1, 7, n) if filed is None else filed
    begun = np.where(begun > AS_OF, NONE, begun).astype(np.int32)
    end = _known(begun) + between(rng, 20, 175, n) if closed is None else closed
    end = np.where((begun == NONE) | (end > AS_OF), NONE, end).astype(np.int32)
    how = np.broadcast_to(np.asarray(rng.integers(0, 2, n) if outcome is None else outcome, np.int32), (n,))
    asked = _known(begun) + between(rng, 3, 15, n) if inquired is None else inquired
    asked = np.where((begun == NONE) | (asked > AS_OF), NONE, asked).astype(np.int32)
    done = np.where((how == COMPLETED) & (end != NONE), item.total, 0) if paid is None else paid
    world.mute(DATASET, item.person)
    return world.tables.add(
        DATASET, item.person, judgment_number=np.array(item.number, object),
        execution_number=_numbers(world, item, begun), court=item.court, amount_due=item.total,
        amount_paid=done.astype(np.int64), transferred_on=np.where(moved > AS_OF, NONE, moved).astype(np.int32),
        filed_on=begun, inquired_on=asked, extended_to=np.full(n, NONE, np.int32) if extended is None else extended,
        closed_on=end, outcome=Coded(np.where(end == NONE, -1, how).astype(np.int32), OUTCOMES),
        joined=np.full(n, joined), region=item.region,
    )  # fmt: skip


def _known(days: Ints) -> Ints:
    return np.where(days == NONE, AS_OF + 1, days).astype(np.int32)


def _numbers(world: World, item: Owed, filed: Ints) -> object:
    where = {code: i for i, code in enumerate(regions.REGION_CODES)}
    codes = [item.region.words[i] for i in item.region.index.tolist()]
    place = np.array([where.get(code, 0) for code in codes], np.int32)
    year = year_of(_known(filed))
    serial = world.serial("执", place, year)
    return np.array(
        [
            f"（{y}）皖{c[2:]}执{s}号" if f != NONE else None
            for f, y, c, s in zip(filed.tolist(), year.tolist(), codes, serial.tolist(), strict=True)
        ],
        object,
    )


def pay_at_once(world: World, item: Owed, rows: Bools) -> None:
    """The fine of these was paid before the judgment."""
    records = item.records[rows]
    world.tables.change("criminal_judgment", records, fine_paid=item.fine[rows])


def background(world: World, rng: Rng) -> None:
    """What every judgment without an explicit execution is followed by."""
    item = owed(world)
    free = ~world.is_muted(DATASET)[item.person]
    paid = free & item.once & (item.fine == item.total) & (item.fine > 0) & happens(rng, 0.35, len(free))
    pay_at_once(world, item, paid)
    rest = np.flatnonzero(free & ~paid & (item.effective + 25 <= AS_OF))
    execute(world, rng, part(item, rest))


def part(item: Owed, rows: npt.NDArray[np.integer]) -> Owed:
    """Some of the judgments."""
    return Owed(
        item.records[rows], item.person[rows], [item.number[i] for i in rows.tolist()], item.effective[rows],
        item.region.take(rows), item.court.take(rows), item.fine[rows], item.total[rows], item.once[rows],
    )  # fmt: skip
