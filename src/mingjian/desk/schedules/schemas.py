"""What the API says of schedules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.schedules.rhythm import Rhythm
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "Alive",
    "Covers",
    "NewSchedule",
    "RunnableModel",
    "ScheduleAct",
    "ScheduleChange",
    "ScheduleChoices",
    "ScheduleInfo",
    "ScheduleList",
    "SourceChoice",
    "TurnInfo",
    "TurnList",
    "TurnQuery",
    "What",
]  # fmt: skip


class Covers(Asked):
    """What every delivery is declared to be complete for: a region, from a day to the day it was taken."""

    region: str = Field(max_length=12)
    start: date


class What(Asked):
    """What is done; which of it counts is a matter of the kind.

    `load`: import what is known already, else everything waits for somebody. `delivery`: of files. `models`: none for
    all of the lines of whoever answers for it. `on_data`: run a model when there are new data for it.
    """

    folder: str = Field("", max_length=60)
    source: str = Field("", max_length=60)
    space: str = Field("", max_length=200)
    table: str = Field("", max_length=200)
    columns: list[str] = Field(default_factory=list, max_length=2000)
    newer: str = Field("", max_length=200)
    load: bool = True
    delivery: Literal["full", "append"] = "full"
    covers: list[Covers] = Field(default_factory=list, max_length=50)
    models: list[str] = Field(default_factory=list, max_length=200)
    purpose: str = Field("", max_length=200)
    on_data: bool = True


class NewSchedule(Asked):
    """A schedule. Data need a rhythm; models one, or `on_data`, or both."""

    name: str = Field(min_length=1, max_length=80, pattern=r"\S")
    kind: Literal["folder", "database", "models"]
    what: What
    rhythm: Rhythm | None = None


class ScheduleChange(NewSchedule):
    """The same over a version; whoever changes it answers for it from then on."""

    version: int = Field(ge=1, le=2**31 - 1)


class ScheduleAct(Asked):
    """`now`: as if it were due; `end`: never again, its history stays."""

    action: Literal["pause", "resume", "now", "end"]
    version: int = Field(ge=1, le=2**31 - 1)


class ScheduleInfo(Shown):
    """A schedule. `waiting`: turns that wait for somebody; `can`: what its reader may do to it."""

    id: int
    name: str
    kind: Coded
    office: Coded
    by: Person
    what: What
    rhythm: Rhythm | None
    when: Text
    about: Text
    next: datetime | None
    last: datetime | None
    paused: bool
    problem: Text | None
    held: int
    approvals: int
    underway: int
    made: datetime
    version: int
    can: list[str]


class Alive(Shown):
    """Whether a scheduler is at work, and since when not."""

    ok: bool
    at: datetime | None
    error: str


class ScheduleList(Shown):
    """All the user sees; `can`: which kinds he may make."""

    items: list[ScheduleInfo]
    scheduler: Alive
    can: list[str]


class SourceChoice(Shown):
    """A folder or database that may be named, and whose it is."""

    name: str
    owner: Coded


class RunnableModel(Shown):
    """A model that may be run."""

    id: str
    title: Text
    line: Coded
    sensitivity: str


class ScheduleChoices(Shown):
    """What a schedule of the user may be made of."""

    folders: list[SourceChoice]
    sources: list[SourceChoice]
    models: list[RunnableModel]


class TurnQuery(Asked):
    """Which turns: of one schedule or of all, those that wait, a page."""

    schedule: int | None = Field(None, ge=1, le=2**62)
    waiting: bool = False
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class TurnInfo(Shown):
    """A turn. `place`: the page where it goes on: the delivery, the job, asking for an approval."""

    id: int
    schedule: int
    schedule_name: str
    at: datetime
    name: Text
    state: Coded
    said: Text
    place: str
    ended: datetime | None


class TurnList(Shown):
    """A page of turns, newest first."""

    items: list[TurnInfo]
    total: int
