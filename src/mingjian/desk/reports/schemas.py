"""What the API says of class reports."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class RegionFigures(Coded):
    """What one district shows."""

    clues: int
    amount: Decimal
    confirmed: int
    cases: int
    recovered: Decimal


class MonthFigures(Shown):
    """What was found in one month, as 2025-06."""

    month: str
    clues: int
    amount: Decimal


class AgencyFigures(Shown):
    """Letters to one addressee, and what came back."""

    name: str
    letters: int
    replied: int
    accepted: int


class ReplyText(Shown):
    """What a reply says."""

    number: str
    accepted: bool
    text: str


class Figures(Shown):
    """The figures of a class report. Money is yuan."""

    clues: int
    amount: Decimal
    open: int
    confirmed: int
    rejected: int
    neutral: int
    cases: int
    letters: int
    replied: int
    accepted: int
    rectified: int
    recovered: Decimal
    held_to_account: int
    regions: list[RegionFigures]
    months: list[MonthFigures]
    agencies: list[AgencyFigures]
    states: list[Counted]
    reasons: list[Counted]
    checks: list[Counted]
    replies: list[ReplyText]


class ReportRow(Shown):
    """A report in a list."""

    id: int
    title: Text
    model: str
    line: Coded
    office: Coded
    below: Coded
    first: date | None
    last: date | None
    clues: int
    amount: Decimal
    by: Person
    at: datetime
    case: int | None


class ReportInfo(ReportRow):
    """A report with its figures. `may_suggest`: the user may draft the governance suggestion from it."""

    figures: Figures
    may_suggest: bool


class ReportQuery(Asked):
    """A page of reports."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


class ReportList(Shown):
    """A page of reports, newest first; the models and offices a new one may be about."""

    items: list[ReportRow]
    total: int
    models: list[Counted]
    offices: list[Coded]


class NewReport(Asked):
    """Which clues: of one model, of an office and those below it, first found between two days."""

    model: str = Field(max_length=80)
    office: str | None = Field(None, max_length=12)
    first: date | None = None
    last: date | None = None


ReportForm = Literal["docx", "pdf"]
