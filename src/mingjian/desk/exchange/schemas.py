"""What the API says of exchange files and partners."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text


class PartnerInfo(Shown):
    """An office on another network. Its fingerprint is what both sides compare by another way."""

    code: str
    zh: str
    fingerprint: str
    active: bool
    by: Person
    at: datetime


class Partners(Shown):
    """Known partners, and this desk's own public key."""

    items: list[PartnerInfo]
    own_public: str
    own_fingerprint: str


class NewPartner(Asked):
    """A partner, or another key of a known one."""

    code: str = Field(pattern=r"^[0-9A-Z]{2,12}$")
    zh: str = Field(min_length=1, max_length=80, pattern=r"\S")
    public: str = Field(max_length=2000)


class PartnerAct(Asked):
    """Trust a partner's key, or no more."""

    action: Literal["activate", "deactivate"]


class SentInfo(Shown):
    """A clue that was sent, and what came back."""

    clue: str
    why: str
    outcome: Text | None
    outcome_at: datetime | None


class FileInfo(Shown):
    """A file that went out or came in."""

    id: int
    partner: str
    outgoing: bool
    kind: Coded
    sequence: int
    sha256: str
    items: int
    by: Person
    at: datetime
    sent: list[SentInfo]


class ExchangeQuery(Asked):
    """A page of files."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class ExchangePage(Shown):
    """Files of the offices the user sees, newest first, and to whom he may send."""

    items: list[FileInfo]
    total: int
    partners: list[Coded]
    may_send: bool
    may_receive: bool


class Send(Asked):
    """Clues to send to a partner. `days` is how long the file may be opened."""

    to: str = Field(max_length=12)
    clues: list[str] = Field(min_length=1, max_length=200)
    why: str = Field(min_length=2, max_length=1000)
    days: int = Field(30, ge=1, le=365)


class SendOutcomes(Asked):
    """Tell a partner what became of the clues it sent."""

    to: str = Field(max_length=12)
    days: int = Field(30, ge=1, le=365)


class Received(Shown):
    """What a file brought; `already`: it had been taken in before, and nothing changed."""

    kind: Coded
    sender: str
    sequence: int
    items: int
    already: bool
