"""Where everything of a YAML text stands: each value with the characters it takes, and the comments between them.

The YAML reader marks where nodes begin. Where a block ends it marks the next word, behind comments and blank lines;
here a value ends with its last own character, so that what follows can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from mingjian.models.source import Path, Source

__all__ = ["Comment", "Entry", "Form", "Layout", "Value", "line_end", "line_start", "skip_blank"]

Form = Literal["mapping", "sequence", "scalar"]


@dataclass
class Entry:
    """One entry of a mapping or item of a sequence.

    ``at`` is its first character (key, or dash of a block item, or value), ``head`` the first character behind the
    colon or dash (of a flow item or a key without colon: where its value begins).
    """

    key: str | int
    at: int
    head: int
    value: Value
    key_end: int = 0


@dataclass
class Value:
    """A value and the characters ``start`` to ``end`` it takes; ``style`` of a scalar: a quote, ``|`` or ``>``.

    ``header_end`` of a block scalar is the end of its first line without comment.
    """

    path: Path
    form: Form
    flow: bool
    start: int
    end: int
    style: str | None = None
    header_end: int = 0
    entries: list[Entry] = field(default_factory=list)

    @property
    def block_scalar(self) -> bool:
        """Whether it is written on the lines below ``|`` or ``>``."""
        return self.style in ("|", ">")

    @property
    def block(self) -> bool:
        """A mapping or sequence written line by line."""
        return self.form != "scalar" and not self.flow

    def walk(self) -> Iterator[Value]:
        """This value and all below."""
        yield self
        for entry in self.entries:
            yield from entry.value.walk()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its ``#`` to the end of its line; ``whole`` when nothing else stands on that line."""

    at: int
    text: str
    whole: bool


class Layout:
    """The places of a source. ``ValueError`` for what is read but not edited (explicit keys)."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        node = source.node(())
        self.root = self._value(node, (), False, 0) if node is not None else None
        self.values: dict[Path, Value] = {one.path: one for one in self.root.walk()} if self.root else {}
        self.entries: dict[Path, Entry] = {
            (*one.path, entry.key): entry for one in self.values.values() for entry in one.entries
        }
        self.newline = "\r\n" if "\r\n" in self.text else "\n"

    def column(self, at: int) -> int:
        """Characters before ``at`` on its line."""
        return at - line_start(self.text, at)

    def comments(self) -> list[Comment]:
        """All comments, in order."""
        found: list[Comment] = []
        here = 0
        for start, end in [*self._solid(), (len(self.text), len(self.text))]:
            found += _comments_in(self.text, here, start)
            here = max(here, end)
        return found

    def _solid(self) -> list[tuple[int, int]]:
        """The characters of keys and scalars: a ``#`` in them is none."""
        spans: list[tuple[int, int]] = []
        for value in self.values.values():
            for entry in value.entries:
                if entry.key_end:
                    spans.append((entry.at, entry.key_end))
            if value.form == "scalar" and value.block_scalar:
                spans += [(value.start, value.header_end), (line_end(self.text, value.header_end), value.end)]
            elif value.form == "scalar":
                spans.append((value.start, value.end))
        return sorted(spans)

    # -- within ------------------------------------------------------------------------------------------

    def _value(self, node: Node, path: Path, flow: bool, head: int) -> Value:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode):
            return self._scalar(node, path, flow, head)
        assert isinstance(node, CollectionNode)
        flow = bool(node.flow_style) or flow
        form: Form = "mapping" if isinstance(node, MappingNode) else "sequence"
        value = Value(path, form, flow, start, end)
        value.entries = list(self._pairs(node, path, flow) if form == "mapping" else self._items(node, path, flow))
        if not flow:
            value.end = max((entry.value.end for entry in value.entries), default=end)
        return value

    def _scalar(self, node: ScalarNode, path: Path, flow: bool, head: int) -> Value:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            return Value(path, "scalar", flow, head, head)
        value = Value(path, "scalar", flow, start, end, node.style)
        if node.style in ("|", ">"):
            line = line_end(self.text, start)
            header = self.text[start:line].split(" #")[0].rstrip()
            value.header_end = start + len(header)
            kept = end if "+" in header else start + len(self.text[start:end].rstrip())
            value.end = max(kept, value.header_end)
            if "+" in header:  # its last line break is the line's, not the value's
                value.end -= 1 if self.text[value.end - 1 : value.end] == "\n" else 0
                value.end -= 1 if self.text[value.end - 1 : value.end] == "\r" else 0
        return value

    def _pairs(self, node: Node, path: Path, flow: bool) -> Iterator[Entry]:
        for key_node, value_node in node.value:
            key = str(key_node.value)
            at, end = key_node.start_mark.index, key_node.end_mark.index
            before = self.text[line_start(self.text, at) : at].strip()
            if before.endswith("?"):
                raise ValueError("explicit key")
            colon = end
            while self.text[colon : colon + 1] in (" ", "\t"):
                colon += 1
            head = colon + 1 if self.text[colon : colon + 1] == ":" else end
            yield Entry(key, at, head, self._value(value_node, (*path, key), flow, head), end)

    def _items(self, node: Node, path: Path, flow: bool) -> Iterator[Entry]:
        here = node.start_mark.index
        for index, item in enumerate(node.value):
            if flow:
                start = item.start_mark.index
                yield Entry(index, start, start, self._value(item, (*path, index), flow, start))
                continue
            dash = skip_blank(self.text, here)
            if self.text[dash : dash + 1] != "-":
                raise ValueError("no dash")
            value = self._value(item, (*path, index), flow, dash + 1)
            yield Entry(index, dash, dash + 1, value)
            here = value.end


def line_start(text: str, at: int) -> int:
    """The first character of the line ``at`` stands on."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The end of the line ``at`` stands on, before its line break."""
    found = text.find("\n", at)
    end = len(text) if found < 0 else found
    return end - 1 if end > at and text[end - 1] == "\r" else end


def skip_blank(text: str, at: int) -> int:
    """The first character from ``at`` that is neither blank nor within a comment."""
    while at < len(text):
        if text[at] == "#":
            at = line_end(text, at)
        elif not text[at].isspace():
            return at
        else:
            at += 1
    return at


def _comments_in(text: str, start: int, end: int) -> Iterator[Comment]:
    here = text.find("#", start, end)
    while 0 <= here < end:
        stop = line_end(text, here)
        before = text[line_start(text, here) : here]
        yield Comment(here, text[here:stop], not before.strip(" \t\ufeff"))
        here = text.find("#", stop, end)
