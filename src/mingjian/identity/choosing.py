"""From weighed pairs to who a record is: one record is one person, so its candidates compete with each other.

A record is one of the N known with the chance ``share``, each of them alike before anything is compared. With the
likelihood ratio 2^w of each candidate, the chance that it is candidate j is (share/N)·2^wj / ((1 − share) + Σ
(share/N)·2^wk): Bayes' rule over "nobody we know" and all candidates. Two people of one name in one county thus share
the chance, and neither is taken. ``share`` is what the chances themselves add up to (expectation maximisation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Chances", "chances", "clusters", "one_to_one", "pair_chances"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ROUNDS = 100
STILL = 1e-6
SHARE = 0.5
"""Where the search for the share begins."""
MOST = 0.999
"""Never all of them: somebody may always be new."""


@dataclass(frozen=True)
class Chances:
    """The chance of each pair, and the share of records that are somebody known."""

    pairs: Floats
    share: float


def chances(left: Ints, weight: Floats, records: int, known: int) -> Chances:
    """The chance of each pair that ``left`` (its record, 0 … ``records`` − 1) is that candidate.

    ``known``: how many there are to choose from. Records without any candidate count: they are new, or beyond reach.
    """
    odds = np.exp2(np.clip(weight, -500.0, 500.0)) / max(known, 1)
    sums = np.bincount(left, weights=odds, minlength=records)
    share = SHARE
    for _ in range(ROUNDS):
        found = share * sums / (share * sums + (1.0 - share))
        after = min(float(found.mean()) if records else SHARE, MOST)
        if abs(after - share) < STILL:
            break
        share = max(after, 1e-9)
    total = share * sums + (1.0 - share)
    return Chances(share * odds / total[left], share)


def pair_chances(weight: Floats, pairs: int) -> Floats:
    """The chance of each pair among the ``pairs`` that two tables, or one with itself, make: for records that may have
    several partners. How many of them are the same is what the chances themselves add up to."""
    odds = np.exp2(np.clip(weight, -500.0, 500.0))
    share = len(weight) / 2 / max(pairs, 1)
    found = np.zeros(len(weight))
    for _ in range(ROUNDS):
        found = share * odds / (share * odds + 1.0 - share)
        after = min(max(float(found.sum()) / max(pairs, 1), 1e-12), MOST)
        if abs(after - share) < STILL * share:
            break
        share = after
    return np.asarray(found, np.float64)


def one_to_one(left: Ints, right: Ints, chance: Floats) -> npt.NDArray[np.bool_]:
    """Which pairs stay where neither side has anybody twice: the likeliest first, each record in one pair only."""
    order = np.lexsort((right, left, -chance))
    kept = np.zeros(len(left), np.bool_)
    seen_left: set[int] = set()
    seen_right: set[int] = set()
    for at in order.tolist():
        one, other = int(left[at]), int(right[at])
        if one not in seen_left and other not in seen_right:
            kept[at] = True
            seen_left.add(one)
            seen_right.add(other)
    return kept


def clusters(left: Ints, right: Ints, records: int) -> Ints:
    """Whom records are together with, through pairs: the smallest record of each one's group."""
    # here: SciPy takes half a second to begin, which every command would wait for
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    matrix = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(records, records))
    _, label = connected_components(matrix, directed=False)
    first = np.full(records, records, np.int64)
    np.minimum.at(first, label, np.arange(records))
    return np.asarray(first[label], np.int64)
