"""What the API says of likeness: evidence, and what two people say of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown

__all__ = ["LikenessInfo", "LikenessList", "LikenessWord", "VerdictInfo"]


class LikenessWord(Asked):
    """What somebody says of a case: `copied`, and which of the works fails; `common` (usage, or declared); `own` (by
    the same people)."""

    word: Literal["copied", "common", "own"]
    work: str = Field("", max_length=12)
    reason: str = Field(min_length=1, max_length=1000)


class VerdictInfo(Shown):
    """What somebody said of a case, and why."""

    by: str
    word: str
    reason: str
    at: datetime


class LikenessInfo(Shown):
    """Two works that are alike: by text, query, program or structure; passages side by side, of blind packages. What
    the first person said is shown to the second once he said something himself. Evidence, never a verdict."""

    id: int
    one: str
    other: str
    origin: str
    relation: str
    witnesses: dict[str, Any]
    passages: list[dict[str, Any]]
    structure: dict[str, Any] | None
    state: Coded
    word: str
    verdicts: list[VerdictInfo]
    said: int
    may_say: bool


class LikenessList(Shown):
    """Cases of a contest."""

    items: list[LikenessInfo]
