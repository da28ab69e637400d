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
    "ReasonInfo",
    "RecordInfo",
    "RecordPage",
    "ResolutionInfo",
    "Respect",
    "RespectSide",
    "RevealGiven",
]


class Labelled(Shown):
    """A value under what it is called, masked by the reader's clearance."""

    label: Text
    value: Text


class ReasonInfo(Text):
    """Something that was compared and how it agreed; `speaks` for the candidate or against."""

    speaks: Literal["for", "against"]


class CandidateInfo(Shown):
    """Somebody a record may be. `number` stands for him in a decision; `shown` is what the reader may see of it."""

    number: int
    shown: str
    chance: float
    decided: bool
    reasons: list[ReasonInfo]


class RecordInfo(Shown):
    """Rows of a dataset that say the same and lack a usable number. `decision`: the newest that stands about it;
    `waiting` while it counts only after resolving again."""

    record: str
    kind: Coded
    dataset: str
    title: Text
    rows: int
    state: Coded
    told: list[Labelled]
    candidates: list[CandidateInfo]
    decision: Coded | None
    waiting: bool


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
    """Which records: those that wait for people, those the machine took for somebody, or those people decided on."""

    state: Literal["unsure", "linked", "decided"] = "unsure"
    kind: Literal["person", "company"] | None = None
    dataset: str | None = None
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=20, ge=1, le=100)


class KnownRow(Shown):
    """A row of the record, or one about a candidate under his own number."""

    dataset: str
    title: Text
    told: list[Labelled]


class DecisionInfo(Shown):
    """What somebody decided about the record."""

    number: int
    shown: str
    standing: bool
    word: Coded
    by: str
    why: str
    at: datetime


class RespectSide(Shown):
    """What is known of a candidate in one respect, and how that agreed with the record where it was compared."""

    values: list[Text]
    reason: ReasonInfo | None


class Respect(Shown):
    """Both sides in one respect: what the record says, and what is known of each candidate by his number."""

    label: Text
    own: Text | None
    known: dict[int, RespectSide]


class RecordPage(Shown):
    """Both sides of a record: what it says wherever it stands, what was compared, and rows of both by the candidate's
    number."""

    kind: Coded
    records: list[RecordInfo]
    compared: list[Respect]
    own: list[KnownRow]
    known: dict[int, list[KnownRow]]
    decisions: list[DecisionInfo]
    revealed: bool


class RevealGiven(Asked):
    """See both sides without masks; logged with the reason."""

    why: str = Field(min_length=1, max_length=200)


class DecideGiven(Asked):
    """A decision. `number`: the candidate's."""

    number: int = Field(ge=1, le=2_147_483_647)
    word: Literal["same", "different", "unsure", "withdrawn"]
    why: str = Field(default="", max_length=200)
