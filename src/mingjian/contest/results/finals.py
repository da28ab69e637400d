"""The final by pairs: works that may lie on either side of an award, two at a time before a judge who says which is
better.

Neighbours in the first result are compared first, then works two places apart, and so on, n log₂ n comparisons at most.
Strengths are those of R. A. Bradley and M. E. Terry, Rank Analysis of Incomplete Block Designs, Biometrika 39, 1952,
324-345, fitted by the iteration of D. R. Hunter, MM Algorithms for Generalized Bradley-Terry Models, Annals of
Statistics 32, 2004, 384-406. Each work also has half a win and half a loss against a work of middle strength, so that
one that won all has a strength too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import floor, log, log2

import numpy as np

__all__ = ["Comparison", "Pairing", "budget", "final_order", "pairings", "strengths"]

_HALF = 0.5
_ROUNDS, _ENOUGH = 10_000, 1e-10
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two works before a judge; which of them is shown first is drawn."""

    judge: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a judge said: which of two works is better."""

    judge: str
    better: str
    worse: str


def budget(works: int) -> int:
    """How many comparisons there are at most."""
    return floor(works * log2(works)) if works > 1 else 0


def pairings(
    works: Sequence[str], judges: Sequence[str], barred: Collection[tuple[str, str]] = (), seed: int = 1
) -> list[Pairing]:
    """Who compares what. `works` in the order of the first result; `barred`: pairs of work and judge. A judge never has
    the same two works twice; pairs that no judge may see are left out."""
    random, loads = np.random.default_rng(seed), Counter(dict.fromkeys(judges, 0))
    seen: set[tuple[str, str, str]] = set()
    made: list[Pairing] = []
    for one, other in _by_distance(works, len(judges)):
        if len(made) >= budget(len(works)):
            break
        free = [
            j for j in judges if (one, j) not in barred and (other, j) not in barred and (one, other, j) not in seen
        ]
        if not free:
            continue
        least = min(loads[judge] for judge in free)
        judge = str(random.choice([judge for judge in free if loads[judge] == least]))
        loads[judge] += 1
        seen.add((one, other, judge))
        first, second = (one, other) if random.random() < _HALF else (other, one)
        made.append(Pairing(judge, first, second))
    return made


def _by_distance(works: Sequence[str], times: int) -> Iterator[tuple[str, str]]:
    """Neighbours, then those two places apart …; then all of it again for another judge."""
    for _ in range(times):
        for distance in range(1, len(works)):
            for place in range(len(works) - distance):
                yield works[place], works[place + distance]


def strengths(works: Sequence[str], said: Iterable[Comparison]) -> dict[str, float]:
    """The strength of each work as a logarithm, 0 in the middle. ValueError for a work that is not in the final."""
    wins, met = Counter[str](), Counter[tuple[str, str]]()
    for one in said:
        if one.better not in works or one.worse not in works or one.better == one.worse:
            raise ValueError(f"no pair of this final: {one.better}, {one.worse}")
        wins[one.better] += 1
        met[one.better, one.worse] += 1
        met[one.worse, one.better] += 1
    others = {work: [(other, n) for (own, other), n in sorted(met.items()) if own == work] for work in works}
    strength = dict.fromkeys(sorted(works), 1.0)
    for number in count(1):
        before = dict(strength)
        for work in strength:
            weight = sum(n / (strength[work] + strength[other]) for other, n in others[work])
            strength[work] = (wins[work] + _HALF) / (weight + 2 * _HALF / (strength[work] + 1))
        moved = max((abs(log(strength[work] / before[work])) for work in strength), default=0.0)
        if moved < _ENOUGH or number >= _ROUNDS:
            break
    return {work: log(strength[work]) for work in works}


def final_order(works: Sequence[str], said: Iterable[Comparison], scores: Mapping[str, float]) -> list[tuple[str, int]]:
    """Works with their places from 1, best first. Equal strengths are told apart by `scores`, as of the first
    result (the greater the better); what is equal there too shares its place."""
    strength = strengths(works, said)
    keys = {work: (-round(strength[work], DECIMALS), -scores[work]) for work in works}
    ordered = sorted(works, key=lambda work: (keys[work], work))
    listed = [keys[work] for work in ordered]
    return [(work, 1 + listed.index(keys[work])) for work in ordered]
