"""A calculation made again from its own JSON: the same numbers, and what has changed in the parameters since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingjian.assist.sentencing.book import Book, Kept
from mingjian.assist.sentencing.calculation import Calculation, calculate
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Facts

__all__ = ["Changed", "Replayed", "read_record", "replay"]

KIND, VERSION = "mingjian-sentencing", 1


@dataclass(frozen=True)
class Changed:
    """A key whose answer is another now; `now` is None where there is none any more."""

    key: str
    then: dict[str, Any]
    now: dict[str, Any] | None


@dataclass(frozen=True)
class Replayed:
    """`same`: the numbers of the record come out again from the record itself. `differs`: where they do not.

    `changed`: what is looked up differently today; `today`: the result with the parameters of today, if it can be made.
    """

    calculation: Calculation
    differs: tuple[str, ...]
    changed: tuple[Changed, ...]
    today: Calculation | None

    @property
    def same(self) -> bool:
        """Whether every number is the same."""
        return not self.differs


def read_record(text: str) -> dict[str, Any]:
    """The JSON of a calculation. Raises SentencingError when it is none."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("kind") != KIND or not isinstance(data.get("used"), dict):
        raise SentencingError("不是量刑计算的记录（JSON）", "not the record of a calculation (JSON)")
    if data.get("version") != VERSION:
        raise SentencingError(f"记录的版本应为 {VERSION}", f"the record should be of version {VERSION}")
    return data


def replay(record: Mapping[str, Any], book: Book) -> Replayed:
    """Calculate from the record's own facts and answers, compare, and ask `book` what is different today."""
    try:
        facts = Facts.model_validate_json(json.dumps(record["facts"]))
        again = calculate(facts, Kept(record["used"]))
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError):
        raise SentencingError("记录残缺或被改动", "the record is incomplete or was changed") from None
    plain = json.loads(json.dumps(again.plain()))
    differs = tuple(place for part in ("result", "tree") for place in _differences(record.get(part), plain[part], part))
    changed = tuple(_changed(record["used"], book))
    return Replayed(again, differs, changed, _today(facts, book))


def _today(facts: Facts, book: Book) -> Calculation | None:
    try:
        return calculate(facts, book)
    except SentencingError:
        return None


def _changed(used: Mapping[str, Any], book: Book) -> Iterator[Changed]:
    for key, then in used.items():
        try:
            now = json.loads(json.dumps(book.look(key)))
        except (SentencingError, LookupError, ValueError):
            now = None
        if _bare(now) != _bare(then):
            yield Changed(key, then, now)


def _bare(answer: Any) -> Any:
    """An answer without what is said of its comparison: a value that was compared since is the same value."""
    if not isinstance(answer, dict) or not isinstance(answer.get("value"), dict):
        return answer
    value = {key: one for key, one in answer["value"].items() if key not in ("checked", "unverified")}
    return {**{key: one for key, one in answer.items() if key not in ("standing", "compared")}, "value": value}


def _differences(one: Any, other: Any, at: str) -> Iterator[str]:
    """Places at which two JSON values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from _differences(one.get(key), other.get(key), f"{at}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(a, b, f"{at}.{number}")
    elif one != other:
        yield at
