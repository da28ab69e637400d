"""What the API says of approvals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "ApprovalAct",
    "ApprovalInfo",
    "ApprovalList",
    "ApprovalNeed",
    "ApprovalQuery",
    "Assessment",
    "NeedQuery",
    "NewApproval",
]

Words = Annotated[str, Field(min_length=2, max_length=2000, pattern=r"\S")]


class Assessment(Asked):
    """The impact assessment: what PIPL art. 56 has it hold. Data and their sensitivity are filled in by the desk."""

    necessity: Words
    legal_basis: Words
    people: Words
    risks: Words
    measures: Words
    retention: Words


class NewApproval(Asked):
    """A request. Parameters that are not named keep the value of the model. `run`: to test the model on the data of
    that past run (backtest); datasets and parameters are then those of the run."""

    model: str = Field(max_length=80)
    purpose: str = Field(min_length=1, max_length=200, pattern=r"\S")
    parameters: dict[str, str] = Field(default_factory=dict)
    until: date
    assessment: Assessment
    run: str | None = Field(None, max_length=80)
    version: str | None = Field(None, max_length=20, description="of the model; the current one when none is named")


class NeedQuery(Asked):
    """`run`: whether testing the model on the data of that past run needs an approval, instead of a run now."""

    run: str | None = Field(None, max_length=80)
    version: str | None = Field(None, max_length=20, description="of the model; the current one when none is named")


class ApprovalQuery(Asked):
    """`mine`: asked for by the reader; `decide`: waiting for him; `all` he sees."""

    view: Literal["mine", "decide", "all"] = "all"
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class ApprovalAct(Asked):
    """A decision, or taking back. Refusing and withdrawing need a reason."""

    action: Literal["approve", "refuse", "withdraw"]
    why: str = Field("", max_length=500)
    version: int


class ApprovalInfo(Shown):
    """A request with its assessment and what became of it. `can` is what the reader may do with it now."""

    id: int
    number: str
    model: str
    title: Text
    model_version: str
    fingerprint: str
    sensitivity: int
    exception: str
    datasets: dict[str, str]
    parameters: dict[str, str]
    purpose: str
    assessment: dict[str, str]
    until: date
    office: Coded
    line: Coded
    by: Person
    asked: datetime
    state: Coded
    decided_by: Person | None
    decided: datetime | None
    why: str
    signer: str
    can: list[Literal["approve", "refuse", "withdraw", "use"]]
    version: int


class ApprovalList(Shown):
    """A page of requests, newest first; how many wait for the reader."""

    items: list[ApprovalInfo]
    total: int
    waiting: int


class ApprovalNeed(Shown):
    """Whether a run of the model over the data as they are now needs an approval, and those the reader may use."""

    version: str
    needed: bool
    sensitivity: int
    exception: str
    datasets: dict[str, str]
    problems: list[Text]
    usable: list[ApprovalInfo]
