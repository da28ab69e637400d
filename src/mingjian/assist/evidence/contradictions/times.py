"""Times that cannot both be right: a person elsewhere, an officer in two rooms, a paper before its cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations, pairwise

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.contradictions.places import places_differ
from mingjian.assist.evidence.records import Act, Document, Record, Statement
from mingjian.assist.evidence.values import earliest, latest

__all__ = [
    "before_cause", "officer_twice", "person_twice", "place_differs", "statement_numbers", "time_outside", "two_places",
]  # fmt: skip

_BEFORE = (
    ("case_receipt", "filing_decision"), ("filing_decision", "detention_papers"), ("filing_decision", "arrest_papers"),
    ("filing_decision", "bail_papers"), ("detention_papers", "arrest_papers"), ("filing_decision", "transfer_opinion"),
    ("arrest_papers", "transfer_opinion"), ("plea_notice", "plea_statement"),
)  # fmt: skip
"""Kinds of which the first comes first in every case (公安规定171, 178; 刑诉法91, 162, 173, 174)."""


def said(when: date | None) -> str:
    """A day or moment as people read it."""
    if when is None:
        return "？"
    return when.strftime("%Y-%m-%d %H:%M") if isinstance(when, datetime) else when.isoformat()


def period(begin: date | None, end: date | None) -> str:
    """A period as people read it."""
    return said(begin) if end is None or end == begin else f"{said(begin)}—{said(end)}"


def _overlap(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Whether two periods surely share time: what is known to the day only must fill both ends."""
    return max(latest(a[0]), latest(b[0])) < min(earliest(a[1]), earliest(b[1]))


def _inside(act: Act, begin: date, end: date) -> bool:
    """Whether the whole time an act may have happened lies within a period."""
    assert act.from_ is not None
    return earliest(begin) <= earliest(act.from_) and latest(act.to or act.from_) <= latest(end)


def two_places(context: Context) -> Iterator[Hit]:
    """A suspect recorded at another place through all the time of the act."""
    case = context.case
    for act in case.file.acts:
        for one in case.file.presences:
            if act.from_ is None or one.person not in act.suspects or not _inside(act, one.from_, one.to):
                continue
            if one.by == "custody" or places_differ(act.place, one.place):
                words = {"who": case.name(one.person), "when": period(act.from_, act.to), "place": one.place}
                yield Hit((act, one), words)


def officer_twice(context: Context) -> Iterator[Hit]:
    """An officer in two records of different persons at one time. Officers are told apart by what is written."""
    for a, b in combinations(_timed(context.case), 2):
        both = sorted(_written(a) & _written(b))
        if both and a.person != b.person and _meet(a, b):
            yield Hit((a, b), {"who": "、".join(both)})


def _written(one: Statement) -> set[str]:
    return {"".join(name.split()) for name in one.officers or ()}


def person_twice(context: Context) -> Iterator[Hit]:
    """A person in two records at one time."""
    for a, b in combinations(_timed(context.case), 2):
        if a.person == b.person and _meet(a, b):
            yield Hit((a, b), {"who": context.case.name(a.person)})


def _timed(case: Case) -> list[Statement]:
    return [one for one in case.file.statements if isinstance(one.from_, datetime) and isinstance(one.to, datetime)]


def _meet(a: Statement, b: Statement) -> bool:
    return _overlap(_span(a), _span(b))


def _span(one: Statement) -> tuple[date, date]:
    assert one.from_ is not None
    assert one.to is not None
    return one.from_, one.to


def before_cause(context: Context) -> Iterator[Hit]:
    """A document older than what it rests on, by what it says itself or by its kind."""
    case = context.case
    for one in case.file.documents:
        for cause in (case.documents[name] for name in one.after if name in case.documents):
            yield from _older(case, one, cause)
    for first, then in _BEFORE:
        causes = [one for one in case.file.documents if one.kind == first and one.on is not None]
        for one in (d for d in case.file.documents if d.kind == then and d.on is not None):
            own = [c for c in causes if not c.of or not one.of or set(c.of) & set(one.of)]
            if own and first not in [case.documents[name].kind for name in one.after if name in case.documents]:
                yield from _older(case, one, min(own, key=lambda c: earliest(c.on or date.max)))


def _older(case: Case, one: Document, cause: Document) -> Iterator[Hit]:
    if one.on is not None and cause.on is not None and latest(one.on) < earliest(cause.on):
        words = {"title": case.name(one.id), "a": said(one.on), "other": case.name(cause.id), "b": said(cause.on)}
        yield Hit((one, cause), words)


def statement_numbers(context: Context) -> Iterator[Hit]:
    """Record number n of a person later than number n + 1."""
    case = context.case
    for person in case.persons:
        numbered = sorted(
            (s for s in case.file.statements if s.person == person and s.number is not None and s.from_ is not None),
            key=lambda s: s.number or 0,
        )
        for a, b in pairwise(numbered):
            if (
                a.kind == b.kind
                and a.number != b.number
                and a.from_
                and b.from_
                and latest(b.from_) < earliest(a.from_)
            ):
                yield Hit((a, b), {"who": case.name(person), "a": str(a.number), "b": str(b.number)})


def time_outside(context: Context) -> Iterator[Hit]:
    """A document that puts the act at a time which the time charged does not meet."""
    case = context.case
    for one in case.file.claims:
        act = case.records.get(one.about)
        if one.what != "time" or one.from_ is None or not isinstance(act, Act) or act.from_ is None:
            continue
        begin, end = one.from_, one.to or one.from_
        apart = latest(end) < earliest(act.from_) or latest(act.to or act.from_) < earliest(begin)
        near = one.rounded and _hours_apart(act, begin, end) <= 1
        if apart and not near:
            words = {"a": period(act.from_, act.to), "title": _title(case, one), "b": period(one.from_, one.to)}
            yield Hit((act, one), words)


def _hours_apart(act: Act, begin: date, end: date) -> float:
    assert act.from_ is not None
    gap = max(earliest(act.from_) - latest(end), earliest(begin) - latest(act.to or act.from_))
    return gap.total_seconds() / 3600


def place_differs(context: Context) -> Iterator[Hit]:
    """A document that puts the act at another place."""
    case = context.case
    for one in case.file.claims:
        act = case.records.get(one.about)
        if one.what == "place" and isinstance(act, Act) and places_differ(act.place, one.says):
            words = {"a": act.place or "", "title": _title(case, one), "b": one.says or ""}
            yield Hit((act, one), words)


def _title(case: Case, record: Record) -> str:
    return case.name(record.document) if record.document else record.id
