"""Intervals at 95 %: of a share from independent tries, and of a number in a finite list from a random few of it."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, sqrt

__all__ = ["hypergeometric", "wilson"]

Z = 1.959963984540054
"""Of 95 %: the 0.975 quantile of the normal distribution."""
_TAIL = 40
"""One in forty on each side leaves 95 %."""


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


def hypergeometric(listed: int, drawn: int, hits: int) -> tuple[int, int]:
    """How many of a list are hits, when so many of a random few were: all numbers that a test at 5 % does not exclude.

    Exact for a simple random sample without replacement. Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977,
    section 3.6 (confidence limits for the number of units of a class from the hypergeometric distribution).
    """
    if not 0 <= hits <= drawn <= listed:
        raise ValueError("hits <= drawn <= listed")
    ways = comb(listed, drawn)

    def seldom(few: range, number: int) -> bool:
        return _TAIL * sum(comb(number, n) * comb(listed - number, drawn - n) for n in few) < ways

    low, high = hits, listed - (drawn - hits)
    least = _first(low, high, lambda number: not seldom(range(hits, drawn + 1), number)) if hits else 0
    most = _first(least, high, lambda number: seldom(range(hits + 1), number)) - 1 if hits < drawn else high
    return least, max(least, most)


def _first(low: int, high: int, wanted: Callable[[int], bool]) -> int:
    """The first number of low … high for which something that stays true once it is holds; high + 1 for none."""
    high += 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if wanted(middle) else (middle + 1, high)
    return low
