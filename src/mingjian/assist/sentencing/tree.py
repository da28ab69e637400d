"""The tree of a calculation: every step with its value, the parameter it used and who chose what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mingjian.assist.sentencing.spans import Span

__all__ = ["Node", "Said"]


@dataclass(frozen=True)
class Said:
    """A sentence in both languages; `kind` groups it: ask, note, review, caution."""

    zh: str
    en: str

    def plain(self) -> dict[str, str]:
        """As JSON."""
        return {"zh": self.zh, "en": self.en}


@dataclass
class Node:
    """A step. `value` in `unit` (month, share, factor); `parameter`: the key looked up and its version;
    `chosen`: by whom and why, where somebody chose; `how`: the arithmetic in words of numbers."""

    id: str
    zh: str
    en: str
    value: Span | None = None
    unit: str = "month"
    how: str = ""
    parameter: dict[str, Any] | None = None
    chosen: dict[str, str] | None = None
    notes: list[Said] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        """Put a step under this one."""
        self.children.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        """This step and all under it."""
        yield self
        for one in self.children:
            yield from one.walk()

    def plain(self) -> dict[str, Any]:
        """As JSON; numbers are exact texts."""
        out: dict[str, Any] = {"id": self.id, "zh": self.zh, "en": self.en}
        if self.value is not None:
            out |= {"value": self.value.plain(), "unit": self.unit}
        if self.how:
            out["how"] = self.how
        if self.parameter is not None:
            out["parameter"] = self.parameter
        if self.chosen is not None:
            out["chosen"] = self.chosen
        if self.notes:
            out["notes"] = [one.plain() for one in self.notes]
        if self.children:
            out["steps"] = [one.plain() for one in self.children]
        return out
