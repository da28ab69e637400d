"""What judges gave: a review is one judge's total of one work, and a table of them the ground of every estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mingjian.contest.forms import Form, Scoring

__all__ = ["Floats", "Ints", "Review", "ReviewTable", "middle_ranks", "reviews_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """A judge's total of a work, in points of 0 to 100."""

    work: str
    judge: str
    value: float


@dataclass(frozen=True)
class ReviewTable:
    """Reviews of one type as arrays, sorted by work and judge: the same reviews in any order give the same bits."""

    works: tuple[str, ...]
    judges: tuple[str, ...]
    work: Ints
    judge: Ints
    value: Floats

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> ReviewTable:
        """ValueError when a judge is there twice for one work or a value is no number."""
        listed = sorted(reviews)
        if len({(one.work, one.judge) for one in listed}) != len(listed):
            raise ValueError("a judge has one review of a work")
        works = tuple(sorted({one.work for one in listed}))
        judges = tuple(sorted({one.judge for one in listed}))
        work_at, judge_at = _places(works), _places(judges)
        table = cls(
            works,
            judges,
            np.array([work_at[one.work] for one in listed], np.int64),
            np.array([judge_at[one.judge] for one in listed], np.int64),
            np.array([one.value for one in listed], np.float64),
        )
        if not np.isfinite(table.value).all():
            raise ValueError("a review is a finite number")
        return table

    @cached_property
    def counts(self) -> Ints:
        """Reviews of each work."""
        return np.bincount(self.work, minlength=len(self.works))

    @cached_property
    def parts(self) -> Ints:
        """Which connected part of the graph of judges and works each work is in, from 0."""
        works, size = len(self.works), len(self.works) + len(self.judges)
        edges = coo_array((np.ones(len(self.value)), (self.work, self.judge + works)), shape=(size, size))
        labels: Ints = connected_components(edges, directed=False)[1].astype(np.int64)
        return labels[:works]

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Every two reviews of one work, each with itself too: places of the one and of the other."""
        last = np.cumsum(self.counts)
        first = last - self.counts
        size = self.counts[self.work]
        one = np.repeat(np.arange(len(self.work)), size)
        within = np.arange(len(one)) - np.repeat(np.cumsum(size) - size, size)
        return one, first[self.work[one]] + within

    @property
    def connected(self) -> bool:
        """Whether every judge can be compared with every other through works they share."""
        return len(np.unique(self.parts)) <= 1

    def matrix(self) -> Floats:
        """Judges by works, with NaN where there is no review."""
        made = np.full((len(self.judges), len(self.works)), np.nan)
        made[self.judge, self.work] = self.value
        return made


def reviews_of(forms: Iterable[Form], scoring: Scoring, criterion: str | None = None) -> list[Review]:
    """The reviews of the forms that count: totals, or the points of one criterion."""
    asked = {one.id: one for one in scoring.criteria}
    found = []
    for form in forms:
        if form.counts:
            points = scoring.total(form) if criterion is None else asked[criterion].points(form.scores[criterion])
            found.append(Review(form.work, form.judge, points))
    return found


def middle_ranks(values: Floats) -> Floats:
    """Ranks from 1, the least first; equal values share the mean of their ranks. As `scipy.stats.rankdata`, which takes
    half a second to load."""
    order = np.argsort(values, kind="stable")
    new = np.ones(len(values), bool)
    new[1:] = values[order][1:] != values[order][:-1]
    first = np.flatnonzero(new)
    behind = np.append(first[1:], len(values))
    ranks = np.empty(len(values))
    ranks[order] = ((first + behind + 1) / 2)[np.cumsum(new) - 1]
    return ranks


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}
