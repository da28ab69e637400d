"""What a work is worth when some judges are stricter than others and a few reviews are far off.

The model is ``review = work + judge``, fitted by Huber's weights (P. J. Huber, Robust Estimation of a Location
Parameter, Annals of Mathematical Statistics 35, 1964, 73-101; k = 1.345). A judge's effect counts as if he had given
half a review more that is exactly as strict as everybody's, so that a judge of few works is corrected carefully. z by
judge, trimmed and raw mean stand beside it. The rule as it can be done again from an export: `docs/contest.md`.

Judges that no chain of shared works connects cannot be compared: there the score is the raw mean, and the result says
why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mingjian.contest.results.reviews import Floats, Review, ReviewTable

__all__ = ["DECIMALS", "HUBER", "SHRINK", "Estimate", "Fit", "Method", "estimate", "fit"]

HUBER = 1.345
SHRINK = 0.5
"""Reviews by which a judge's effect is drawn to none."""
DECIMALS = 4
"""A published score has so many; ranks are made of published scores, so that two programs agree on them."""
_SETTLING = 10
"""Rounds in which the spread is measured again; then it is kept, and what is left has one solution."""
_ROUNDS, _ENOUGH = 500, 1e-10
_TO_DEVIATION = 1.482602218505602
"""Median of absolute deviations → standard deviation of a normal distribution: 1 / Φ⁻¹(3/4)."""

Method = Literal["robust", "raw"]


@dataclass(frozen=True)
class Fit:
    """Works, judges, weights and residuals of one fit; `spread` is the robust deviation of a review, in points."""

    works: Floats
    judges: Floats
    weights: Floats
    residuals: Floats
    spread: float


@dataclass(frozen=True)
class Estimate:
    """All scores of one type. `judges` are effects in points (above 0: generous), by `table.judges`; works by
    `table.works`. `score` is what ranks are made of: `robust`, or `raw` where `method` says so."""

    table: ReviewTable
    method: Method
    score: Floats
    robust: Floats
    raw: Floats
    trimmed: Floats
    z: Floats
    judges: Floats
    weights: Floats
    residuals: Floats
    spread: float

    def by_work(self) -> dict[str, float]:
        """Published score of each work."""
        listed = zip(self.table.works, self.score.tolist(), strict=True)
        return {name: round(value, DECIMALS) for name, value in listed}

    def by_judge(self) -> dict[str, float]:
        """Effect of each judge."""
        return dict(zip(self.table.judges, self.judges.tolist(), strict=True))


def estimate(reviews: Iterable[Review] | ReviewTable, *, corrected: bool = True) -> Estimate:
    """Scores of the works of one type. `corrected=False`: fixed panels were asked for, judges are not compared."""
    table = reviews if isinstance(reviews, ReviewTable) else ReviewTable.of(reviews)
    fitted, raw = fit(table), _means(table, table.value)
    method: Method = "robust" if corrected and table.connected else "raw"
    return Estimate(
        table=table, method=method, score=fitted.works if method == "robust" else raw, robust=fitted.works, raw=raw,
        trimmed=_trimmed(table), z=_z(table), judges=fitted.judges, weights=fitted.weights,
        residuals=fitted.residuals, spread=fitted.spread,
    )  # fmt: skip


def fit(table: ReviewTable, values: Floats | None = None, *, enough: float = _ENOUGH) -> Fit:
    """The robust fit, done when no effect moves by as many points; of other values than the table's where given."""
    given = table.value if values is None else values
    weights, spread = np.ones(len(given)), 0.0
    works, judges = _solve(table, given, weights)
    for number in range(_ROUNDS):
        residuals = given - works[table.work] - judges[table.judge]
        if number < _SETTLING:
            spread = _spread(table, residuals)
        weights = _huber(residuals, spread)
        last = works, judges
        works, judges = _solve(table, given, weights)
        moved = max(float(abs(new - old).max(initial=0.0)) for new, old in zip((works, judges), last, strict=True))
        if number >= _SETTLING and moved < enough:
            break
    return Fit(works, judges, weights, given - works[table.work] - judges[table.judge], spread)


def _solve(table: ReviewTable, values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Least squares with weights, the works taken out of the equations first: as many unknowns as judges are left.

    Sums go over pairs of reviews of one work and not through a product of matrices, which threads would add up in any
    order.
    """
    n, m = len(table.works), len(table.judges)
    if not m:
        return np.zeros(0), np.zeros(0)
    on_work = np.bincount(table.work, weights, minlength=n)
    mean = np.bincount(table.work, weights * values, minlength=n) / on_work
    share = weights / on_work[table.work]
    one, other = table.pairs
    seen = np.bincount(table.judge[one] * m + table.judge[other], weights[one] * share[other], minlength=m * m)
    left = np.diag(np.bincount(table.judge, weights, minlength=m) + SHRINK) - seen.reshape(m, m)
    right = np.bincount(table.judge, weights * (values - mean[table.work]), minlength=m)
    judges: Floats = np.linalg.solve(left, right)
    return mean - np.bincount(table.work, share * judges[table.judge], minlength=n), judges


def _spread(table: ReviewTable, residuals: Floats) -> float:
    """Robust deviation of a review: the median of absolute residuals, and what the fit took away from them."""
    free = len(residuals) - len(table.works) - len(table.judges) + 1
    if not len(residuals) or free <= 0:
        return 0.0
    return float(_TO_DEVIATION * np.median(abs(residuals)) * np.sqrt(len(residuals) / free))


def _huber(residuals: Floats, spread: float) -> Floats:
    bound = HUBER * spread
    if bound < 1e-9:  # judges agree to the last digit: nothing is far off
        return np.ones(len(residuals))
    return bound / np.maximum(abs(residuals), bound)


def _means(table: ReviewTable, values: Floats) -> Floats:
    return np.bincount(table.work, values, minlength=len(table.works)) / table.counts


def _trimmed(table: ReviewTable) -> Floats:
    """Mean without the highest and lowest review where a work has four or more."""
    order = np.lexsort((table.value, table.work))
    work, value = table.work[order], table.value[order]
    first = np.r_[True, work[1:] != work[:-1]] if len(work) else np.zeros(0, bool)
    last = np.r_[first[1:], True] if len(work) else first
    kept = ~((first | last) & (table.counts[work] >= 4))
    sums = np.bincount(work[kept], value[kept], minlength=len(table.works))
    return sums / np.bincount(work[kept], minlength=len(table.works))


def _z(table: ReviewTable) -> Floats:
    """Mean of reviews in deviations from their judge's mean; a judge of one work, or of equal ones, says nothing."""
    m = len(table.judges)
    number = np.bincount(table.judge, minlength=m)
    mean = np.bincount(table.judge, table.value, minlength=m) / number
    square = np.bincount(table.judge, (table.value - mean[table.judge]) ** 2, minlength=m)
    deviation = np.sqrt(square / np.maximum(number - 1, 1))
    safe = np.where(deviation > 0, deviation, 1.0)
    return _means(table, (table.value - mean[table.judge]) / safe[table.judge])
