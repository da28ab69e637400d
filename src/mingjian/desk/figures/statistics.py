"""The percentiles of a histogram: exact, and small enough to be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

__all__ = ["nearest_rank"]


def nearest_rank(histogram: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least so many percent do not exceed: always one that occurred."""
    total = sum(histogram.values())
    rank, seen = ceil(total * percent / 100), 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= rank and seen:
            return value
    return None
