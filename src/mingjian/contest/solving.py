"""The assignment as whole numbers: who of the judges free of conflict reads which work, solved by HiGHS.

Hard at first: every work its reviews, loads within one, the graph of judges and works connected. Where that cannot be,
what gives way is priced: loads before reviews, reviews before the connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mingjian.contest.results.reviews import Floats, Ints

__all__ = ["Solution", "Task", "parts_of", "solve"]

_LOAD, _REVIEW, _CONNECTION = 1e2, 1e4, 1e6
_CUTS = 20
"""Rounds in which connection is asked for before it is given up."""
_GAP, _SOFT_GAP = 1e-4, 1e-7
_SECONDS = 60
"""Of one solve; then what was found until there is taken, and if nothing was, something gives way."""
_INFEASIBLE, _OUT_OF_TIME = 2, 1


@dataclass(frozen=True)
class Task:
    """Pairs that may be (`work`, `judge`, `worth`: places and expertise), and what is asked: `wanted` new reviews of
    each work, `most` new works of each judge. `kept`: pairs that are there, as places of works and judges."""

    works: int
    judges: int
    work: Ints
    judge: Ints
    worth: Floats
    wanted: Ints
    most: Ints
    kept: tuple[Ints, Ints]
    linked: bool = True


@dataclass(frozen=True)
class Solution:
    """Which of the task's pairs are taken; `hard`: without anything giving way."""

    taken: Ints
    connected: bool
    hard: bool


@dataclass
class _Rows:
    """Constraints as they are written down: triplets, and the bounds of each row."""

    row: list[Ints]
    column: list[Ints]
    value: list[Floats]
    low: list[Floats]
    high: list[Floats]
    number: int = 0

    def add(self, row: Ints, column: Ints, value: float | Floats, low: Floats, high: Floats) -> None:
        """Rows, numbered from 0 within these."""
        self.row.append(row + self.number)
        self.column.append(column)
        self.value.append(np.broadcast_to(np.asarray(value, float), row.shape))
        self.low.append(low)
        self.high.append(high)
        self.number += len(low)


def solve(task: Task) -> Solution:
    """The best assignment; of equal ones that which `worth` prefers."""
    cuts: list[Ints] = []
    taken, split = np.zeros(0, np.int64), list[Ints]()
    hard, linked = True, task.linked and _can_hang_together(task)
    for _ in range(_CUTS + 1):
        answer = _answer(task, cuts, hard=True) if hard else None
        hard = answer is not None
        softened = _answer(task, cuts, hard=False) if answer is None else answer
        assert softened is not None  # with something giving way there is always an answer
        taken = softened
        split = _split(task, taken)
        known = {one.tobytes() for one in cuts}
        fresh = [one for one in split if one.tobytes() not in known]
        if not linked or not fresh:  # a cut that is there and did not help was given up
            break
        cuts += fresh
    return Solution(taken, not split, hard)


def _can_hang_together(task: Task) -> bool:
    """Whether there are as many reviews as it takes to link so many works and judges at the least."""
    reviews = int(task.wanted.sum()) + len(task.kept[0])
    works = len(np.unique(np.concatenate([task.kept[0], np.flatnonzero(task.wanted)])))
    return reviews >= works + min(task.judges, reviews) - 1


