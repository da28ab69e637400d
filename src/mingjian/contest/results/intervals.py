"""Between which ranks a work lies: what the order would be had other judges been asked.

A bootstrap over judges: the place of each is taken by one drawn from them all, who errs as that one erred (his
residuals, drawn with replacement, widened by what the fit took away from them); then everything is fitted again. Errors
of all works are drawn from together, for the three or five reviews of one work tell little of how far judges differ. A
work of a single review says nothing of it: its interval is the whole list.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from mingjian.contest.results.estimate import Estimate, fit
from mingjian.contest.results.reviews import Floats, ReviewTable, middle_ranks

__all__ = ["DRAWS", "LEVEL", "RankInterval", "bands", "rank_intervals"]

DRAWS, LEVEL, SEED = 200, 0.90, 1
_ENOUGH = 1e-3
"""Points; what is drawn moves by whole ones."""


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Ranks `low` (the better) to `high` of a work, both from 1."""

    work: str
    low: int
    high: int


def rank_intervals(
    found: Estimate, *, draws: int = DRAWS, level: float = LEVEL, seed: int = SEED, among: Collection[str] | None = None
) -> list[RankInterval]:
    """The interval of every work, in the order of the estimate's table. `among`: the works that rank; the others (as
    anchors, which only tell of judges) have no interval and are not counted."""
    table, random = found.table, np.random.default_rng(seed)
    kept = np.array([among is None or work in among for work in table.works], bool)
    names = [work for work, own in zip(table.works, kept, strict=True) if own]
    if not names:
        return []
    errors = _Errors(found)
    ranks = np.empty((draws, len(names)))
    for number in range(draws):
        values = errors.fitted + errors.drawn(random)
        ranks[number] = middle_ranks(-_scores(table, values, found.method == "robust")[kept])
    tail = (1 - level) / 2
    low = np.floor(np.quantile(ranks, tail, axis=0)).astype(int)
    high = np.ceil(np.quantile(ranks, 1 - tail, axis=0)).astype(int)
    alone = table.counts[kept] < 2
    low[alone], high[alone] = 1, len(names)
    return [RankInterval(*one) for one in zip(names, low.tolist(), high.tolist(), strict=True)]


class _Errors:
    """Residuals by judge, and how they are drawn."""

    def __init__(self, found: Estimate) -> None:
        table, corrected = found.table, found.method == "robust"
        self.judge = table.judge
        self.counts = np.bincount(table.judge, minlength=len(table.judges))
        self.fitted = found.score[table.work] + (found.judges[table.judge] if corrected else 0.0)
        unknown = len(table.works) + (len(table.judges) - 1 if corrected else 0)
        free = max(len(table.value) - unknown, 1)
        order = np.argsort(table.judge, kind="stable")
        self.errors = ((table.value - self.fitted) * np.sqrt(len(table.value) / free))[order]
        self.first = np.cumsum(self.counts) - self.counts

    def drawn(self, random: np.random.Generator) -> Floats:
        """An error for each review, of the judge who was drawn into its judge's place."""
        donor = random.integers(len(self.counts), size=len(self.counts))[self.judge]
        within = (random.random(len(donor)) * self.counts[donor]).astype(np.int64)
        drawn: Floats = self.errors[self.first[donor] + within]
        return drawn


def _scores(table: ReviewTable, values: Floats, corrected: bool) -> Floats:
    if corrected:
        return fit(table, values, enough=_ENOUGH).works
    return np.bincount(table.work, values, minlength=len(table.works)) / table.counts


def bands(places: Sequence[int], intervals: Sequence[RankInterval]) -> list[list[str]]:
    """For each border between awards (behind the n-th work): the works that may lie on either side of it."""
    return [[one.work for one in intervals if one.low <= place < one.high] for place in places]
