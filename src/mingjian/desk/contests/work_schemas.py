"""What the API says of works: entries, versions with receipts, what is missing, what became of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.contests.schemas import Topic
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "AuthorInfo",
    "AuthorList",
    "ContestFinding",
    "EntryAct",
    "EntryList",
    "EntryRow",
    "NewEntry",
    "OwnWork",
    "OwnWorks",
    "PathStep",
    "ReceiptInfo",
    "WorkAuthor",
    "WorkVersion",
]  # fmt: skip


class WorkAuthor(Asked):
    """Somebody who made a work; with a user name where he has one here, and the code of his office."""

    name: str = Field(min_length=1, max_length=40)
    username: str = Field("", max_length=40)
    office: str = Field("", max_length=12)


class NewEntry(Asked):
    """A work that is entered, or entered otherwise."""

    type: str = Field(max_length=20)
    title: str = Field(min_length=1, max_length=200)
    authors: list[WorkAuthor] = Field(min_length=1, max_length=20)
    contacts: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field(default_factory=list, max_length=10)
    topics: list[Topic] = Field(default_factory=list, max_length=20)


class EntryAct(Asked):
    """What the secretary decides of a work; `why` is asked for unless it is admitted or made an anchor."""

    action: Literal["admit", "refuse", "fail", "anchor", "unanchor"]
    why: str = Field("", max_length=500)
    version: int


class Withdrawal(Asked):
    """A work is taken back by who entered it."""

    why: str = Field(min_length=1, max_length=500)


class ContestFinding(Text):
    """Something that was found of a version: an error makes it incomplete."""

    check: str
    severity: Literal["error", "warning", "notice"]
    file: str
    place: str


class ReceiptInfo(Shown):
    """A receipt: the leaf that is hashed is its canonical JSON; `signature` is the desk's (Ed25519) over that."""

    contest: str
    work: str
    version: int
    sha256: str
    size: int
    at: str
    late: bool
    signature: str
    public: str


class PathStep(Shown):
    """A neighbour on the way from a receipt to the root: its hash, and on which side it stands."""

    side: Literal["left", "right"]
    hash: str


class WorkVersion(Shown):
    """Something that was handed in. `findings` is None while it waits to be looked at; `path` leads to the root."""

    number: int
    name: str
    receipt: ReceiptInfo
    whole: bool | None
    findings: list[ContestFinding] | None
    path: list[PathStep]


class AuthorInfo(Shown):
    """An author as he was entered."""

    name: str
    username: str
    office: str


class OwnWork(Shown):
    """A work as its entrant sees it."""

    id: str
    type: Coded
    title: str
    authors: list[AuthorInfo]
    contacts: list[str]
    topics: list[str]
    state: Coded
    reason: str
    number: str
    versions: list[WorkVersion]
    may_change: bool
    may_submit: bool
    may_withdraw: bool


class OwnWorks(Shown):
    """The reader's own works."""

    items: list[OwnWork]
    root: str


class EntryRow(Shown):
    """A work as the secretary sees it; `whole`: whether its last version is complete, None while that is unknown."""

    id: str
    number: str
    type: Coded
    title: str
    authors: list[AuthorInfo]
    contacts: list[str]
    topics: list[str]
    state: Coded
    reason: str
    anchor: bool
    versions: int
    late: int
    whole: bool | None
    findings: list[ContestFinding]
    package: str
    version: int


class EntryList(Shown):
    """All works of a contest, by their numbers."""

    items: list[EntryRow]
    total: int


class AuthorList(Shown):
    """Authors of a contest by name, tied to no work."""

    items: list[AuthorInfo]


class EntryQuery(Asked):
    """A page of the works."""

    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(50, ge=1, le=200)
    state: str = Field("", max_length=12)
