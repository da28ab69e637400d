"""Examples: cases and their rows."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import Field

from mingjian.models.editing.edit import BaseEdit, check_name
from mingjian.models.editing.empty import empty_examples
from mingjian.models.editing.hand import Hand
from mingjian.models.editing.primitives import Add
from mingjian.models.editing.refused import EditRefused
from mingjian.models.problems import Problem

__all__ = ["AddCase", "AddExamples", "AddRow", "RemoveRow"]

_FILE = re.compile(r"examples/[a-z0-9][a-z0-9_-]{0,62}\.yaml\Z")


class AddExamples(BaseEdit):
    """A new file of examples, to be filled with cases."""

    kind: Literal["add_examples"] = "add_examples"
    file: str
    as_of: dt.date

    def make(self, hand: Hand) -> None:
        if not _FILE.match(self.file) or self.file in hand.sheets:
            raise EditRefused(
                Problem(self.file, 1, 1, "", f"不能新建文件“{self.file}”", f"the file '{self.file}' cannot be made",
                        "examples/名称.yaml，且尚不存在", "examples/name.yaml that is not there yet")
            )  # fmt: skip
        hand.create(self.file, empty_examples(self.as_of))


class AddCase(BaseEdit):
    """A case: rows that belong together and what they must give."""

    kind: Literal["add_case"] = "add_case"
    file: str
    name: str
    body: dict[str, Any]

    def make(self, hand: Hand) -> None:
        cases = hand.data(self.file).get("cases")
        check_name(hand, ("cases",), self.name, self.file)
        if isinstance(cases, dict) and self.name in cases:
            raise hand.refuse(self.file, ("cases", self.name), f"已有案例“{self.name}”",
                              f"there is a case '{self.name}' already", key=True)  # fmt: skip
        hand.put(self.file, ("cases", self.name), self.body)


class AddRow(BaseEdit):
    """A row of a need in a case, before the one at ``index``, else at the end."""

    kind: Literal["add_row"] = "add_row"
    file: str
    case: str
    need: str
    row: dict[str, Any]
    index: int | None = Field(None, ge=0)

    def make(self, hand: Hand) -> None:
        case = hand.find(self.file, ("cases", self.case))
        path = ("cases", self.case, "rows", self.need)
        rows = case.get("rows") if isinstance(case, dict) else None
        there = rows.get(self.need) if isinstance(rows, dict) else None
        if not isinstance(there, list) or not there:
            hand.put(self.file, path, [self.row])
            return
        row = hand.plain(self.file, path, self.row)
        index = len(there) if self.index is None else min(self.index, len(there))
        hand.do(self.file, Add(path, index, None, row))


class RemoveRow(BaseEdit):
    """A row of a case taken away; with the last of a need its list."""

    kind: Literal["remove_row"] = "remove_row"
    file: str
    case: str
    need: str
    index: int = Field(ge=0)

    def make(self, hand: Hand) -> None:
        path = ("cases", self.case, "rows", self.need)
        hand.find(self.file, (*path, self.index))
        last = len(hand.find(self.file, path)) == 1
        hand.take(self.file, path if last else (*path, self.index))
