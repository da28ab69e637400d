"""The second tier on a base: shares added and subtracted, one of them with a least number of months."""

from __future__ import annotations

from fractions import Fraction

from mingjian.assist.sentencing.spans import Span

__all__ = ["adjusted"]

Least = tuple[Span, Fraction]


def adjusted(base: Span, shares: Span, least: Least | None = None) -> Span:
    """`base × (1 + shares)`, never under nothing; `least`: another share whose months are at least so many.

    With a least number the result is convex in the base and may turn where the share just reaches it: the base there
    is looked at beside both ends, so that the interval holds every possible value and nothing more.
    """
    bases = [base.low, base.high]
    if least is not None:
        bases += [
            least[1] / end for end in (least[0].low, least[0].high) if end > 0 and base.low < least[1] / end < base.high
        ]
    return Span(min(_one(b, shares.low, least, 0) for b in bases), max(_one(b, shares.high, least, 1) for b in bases))


def _one(base: Fraction, shares: Fraction, least: Least | None, end: int) -> Fraction:
    value = base * (1 + shares)
    if least is not None:
        share = (least[0].low, least[0].high)[end]
        value += max(base * share, least[1])
    return max(value, Fraction(0))
