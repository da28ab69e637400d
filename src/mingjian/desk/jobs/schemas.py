"""What the API says of jobs."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = ["Fact", "JobInfo", "JobList", "JobQuery", "JobResult", "NewRun", "Reason"]


class NewRun(Asked):
    """A run to make. Parameters that are not named keep the value of the model."""

    as_of: date
    purpose: str = Field(min_length=1, max_length=200)
    parameters: dict[str, str] = Field(default_factory=dict)
    version: str | None = Field(None, max_length=20, description="of the model; the current one when none is named")
    approval: int | None = Field(None, description="the approval a run over personal data is made under")


class JobQuery(Asked):
    """Which jobs, which page. `subject`: of a run, the model; of an import, the delivery."""

    kind: str | None = Field(None, max_length=20)
    subject: str | None = Field(None, max_length=120)
    state: str | None = Field(None, description="a state, several with commas")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class Reason(Text):
    """Why a job failed. `kind` of a refused run: purpose, dataset, columns, coverage, parameter, approval, sealed."""

    kind: str


class Fact(Shown):
    """Something a job was given."""

    label: Text
    value: str


class JobResult(Shown):
    """What came of a job, in words for its reader, and the page where it is to be seen, if he may see it."""

    said: Text
    place: str | None


class JobInfo(Shown):
    """A job. `place` is the page it belongs to; `line` is None for what is of no line. `left` is seconds, None while
    nobody can tell; `can_cancel`: the reader may stop it now."""

    id: int
    kind: Coded
    subject: str
    title: Text
    place: str
    facts: list[Fact]
    office: Coded
    line: Coded | None
    by: Person
    purpose: str
    approval: int | None
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


class JobList(Shown):
    """A page of jobs, newest first."""

    items: list[JobInfo]
    total: int
