"""Packs, rules and case files changed as text: what an edit does not touch keeps every byte and every comment.

The changes are those of `models.editing`; here stands what an editor of evidence asks for by name.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.models.editing import Sheet
from mingjian.models.editing.primitives import Add, Primitive, Replace, Take
from mingjian.models.editing.sheet import open_sheet
from mingjian.models.source import Path

__all__ = ["add_need", "open_text", "put", "remove", "set_aside"]


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
    return _append(sheet, path, need)


def set_aside(sheet: Sheet, finding: str, reason: str, by: str, on: date) -> Sheet:
    """A finding of a case file set aside with its reason; the entry stays in the file. Raises EditRefused.

    ValueError where the reason is too short to be one.
    """
    if len(reason.strip()) < 4:
        raise ValueError("请写明理由（至少四个字） / give a reason of at least four characters")
    entry = {"finding": finding, "reason": reason.strip(), "by": by, "on": on}
    if "overrides" not in sheet.data:
        return sheet.changed(Add((), len(sheet.data), "overrides", [entry]))[0]
    return _append(sheet, ("overrides",), entry)


def _append(sheet: Sheet, path: Path, value: Any) -> Sheet:
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
