"""Judging made up, with the truth known: how good an estimate is at bringing works into their true order.

Qualities, leniencies and scales of judges are normal, their spread given in deviations of quality. Judges in life are
less kind: leniency there is a mood and not a number, so what is measured here is the best that can be hoped for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.contest.results.reviews import Floats, Ints, Review, ReviewTable

__all__ = ["SCORING", "TUNING", "Design", "Simulated", "simulate"]

TUNING = range(44_000, 44_100)
"""Seeds on which constants may be tried."""
SCORING = range(71_000, 71_200)
"""Seeds of which figures are told; nothing is chosen by them."""
_MIDDLE, _DEVIATION = 72.0, 8.0
"""Points of the average work and of one deviation of quality."""


@dataclass(frozen=True, slots=True)
class Design:
    """A contest to make up. `reviews`: of each work. `leniency`, `scale` and `noise` are deviations, in deviations of
    quality; `outliers` the share of works of which one review is `away` points too high or too low."""

    works: int = 60
    judges: int = 15
    reviews: int = 5
    leniency: float = 0.5
    scale: float = 0.25
    noise: float = 0.6
    outliers: float = 0.0
    away: float = 24.0


@dataclass(frozen=True)
class Simulated:
    """Reviews, and the true quality of each work by name."""

    reviews: tuple[Review, ...]
    truth: dict[str, float]

    def true(self, table: ReviewTable) -> Floats:
        """True qualities in the order of a table's works."""
        return np.array([self.truth[work] for work in table.works])


def simulate(design: Design, seed: int) -> Simulated:
    """One contest; the same seed the same contest."""
    if not 1 <= design.reviews <= design.judges:
        raise ValueError("a work has at least one review and at most as many as there are judges")
    random = np.random.default_rng(seed)
    quality = random.normal(size=design.works)
    leniency = random.normal(scale=design.leniency, size=design.judges)
    stretch = np.maximum(1 + random.normal(scale=design.scale, size=design.judges), 0.1)
    work, judge = _dealt(design, random)
    noise = random.normal(scale=design.noise, size=len(work))
    value = _MIDDLE + _DEVIATION * (stretch[judge] * (quality[work] + noise) + leniency[judge])
    for hit in random.choice(design.works, round(design.outliers * design.works), replace=False):
        value[random.choice(np.flatnonzero(work == hit))] += random.choice([-1, 1]) * design.away
    value = np.clip(value, 0, 100).round()
    names = [f"W{number:04d}" for number in range(1, design.works + 1)]
    reviews = tuple(Review(names[w], f"J{j + 1:03d}", float(v)) for w, j, v in zip(work, judge, value, strict=True))
    return Simulated(reviews, dict(zip(names, quality.tolist(), strict=True)))


def _dealt(design: Design, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Who reviews what: always the judges with the fewest works, drawn among equals."""
    load = np.zeros(design.judges, np.int64)
    dealt = []
    for _ in range(design.works):
        order = np.lexsort((random.random(design.judges), load))
        chosen = np.sort(order[: design.reviews])
        load[chosen] += 1
        dealt.append(chosen)
    return np.repeat(np.arange(design.works), design.reviews), np.concatenate(dealt)
