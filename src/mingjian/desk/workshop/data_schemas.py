"""What the API says of a draft looked at over the data of the lake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.words import Asked, Shown
from mingjian.desk.workshop.schemas import CautionInfo, LookInfo, Versioned

__all__ = ["CaseOfRow", "DataLookInfo", "DataLookPage", "NewDataLook"]

CaseName = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9_]*$")]


class NewDataLook(Asked):
    """A look at the draft over the newest data; `upto`: only what this need or step is made of."""

    as_of: date
    purpose: str = Field(min_length=1, max_length=200)
    upto: str | None = Field(None, max_length=80)


class DataLookInfo(Shown):
    """What the steps gave over the data, as the reader may see it. `datasets` are the versions that were read;
    `hidden`: how many rows of each step, of those drawn to be shown, lie outside his sight."""

    id: int
    version: int
    as_of: date
    purpose: str
    at: datetime
    seconds: float
    datasets: list[str]
    looks: list[LookInfo]
    hidden: dict[str, int]
    cautions: list[CautionInfo]


class DataLookPage(Shown):
    """The reader's last look at a draft over the data, and the job of the one that is being made or went wrong."""

    look: DataLookInfo | None
    job: JobInfo | None
    may_look: bool


class CaseOfRow(Versioned):
    """A row of a look that becomes a case of the examples: its rows must give a clue (`fires`) or stay silent."""

    look: int
    step: str = Field(max_length=80)
    row: int = Field(ge=0, le=1000)
    fires: bool
    name: CaseName
    zh: str = Field(min_length=1, max_length=200)
    en: str = Field("", max_length=300)
