"""The operators as forms: which options each has and by what kind of input each is set, from the option types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from mingjian.collision.documentation import contract, example
from mingjian.collision.operators import OPERATORS, Operator
from mingjian.collision.operators.options import Expr, Names, On, Phrases, Said, Take, Words

__all__ = ["Input", "OperatorForm", "OptionForm", "palette"]

Input = Literal[
    "pairs", "mapping", "expression", "columns", "takes", "each", "fields", "choice", "several", "text", "words",
    "tick", "said", "span", "record", "list", "map", "sides", "either", "or", "other",
]  # fmt: skip
"""How an option is set. ``pairs``: columns to join on (``mapping``: always written ``{left: right}``); ``expression``;
``columns``: one or more; ``takes``: new columns with their expressions; ``each``: new columns with one expression an
input; ``fields``: an expression for each of ``choices``; ``choice``: one of some words (``several``: any of them);
``text``: a word or column; ``words``: any words; ``tick``: yes or no; ``said``: a text in both languages; ``span``: two
expressions; ``other``: whatever YAML holds.

Of ``parts``: ``record``: fields by name; ``list``: things of one form; ``map``: such under new names; ``sides``: one
for all inputs, or one for each under its alias; ``either``: one of several records; ``or``: a word of ``choices`` or
something of the form."""

_KINDS: tuple[tuple[Any, Input], ...] = (
    (On, "pairs"), (Expr, "expression"), (Names, "columns"), (Take, "takes"), (str, "text"), (Words, "words"),
    (Phrases, "words"), (bool, "tick"), (Said, "said"), (tuple[Expr, Expr], "span"), (Mapping[str, str], "mapping"),
)  # fmt: skip
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_TAIL = re.compile(r"\]| ?[\d.]+(?= )|(?<=、)\w+")
"""What may follow the last Chinese sign of a Chinese description: a bracket, a number, the last word of a list."""


@dataclass(frozen=True)
class OptionForm:
    """An option: its name in the file, whether it must be set, what it is without, and how it is set; ``parts`` are the
    forms within it."""

    name: str
    kind: Input
    required: bool
    default: str | None
    choices: tuple[str, ...]
    zh: str
    en: str
    parts: tuple[OptionForm, ...] = ()


@dataclass(frozen=True)
class OperatorForm:
    """An operator: its verb, title and contract in both languages, how many inputs it takes, its options."""

    verb: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    example: str
    least: int
    most: int
    options: tuple[OptionForm, ...]


def palette() -> tuple[OperatorForm, ...]:
    """All operators, in the order of their reference."""
    return tuple(_form(operator) for operator in OPERATORS.values())


def _form(operator: type[Operator]) -> OperatorForm:
    zh, en = operator.title
    least, most = operator.inputs
    return OperatorForm(
        operator.verb, zh, en, contract(operator, "zh"), contract(operator, "en"), example(operator), least, most,
        _options(operator),
    )  # fmt: skip


def _options(model: type[BaseModel]) -> tuple[OptionForm, ...]:
    hints = get_type_hints(model, include_extras=True)
    options = []
    for name, field in model.model_fields.items():
        kind, choices, parts = _shape(hints[name])
        zh, en = _languages(field.description or "")
        default = None if field.is_required() or field.default in (None, ()) else str(field.default)
        options.append(
            OptionForm(field.alias or name, kind, field.is_required(), default, choices, zh, en, parts)
        )  # fmt: skip
    return tuple(options)


Shape = tuple[Input, tuple[str, ...], tuple[OptionForm, ...]]


def _shape(hint: Any) -> Shape:
    """How a value of a type is set: the kind of input, words to choose from, forms within it."""
    for wanted, kind in _KINDS:
        if hint == wanted:
            return kind, (), ()
    if get_origin(hint) is Literal:
        return "choice", tuple(map(str, get_args(hint))), ()
    if _is_each(hint):
        return "each", (), ()
    if get_origin(hint) is Annotated:
        return _shape(get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _record(hint)
    if get_origin(hint) is dict:
        return "map", (), (_inner(get_args(hint)[1]),)
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        item = _inner(get_args(hint)[0])
        return ("several", item.choices, ()) if item.kind == "choice" else ("list", (), (item,))
    if get_origin(hint) in (Union, UnionType):
        return _union([part for part in get_args(hint) if part is not type(None)])
    return "other", (), ()


def _record(model: type[BaseModel]) -> Shape:
    parts = _options(model)
    if all(part.kind == "expression" and part.required for part in parts):
        return "fields", tuple(part.name for part in parts), ()
    return "record", (), parts


def _union(parts: list[Any]) -> Shape:
    """One type is itself; ``X | dict[str, X]`` is one for all inputs or one for each; words are the alternative."""
    if len(parts) == 1:
        return _shape(parts[0])
    for one, other in (parts, parts[::-1]):
        if get_origin(other) is dict and get_args(other)[1] == one:
            return "sides", (), (_inner(one),)
        if get_origin(one) is Literal and len(parts) == 2:
            return "or", tuple(map(str, get_args(one))), (_inner(other),)
    if all(isinstance(part, type) and issubclass(part, BaseModel) for part in parts):
        return "either", (), tuple(_inner(part) for part in parts)
    return "other", (), ()


def _inner(hint: Any) -> OptionForm:
    """The form of a thing that has no name of its own."""
    kind, choices, parts = _shape(hint)
    return OptionForm("", kind, True, None, choices, "", "", parts)


def _is_each(hint: Any) -> bool:
    """Whether a type is a mapping of names to tuples of expressions."""
    item = get_args(hint)[1] if get_origin(hint) is dict else None
    return get_args(get_args(item)[0] if get_origin(item) is Annotated else item) == (Expr, ...)


def _languages(text: str) -> tuple[str, str]:
    """A description is Chinese, then English: both apart. What belongs to the Chinese may end in signs of neither."""
    found = list(_CJK.finditer(text))
    if not found:
        return text, text
    end = found[-1].end()
    while text.count("{", 0, end) > text.count("}", 0, end) and "}" in text[end:]:
        end = text.index("}", end) + 1
    more = _TAIL.match(text, end)
    end = more.end() if more else end
    return text[:end].strip(), text[end:].strip()
