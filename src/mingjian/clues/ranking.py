"""Which clue to read first: by level, then points, then money at stake; equal ones stay in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mingjian.clues.clue import Clue

__all__ = ["LEVELS", "Ranked", "rank"]

#: Levels of risk, gravest first.
LEVELS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clue and its place in the list, from 1."""

    rank: int
    clue: Clue


def rank(clues: Iterable[Clue]) -> list[Ranked]:
    """Clues of one or several runs in the order in which they should be read.

    Order: level (high, medium, low), points, amount (a clue without an amount after those with one), the most recent
    day, and last the clue's id, so that the same clues always stand in the same order.
    """
    ordered = sorted(clues, key=_order)
    return [Ranked(number, clue) for number, clue in enumerate(ordered, 1)]


def _order(clue: Clue) -> tuple[int, int, bool, Decimal, int, str]:
    level = LEVELS.index(clue.level) if clue.level in LEVELS else len(LEVELS)
    amount = clue.amount if clue.amount is not None else Decimal(0)
    day = clue.day.toordinal() if clue.day is not None else 0
    return (level, -clue.points, clue.amount is None, -amount, -day, clue.clue_id)
