"""Several penalties made one: between the heaviest and the sum, within the law's limits (刑法69).

A term is an interval; one that reaches over six months may be detention or a fixed term. What is told is the range over
every way they may fall; its ends lie where all of those are fixed terms, and where all are detention.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.tree import Said

__all__ = ["Combined", "Ends", "Term", "combine", "surveillance_of", "ways"]

Ends = tuple[int, int]
_FIXED_FROM = 6
_ABSORBED_SINCE = dt.date(2015, 11, 1)
"""刑法69第二款, added by 刑法修正案（九）: beside a fixed term, detention is not served."""


@dataclass(frozen=True)
class Term:
    """So many months of one kind: a fixed term (有期徒刑) or detention (拘役)."""

    low: int
    high: int
    kind: Literal["fixed", "detention"]


@dataclass(frozen=True)
class Combined:
    """The range in which the term to be served is decided, in whole months."""

    low: int
    high: int
    notes: tuple[Said, ...]


def ways(ends: Ends) -> tuple[Term, ...]:
    """What a result of so many months may be: under six detention, from six a fixed term (刑法42、45)."""
    low, high = ends
    if high < _FIXED_FROM:
        return (Term(low, high, "detention"),)
    if low >= _FIXED_FROM:
        return (Term(low, high, "fixed"),)
    return Term(_FIXED_FROM, high, "fixed"), Term(low, _FIXED_FROM, "detention")


def combine(terms: Sequence[Sequence[Term]], book: Book, on: dt.date) -> Combined:
    """From what each term may be (`ways`), to the range the law leaves over all ways.

    One more fixed term never lowers the sum, its limit, or the most; an open one begins at six months, as low as any
    fixed term can. So of the ways, whose number doubles with every open term, two are worked out.
    """
    two = dict.fromkeys(tuple(may[at] for may in terms) for at in (0, -1))
    found = [_one_way(way, book, on) for way in two]
    notes = dict.fromkeys(note for one in found for note in one.notes)
    return Combined(min(one.low for one in found), max(one.high for one in found), tuple(notes))


def surveillance_of(months: Sequence[int], book: Book, on: dt.date) -> Ends | None:
    """Surveillance (管制) for several crimes, at most three years; served after any other term (刑法69)."""
    if not months:
        return None
    cap = int(book.look(f"limit:surveillance_combined_max@{on}")["value"])
    return max(months), max(max(months), min(sum(months), cap))


# -- within ----------------------------------------------------------------------------------------------


def _one_way(terms: Sequence[Term], book: Book, on: dt.date) -> Combined:
    fixed = [one for one in terms if one.kind == "fixed"]
    least = max(one.low for one in fixed or terms)
    if not fixed:
        cap = _months(book, "detention_combined_max", on)
        note = Said(f"数个拘役，最高不超过 {cap} 个月", f"detention only: {cap} months at most")
        notes = (note,) if len(terms) > 1 else ()
        return Combined(least, max(least, min(sum(one.high for one in terms), cap)), notes)
    total = sum(one.high for one in fixed)
    long = _months(book, "combined_long_from", on) if on >= dt.date(2011, 5, 1) else None
    name = "fixed_term_combined_max" if long is None or total < long else "fixed_term_combined_long_max"
    cap = _months(book, name, on)
    said = [Said(f"总和刑期 {total} 个月，最高不超过 {cap} 个月", f"sum {total} months: {cap} months at most")]
    if len(fixed) < len(terms):
        said.append(_detention(on))
    return Combined(min(least, cap), max(min(least, cap), min(total, cap)), tuple(said))


def _months(book: Book, name: str, on: dt.date) -> int:
    return int(book.look(f"limit:{name}@{on}")["value"])


def _detention(on: dt.date) -> Said:
    if on >= _ABSORBED_SINCE:
        return Said("有期徒刑与拘役并罚，执行有期徒刑", "fixed term and detention: the fixed term is served")
    return Said(
        "2015年11月1日前有期徒刑与拘役如何并罚，法律没有规定", "before 2015-11-01 the law did not say how they combine"
    )
