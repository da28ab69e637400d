"""Another value in place of one: as little of its text as can be, else all of it, in the form of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from mingjian.models.editing.changes import Change
from mingjian.models.editing.layout import Layout, Value, line_end
from mingjian.models.editing.writing import Wants, block, inline, scalar
from mingjian.models.source import Path

__all__ = ["other_key", "other_value", "respelled"]


def respelled(layout: Layout, path: Path, old: str, new: str, *, key: bool = False) -> list[Change] | None:
    """Only the characters of a text that become others; None where they cannot be told in the file."""
    spots = layout.source.spots(path, key=key)
    if len(spots) != len(old) + 1:
        return None
    changes = []
    for word, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word == "equal":
            continue
        at = spots[start]
        if start == end and start and (start == len(old) or old[start].isspace()) and not old[start - 1].isspace():
            at = spots[start - 1] + 1  # right behind the word before, not where the next line begins
        stop = max(spots[end], at) if end > start else at
        changes.append(Change(at, layout.text[at:stop], new[new_start:new_end]))
    return changes


def other_key(layout: Layout, path: Path, new: str) -> list[Change]:
    """The key at ``path`` under another name, in the quotes it has."""
    entry = layout.entries[path]
    old = layout.text[entry.at : entry.key_end]
    return [Change(entry.at, old, scalar(new, old[0] if old[0] in "'\"" else None))]


def other_value(layout: Layout, path: Path, old: Any, new: Any, wants: Wants) -> Iterator[list[Change]]:
    """Ways to write ``new`` in place of ``old``, the one that changes least first."""
    value = layout.values[path]
    if isinstance(old, str) and isinstance(new, str) and (value.block_scalar or "\n" in _text(layout, value)):
        small = respelled(layout, path, old, new)
        if small is not None and old and new:
            yield small
    if not path or layout.values[path[:-1]].flow:
        yield _within(layout, path, value, new, flow=True)
        return
    if value.form == "scalar" and not value.block_scalar and not isinstance(new, dict | list):
        yield _within(layout, path, value, new, flow=False)
    yield _behind(layout, path, value, new, wants)


def _text(layout: Layout, value: Value) -> str:
    return layout.text[value.start : value.end]


def _within(layout: Layout, path: Path, value: Value, new: Any, *, flow: bool) -> list[Change]:
    """One text for another on its line, in the quotes it has."""
    old = _text(layout, value)
    if isinstance(new, dict | list):
        text = inline(new)
    else:
        text = scalar(new, value.style if value.style in ("'", '"') and len(old) > 2 else None, flow=flow)
    if not old:
        entry = layout.entries[path]
        text = (": " if entry.head == entry.key_end else " ") + text
        if value.flow and layout.text[value.start : value.start + 1] not in (",", "}", "]", " "):
            text += " "
    return [Change(value.start, old, text)]


def _behind(layout: Layout, path: Path, value: Value, new: Any, wants: Wants) -> list[Change]:
    """Everything behind the colon or dash anew; a comment on that line stays on it."""
    text = layout.text
    entry = layout.entries[path]
    head_line = line_end(text, entry.head)
    written = block(new, path, _indent(layout, path), layout.newline, wants)
    if value.form == "scalar" and value.block_scalar:
        remark = text[value.header_end : line_end(text, value.header_end)]
    elif value.start > head_line:
        remark = text[entry.head : head_line]
    else:
        remark = ""
        stop = line_end(text, value.end)
        rest = text[value.end : stop]
        if rest.strip().startswith("#") and layout.newline in written:
            return [Change(entry.head, text[entry.head : stop], _remarked(written, rest, layout.newline))]
    if value.start > head_line:
        stop = line_end(text, value.end)
        return [Change(entry.head, text[entry.head : stop], _remarked(written, remark, layout.newline))]
    return [Change(entry.head, text[entry.head : value.end], _remarked(written, remark, layout.newline))]


def _remarked(written: str, remark: str, newline: str) -> str:
    """The comment of the first line behind what is written on it."""
    if not remark.strip():
        return written
    first, separator, rest = written.partition(newline)
    return first + (remark if remark[0].isspace() else " " + remark) + separator + rest


def _indent(layout: Layout, path: Path) -> int:
    """Where the lines below a key or dash begin: as they do elsewhere in this block, else two further in."""
    entry = layout.entries[path]
    column = layout.column(entry.at)
    for other in layout.values[path[:-1]].entries:
        inner = other.value
        if inner.form == "mapping" and inner.block and inner.entries and isinstance(other.key, str):
            return layout.column(inner.entries[0].at)
    return column + 2
