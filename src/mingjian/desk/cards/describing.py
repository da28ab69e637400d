"""The format's tables for `docs/case-cards.md`, written from the classes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from mingjian.clues import REJECTIONS
from mingjian.desk.cards.form import RETURNED, Card, CardFile, ClueCard, Decision, Document, Export, Result
from mingjian.desk.cards.table import SHEETS, heads
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.clues.states import State
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Coded
from mingjian.models.enumerations import DocumentKind, Labelled, Level, Line

__all__ = ["described"]

_PARTS: tuple[type[BaseModel], ...] = (CardFile, Export, Card, Result, Document, ClueCard, Decision)
_CODES: dict[str, type[Labelled]] = {
    "line": Line, "state (case)": CaseState, "kind": DocumentKind, "state (document)": LetterState,
    "state (clue)": State, "level": Level,
}  # fmt: skip
_TYPES: dict[Any, str] = {
    str: "text", int: "whole number", bool: "yes or no", Decimal: "decimal, as a text", date: "day `YYYY-MM-DD`",
    datetime: "instant, ISO 8601", Coded: "coded", Person: "person",
}  # fmt: skip
_READ = {True: "yes", False: "compared", None: ""}


def described() -> str:
    """Fields, columns and codes in Markdown."""
    return "\n".join([*_fields(), *_columns(), *_codes()])


def _fields() -> Iterator[str]:
    for part in _PARTS:
        yield from (f"### {part.__name__}", "", "| field | 字段 | type | is |", "|---|---|---|---|")
        for name, field in part.model_fields.items():
            yield f"| `{name}` | {field.title} | {_type(field.annotation)} | {field.description} |"
        yield ""


def _type(annotation: Any) -> str:
    inner = get_args(annotation)
    if type(None) in inner:
        return f"{_type(next(one for one in inner if one is not type(None)))}, or null"
    if inner and isinstance(annotation, type(list[str])):
        return f"list of {_type(inner[0])}"
    return _TYPES.get(annotation) or str(getattr(annotation, "__name__", "text"))


def _columns() -> Iterator[str]:
    yield from ("### Columns of the workbook", "")
    for title, kind in SHEETS.values():
        yield from (f"Sheet `{title}`:", "", "| head | name | read on import |", "|---|---|---|")
        for head in heads(kind):
            read = "the key" if head.name == "number" else _READ[RETURNED.get(head.name)]
            yield f"| {head.zh} | `{head.name}` | {read if kind is Card else ''} |"
        yield ""


def _codes() -> Iterator[str]:
    yield from ("### Codes", "", "| field | codes |", "|---|---|")
    for field, kind in _CODES.items():
        yield f"| `{field}` | {'; '.join(f'`{one.value}` {one.zh}' for one in kind)} |"
    more = {"confirmed": ("属实", ""), "reopened": ("撤回结论", ""), **REJECTIONS}
    yield f"| `decisions.code` | {'; '.join(f'`{code}` {zh}' for code, (zh, _) in more.items())} |"
