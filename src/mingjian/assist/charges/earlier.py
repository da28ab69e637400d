"""Earlier convictions told of a defendant, and what they make of a new crime: recidivist (刑法65), drug offender again
(刑法356).

Read by `documents.history`. A recidivist served a fixed term, and commits within five years of its end another
intentional crime; the end is the day of release that is told, else the judgment's day and its term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.assist.charges.told import told
from mingjian.documents import dates
from mingjian.documents.history import read

__all__ = ["Earlier", "again_within", "drugs_before", "earlier"]

Span = tuple[int, int]

_WITHIN = 60
"""Months from the end of the penalty (刑法65)."""
_RELEASED = re.compile(r"[^。；]{0,30}?(?:刑满(?:释放)?|释放|刑期[^。；]{0,24}止|执行期满)")
_DRUGS = re.compile(r"(?:走私|贩卖|运输|制造|非法持有)[^，；]{0,12}毒品")
_TRIAL = re.compile(r"(?:检察院|公诉机关|自诉人)[^，。；]{0,40}(?:指控|起诉|提起公诉)")
_TO_MONTH = len("2014-08")
_PROBATION = re.compile(r"^[^。；]{0,12}缓刑")
_NEW = re.compile(r"因本案|涉嫌|本次|现因")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier sentence at `span`. `ended`: year and month of release, or of judgment and term; None when unknown."""

    charge: str
    fixed: bool
    ended: tuple[int, int] | None
    span: Span


def earlier(text: str) -> list[Earlier]:
    """The earlier sentences a folded text tells before the act."""
    head = text[: _head(text)]
    pasts, _ = read(head, [(0, len(head))])
    found = []
    for at, past in enumerate(pasts):
        stop = pasts[at + 1].start if at + 1 < len(pasts) else len(head)
        ends = _NEW.search(head, past.end, stop)
        rest = head[past.end : ends.start() if ends else stop]
        fixed = past.kind == "fixed_term" and not _PROBATION.match(rest)
        found.append(Earlier(past.charge or "", fixed, _ended(rest, past.on, past.months), (past.start, past.end)))
    return found


def again_within(text: str) -> Iterator[Earlier]:
    """Earlier fixed terms that ended less than five years before the act."""
    act = _acted(text)
    for one in earlier(text):
        if act and one.fixed and one.ended and 0 <= _months(act) - _months(one.ended) <= _WITHIN:
            yield one


def drugs_before(text: str) -> Iterator[Earlier]:
    """Earlier sentences for drugs: 走私、贩卖、运输、制造、非法持有毒品罪 (刑法356)."""
    return (one for one in earlier(text) if _DRUGS.search(one.charge))


def _head(text: str) -> int:
    """Where the act begins; all of the text when it is the act alone."""
    spans = told(text)
    act = spans[0][0] if spans and spans[0][0] else len(text)
    trial = _TRIAL.search(text)
    return min(act, trial.start()) if trial else act


def _acted(text: str) -> tuple[int, int] | None:
    """Year and month of the first date of the act."""
    start, end = next(iter(told(text)), (0, 0))
    trial = _TRIAL.search(text, start, end) if not start else None
    days = dates.scan(text, trial.end() if trial else start, end)
    return next((_of(day.value) for day in days if day.plain and len(day.value) >= _TO_MONTH), None)


def _ended(rest: str, on: str | None, months: int | None) -> tuple[int, int] | None:
    released = _RELEASED.match(rest)
    days = dates.scan(rest, 0, released.end(), on) if released else []
    if days and len(days[-1].value) >= _TO_MONTH:
        return _of(days[-1].value)
    if on and len(on) >= _TO_MONTH and months:
        year, month = _of(on)
        whole = year * 12 + month - 1 + months
        return whole // 12, whole % 12 + 1
    return None


def _of(value: str) -> tuple[int, int]:
    year, month = value.split("-")[:2]
    return int(year), int(month)


def _months(day: tuple[int, int]) -> int:
    return day[0] * 12 + day[1]
