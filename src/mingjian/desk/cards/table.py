"""Cards as sheets: one row a case, a document, a clue. The columns are the fields of the classes.

A coded value has two columns, its label and its code; a person too, the name and the user's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from mingjian.desk.cards.form import Card, CardFile, ClueCard, Decision, Document, Result
from mingjian.desk.exports.rows import Cell, Column
from mingjian.desk.exports.sheets import Sheet
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Coded

__all__ = ["SHEETS", "Head", "heads", "sheets_of"]

SHEETS: dict[str, tuple[str, type[BaseModel]]] = {
    "cases": ("案卡 Cases", Card), "documents": ("文书 Documents", Document), "clues": ("线索 Clues", ClueCard),
}  # fmt: skip
_WIDE = {"says", "reply", "filed_why", "title", "outcome.governance", "outcome.note", "decisions"}


@dataclass(frozen=True)
class Head:
    """A column: the path of its field, and its Chinese head."""

    name: str
    zh: str


def heads(kind: type[BaseModel]) -> list[Head]:
    """The columns of a class; a document and a clue begin with the number of their case."""
    own = list(_heads(kind, ""))
    return own if kind is Card else [Head("case", "案件编号"), *own]


def sheets_of(file: CardFile, lang: str) -> list[Sheet]:
    """The sheets of a file; labels in one language, heads and codes always the same."""
    rows: dict[str, list[list[Cell]]] = {name: [] for name in SHEETS}
    for card in file.cards:
        rows["cases"].append(_row(card, heads(Card), card.number, lang))
        rows["documents"] += [_row(one, heads(Document), card.number, lang) for one in card.documents]
        rows["clues"] += [_row(one, heads(ClueCard), card.number, lang) for one in card.clues]
    return [
        Sheet(title, [_column(one) for one in heads(kind)], rows[name]) for name, (title, kind) in SHEETS.items()
    ]  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _heads(kind: type[BaseModel], before: str) -> Iterator[Head]:
    for name, field in kind.model_fields.items():
        path, zh = before + name, field.title or name
        inner = _inner(field.annotation)
        if Result in inner:
            yield from _heads(Result, f"{path}.")
        elif Coded in inner:
            yield from (Head(path, zh), Head(f"{path}.code", f"{zh}代码"))
        elif Person in inner:
            yield from (Head(path, zh), Head(f"{path}.username", f"{zh}用户名"))
        elif not inner & {Document, ClueCard} and path != "export":  # every sheet has the number of the export anyway
            yield Head(path, zh)


def _inner(annotation: Any) -> set[Any]:
    return {annotation, *(deep for one in get_args(annotation) for deep in _inner(one))}


def _column(head: Head) -> Column:
    width = 40 if head.name in _WIDE else 18
    return Column(head.zh, head.name, width, 1, digits=head.name in ("number", "case") or "_number" in head.name)


def _row(one: BaseModel, columns: Sequence[Head], number: str, lang: str) -> list[Cell]:
    return [number if head.name == "case" else _cell(one, head.name, lang) for head in columns]


def _cell(value: Any, path: str, lang: str) -> Cell:
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    if isinstance(value, bool):
        return {("zh", True): "是", ("zh", False): "否", ("en", True): "yes"}.get((lang, value), "no")
    if isinstance(value, Coded):
        return str(getattr(value, lang))
    if isinstance(value, Person):
        return value.name
    if isinstance(value, list):
        return "\n".join(_decision(one, lang) for one in value) or None
    assert value is None or isinstance(value, str | int | date | Decimal), path
    return value or None if isinstance(value, str) else value


def _decision(one: Decision, lang: str) -> str:
    at: datetime = one.at
    return " ".join(part for part in (f"{at:%Y-%m-%d}", getattr(one.code, lang), one.by.name, one.note) if part)
