"""Adding, taking away and moving entries that are written line by line."""

from __future__ import annotations

from mingjian.models.editing.changes import Change
from mingjian.models.editing.extents import Extent, behind, extents, parted
from mingjian.models.editing.layout import Layout, Value, line_end

__all__ = ["add_lines", "move_lines", "take_lines"]


def add_lines(layout: Layout, container: Value, index: int, body: str) -> list[Change]:
    """``body`` (its first line without indent, no last line break) as entry ``index`` of a block that has entries."""
    text, newline = layout.text, layout.newline
    found = extents(layout, container)
    pad = " " * layout.column(container.entries[0].at)
    apart = newline if parted(layout, found) else ""
    if index < len(found):
        place = found[index]
        if place.inside:
            return [Change(place.start, "", body + newline + apart + pad)]
        return [Change(place.start, "", pad + body + newline + apart)]
    end = found[-1].end
    if end > 0 and text[end - 1] != "\n":  # the file's last line, without a line break
        return [Change(end, "", newline + apart + pad + body)]
    return [Change(end, "", apart + pad + body + newline)]


def take_lines(layout: Layout, container: Value, index: int) -> list[Change]:
    """Take away entry ``index`` of a block of several, with its comments."""
    text = layout.text
    found = extents(layout, container)
    gone = found[index]
    if gone.inside:
        following = container.entries[index + 1].at
        rest = text[gone.end : following]  # nothing, or comments of the next entry, which now stand behind the dash
        return [_cut(text, gone.start, gone.end + len(rest) - len(rest.lstrip()))]
    start, end = gone.start, gone.end
    if end == len(text) and not text.endswith("\n") and start > 0:
        start -= 2 if text[start - 2 : start] == "\r\n" else 1
        return [_cut(text, start, end)]
    if index == len(found) - 1 and parted(layout, found) and not text[found[index - 1].end : start].strip():
        return [_cut(text, found[index - 1].end, end)]
    blank = line_end(text, end)
    if end < blank or end == len(text):
        return [_cut(text, start, end)]
    if parted(layout, found):  # one of the two blank lines that would meet
        end = behind(text, blank)
    return [_cut(text, start, end)]


def _cut(text: str, start: int, end: int) -> Change:
    return Change(start, text[start:end], "")


def move_lines(layout: Layout, container: Value, index: int, to: int) -> list[Change]:
    """Put entry ``index`` at place ``to`` with its comments; what is nobody's stays between the places."""
    text, newline = layout.text, layout.newline
    found = extents(layout, container)
    order = list(range(len(found)))
    order.insert(to, order.pop(index))
    pad = " " * layout.column(container.entries[0].at)
    chunks = [_chunk(text, one, pad) for one in found]
    changes = []
    for place, source in zip(found, order, strict=True):
        new = chunks[source]
        if place.inside:
            new = new[len(pad) :] if new.startswith(pad) else new.lstrip(" ")
        if text[place.start : place.end].endswith("\n"):
            new += newline
        if new != text[place.start : place.end]:
            changes.append(Change(place.start, text[place.start : place.end], new))
    return changes


def _chunk(text: str, place: Extent, pad: str) -> str:
    """The lines of an entry, indented, without the last line break."""
    lines = text[place.start : place.end]
    lines = lines[:-2] if lines.endswith("\r\n") else lines.removesuffix("\n")
    return pad + lines if place.inside else lines
