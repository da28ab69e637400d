"""The form of every kind of record, from the definitions that read it: fields, kinds of values, choices, in words.

A field's words are its description in `records`: Chinese up to the first blank, English behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mingjian.assist.evidence.reading import MANY, ONE
from mingjian.assist.evidence.records import LISTS, Id, Record, Words
from mingjian.assist.evidence.values import Day, Number, When
from mingjian.models.source import read_source

__all__ = ["LIST_TITLES", "Field", "Form", "forms"]

LIST_TITLES: dict[str, tuple[str, str]] = {
    "documents": ("材料", "documents"),
    "persons": ("人", "persons"),
    "acts": ("事实", "acts"),
    "presences": ("行踪", "presences"),
    "items": ("物", "items"),
    "samples": ("检材", "samples"),
    "statements": ("笔录", "statements"),
    "procedures": ("侦查活动", "procedures"),
    "opinions": ("鉴定", "opinions"),
    "transfers": ("流转", "transfers"),
    "measures": ("强制措施", "measures"),
    "claims": ("各材料的说法", "claims"),
    "sums": ("合计", "sums"),
}
Kind = Literal[
    "text", "long", "number", "integer", "day", "when", "truth", "choice", "record", "span", "material", "id"
]  # fmt: skip
_LONG = ("text", "note", "says")
_NOT_ASKED = (("documents", "document"),)
"""A document does not lie in a document."""


@dataclass(frozen=True)
class Field:
    """A field: what it is called, which kind of value it takes (``many``: several of them), what may be chosen.

    ``target``: the list a record is chosen from, None for any. ``start``: the value where none is given.
    """

    name: str
    zh: str
    en: str
    kind: Kind
    many: bool = False
    required: bool = False
    choices: tuple[tuple[str, str, str], ...] = ()
    target: str | None = None
    start: Any = None


@dataclass(frozen=True)
class Form:
    """The form of one kind of record."""

    list: str
    zh: str
    en: str
    fields: tuple[Field, ...]


@cache
def forms() -> tuple[Form, ...]:
    """The form of every kind of record, in the order of the case file; what is its own first, where it stands last."""
    return tuple(Form(name, *LIST_TITLES[name], tuple(_fields(name, kind))) for name, kind in LISTS.items())


def _fields(name: str, kind: type[Record]) -> list[Field]:
    hints = get_type_hints(kind, include_extras=True)
    common = [key for key in Record.model_fields if key not in ("id", "spans")]
    order = ["id", *(key for key in kind.model_fields if key not in Record.model_fields), *common]
    return [_field(name, kind, key, hints[key]) for key in order if (name, key) not in _NOT_ASKED]


def _field(name: str, record: type[Record], key: str, hint: Any) -> Field:
    info = record.model_fields[key]
    zh, _, en = ("记录编号 record id" if key == "id" else str(info.description)).partition(" ")
    inner = _inner(hint)
    many = get_origin(inner) is list
    value = get_args(inner)[0] if many else inner
    kind = _kind(name, key, value)
    listed = name == "documents" and key == "of"
    return Field(
        info.alias or key, zh, en, kind, many, info.is_required(),
        _choices(name, key, value) if kind == "choice" else (),
        ("persons" if listed else (MANY.get(key) if many else ONE.get(key))) if kind == "record" else None,
        info.get_default() if isinstance(info.get_default(), bool | str) else None,
    )  # fmt: skip


def _inner(hint: Any) -> Any:
    """What a hint says beside `None`."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _kind(name: str, key: str, value: Any) -> Kind:
    simple: list[tuple[Any, Kind]] = [
        (When, "when"), (Day, "day"), (Number, "number"), (bool, "truth"), (int, "integer")
    ]  # fmt: skip
    if key == "id":
        return "id"
    if (name, key) == ("documents", "kind"):
        return "material"
    if get_origin(value) is Literal:
        return "choice"
    if get_origin(value) is tuple:
        return "span"
    if value == Id:
        return "record"
    found = next((kind for hint, kind in simple if value == hint), None)
    if found is None:
        assert value in (str, Words), (name, key)
        found = "long" if key in _LONG else "text"
    return found


def _choices(name: str, key: str, value: Any) -> tuple[tuple[str, str, str], ...]:
    words = _words()
    named = words.get(f"{name}.{key}") or words[key]
    return tuple((code, *named[code]) for code in get_args(value))


@cache
def _words() -> dict[str, dict[str, tuple[str, str]]]:
    text = files("mingjian.assist.evidence").joinpath("data/choices.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = read_source(text, "choices.yaml").data
    return {key: {code: (zh, en) for code, (zh, en) in members.items()} for key, members in data.items()}
