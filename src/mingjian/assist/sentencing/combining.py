"""Several crimes judged at once: between the heaviest term and the sum, within the law's limits (刑法69)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.tree import Said

__all__ = ["Combined", "combine"]

Ends = tuple[int, int]
_FIXED_FROM = 6
_ABSORBED_SINCE = dt.date(2015, 11, 1)
"""刑法69第二款, added by 刑法修正案（九）: beside a fixed term, detention is not served."""


@dataclass(frozen=True)
class Combined:
    """The range in which the term to be served is decided, in whole months."""

    low: int
    high: int
    notes: tuple[Said, ...]


def combine(terms: Sequence[Ends], book: Book, on: dt.date) -> Combined:
    """From the terms of each crime (whole months, two ends), to the range the law leaves."""

    def months(name: str) -> int:
        return int(book.look(f"limit:{name}@{on}")["value"])

    least = max(low for low, _ in terms)
    fixed = [high for _, high in terms if high >= _FIXED_FROM]
    if not fixed:
        cap = months("detention_combined_max")
        note = Said(f"数个拘役，最高不超过 {cap} 个月", f"detention only: {cap} months at most")
        return Combined(least, max(least, min(sum(high for _, high in terms), cap)), (note,))
    total = sum(fixed)
    long = _long(book, on)
    cap = months("fixed_term_combined_max") if long is None or total < long else months("fixed_term_combined_long_max")
    notes = [Said(f"总和刑期 {total} 个月，最高不超过 {cap} 个月", f"sum {total} months: {cap} months at most")]
    if len(fixed) < len(terms):
        notes.append(_detention(on))
    return Combined(min(least, cap), max(min(least, cap), min(total, cap)), tuple(notes))


def _long(book: Book, on: dt.date) -> int | None:
    """The sum from which the longer limit holds; none before 刑法修正案（八）."""
    return int(book.look(f"limit:combined_long_from@{on}")["value"]) if on >= dt.date(2011, 5, 1) else None


def _detention(on: dt.date) -> Said:
    if on >= _ABSORBED_SINCE:
        return Said("有期徒刑与拘役并罚，执行有期徒刑", "fixed term and detention: the fixed term is served")
    return Said(
        "2015年11月1日前有期徒刑与拘役如何并罚，法律没有规定", "before 2015-11-01 the law did not say how they combine"
    )
