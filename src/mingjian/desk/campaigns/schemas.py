"""What the API says of campaigns."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

View = Literal["open", "asked", "all"]
CampaignAction = Literal["publish", "discard", "remind", "extend", "close"]
Answering = Literal["seen", "take", "decline"]


class CampaignQuery(Asked):
    """`open`: under way; `asked`: under way, and the reader's office has not answered; `all` he sees."""

    view: View = "all"
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class NewChosen(Asked):
    """A model and the parameters that differ from its own."""

    model: str = Field(max_length=80)
    parameters: dict[str, str] = Field(default_factory=dict)


class NewPart(Asked):
    """An office below that is asked, and what is expected of it."""

    office: str = Field(max_length=12)
    task: str = Field("", max_length=1000)


class NewCampaign(Asked):
    """A campaign, kept as a draft until it is published."""

    name: str = Field(min_length=2, max_length=80, pattern=r"\S")
    purpose: str = Field(min_length=2, max_length=2000, pattern=r"\S")
    basis: str = Field(min_length=2, max_length=2000, pattern=r"\S")
    first: date
    last: date
    models: list[NewChosen] = Field(min_length=1, max_length=20)
    parts: list[NewPart] = Field(min_length=1, max_length=500)


class CampaignAct(Asked):
    """A step of whoever made it. `until`: of an extension."""

    action: CampaignAction
    version: int
    until: date | None = None
    why: str = Field("", max_length=1000)


class CampaignAnswer(Asked):
    """What the reader's office answers. Not taking it up needs a reason; data that are missing are named."""

    action: Answering
    version: int
    reason: str = Field("", max_length=20)
    why: str = Field("", max_length=1000)
    missing: list[str] = Field(default_factory=list, max_length=20)


class CampaignStart(Asked):
    """Run one of the campaign's models, with what it recommends."""

    model: str = Field(max_length=80)
    version: int = Field(description="of the office's part")
    as_of: date
    approval: int | None = None


class Progress(Shown):
    """What came of it, of the clues and cases the reader sees."""

    clues: int = 0
    open: int = 0
    verified: int = 0
    confirmed: int = 0
    cases: int = 0
    rectified: int = 0
    recovered: Decimal = Decimal(0)
    held: int = 0


class DataNeed(Text):
    """Data a model reads; `there`: some were delivered."""

    standard: str
    there: bool


class ChosenInfo(Shown):
    """A model of the campaign. `current`: the desk still has this very version; `ran`: it ran in the campaign."""

    model: str
    title: Text
    version: str
    parameters: dict[str, str]
    current: bool
    ran: bool
    needs: list[DataNeed]


class PartInfo(Shown):
    """An office's part. `progress` is None for readers who see no clues."""

    office: Coded
    task: str
    state: Coded
    stage: Coded
    seen: datetime | None
    answered: datetime | None
    answered_by: Person | None
    reason: Coded | None
    why: str
    missing: list[DataNeed]
    reminded: datetime | None
    runs: int
    working: int
    progress: Progress | None
    version: int


class CampaignRow(Shown):
    """A campaign in a list. The counts are of the parts the reader sees; `own` is what his own office answered.

    `days_left` is negative when its time is over.
    """

    id: int
    number: str
    name: str
    line: Coded
    office: Coded
    first: date
    last: date
    days_left: int
    state: Coded
    parts: int
    taken: int
    declined: int
    unseen: int
    own: Coded | None
    reminded: bool
    version: int


class CampaignList(Shown):
    """A page of campaigns, newest first; whether the reader may make one."""

    items: list[CampaignRow]
    total: int
    may_make: bool


class CampaignStepInfo(Shown):
    """Something somebody did."""

    at: datetime
    by: Person
    office: Coded | None
    action: Coded
    why: str


class CampaignPage(CampaignRow):
    """A campaign with everything the reader sees of it. `can` and `answers` are what he may do now."""

    purpose: str
    basis: str
    by: Person
    published: datetime | None
    closed: datetime | None
    run_purpose: str
    models: list[ChosenInfo]
    part_rows: list[PartInfo]
    own_part: PartInfo | None
    total_progress: Progress | None
    summary: Progress | None
    steps: list[CampaignStepInfo]
    jobs: list[JobInfo]
    can: list[CampaignAction]
    answers: list[Answering]
    may_run: bool
    reasons: list[Coded]


class ModelChoice(Shown):
    """A model a campaign may be about."""

    id: str
    version: str
    title: Text
    line: Coded
    parameters: list[ParameterChoice]


class ParameterChoice(Shown):
    """A parameter, its value and why."""

    name: str
    value: str
    why: Text


class CampaignChoices(Shown):
    """What a new campaign may be made of: models of the reader's lines, offices below his own."""

    models: list[ModelChoice]
    offices: list[Coded]


ModelChoice.model_rebuild()
