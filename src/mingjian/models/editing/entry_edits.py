"""Values, entries and items anywhere in a file."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mingjian.models.editing.edit import BaseEdit, Where
from mingjian.models.editing.hand import MODEL_FILE, Hand
from mingjian.models.editing.primitives import Add, Move

__all__ = ["Insert", "MoveEntry", "Remove", "SetText", "SetValue"]


class SetValue(BaseEdit):
    """A value at a path; what is missing on the way is made. Lists and mappings change only where they differ."""

    kind: Literal["set"] = "set"
    file: str = MODEL_FILE
    path: Where
    value: Any

    def make(self, hand: Hand) -> None:
        hand.put(self.file, self.path, self.value)


class SetText(BaseEdit):
    """A text in one language: a title, a note, a clue's sentence, the reason of a parameter."""

    kind: Literal["text"] = "text"
    file: str = MODEL_FILE
    path: Where
    lang: Literal["zh", "en"]
    text: str = Field(max_length=4000)

    def make(self, hand: Hand) -> None:
        hand.put(self.file, (*self.path, self.lang), self.text)


class Insert(BaseEdit):
    """An item of a list before the one at ``index``, else at the end."""

    kind: Literal["insert"] = "insert"
    file: str = MODEL_FILE
    path: Where
    index: int | None = Field(None, ge=0)
    value: Any

    def make(self, hand: Hand) -> None:
        here = hand.find(self.file, self.path)
        if here is None:
            hand.put(self.file, self.path, [self.value])
            return
        if not isinstance(here, list):
            raise hand.refuse(self.file, self.path, "此处不是列表", "this is no list")
        value = hand.plain(self.file, self.path, self.value)
        index = len(here) if self.index is None else min(self.index, len(here))
        hand.do(self.file, Add(self.path, index, None, value))


class Remove(BaseEdit):
    """An entry or item taken away, with the comments that stand at it."""

    kind: Literal["remove"] = "remove"
    file: str = MODEL_FILE
    path: Where

    def make(self, hand: Hand) -> None:
        hand.take(self.file, self.path)


class MoveEntry(BaseEdit):
    """An entry or item put at another place among those beside it, with the comments that stand at it."""

    kind: Literal["move"] = "move"
    file: str = MODEL_FILE
    path: Where
    to: int = Field(ge=0)

    def make(self, hand: Hand) -> None:
        hand.find(self.file, self.path)
        holder = hand.find(self.file, self.path[:-1])
        index = list(holder).index(self.path[-1]) if isinstance(holder, dict) else int(self.path[-1])
        hand.do(self.file, Move(self.path[:-1], index, min(self.to, len(holder) - 1)))
