"""Which situations an amount is in: the thresholds of the interpretations are ranges from which provinces choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.sheet import Sheet

__all__ = ["ends_of", "possible", "situations_by_amount", "threshold_id"]

Ends = tuple[int, int]


def ends_of(sheet: Sheet, situation: str) -> Ends | None:
    """The amount from which a situation begins, two ends; None where there is no such parameter that day."""
    try:
        low, high = sheet.value(threshold_id(sheet, situation))["amount"]
    except SentencingError:
        return None
    return int(low), int(high)


def threshold_id(sheet: Sheet, situation: str) -> str:
    """`crimes.theft.thresholds.large`."""
    return f"crimes.{sheet.known}.thresholds.{situation}"


def situations_by_amount(sheet: Sheet, situations: Sequence[str], amount: int) -> list[str]:
    """The situations an amount may be in; all where no thresholds are known, none where it reaches no threshold.

    Between the two ends of a threshold it depends on the province: the situation and the one below are both possible.
    """
    known = {name: ends for name in situations if (ends := ends_of(sheet, name)) is not None}
    return possible(known, amount) if known else list(situations)


def possible(known: Mapping[str, Ends], amount: int | Decimal) -> list[str]:
    """The situations an amount may be in, by their thresholds."""
    least = max((high for _, high in known.values() if amount >= high), default=0)
    return [name for name, (low, high) in known.items() if amount >= low and high >= least]
