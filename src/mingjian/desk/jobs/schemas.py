"""What the API says of jobs."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Text

__all__ = ["JobInfo", "JobList", "JobQuery", "JobResult", "NewRun", "Reason"]


class NewRun(Asked):
    """A run to make. Parameters that are not named keep the value of the model."""

    as_of: date
    purpose: str = Field(min_length=1, max_length=200)
    parameters: dict[str, str] = Field(default_factory=dict)


class JobQuery(Asked):
    """Which jobs, which page."""

    model: str | None = Field(None, max_length=80)
    state: str | None = Field(None, description="a state, several with commas")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class Reason(Text):
    """Why a job failed. `kind` of a refused run: purpose, dataset, columns, coverage, parameter, approval, sealed."""

    kind: str


class JobResult(Schema):
    """What a run gave. `clues` counts those the reader sees of which it is the newest run."""

    run: str
    number: int
    clues: int
    seconds: float


class JobInfo(Schema):
    """A job. `left` is seconds, None while nobody can tell; `can_cancel`: the reader may stop it now."""

    id: int
    model: str
    title: Text
    as_of: date
    parameters: dict[str, str]
    office: Coded
    line: Coded
    by: Person
    purpose: str
    state: Coded
    step: Text
    share: float
    left: float | None
    attempt: int
    stopping: bool
    can_cancel: bool
    result: JobResult | None
    errors: list[Reason]
    created: datetime
    started: datetime | None
    ended: datetime | None


class JobList(Schema):
    """A page of jobs, newest first."""

    items: list[JobInfo]
    total: int
