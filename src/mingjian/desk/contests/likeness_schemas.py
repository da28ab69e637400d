"""What the API says of likeness: evidence, and what two people say of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown

__all__ = [
    "CasePiece", "HeardCase", "LikenessInfo", "LikenessList", "LikenessWord", "MaskedCase", "MaskedCases",
    "MaskedPassage", "VerdictInfo",
]  # fmt: skip


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


class CasePiece(Shown):
    """Words of a passage: `same` in both, `grey` everybody's, `around` what stands before and behind."""

    text: str
    sort: str


class MaskedPassage(Shown):
    """A passage of one's own work, and its counterpart with all covered that is not in the own one."""

    file: str
    own: list[CasePiece]
    other: list[CasePiece]


class MaskedCase(Shown):
    """What was decided of one's own work. Which work the other is stays untold, but for a published model. `witnesses`:
    how much of the own work each kind of likeness covers; `steps`: of its model, what each has in common."""

    origin: Coded
    other: str
    word: Coded
    witnesses: dict[str, float]
    passages: list[MaskedPassage]
    steps: dict[str, list[str]]


class MaskedCases(Shown):
    """Cases of one's own work."""

    items: list[MaskedCase]


class HeardCase(Shown):
    """A case as the judges of an appeal see it: both sides, of blind packages. `own`: on which side (0 here, 1 there)
    the work stands that the appeal is about."""

    work: str
    own: int
    other: str
    origin: Coded
    word: Coded
    passages: list[dict[str, Any]]
    structure: dict[str, Any] | None
