"""What the API says of deadlines."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

Scope = Literal["mine", "office", "soon", "overdue", "escalated"]


class DeadlineQuery(Asked):
    """Which deadlines: the user's own, all in sight, those to be reminded of, overdue ones, those told to him."""

    scope: Scope = "mine"
    kind: str | None = Field(None, max_length=60, description="a kind, several with commas")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


class DeadlineRow(Shown):
    """A deadline. `key` names it for an extension; `by_law` cites where it is written, empty: set by a person.

    `handed_up`: somebody below asks the reader's office to see to it.
    """

    key: str
    kind: Coded
    about: Literal["clue", "case", "request", "agreement", "dataset", "question"]
    id: str
    text: Text
    due: date
    days_left: int
    by_law: Text
    verified: bool
    owner: Person | None
    office: Coded
    extended: int
    extensions: int
    may_extend: bool
    may_urge: bool
    letter: int | None
    handed_up: bool = False


class DeadlineList(Shown):
    """A page of deadlines, nearest first; how many there are in every scope and of every kind."""

    items: list[DeadlineRow]
    total: int
    scopes: dict[Scope, int]
    kinds: list[Counted]
    remind_days: int


class Extend(Asked):
    """Put a deadline off. `before` is the one the user saw."""

    key: str = Field(max_length=60)
    before: date
    until: date
    why: str = Field(min_length=2, max_length=1000)
