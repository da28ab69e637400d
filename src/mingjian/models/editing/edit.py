"""What every edit is: data that can be sent and kept, and a way to make it."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mingjian.models.editing.hand import MODEL_FILE, Hand

__all__ = ["BaseEdit", "Where", "check_name", "new_name"]

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")
Where = Annotated[tuple[str | int, ...], Field(min_length=1, max_length=40)]
"""A path in a file: names of keys, numbers of items from 0."""


class BaseEdit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str

    @abstractmethod
    def make(self, hand: Hand) -> None:
        """Make the edit. Raises `EditRefused`."""


def check_name(hand: Hand, place: tuple[str | int, ...], name: str, file: str = MODEL_FILE) -> None:
    if not _NAME.match(name):
        raise hand.refuse(file, place, f"名称“{name}”不合规：应为小写英文字母、数字和下划线",
                          f"'{name}' is not a valid name: small letters, digits and underscores")  # fmt: skip


def new_name(hand: Hand, section: str, name: str) -> None:
    """Refused when it is no name, or something has it: inputs, steps and parameters share their names."""
    check_name(hand, (section,), name)
    for other in ("needs", "steps", "parameters"):
        if isinstance(hand.model.get(other), dict) and name in hand.model[other]:
            raise hand.refuse(MODEL_FILE, (other, name), f"已有名称“{name}”", f"there is a '{name}' already", key=True)
