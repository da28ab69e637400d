"""Plain data as YAML text, for what an edit puts into a file: flow or block, quoted only where it must be."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from mingjian.models.editing.plain import same
from mingjian.models.source import Path, read_source

__all__ = ["WIDTH", "Wants", "block", "inline", "multiline", "scalar", "width"]

WIDTH = 160
"""Columns up to which a list or mapping is written on one line (Chinese signs count two)."""

Wants = Callable[[Path, Any], bool]
"""Whether the value at a path is to be written line by line although it fits on one."""


def width(text: str) -> int:
    """Columns a text takes on a screen."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def scalar(value: Any, style: str | None = None, *, flow: bool = True) -> str:
    """One value on one line; a text in ``style`` (a quote) if it can be, else plain, else quoted.

    Within flow form and as a key more has to be quoted than behind a colon or dash (``flow`` false).

    ValueError for what no file can hold (a lone surrogate).
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | dt.date):
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return text if "." in text else f"{text}.0"
    return _text(value, style, flow)


@lru_cache(maxsize=4096)
def _text(value: str, style: str | None, flow: bool) -> str:
    single = "'" + value.replace("'", "''") + "'"
    double = _double(value)
    candidates = {None: [value, double], "'": [single, double], '"': [double]}[style]
    for text in candidates:
        if "\n" not in text and "\r" not in text and _reads_as(text, value, flow):
            return text
    raise ValueError(f"{value[:40]!r}")


def _reads_as(text: str, value: str, flow: bool) -> bool:
    """Whether a word means the value: behind a dash and a colon, in a list, as a key."""
    if not text.strip() or text != text.strip():
        return False
    if flow:
        read = read_source(f"- [{text}]\n- {text}\n- {{{text}: 1}}\n- {{k: {text}}}\n", "")
        return not read.problems and same(read.data, [[value], value, {value: 1}, {"k": value}])
    read = read_source(f"- {text}\n- k: {text}\n", "")
    return not read.problems and same(read.data, [value, {"k": value}])


def _double(value: str) -> str:
    """In double quotes; what does not show is written as its number."""
    out = []
    for char in value:
        number = ord(char)
        if char in '"\\\n\t\r':
            out.append(json.dumps(char)[1:-1])
        elif char.isprintable() and not 0xD800 <= number < 0xE000:
            out.append(char)
        else:
            out.append(f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else _long(number))
    return '"' + "".join(out) + '"'


def _long(number: int) -> str:
    return f"\\U{number:08x}"


def inline(value: Any) -> str:
    """The value on one line, in flow form."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value)


def multiline(value: str, indent: int, newline: str) -> str | None:
    """A text of several lines below ``|-``, its lines indented; None where that would not read as the text."""
    pad = " " * indent
    lines = value.split("\n")
    text = "|-" + "".join(newline + (pad + line if line else "") for line in lines)
    read = read_source(f"k: {text}{newline}", "") if indent else None
    if read is None or read.problems or read.data != {"k": value}:
        return None
    return text


def block(value: Any, path: Path, indent: int, newline: str, wants: Wants) -> str:
    """What follows ``key:`` or ``-``: a blank and the value on one line, or line breaks and lines at ``indent``."""
    if isinstance(value, str) and "\n" in value:
        text = multiline(value, indent, newline)
        return " " + (text if text is not None else scalar(value))
    if not isinstance(value, dict | list):
        return " " + scalar(value, flow=False)
    if not value:
        return " " + inline(value)
    if not wants(path, value):
        text = inline(value)
        if width(text) + indent <= WIDTH and "\\n" not in text:
            return " " + text
    return "".join(newline + " " * indent + line for line in lines_of(value, path, indent, newline, wants))


def lines_of(value: Any, path: Path, indent: int, newline: str, wants: Wants) -> list[str]:
    """The entries of a mapping or list, each without the indent of its first line."""
    if isinstance(value, dict):
        return [f"{scalar(key)}:{block(item, (*path, key), indent + 2, newline, wants)}" for key, item in value.items()]
    return [_item(item, (*path, index), indent, newline, wants) for index, item in enumerate(value)]


def _item(value: Any, path: Path, indent: int, newline: str, wants: Wants) -> str:
    text = block(value, path, indent + 2, newline, wants)
    lead = newline + " " * (indent + 2)
    return "- " + text[len(lead) :] if text.startswith(lead) else "-" + text
