"""What the API says of identity: records whose number fails, both sides of each, and decisions."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "CandidateInfo",
    "DecideGiven",
    "DecisionInfo",
    "IdentityDataset",
    "IdentityPage",
    "IdentityQuery",
    "KnownRow",
    "Labelled",
    "RecordInfo",
    "RecordPage",
    "ResolutionInfo",
    "RevealGiven",
]


class Labelled(Shown):
    """A value under what it is called, masked by the reader's clearance."""

    label: Text
    value: Text


class CandidateInfo(Shown):
    """Somebody a record may be. `number` stands for him in a decision; `shown` is what the reader may see of it."""

    number: int
    shown: str
    chance: float
    decided: bool
    reasons: list[Text]


class RecordInfo(Shown):
    """Rows of a dataset that say the same and lack a usable number."""

    record: str
    dataset: str
    title: Text
    rows: int
    state: Coded
    told: list[Labelled]
    candidates: list[CandidateInfo]


class IdentityDataset(Shown):
    """A dataset with how many rows lack a usable number, how many of them were linked, how many wait for people."""

    dataset: str
    title: Text
    rows: int
    linked: int
    unsure: int


class ResolutionInfo(Shown):
    """When it was last found out who the records are. `stale`: data or decisions came since that do not count yet."""

    id: str
    made: datetime
    known: int
    changed: int
    stale: bool


class IdentityPage(Shown):
    """A page of records in one state, those with most rows first; `newest` is null while nothing was resolved."""

    newest: ResolutionInfo | None
    datasets: list[IdentityDataset]
    items: list[RecordInfo]
    total: int
    running: int | None = Field(description="number of the job that is resolving now")


class IdentityQuery(Asked):
    """Which records."""

    state: Literal["unsure", "linked"] = "unsure"
    dataset: str | None = None
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=20, ge=1, le=100)


class KnownRow(Shown):
    """A row about a candidate, under his own number."""

    dataset: str
    title: Text
    told: list[Labelled]


class DecisionInfo(Shown):
    """What somebody decided about the record."""

    number: int
    shown: str
    word: Coded
    by: str
    why: str
    at: datetime


class RecordPage(Shown):
    """Both sides of a record: what it says wherever it stands, and rows about each candidate by his number."""

    records: list[RecordInfo]
    known: dict[int, list[KnownRow]]
    decisions: list[DecisionInfo]
    revealed: bool


class RevealGiven(Asked):
    """See both sides without masks; logged with the reason."""

    why: str = Field(min_length=1, max_length=200)


class DecideGiven(Asked):
    """A decision. `number`: the candidate's."""

    number: int = Field(ge=1, le=2_147_483_647)
    word: Literal["same", "different", "unsure"]
    why: str = Field(default="", max_length=200)
