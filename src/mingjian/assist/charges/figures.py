"""How good advice on charges is: F1 of sets, and the risk of what is told at each coverage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Point", "curve", "risk_at", "set_f1"]


@dataclass(frozen=True, slots=True)
class Point:
    """`coverage`: the share of texts that are answered when only those at least this `sure` are. `risk`: the share of
    wrong answers among them."""

    coverage: float
    risk: float
    sure: float


def set_f1(told: Collection[str], truth: Collection[str]) -> float:
    """F1 of two sets; 0 when they share nothing."""
    same = len(set(told) & set(truth))
    return 2 * same / (len(set(told)) + len(set(truth))) if same else 0.0


def curve(answers: Sequence[tuple[float, bool]]) -> list[Point]:
    """Coverage and risk over (how sure, right), the surest first; answers alike in sureness stand or fall together."""
    ordered = sorted(answers, key=lambda one: -one[0])
    points, wrong = [], 0
    for at, (sure, right) in enumerate(ordered, 1):
        wrong += not right
        if at == len(ordered) or ordered[at][0] != sure:
            points.append(Point(at / len(ordered), wrong / at, sure))
    return points


def risk_at(points: Sequence[Point], coverage: float) -> float:
    """The risk at the first point that covers at least `coverage`."""
    return next((one.risk for one in points if one.coverage >= coverage - 1e-9), 1.0)
