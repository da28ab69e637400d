"""What the API says of quarantined rows and of mending them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.data.delivery_schemas import NoteInfo
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

__all__ = [
    "Deliver",
    "Dismiss",
    "Dismissed",
    "Mend",
    "QuarantineList",
    "QuarantineQuery",
    "QuarantineRow",
    "RawCell",
    "Reopen",
    "Reveal",
    "RowPlace",
]


class QuarantineQuery(Asked):
    """Which rows of which version."""

    version: int | None = Field(default=None, ge=1, le=10_000_000)
    state: Literal["open", "mended", "delivered", "dismissed"] = "open"
    reason: str | None = Field(default=None, max_length=120)
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=20, ge=1, le=100)


class RawCell(Shown):
    """A cell as delivered, or mended."""

    header: str
    column: Text | None
    value: str
    mended: str | None
    masked: bool


class QuarantineRow(Shown):
    """A row in quarantine. `raw` is the line where it could not be taken apart; `notes` what still is wrong with it.

    One that is `sealed` shows no value and cannot be mended.
    """

    file: int
    line: int
    source: str
    sheet: str | None
    reasons: list[Coded]
    cells: list[RawCell]
    raw: str | None
    state: Coded
    why: str
    by: Person | None
    at: datetime | None
    notes: list[NoteInfo]
    sealed: bool


class QuarantineList(Shown):
    """A page of rows of one version, with counts by state and reason."""

    dataset: str
    title: Text
    number: int
    numbers: list[int]
    items: list[QuarantineRow]
    total: int
    states: list[Counted]
    reasons: list[Counted]
    can: bool


class RowPlace(Asked):
    """A row of a version's quarantine."""

    version: int = Field(ge=1, le=10_000_000)
    file: int = Field(ge=0, le=2**31 - 1)
    line: int = Field(ge=0, le=2**53)


class Mend(RowPlace):
    """New cells of a row, by header; the others stay as delivered."""

    cells: dict[str, str] = Field(min_length=1, max_length=400)


class Reveal(RowPlace):
    """See a row without masks; logged with the reason."""

    why: str = Field(min_length=1, max_length=200)


class Reopen(RowPlace):
    """Take a decision back."""


class Dismiss(Asked):
    """Leave rows as they are: those at the places, or all open ones with a reason."""

    version: int = Field(ge=1, le=10_000_000)
    places: list[tuple[int, int]] = Field(default_factory=list, max_length=1000)
    reason: str | None = Field(default=None, max_length=120)
    why: str = Field(min_length=1, max_length=300)


class Dismissed(Shown):
    """How many rows were decided on."""

    count: int


class Deliver(Asked):
    """Deliver all mended rows of a version."""

    version: int = Field(ge=1, le=10_000_000)
