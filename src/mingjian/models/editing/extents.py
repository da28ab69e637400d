"""Which lines belong to an entry written line by line: its own, and the comments that stand at it.

A comment at the end of a line is of what stands on that line. Whole lines of comment directly above an entry, not
further in than it, are its own; directly below it and further in, too. What a blank line keeps apart is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mingjian.models.editing.layout import Layout, Value, line_end, line_start

__all__ = ["Extent", "behind", "extent", "extents", "parted"]


@dataclass(frozen=True, slots=True)
class Extent:
    """Whole lines from ``start`` to behind a line break at ``end``; ``inside``: it begins within a line (``- key``)."""

    start: int
    end: int
    inside: bool


def extents(layout: Layout, container: Value) -> list[Extent]:
    """Those of all entries of a block."""
    return [extent(layout, container, index) for index in range(len(container.entries))]


def extent(layout: Layout, container: Value, index: int) -> Extent:
    """That of one entry."""
    entry = container.entries[index]
    column = layout.column(entry.at)
    floor = container.entries[index - 1].value.end if index else _floor(layout, container)
    start, inside = _first(layout.text, entry.at, floor, column)
    following = container.entries[index + 1].at if index + 1 < len(container.entries) else len(layout.text)
    return Extent(start, _last(layout.text, entry.value.end, following, column), inside)


def _floor(layout: Layout, container: Value) -> int:
    """Nothing above this belongs to the first entry: the line of the key or dash that holds the block."""
    holder = layout.entries.get(container.path)
    return holder.head if holder is not None else 0


def _first(text: str, at: int, floor: int, column: int) -> tuple[int, bool]:
    start = line_start(text, at)
    if text[start:at].strip(" \t\ufeff"):
        return at, True
    while start > floor:
        above = line_start(text, start - 1)
        line = text[above : start - 1].lstrip("\ufeff")
        bare = line.strip()
        if above < floor or not bare.startswith("#") or len(line) - len(line.lstrip()) > column:
            break
        start = above
    return start + (1 if text[start : start + 1] == "\ufeff" else 0), False


def _last(text: str, at: int, following: int, column: int) -> int:
    end = behind(text, line_end(text, at))
    while end < following:
        line = text[end : line_end(text, end)]
        if not line.strip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        end = behind(text, line_end(text, end))
    return end


def behind(text: str, end: int) -> int:
    """Behind the line break at ``end``, if there is one."""
    if text[end : end + 2] == "\r\n":
        return end + 2
    return end + 1 if text[end : end + 1] == "\n" else end


def parted(layout: Layout, found: list[Extent]) -> bool:
    """Whether the author keeps the entries apart by blank lines."""
    gaps = [layout.text[one.end : other.start] for one, other in pairwise(found)]
    return bool(gaps) and all(not gap.split("\n")[0].strip() and "\n" in gap for gap in gaps)
