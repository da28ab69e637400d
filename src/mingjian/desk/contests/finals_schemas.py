"""What the API says of finals by pairs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mingjian.desk.contests.judging_schemas import PackageFile
from mingjian.desk.words import Asked, Coded, Shown

__all__ = ["FinalInfo", "FinalList", "NewChoice", "PairInfo", "PairList", "PairProgress", "PairWork"]


class FinalInfo(Shown):
    """Works that are compared by pairs, in the order of their numbers, and how many answers there are."""

    type: Coded
    number: int
    works: list[str]
    pairs: int
    answered: int
    abstained: int


class PairProgress(Shown):
    """How many pairs a judge has, and how many he has dealt with."""

    judge: str
    pairs: int
    done: int


class FinalList(Shown):
    """The finals of a contest. `drawn`: whether the draw has ended; there may be nothing to compare."""

    drawn: bool
    items: list[FinalInfo]
    judges: list[PairProgress]
    may_draw: bool


class PairWork(Shown):
    """One of two works: its number and the files of its blind package."""

    number: str
    files: list[PackageFile]
    archive: str


class PairInfo(Shown):
    """Two works before a judge; which stands first is drawn. `better` is empty until he has said it."""

    number: int
    type: Coded
    first: PairWork
    second: PairWork
    better: str
    reason: str
    abstained: str
    may_answer: bool


class PairList(Shown):
    """A judge's pairs."""

    items: list[PairInfo]
    open: int


class NewChoice(Asked):
    """Which of the two is better (its number) and why; or, with `better` empty, why he says nothing."""

    better: Annotated[str, Field(max_length=12)] = ""
    reason: str = Field(min_length=1, max_length=500)
