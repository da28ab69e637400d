"""Exact numbers and intervals of them. What is open stays an interval; nothing is ever a float."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

__all__ = ["ROUNDING", "Span", "exact", "hull", "percent", "shown"]

ROUNDING = ("half_up", "down", "up")
"""Ways of making a whole month: 四舍五入, 舍去, 进一."""


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval of exact numbers; one number when both ends are equal."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"下限大于上限 / the low end is above the high one: {self.low}, {self.high}")

    @classmethod
    def of(cls, low: int | Fraction, high: int | Fraction | None = None) -> Span:
        """An interval, or one number."""
        return cls(Fraction(low), Fraction(low if high is None else high))

    @property
    def single(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Span:
        return Span(-self.high, -self.low)

    def times(self, other: Span) -> Span:
        """The product of two intervals of numbers that are not negative."""
        return Span(self.low * other.low, self.high * other.high)

    def within(self, low: Fraction, high: Fraction) -> Span:
        """Each end brought into [low, high]."""
        return Span(min(max(self.low, low), high), min(max(self.high, low), high))

    def holds(self, other: Span) -> bool:
        """Whether the other lies inside."""
        return self.low <= other.low and other.high <= self.high

    def rounded(self, mode: str) -> tuple[int, int]:
        """Both ends as whole months."""
        return whole(self.low, mode), whole(self.high, mode)

    def inward(self, mode: str) -> tuple[int, int]:
        """The whole months inside; where there are none, the ends rounded."""
        low, high = math.ceil(self.low), math.floor(self.high)
        return (low, high) if low <= high else self.rounded(mode)

    def plain(self) -> list[str]:
        """As JSON: two exact texts, `567/25`."""
        return [str(self.low), str(self.high)]

    def text(self, digits: int = 2) -> str:
        """`22.68`, `18.14–27.22`; cut to so many digits, which is for reading only."""
        low, high = shown(self.low, digits), shown(self.high, digits)
        return low if self.single else f"{low}–{high}"


def hull(spans: Iterable[Span]) -> Span:
    """The smallest interval that holds all."""
    some = list(spans)
    return Span(min(one.low for one in some), max(one.high for one in some))


def whole(number: Fraction, mode: str) -> int:
    """A whole number by a mode of `ROUNDING`; ValueError for another."""
    if mode == "half_up":
        return math.floor(number + Fraction(1, 2))
    if mode == "down":
        return math.floor(number)
    if mode == "up":
        return math.ceil(number)
    raise ValueError(f"不认识的取整方式 / unknown rounding: {mode}")


def exact(text: str | int) -> Fraction:
    """`567/25`, `22.5`, `40%` or a whole number as an exact number; ValueError for anything else."""
    written = str(text)
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def percent(number: Fraction) -> str:
    """`0.4` → `40%`."""
    return f"{shown(number * 100)}%"


def shown(number: Fraction, digits: int = 2) -> str:
    """A number for reading: cut to some digits, without trailing zeros."""
    step = Decimal(1).scaleb(-digits)
    rounded = (Decimal(number.numerator) / Decimal(number.denominator)).quantize(step, ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if digits else f"{rounded:f}"
