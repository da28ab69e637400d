"""What the texts in a step's options mean: an expression, a column, or words that are nobody's name.

It is asked of the operators' own types, so that a new option needs nothing here; only words to look for and texts for
people, which are plain texts to the types, are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from mingjian.collision import OPERATORS
from mingjian.collision.operators.options import Expr
from mingjian.models.source import Path

__all__ = ["Meaning", "meanings"]

Meaning = Literal["expression", "column", "template", "alias"]
"""``template``: a sentence with ``{column}``; ``alias``: a key that names an input of the step."""

_WORDS = {("extract", "any"), ("extract", "pattern"), ("extract", "unless"), ("check", "id"), ("check", "basis")}
_TEMPLATES = {("check", "says")}
_BY_ALIAS = {("overlap", "spans"), ("near", "at"), ("near", "address"), ("near", "system"), ("similar", "text")}
_BY_COLUMN = {("match", "on"), ("absent", "on"), ("within", "on"), ("overlap", "on"), ("near", "on"), ("similar", "by"),
              ("absent", "weak")}  # fmt: skip
_EXPRESSION = next(part for part in get_args(Expr) if isinstance(part, BeforeValidator)).func


def meanings(step: Mapping[str, Any]) -> Iterator[tuple[Path, Meaning, bool]]:
    """Every text (or, where the last is true, key) in the options of a raw step that may name something."""
    verb = next((key for key in step if key in OPERATORS), None)
    if verb is None:
        return
    fields = OPERATORS[verb].model_fields
    for option, value in step.items():
        info = _field(fields, option)
        if option in (verb, "note") or info is None:
            continue
        if isinstance(value, dict):
            kind: Meaning | None = "alias" if (verb, option) in _BY_ALIAS else None
            kind = "column" if (verb, option) in _BY_COLUMN else kind
            yield from (((option, key), kind, True) for key in value if kind is not None)
        yield from ((path, kind, False) for path, kind in _texts(verb, option, [info], value, (option,)))


def _field(fields: Mapping[str, FieldInfo], name: str) -> FieldInfo | None:
    return next((info for field, info in fields.items() if name == (info.alias or field)), None)


def _texts(verb: str, name: str, kinds: list[Any], value: Any, path: Path) -> Iterator[tuple[Path, Meaning]]:
    if (verb, name) in _WORDS:
        return
    if isinstance(value, str):
        kind = _meaning(kinds, value)
        if (verb, name) in _TEMPLATES:
            kind = "template"
        if kind is not None:
            yield path, kind
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(verb, name, kinds, item, (*path, index))
    elif isinstance(value, dict):
        model = _model(kinds, value)
        for key, item in value.items():
            info = _field(model.model_fields, key) if model is not None else None
            inner = key if model is not None or (verb, name) in _TEMPLATES else name
            yield from _texts(verb, name if (verb, name) in _TEMPLATES else inner, [info] if info else kinds, item,
                              (*path, key))  # fmt: skip


def _meaning(kinds: list[Any], value: str) -> Meaning | None:
    parts = list(_parts(kinds))
    if any(get_origin(part) is Literal and value in get_args(part) for part in parts):
        return None
    return "expression" if _EXPRESSION in parts else "column"


def _model(kinds: list[Any], value: Mapping[str, Any]) -> type[BaseModel] | None:
    """The class of a mapping: of those an option may be, the one that has its keys."""
    models = [part for part in _parts(kinds) if isinstance(part, type) and issubclass(part, BaseModel)]
    return max(models, key=lambda one: sum(_field(one.model_fields, key) is not None for key in value), default=None)


def _parts(kinds: Any) -> Iterator[Any]:
    """All types and validators an annotation is made of."""
    for kind in kinds:
        if isinstance(kind, FieldInfo):
            yield from _parts([kind.annotation, *kind.metadata])
        elif isinstance(kind, BeforeValidator):
            yield kind.func
        elif get_origin(kind) is Literal:
            yield kind
        elif get_args(kind):
            yield from _parts(get_args(kind))
        else:
            yield kind
