"""How the columns of rules are told from a record; None where the file does not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.records import Document, Measure, Sample, Statement
from mingjian.assist.evidence.values import earliest, latest


def field(name: str) -> Callable[[Case, Any], Any]:
    return lambda _case, record: getattr(record, name)


def count(name: str) -> Callable[[Case, Any], int | None]:
    def counted(_case: Case, record: Any) -> int | None:
        said = getattr(record, name)
        return None if said is None else len(said)

    return counted


def hours(begin: date | None, end: date | None) -> float | None:
    """Hours that certainly passed: from the last moment the beginning may mean to the first of the end."""
    if begin is None or end is None:
        return None
    return round(max((earliest(end) - latest(begin)).total_seconds() / 3600, 0.0), 4)


def between(begin: str, end: str) -> Callable[[Case, Any], float | None]:
    return lambda _case, record: hours(getattr(record, begin), getattr(record, end))


def woman(case: Case, record: Any) -> bool | None:
    sex = case.persons[record.person].sex if record.person in case.persons else None
    return None if sex is None else sex == "female"


def person(name: str) -> Callable[[Case, Any], Any]:
    return lambda case, record: getattr(case.persons.get(record.person), name, None)


def minor(case: Case, record: Statement) -> bool | None:
    age = case.age(record.person, record.from_)
    return None if age is None else age < 18


def in_custody(case: Case, record: Statement) -> bool | None:
    """Whether the person was held in a detention house then; None where the file does not tell when he was."""
    held = [one for one in case.file.measures if one.person == record.person and one.kind in ("detention", "arrest")]
    if record.from_ is None:
        return None if held else False
    told = [_held(case, one, earliest(record.from_)) for one in held]
    return True if True in told else None if None in told else False


def _held(case: Case, one: Measure, moment: datetime) -> bool | None:
    """Whether a detention or arrest held at a moment: from the detention house until its end, bail or residence."""
    began = one.custody_at if one.kind == "detention" else one.custody_at or one.from_
    if began is None:
        return None if one.from_ is None or moment >= earliest(one.from_) else False
    freed = [
        earliest(other.from_)
        for other in case.file.measures
        if other.person == one.person and other.kind in ("bail", "residence") and other.from_ is not None
    ]
    ends = [end for end in (*freed, latest(one.to) if one.to else None) if end is not None and end > earliest(began)]
    return earliest(began) <= moment and all(moment < end for end in ends)


def first(case: Case, record: Statement) -> bool:
    numbers = [s.number for s in case.file.statements if s.person == record.person and s.number is not None]
    return record.number == 1 or (record.number is None and not numbers)


def grave(case: Case, _record: Statement) -> bool | None:
    """Cases in which the recording is asked for: a range with life or death, or death or grave injury (公安规定208)."""
    said = case.file.facts.get("life_or_death")
    if isinstance(said, bool):
        return said
    return True if any(act.injury in ("grave", "death") for act in case.file.acts) else None


def reversed(_case: Case, record: Statement) -> bool | None:
    if record.from_ is None or record.to is None:
        return None
    return latest(record.to) < earliest(record.from_)


def is_drug(case: Case, record: Sample) -> bool:
    return record.kind == "drug"


def signs(case: Case, record: Document) -> bool:
    return bool(case.documents.get(record.id)) and case.evidence(record) in ("writing", "thing", "media")


def measure_end(case: Case, record: Measure) -> float | None:
    """Days a measure has lasted to its end, as of the file's day where it still lasts."""
    end = record.to or case.file.on
    if record.from_ is None or end is None:
        return None
    return float((earliest(end).date() - earliest(record.from_).date()).days)


def months(case: Case, record: Measure) -> float | None:
    """Months a measure has lasted; custody in investigation ends with the transfer for prosecution (刑诉法156, 162)."""
    end = record.to or case.file.on
    if record.kind == "arrest":
        moved = [d.on for d in case.file.documents if d.kind == "transfer_opinion" and d.on is not None]
        end = min([*moved, *([end] if end is not None else [])], key=earliest, default=None)
    if record.from_ is None or end is None:
        return None
    a, b = earliest(record.from_).date(), earliest(end).date()
    whole = (b.year - a.year) * 12 + b.month - a.month
    return whole + (0.5 if b.day > a.day else 0.0 if b.day == a.day else -0.5)


def days(begin: date | None, end: date | None) -> float | None:
    if begin is None or end is None:
        return None
    return float((earliest(end).date() - earliest(begin).date()).days)
