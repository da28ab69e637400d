"""What the API says of figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from mingjian.desk.exports.services import Taking
from mingjian.desk.words import Asked, Coded, Shown, Text

Table = Literal["offices", "lines", "models", "months", "backlog", "precision"]


class FigureQuery(Asked):
    """Which part: an office with those below it (or alone), a line, a model, clues first found between two days."""

    office: str | None = Field(None, max_length=12)
    below: bool = Field(True, description="with the offices below it")
    line: str | None = Field(None, max_length=20)
    model: str | None = Field(None, max_length=80)
    first: date | None = None
    last: date | None = None


class FigureRow(Coded):
    """From clues to outcomes. None: not told to this reader; `hidden`: small cells are left out of the numbers.

    `own`: the office alone, without those below it. `median` and `p90` are days from found to the first verdict.
    """

    own: bool = False
    clues: int
    open: int
    overdue: int | None
    verified: int
    confirmed: int
    cases: int
    rectified: int
    recovered: Decimal | None
    held: int | None
    served: int | None
    replied: int | None
    accepted: int | None
    late: int | None
    median: int | None
    p90: int | None
    hidden: bool


class MonthRow(Shown):
    """Clues first found in a month (2025-06), and how many of them are concluded."""

    month: str
    clues: int
    verified: int


class AgeBand(Text):
    """Clues first found between two days."""

    first: date | None
    last: date | None


class BacklogRow(Coded):
    """Open clues of a state, by the bands of age."""

    counts: list[int]


class PrecisionRow(Shown):
    """A version of a model: verdicts, the share that was confirmed, and its Wilson interval at 95 %."""

    model: str
    title: Text
    version: str
    confirmed: int
    rejected: int
    neutral: int
    share: float | None
    low: float | None
    high: float | None


class FigurePage(Shown):
    """The figures of a part. `statistical`: the reader sees no clue, and no number made of cells under `least`.

    `screened`: rows the newest run of each model read; told at the top of the tree only, since runs go over all data.
    """

    office: Coded
    way: list[Coded]
    statistical: bool
    least: int
    screened: int | None
    total: FigureRow
    offices: list[FigureRow]
    lines: list[FigureRow]
    models: list[FigureRow]
    months: list[MonthRow]
    ages: list[AgeBand]
    backlog: list[BacklogRow]
    precision: list[PrecisionRow]


class FigureFile(Taking):
    """One of the tables, as a file."""

    table: Table
    filters: FigureQuery = Field(default_factory=lambda: FigureQuery.model_validate({}))