def _answer(task: Task, cuts: Sequence[Ints], *, hard: bool) -> Ints | None:
    """Pairs that are taken; None when HiGHS has proved that nothing satisfies everything.

    Columns: pairs, missing reviews by work, load over and under by judge, then for each cut works that cross and
    whether it is given up."""
    pairs, works, judges = len(task.work), task.works, task.judges
    missing = pairs + np.arange(works)
    over, under = pairs + works + np.arange(judges), pairs + works + judges + np.arange(judges)
    cost = [-task.worth, np.full(works, _REVIEW), np.full(2 * judges, _LOAD)]
    slack = 0.0 if hard else np.inf
    upper = [np.ones(pairs), np.full(works, slack), np.full(2 * judges, slack)]
    rows, size = _Rows([], [], [], [], []), pairs + works + 2 * judges
    asked = task.wanted.astype(float)
    rows.add(np.r_[task.work, np.arange(works)], np.r_[np.arange(pairs), missing], 1.0, asked, asked)
    had: Floats = np.bincount(task.kept[1], minlength=judges).astype(np.float64)
    least = float((task.wanted.sum() + had.sum()) // max(judges, 1))
    by_judge, columns = np.r_[task.judge, np.arange(judges)], np.arange(pairs)
    rows.add(by_judge, np.r_[columns, over], _signs(pairs, judges, -1), np.full(judges, -np.inf), least + 1 - had)
    rows.add(by_judge, np.r_[columns, under], 1.0, least - had, np.full(judges, np.inf))
    rows.add(task.judge, columns, 1.0, np.full(judges, -np.inf), task.most.astype(float))
    for cut in cuts:
        crossing = size + np.arange(works)
        given_up = np.array([size + works])
        _cut(task, rows, cut, crossing, given_up)
        cost += [np.zeros(works), np.array([_CONNECTION])]
        upper += [np.ones(works), np.array([slack])]
        size += works + 1
    matrix = coo_array(
        (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column))), shape=(rows.number, size)
    )
    answer = milp(
        np.concatenate(cost),
        constraints=LinearConstraint(matrix.tocsr(), np.concatenate(rows.low), np.concatenate(rows.high)),
        bounds=Bounds(0, np.concatenate(upper)),
        integrality=np.ones(size),
        options={"mip_rel_gap": _GAP if hard else _SOFT_GAP, "time_limit": _SECONDS},
    )
    if answer.x is None:
        if hard and answer.status in (_INFEASIBLE, _OUT_OF_TIME):
            return None
        raise RuntimeError(f"HiGHS: {answer.message}")
    return np.flatnonzero(answer.x[:pairs] > 0.5)


def _signs(ones: int, others: int, sign: float) -> Floats:
    return np.concatenate([np.ones(ones), np.full(others, sign)])


def _cut(task: Task, rows: _Rows, side: Ints, crossing: Ints, given_up: Ints) -> None:
    """At least one work has a judge of the side and one who is not; what is kept counts too."""
    inside = np.isin(task.judge, side)
    kept_inside = np.isin(task.kept[1], side)
    for chosen, kept in ((inside, kept_inside), (~inside, ~kept_inside)):
        there = np.bincount(task.kept[0][kept], minlength=task.works).astype(float)
        rows.add(
            np.r_[np.arange(task.works), task.work[chosen]],
            np.r_[crossing, np.flatnonzero(chosen)],
            _signs(task.works, int(chosen.sum()), -1),
            np.full(task.works, -np.inf),
            there,
        )
    rows.add(np.zeros(task.works + 1, np.int64), np.r_[crossing, given_up], 1.0, np.ones(1), np.full(1, np.inf))


def _split(task: Task, taken: Ints) -> list[Ints]:
    """Judges of each part, where judges and works fall apart, without those of the largest; [] where they do not."""
    work = np.concatenate([task.kept[0], task.work[taken]])
    judge = np.concatenate([task.kept[1], task.judge[taken]])
    parts = parts_of(work, judge, task.works, task.judges)
    names, sizes = np.unique(parts[np.unique(judge)], return_counts=True)
    return [np.flatnonzero(parts == name) for name in names[np.argsort(sizes, kind="stable")[:-1]]]


def parts_of(work: Ints, judge: Ints, works: int, judges: int) -> Ints:
    """For each judge the number of its connected part."""
    size = works + judges
    edges = coo_array((np.ones(len(work)), (work, judge + works)), shape=(size, size))
    labels: Ints = connected_components(edges, directed=False)[1].astype(np.int64)
    return labels[works:]
