"""The interval of a share and the percentiles of a histogram: exact, and small enough to be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt

__all__ = ["nearest_rank", "wilson"]

Z = 1.959963984540054
"""Of 95 %: the 0.975 quantile of the normal distribution."""


def wilson(hits: int, tries: int) -> tuple[float, float] | None:
    """The score interval of a share at 95 %; None without tries.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
    Statistical Association 22 (158), 1927, pp. 209-212. It keeps within 0 and 1 and holds for few tries, which the
    usual interval (share plus and minus z times its deviation) does not.
    """
    if tries <= 0:
        return None
    share, square = hits / tries, Z * Z
    middle = (share + square / (2 * tries)) / (1 + square / tries)
    half = Z * sqrt(share * (1 - share) / tries + square / (4 * tries * tries)) / (1 + square / tries)
    # at none and at all hits the bound is 0 and 1, which floating point misses by a little
    return (0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == tries else min(1.0, middle + half))


def nearest_rank(histogram: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least so many percent do not exceed: always one that occurred."""
    total = sum(histogram.values())
    rank, seen = ceil(total * percent / 100), 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= rank and seen:
            return value
    return None
