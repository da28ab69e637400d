"""Ranges and products of ranges as arrays, without a loop over rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

__all__ = ["Ints", "cuts", "products", "ranges"]

Ints = npt.NDArray[np.int64]


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """``start, start + 1, …`` of every range, one after the other."""
    total = int(sizes.sum())
    before = np.cumsum(sizes) - sizes
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(starts - before, sizes)
    return found


def products(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Every pair of a member of a left range with one of the right range beside it; each as (starts, sizes)."""
    (left_starts, left_sizes), (right_starts, right_sizes) = left, right
    ones = ranges(left_starts, left_sizes)
    others = np.repeat(right_sizes, left_sizes)
    return np.repeat(ones, others), ranges(np.repeat(right_starts, left_sizes), others)


def cuts(costs: Ints, most: int) -> Iterator[slice]:
    """Consecutive slices that cost at most ``most`` together, or are a single item."""
    done = np.cumsum(costs)
    start = 0
    while start < len(costs):
        before = int(done[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(done, before + most, side="right")))
        yield slice(start, stop)
        start = stop
