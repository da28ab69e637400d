"""One file as a sheet that is edited: its text, what it says, where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mingjian.models.editing.changes import Change, apply_changes
from mingjian.models.editing.layout import Comment, Layout, Value
from mingjian.models.editing.plain import same
from mingjian.models.editing.primitives import Primitive
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.writing import Wants
from mingjian.models.problems import Problem
from mingjian.models.source import Path, Source, read_source

__all__ = ["Place", "Sheet", "open_sheet"]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a file; ``line`` and ``column`` of the first, from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True)
class Sheet:
    """A file that can be edited. Never changed: every change gives another sheet."""

    name: str
    text: str
    source: Source
    wants: Wants

    @property
    def data(self) -> Any:
        """What the file says, as plain data."""
        return self.source.data

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return Layout(self.source)

    @property
    def comments(self) -> list[Comment]:
        """All comments of the file."""
        return self.layout.comments()

    def place(self, path: Path, *, key: bool = False) -> Place:
        """The characters of the value at a path (of its key). KeyError when there is none."""
        if key:
            entry = self.layout.entries[path]
            start, end = entry.at, entry.key_end or entry.head
        else:
            value = self.layout.values[path]
            start, end = value.start, value.end
        before = self.text.rfind("\n", 0, start)
        return Place(start, end, self.text.count("\n", 0, start) + 1, start - before)

    def changed(self, primitive: Primitive) -> tuple[Sheet, Sequence[Change]]:
        """The sheet after a change, and the change. Raises `EditRefused` when no way to write it says what it means."""
        meant = primitive.over(self.data)
        if same(meant, self.data):
            return self, ()
        unreadable: list[Problem] = []
        try:
            for changes in primitive.ways(self.layout, self.wants):
                after = self._after(changes)
                if after is None:
                    continue
                if not after.source.problems and same(after.data, meant):
                    return after, changes
                unreadable = after.source.problems
        except ValueError as error:
            raise EditRefused(self._unwritable(primitive.place, str(error))) from None
        raise EditRefused(*unreadable or [self._stuck(primitive.place)])

    def _after(self, changes: Sequence[Change]) -> Sheet | None:
        try:
            text = apply_changes(self.text, changes)
        except ValueError:
            return None
        return Sheet(self.name, text, read_source(text, self.name), self.wants)

    def _stuck(self, path: Path) -> Problem:
        return self.source.problem(
            path,
            "此处的写法不能单独改动而不影响其他内容，请直接编辑文字",
            "this is written in a way that cannot be changed without touching something else: edit it as text",
        )

    def _unwritable(self, path: Path, what: str) -> Problem:
        return self.source.problem(
            path,
            f"所给的值不能写入模型文件：{what}",
            f"the value given cannot be written into a model file: {what}",
        )


def open_sheet(text: str, name: str, wants: Wants) -> Sheet:
    """A text as a sheet. Raises `EditRefused` with every reason why it cannot be edited, each with its place."""
    source = read_source(text, name)
    problems = list(source.problems)
    if not problems and not isinstance(source.data, dict):
        problems.append(
            source.problem((), "文件应为键值映射", "the file should be a mapping", expected=("model: …", "model: …"))
        )
    if not problems and "\r" in text.replace("\r\n", ""):
        problems.append(
            source.problem((), "换行符不统一（单独的回车）", "a lone carriage return is used as a line break")
        )
    sheet = Sheet(name, text, source, wants)
    if not problems:
        try:
            root: Value | None = sheet.layout.root
        except ValueError:
            problems.append(
                source.problem((), "“? 键”的写法不能在此编辑", "explicit keys (`? key`) cannot be edited here")
            )
        else:
            if root is not None and root.flow:
                problems.append(
                    source.problem(
                        (), "整个文件写在一对花括号中，不能在此编辑", "the whole file is in braces: not edited here"
                    )
                )
    if problems:
        raise EditRefused(*problems)
    return sheet
