"""The operators as forms: which options each has and by what kind of input each is set, from the option types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from mingjian.collision.documentation import contract, example
from mingjian.collision.operators import OPERATORS, Operator
from mingjian.collision.operators.options import Expr, Names, On, Take

__all__ = ["Input", "OperatorForm", "OptionForm", "palette"]

Input = Literal["pairs", "expression", "columns", "takes", "each", "fields", "choice", "text", "other"]
"""How an option is set. ``pairs``: columns to join on; ``expression``; ``columns``: one or more; ``takes``: new columns
with their expressions; ``each``: new columns with one expression an input; ``fields``: an expression for each of
``choices``; ``choice``: one of some words; ``text``: a word or column; ``other``: whatever YAML holds."""

_KINDS: tuple[tuple[Any, Input], ...] = (
    (On, "pairs"), (Expr, "expression"), (Names, "columns"), (Take, "takes"), (str, "text")
)  # fmt: skip
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_TAIL = re.compile(r"\]| ?[\d.]+(?= )|(?<=、)\w+")
"""What may follow the last Chinese sign of a Chinese description: a bracket, a number, the last word of a list."""


@dataclass(frozen=True)
class OptionForm:
    """An option: its name in the file, whether it must be set, what it is without, and how it is set."""

    name: str
    kind: Input
    required: bool
    default: str | None
    choices: tuple[str, ...]
    zh: str
    en: str


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
    hints = get_type_hints(operator, include_extras=True)
    options = []
    for name, field in operator.model_fields.items():
        kind, choices = _kind(hints[name])
        zh, en = _languages(field.description or "")
        default = None if field.is_required() or field.default in (None, ()) else str(field.default)
        options.append(OptionForm(field.alias or name, kind, field.is_required(), default, choices, zh, en))
    zh, en = operator.title
    least, most = operator.inputs
    return OperatorForm(
        operator.verb, zh, en, contract(operator, "zh"), contract(operator, "en"), example(operator), least, most,
        tuple(options),
    )  # fmt: skip


def _kind(hint: Any) -> tuple[Input, tuple[str, ...]]:
    """The input of a type; of a union the first that there is one for."""
    for wanted, kind in _KINDS:
        if hint == wanted:
            return kind, ()
    if get_origin(hint) is Literal:
        return "choice", tuple(map(str, get_args(hint)))
    if _is_each(hint):
        return "each", ()
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        inner = get_type_hints(hint, include_extras=True)
        if all(inner[name] == Expr for name in hint.model_fields):
            return "fields", tuple(field.alias or name for name, field in hint.model_fields.items())
    parts = [part for part in get_args(hint) if part is not type(None)]
    if type(None) in get_args(hint) and len(parts) == 1:
        return _kind(parts[0])
    return "other", ()


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
