"""What the API says of plans of checking."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from mingjian.desk.clues.schemas import ClueRow
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text
from mingjian.measure import SHARE


class NewPlan(Asked):
    """How many clues can be checked, of which part; which share of them is drawn at random."""

    capacity: int = Field(20, ge=1, le=500)
    share: float = Field(SHARE, ge=0, le=1)
    office: str | None = Field(None, max_length=12)
    line: str | None = Field(None, max_length=20)
    model: str | None = Field(None, max_length=80)


class CheckPlanQuery(Asked):
    """A page of plans."""

    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(20, ge=1, le=100)


class CheckPlanRow(Shown):
    """A plan: `waiting` clues waited, `picked` were chosen, `drawn` of them at random by `seed` from `rest`."""

    id: int
    office: Coded
    line: Coded | None
    model: str
    capacity: int
    share: float
    seed: int
    waiting: int
    rest: int
    picked: int
    drawn: int
    expected: float
    by: Person
    at: datetime


class CheckPlanList(Shown):
    """A page of plans, newest first, and what a new one may be of; `ready`: how many clues wait now."""

    items: list[CheckPlanRow]
    total: int
    offices: list[Coded]
    lines: list[Coded]
    ready: int
    weight: int


class PickRow(Shown):
    """A clue of a plan. `verdict`: what was decided since, None while nothing was."""

    place: int
    clue: ClueRow
    random: bool
    chance: float
    inclusion: float
    why: Text
    verdict: Coded | None


class EstimateInfo(Shown):
    """What the drawn tell of the `rest`: about `total` would be confirmed, between `low` and `high` at 95 %."""

    rest: int
    drawn: int
    decided: int
    confirmed: int
    total: float | None
    low: int | None
    high: int | None


class CheckPlanInfo(CheckPlanRow):
    """A plan with its clues that the reader sees (`unseen` more he does not), and how it came out so far."""

    picks: list[PickRow]
    unseen: int
    decided: int
    confirmed: int
    estimate: EstimateInfo
