"""Adding, taking away and moving entries of ``{a: 1, b: 2}`` and ``[a, b]``. Comments among them stay."""

from __future__ import annotations

from mingjian.models.editing.changes import Change
from mingjian.models.editing.layout import Entry, Layout, Value, skip_blank

__all__ = ["add_within", "move_within", "take_within", "unfolded"]


def add_within(layout: Layout, container: Value, index: int, body: str) -> list[Change]:
    """``body`` as entry ``index``."""
    entries = container.entries
    if not entries:
        return [Change(container.start + 1, "", body)]
    if index < len(entries):
        return [Change(entries[index].at, "", body + ", ")]
    return [Change(_end(entries[-1]), "", ", " + body)]


def unfolded(layout: Layout, container: Value, index: int, body: str) -> list[Change] | None:
    """The same entries line by line, each as it was written, and the new one; None where comments stand among them."""
    text = layout.text
    holder = layout.entries[container.path]
    if "#" in text[container.start : container.end]:
        return None
    lines = [text[entry.at : _end(entry)] for entry in container.entries]
    lines.insert(index, body)
    dash = "- " if container.form == "sequence" else ""
    pad = layout.newline + " " * (layout.column(holder.at) + 2)
    old = text[holder.head : container.end]
    return [Change(holder.head, old, "".join(pad + dash + line for line in lines))]


def take_within(layout: Layout, container: Value, index: int) -> list[Change]:
    """Take away entry ``index`` and one comma."""
    text, entries = layout.text, container.entries
    start, end = entries[index].at, _end(entries[index])
    if index + 1 < len(entries) and "#" not in text[end : entries[index + 1].at]:
        return [_cut(text, start, entries[index + 1].at)]
    if index + 1 == len(entries) and index and "#" not in text[_end(entries[index - 1]) : start]:
        return [_cut(text, _end(entries[index - 1]), end)]
    comma = skip_blank(text, end)
    if text[comma : comma + 1] == ",":
        return [_cut(text, start, end), _cut(text, comma, comma + 1)]
    if index == 0:
        return [_cut(text, start, end)]
    comma = skip_blank(text, _end(entries[index - 1]))
    return [_cut(text, comma, comma + 1), _cut(text, start, end)]


def move_within(layout: Layout, container: Value, index: int, to: int) -> list[Change]:
    """Put entry ``index`` at place ``to``."""
    spans = [(entry.at, _end(entry)) for entry in container.entries]
    order = list(range(len(spans)))
    order.insert(to, order.pop(index))
    texts = [layout.text[start:end] for start, end in spans]
    return [
        Change(start, texts[place], texts[source])
        for place, (source, (start, _)) in enumerate(zip(order, spans, strict=True))
        if texts[place] != texts[source]
    ]


def _end(entry: Entry) -> int:
    return max(entry.value.end, entry.key_end)


def _cut(text: str, start: int, end: int) -> Change:
    return Change(start, text[start:end], "")
