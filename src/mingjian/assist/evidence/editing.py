"""Packs, rules and case files changed as text: what an edit does not touch keeps every byte and every comment.

The changes are those of `models.editing`; here stands what an editor of evidence asks for by name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mingjian.models.editing import Sheet
from mingjian.models.editing.primitives import Add, Primitive, Replace, Take
from mingjian.models.editing.sheet import open_sheet
from mingjian.models.source import Path

__all__ = ["add_need", "append", "open_text", "put", "put_record", "remove", "remove_record", "set_aside", "take_back"]


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def open_text(text: str, name: str) -> Sheet:
    """A pack, a file of rules or a case file as a sheet. Raises EditRefused with every reason why it cannot be."""
    return open_sheet(text, name, _line_by_line)


def put(sheet: Sheet, path: Path, value: Any) -> Sheet:
    """A value put at a path: replaced, or added as the last entry of its mapping. Raises EditRefused."""
    parent, key = path[:-1], path[-1]
    said = _at(sheet.data, parent)
    if isinstance(said, dict) and key not in said:
        return sheet.changed(Add(parent, len(said), str(key), value))[0]
    return sheet.changed(Replace(path, value))[0]


def remove(sheet: Sheet, path: Path) -> Sheet:
    """An entry or item taken away with its comments. Raises EditRefused."""
    return sheet.changed(Take(path))[0]


def add_need(sheet: Sheet, point: str, need: dict[str, Any]) -> Sheet:
    """A requirement added to a proof point of a pack. Raises EditRefused; KeyError where there is no such point."""
    path: Path = ("points", point, "needs")
    return append(sheet, path, need)


def set_aside(sheet: Sheet, finding: str, reason: str, by: str, on: date) -> Sheet:
    """A finding of a case file set aside with its reason; the entry stays in the file. Raises EditRefused.

    ValueError where the reason is too short to be one.
    """
    if len(reason.strip()) < 4:
        raise ValueError("请写明理由（至少四个字） / give a reason of at least four characters")
    entry = {"finding": finding, "reason": reason.strip(), "by": by, "on": on}
    if "overrides" not in sheet.data:
        return sheet.changed(Add((), len(sheet.data), "overrides", [entry]))[0]
    return append(sheet, ("overrides",), entry)


def take_back(sheet: Sheet, finding: str) -> Sheet:
    """A finding that was set aside counts again: its entries leave the file. Raises EditRefused."""
    while (at := _where(sheet.data.get("overrides"), "finding", finding)) is not None:
        sheet = remove(sheet, ("overrides", at))
    return sheet


def put_record(sheet: Sheet, name: str, record: dict[str, Any], old: str | None = None) -> Sheet:
    """A record of a case file: in the place of the one called ``old``, else behind the others of its list.

    What is empty is not written, and a day is written as a day. Raises EditRefused; KeyError where there is no ``old``.
    """
    value = {key: _written(one) for key, one in record.items() if one not in (None, "", [])}
    if old is None:
        if not isinstance(sheet.data.get(name), list):
            return put(sheet, (name,), [value])
        return append(sheet, (name,), value)
    at = _where(sheet.data.get(name), "id", old)
    if at is None:
        raise KeyError(old)
    return put(sheet, (name, at), value)


def remove_record(sheet: Sheet, name: str, record: str) -> Sheet:
    """A record taken away. Raises EditRefused; KeyError where there is none."""
    at = _where(sheet.data.get(name), "id", record)
    if at is None:
        raise KeyError(record)
    return remove(sheet, (name, at))


def _where(rows: Any, key: str, value: str) -> int | None:
    found = (at for at, one in enumerate(rows or ()) if isinstance(one, dict) and one.get(key) == value)
    return next(found, None)


def _written(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def append(sheet: Sheet, path: Path, value: Any) -> Sheet:
    """A value put behind the items of a list. Raises EditRefused."""
    change: Primitive = Add(path, len(_at(sheet.data, path)), None, value)
    return sheet.changed(change)[0]


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _line_by_line(path: Path, value: Any) -> bool:
    """The mappings that have an entry a line; requirements and records are written on one line each."""
    del value
    return len(path) < 2 or (path[0] == "points" and len(path) == 2)
