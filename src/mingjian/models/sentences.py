"""A clue's sentence: a template over columns, shown by kind in either language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mingjian.engines.kinds import Duration, Kind, month_text
from mingjian.models.durations import duration_text
from mingjian.models.problems import Lang

__all__ = ["CodeLabel", "Placeholder", "placeholders", "render", "show_value", "stray_braces"]

#: (code list, code, language) → the name people read, or None
CodeLabel = Callable[[str, str, Lang], str | None]

_CODE = re.compile(r"[a-z][a-z0-9_]*\Z")
_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{|\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``{name}`` in a template; ``offset`` is that of the name's first character."""

    name: str
    offset: int


def placeholders(template: str) -> list[Placeholder]:
    """The columns a template names, in order."""
    found = []
    for match in _PART.finditer(template):
        if match[1] is not None:
            name = match[1].strip()
            found.append(Placeholder(name, match.start(1) + (match[1].find(name) if name else 0)))
    return found


def stray_braces(template: str) -> list[int]:
    """Offsets of braces that open or close nothing."""
    return [match.start() for match in _PART.finditer(template) if match[0] in ("{", "}")]


def render(
    template: str,
    values: Mapping[str, Any],
    kinds: Mapping[str, Kind],
    lang: Lang,
    label: Callable[[str, str], str | None] | None = None,
) -> str:
    """The sentence of one row.

    ``values`` are Python values of the columns, ``kinds`` their kinds, ``label(column, code)`` the name of a code.
    A missing value is shown as 不详 / unknown.
    """

    def one(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match[1] is None:
            return match[0]
        name = match[1].strip()
        value = values.get(name)
        if label is not None and isinstance(value, str):
            value = _labelled(name, value, kinds.get(name), lang, label)
        return show_value(value, kinds.get(name), lang)

    return _PART.sub(one, template)


def _labelled(column: str, value: str, kind: Kind | None, lang: Lang, label: Callable[[str, str], str | None]) -> str:
    """A code by its name; a text that is nothing but codes joined by 、 too (``listed(role)``)."""
    if kind is Kind.CODE:
        return label(column, value) or value
    items = value.split("、")
    if kind is not Kind.TEXT or not all(_CODE.match(item) for item in items):
        return value
    return ("、" if lang == "zh" else ", ").join(label(column, item) or item for item in items)


def show_value(value: Any, kind: Kind | None, lang: Lang) -> str:
    """One value as people read it: ``2022年5月3日``, ``12,000.00``, ``2022-05``, ``是``."""
    if value is None:
        return "不详" if lang == "zh" else "unknown"
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(show_value(item, kind, lang) for item in value)
    if kind is Kind.MONTH and isinstance(value, int):
        return month_text(value)
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][int(value)]
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
    if isinstance(value, Duration):
        return duration_text(value, lang)
    if kind is Kind.MONEY or isinstance(value, Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)
