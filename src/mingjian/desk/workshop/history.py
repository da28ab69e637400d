"""What an edit made of the text, kept as data, and taken back or made again to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.models.editing.changes import Change, apply_changes, inverse
from mingjian.models.editing.hand import Made

__all__ = ["again", "back", "difference", "kept"]


def kept(made: Iterable[Made]) -> list[dict[str, Any]]:
    """As JSON."""
    return [
        {"file": one.file, "created": one.created, "changes": [[c.at, c.old, c.new] for c in one.changes]}
        for one in made
    ]


def back(files: Mapping[str, str], made: list[dict[str, Any]]) -> dict[str, str]:
    """The files before an edit. ValueError where they are not what it left."""
    found = dict(files)
    for one in reversed(made):
        if one["created"]:
            found.pop(one["file"], None)
        else:
            found[one["file"]] = apply_changes(found[one["file"]], inverse(_changes(one)))
    return found


def again(files: Mapping[str, str], made: list[dict[str, Any]]) -> dict[str, str]:
    """The files after an edit. ValueError where they are not what it was made on."""
    found = dict(files)
    for one in made:
        found[one["file"]] = apply_changes(found.get(one["file"], ""), _changes(one))
    return found


def difference(file: str, before: str | None, after: str) -> list[Made]:
    """A file given as a whole, as one change of what differs."""
    if before is None:
        return [Made(file, (Change(0, "", after),), created=True)]
    if before == after:
        return []
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return [Made(file, (Change(start, before[start : len(before) - end], after[start : len(after) - end]),))]


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _changes(one: Mapping[str, Any]) -> tuple[Change, ...]:
    return tuple(Change(at, old, new) for at, old, new in one["changes"])
