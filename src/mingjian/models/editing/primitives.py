"""The few changes every edit is made of. Each is said twice: over plain data, and as changes of the text.

The sheet makes the change of text and reads it again; if that is not what was said over the data, it tries the next
way to write it, and refuses when there is none. So no way of writing has to be trusted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.models.editing.blocks import add_lines, move_lines, take_lines
from mingjian.models.editing.changes import Change
from mingjian.models.editing.flows import add_within, move_within, take_within, unfolded
from mingjian.models.editing.layout import Layout, line_start
from mingjian.models.editing.plain import at, changed
from mingjian.models.editing.replacing import other_key, other_value, respelled
from mingjian.models.editing.writing import WIDTH, Wants, inline, lines_of, scalar, width
from mingjian.models.source import Path

__all__ = ["Add", "Move", "Primitive", "Replace", "Rewrite", "Take"]


class Primitive(ABC):
    """One change of a file."""

    @abstractmethod
    def over(self, data: Any) -> Any:
        """What the file says afterwards."""

    @abstractmethod
    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        """Ways to write it, the one that changes least first."""

    @property
    @abstractmethod
    def place(self) -> Path:
        """Where it is made, for messages."""


@dataclass(frozen=True)
class Replace(Primitive):
    """Another value at a path."""

    path: Path
    value: Any

    @property
    def place(self) -> Path:
        return self.path

    def over(self, data: Any) -> Any:
        return changed(data, self.path, lambda _: self.value)

    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        yield from other_value(layout, self.path, at(layout.source.data, self.path), self.value, wants)


@dataclass(frozen=True)
class Add(Primitive):
    """A new entry of a mapping (``key`` a name) or item of a list (``key`` None) at place ``index``."""

    path: Path
    index: int
    key: str | None
    value: Any

    @property
    def place(self) -> Path:
        return self.path

    def over(self, data: Any) -> Any:
        return changed(data, self.path, self._with)

    def _with(self, old: Any) -> Any:
        if self.key is None:
            return [*old[: self.index], self.value, *old[self.index :]]
        pairs = list(old.items())
        pairs.insert(self.index, (self.key, self.value))
        return dict(pairs)

    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        value = layout.values[self.path]
        old = at(layout.source.data, self.path)
        if value.block:
            yield add_lines(layout, value, self.index, self._lines(layout, wants))
        elif old or layout.values[self.path[:-1]].flow:
            if not layout.values[self.path[:-1]].flow and self._is_wide(layout, wants):
                lines = unfolded(layout, value, self.index, self._inline())
                yield from [lines] if lines is not None else []
            yield add_within(layout, value, self.index, self._inline())
        yield from other_value(layout, self.path, old, self._with(old), wants)

    def _inline(self) -> str:
        return inline(self.value) if self.key is None else f"{scalar(self.key)}: {inline(self.value)}"

    def _is_wide(self, layout: Layout, wants: Wants) -> bool:
        """Whether what stands on one line should not, with one more entry."""
        value = layout.values[self.path]
        if wants(self.path, self._with(at(layout.source.data, self.path))):
            return True
        line = layout.text[line_start(layout.text, value.start) : value.end]
        return width(line) + width(self._inline()) + 2 > WIDTH

    def _lines(self, layout: Layout, wants: Wants) -> str:
        column = layout.column(layout.values[self.path].entries[0].at)
        one: Any = [self.value] if self.key is None else {self.key: self.value}
        return lines_of(one, self.path, column, layout.newline, wants)[0]


@dataclass(frozen=True)
class Take(Primitive):
    """The entry or item at a path taken away."""

    path: Path

    @property
    def place(self) -> Path:
        return self.path

    def over(self, data: Any) -> Any:
        return changed(data, self.path[:-1], self._without)

    def _without(self, old: Any) -> Any:
        last = self.path[-1]
        if isinstance(old, list):
            return [item for index, item in enumerate(old) if index != last]
        return {key: value for key, value in old.items() if key != last}

    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        holder = layout.values[self.path[:-1]]
        index = next(n for n, entry in enumerate(holder.entries) if entry.key == self.path[-1])
        if holder.flow:
            yield take_within(layout, holder, index)
        elif len(holder.entries) > 1:
            yield take_lines(layout, holder, index)
        if self.path[:-1]:
            old = at(layout.source.data, self.path[:-1])
            yield from other_value(layout, self.path[:-1], old, self._without(old), wants)


@dataclass(frozen=True)
class Move(Primitive):
    """Entry or item number ``index`` of the mapping or list at a path put at place ``to``."""

    path: Path
    index: int
    to: int

    @property
    def place(self) -> Path:
        return self.path

    def over(self, data: Any) -> Any:
        return changed(data, self.path, self._moved)

    def _moved(self, old: Any) -> Any:
        items = list(old.items() if isinstance(old, dict) else old)
        items.insert(self.to, items.pop(self.index))
        return dict(items) if isinstance(old, dict) else items

    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        holder = layout.values[self.path]
        yield (move_within if holder.flow else move_lines)(layout, holder, self.index, self.to)


@dataclass(frozen=True)
class Rewrite(Primitive):
    """Other names: texts and keys by their path in the file as it is."""

    place_: Path
    texts: Mapping[Path, str] = field(default_factory=dict)
    keys: Mapping[Path, str] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        return self.place_

    def over(self, data: Any) -> Any:
        return self._over(data, ())

    def _over(self, data: Any, path: Path) -> Any:
        if path in self.texts:
            return self.texts[path]
        if isinstance(data, dict):
            return {self.keys.get((*path, key), key): self._over(value, (*path, key)) for key, value in data.items()}
        if isinstance(data, list):
            return [self._over(item, (*path, index)) for index, item in enumerate(data)]
        return data

    def ways(self, layout: Layout, wants: Wants) -> Iterator[list[Change]]:
        yield self._written(layout, small=True)
        yield self._written(layout, small=False)

    def _written(self, layout: Layout, *, small: bool) -> list[Change]:
        changes = []
        for path, new in self.texts.items():
            old = at(layout.source.data, path)
            found = respelled(layout, path, old, new) if small else None
            if found is None:
                found = next(other_value(layout, path, None, new, lambda *_: False))
            changes += found
        for path, new in self.keys.items():
            changes += other_key(layout, path, new)
        return changes
