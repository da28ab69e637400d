"""Inputs and steps."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mingjian.models.editing.edit import BaseEdit, new_name
from mingjian.models.editing.hand import MODEL_FILE, Hand
from mingjian.models.editing.primitives import Add
from mingjian.models.editing.removing import remove_step

__all__ = ["AddNeed", "AddStep", "RemoveStep", "SetOption"]


class AddNeed(BaseEdit):
    """A list the model reads: a standard with its columns."""

    kind: Literal["add_need"] = "add_need"
    alias: str
    standard: str
    columns: tuple[str, ...] = Field(min_length=1)

    def make(self, hand: Hand) -> None:
        new_name(hand, "needs", self.alias)
        hand.put(MODEL_FILE, ("needs", self.alias), {"standard": self.standard, "columns": list(self.columns)})


class AddStep(BaseEdit):
    """A step before another one, else at the end."""

    kind: Literal["add_step"] = "add_step"
    name: str
    body: dict[str, Any] = Field(min_length=1)
    before: str | None = None

    def make(self, hand: Hand) -> None:
        new_name(hand, "steps", self.name)
        body = hand.plain(MODEL_FILE, ("steps",), self.body)
        steps = hand.model.get("steps")
        if self.before is None or not isinstance(steps, dict):
            hand.put(MODEL_FILE, ("steps", self.name), body)
            return
        hand.find(MODEL_FILE, ("steps", self.before))
        hand.do(MODEL_FILE, Add(("steps",), list(steps).index(self.before), self.name, body))


class RemoveStep(BaseEdit):
    """A step taken away. ``reconnect``: what read it reads its (first) input instead."""

    kind: Literal["remove_step"] = "remove_step"
    name: str
    reconnect: bool = False

    def make(self, hand: Hand) -> None:
        remove_step(hand, self.name, self.reconnect)


class SetOption(BaseEdit):
    """An option of a step; without a value it is taken away."""

    kind: Literal["option"] = "option"
    step: str
    option: str
    value: Any = None

    def make(self, hand: Hand) -> None:
        hand.find(MODEL_FILE, ("steps", self.step))
        path = ("steps", self.step, self.option)
        if self.value is None:
            hand.take(MODEL_FILE, path)
        else:
            hand.put(MODEL_FILE, path, self.value)
