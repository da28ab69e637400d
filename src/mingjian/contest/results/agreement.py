"""How far judges agree: Krippendorff's α over all reviews, Kendall's W over works that the same judges all reviewed.

α: K. Krippendorff, Content Analysis, 4th edition, 2019, chapter 12: 1 - observed over expected disagreement, pairs of
one work weighed by 1 / (reviews - 1). Ordinal distances are those between middle ranks, which is his definition said
otherwise. W with ties: M. G. Kendall, Rank Correlation Methods, 4th edition, 1970, chapter 6. Intervals are of 95 %, by
a bootstrap over works.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mingjian.contest.results.reviews import Floats, Ints, middle_ranks

__all__ = ["DRAWS", "Agreement", "Level", "Measured", "agreement", "alpha", "complete_block", "kendall_w"]

Level = Literal["interval", "ordinal"]
DRAWS, SEED = 1000, 1
_LEAST = 3
"""Works below which an order says nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A coefficient with its interval at 95 %; None where there is nothing to compare."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """α on both levels; `level`: the interval α of what is left when each judge's strictness is taken out. W of the
    block of `judges` and `works` that is whole; `share` of all reviews lie in it."""

    interval: Measured
    ordinal: Measured
    level: Measured
    w: Measured
    judges: int
    works: int
    share: float


def agreement(matrix: Floats, effects: Floats | None = None, *, draws: int = DRAWS, seed: int = SEED) -> Agreement:
    """Of judges (rows) by works (columns), NaN where there is no review. `effects` of judges, in points."""
    block = complete_block(matrix)
    interval = _with_interval(matrix, "interval", draws, seed)
    level = interval if effects is None else _with_interval(matrix - effects[:, None], "interval", draws, seed)
    judges, works = block.shape
    return Agreement(
        interval, _with_interval(matrix, "ordinal", draws, seed), level, _w_with_interval(block, draws, seed),
        judges, works, block.size / max(int((~np.isnan(matrix)).sum()), 1),
    )  # fmt: skip


def alpha(matrix: Floats, level: Level = "interval") -> float | None:
    """Krippendorff's α; None when no two judges share a work or every review is the same."""
    units = _Units(matrix)
    return units.alpha(level, np.ones(units.works, np.int64))


class _Units:
    """Reviews of works that have two or more; a weight of a work says how often it was drawn."""

    def __init__(self, matrix: Floats) -> None:
        there = ~np.isnan(matrix)
        there[:, there.sum(axis=0) < 2] = False
        _, work = np.nonzero(there)
        kept, self.work = np.unique(work, return_inverse=True)
        self.works = len(kept)
        self.value = matrix[there]
        self.levels, self.at = np.unique(self.value, return_inverse=True)
        self.count = np.bincount(self.work, minlength=self.works)

    def alpha(self, level: Level, weights: Ints) -> float | None:
        """α of the works, each as often as its weight."""
        each = weights[self.work]
        values = self.value
        if level == "ordinal":
            number = np.bincount(self.at, each, minlength=len(self.levels))
            values = (np.cumsum(number) - number / 2)[self.at]
        total = float(each.sum())
        if total < 2:
            return None
        values = values - (each @ values) / total  # keeps what is subtracted below small
        sums = np.bincount(self.work, values, minlength=self.works)
        squares = np.bincount(self.work, values**2, minlength=self.works)
        observed = float(weights @ ((self.count * squares - sums**2) / (self.count - 1)))
        expected = (total * float(each @ values**2) - float(each @ values) ** 2) / (total - 1)
        return None if expected <= 1e-12 * max(1.0, total) else 1 - observed / expected

    def interval_alphas(self, drawn: Ints) -> list[float]:
        """The interval α of each draw (rows: how often each work is in it), all at once."""
        values = self.value - self.value.mean()
        sums = np.bincount(self.work, values, minlength=self.works)
        squares = np.bincount(self.work, values**2, minlength=self.works)
        apart = (self.count * squares - sums**2) / (self.count - 1)
        each = np.stack([self.count.astype(float), sums, squares, apart], axis=1)
        total, added, squared, observed = np.einsum("dw,wk->kd", drawn.astype(float), each)
        expected = (total * squared - added**2) / (total - 1)
        there = expected > 1e-12 * np.maximum(1.0, total)
        return [float(one) for one in 1 - observed[there] / expected[there]]


def _with_interval(matrix: Floats, level: Level, draws: int, seed: int) -> Measured:
    units = _Units(matrix)
    value = units.alpha(level, np.ones(units.works, np.int64))
    if value is None or units.works < _LEAST:
        return Measured(value)
    random = np.random.default_rng(seed)
    drawn = random.multinomial(units.works, np.full(units.works, 1 / units.works), size=draws)
    if level == "interval":
        return _interval(value, units.interval_alphas(drawn))
    return _interval(value, [found for one in drawn if (found := units.alpha(level, one)) is not None])


def kendall_w(block: Floats) -> float | None:
    """Kendall's W of a complete block, judges by works; None under two judges or two works, or when all is tied."""
    judges, works = block.shape
    if judges < 2 or works < 2:
        return None
    ranks = np.array([middle_ranks(row) for row in block])
    spread = float(((ranks.sum(axis=0) - judges * (works + 1) / 2) ** 2).sum())
    most = judges**2 * (works**3 - works) - judges * sum(_ties(row) for row in ranks)
    return None if most <= 0 else 12 * spread / most


def _ties(ranks: Floats) -> int:
    number = np.unique(ranks, return_counts=True)[1]
    return int((number**3 - number).sum())


def complete_block(matrix: Floats) -> Floats:
    """Judges and works of which every judge reviewed every work: all judges if they share three works, else as many
    reviews as can be had by leaving out, one at a time, the judge who costs most works."""
    there = ~np.isnan(matrix)
    rows = list(np.flatnonzero(there.any(axis=1)))
    best, size = matrix[:0, :0], 0
    while len(rows) >= 2:
        lacks = ~there[rows]
        missing = lacks.sum(axis=0)
        shared = int((missing == 0).sum())
        if shared >= _LEAST and shared * len(rows) > size:
            best, size = matrix[np.ix_(rows, np.flatnonzero(missing == 0))], shared * len(rows)
        gained = (lacks & (missing == 1)).sum(axis=1)  # works that are whole once this judge is left out
        few = lacks.sum(axis=1)
        rows.pop(max(range(len(rows)), key=lambda place: (gained[place], few[place], place)))
    return best


def _w_with_interval(block: Floats, draws: int, seed: int) -> Measured:
    value = kendall_w(block)
    if value is None:
        return Measured(None)
    random = np.random.default_rng(seed)
    drawn = (kendall_w(block[:, random.integers(block.shape[1], size=block.shape[1])]) for _ in range(draws))
    return _interval(value, [one for one in drawn if one is not None])


def _interval(value: float, drawn: list[float]) -> Measured:
    low, high = np.quantile(drawn, [0.025, 0.975]) if drawn else (None, None)
    return Measured(value, None if low is None else float(low), None if high is None else float(high))
