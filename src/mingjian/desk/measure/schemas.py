"""What the API says of yield."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class YieldQuery(Asked):
    """Which part: an office with those below it, a line, a model."""

    office: str | None = Field(None, max_length=12)
    line: str | None = Field(None, max_length=20)
    model: str | None = Field(None, max_length=80)


class RunFacts(Shown):
    """Over which runs: how many, the as-of days of the first and the last, the newest. `files`: model files that bore
    the version's number. `undetermined`: rows of the newest run by reason, told at the top of the tree only."""

    runs: int
    files: int
    first: date
    last: date
    newest: str
    undetermined: list[Counted] | None


class FurtherOn(Shown):
    """What became of the confirmed clues: clues in a case, with a letter served, whose case was put right; cases."""

    in_case: int
    served: int
    rectified: int
    cases: int


class YieldNumbers(Shown):
    """Findings by what was decided. `waiting` stand without a verdict, `gone` are found no more, `transferred` went
    elsewhere; those two and the verdicts make up the rest. `hidden`: small cells are left out of the numbers."""

    clues: int
    checked: int
    waiting: int
    gone: int | None
    transferred: int
    confirmed: int
    rejected: int
    neutral: int
    share_checked: float | None
    precision: float | None
    low: float | None
    high: float | None
    reasons: list[Counted]
    further: FurtherOn | None
    hidden: bool


class YieldRow(YieldNumbers):
    """A version of a model."""

    model: str
    title: Text
    line: Coded | None
    version: str
    facts: RunFacts | None


class YieldPage(Shown):
    """The yield of a part of the tree at an instant; `total` is of all rows. `statistical`: the reader sees no clue,
    and no number made of cells under `least`."""

    at: datetime
    office: Coded
    choices: list[Coded]
    lines: list[Coded]
    statistical: bool
    least: int
    total: YieldNumbers
    rows: list[YieldRow]


class GapRow(Shown):
    """One list and what it lacks. `models` cannot run for it (`alone`: for nothing else), `optional` would see more.

    `rows`: undetermined rows it would decide, by reason, over so many runs; told at the top of the tree only."""

    standard: str
    title: Text
    provider: Text
    lack: Coded
    models: list[Coded]
    alone: int
    optional: list[Coded]
    rows: int | None
    reasons: list[Counted]
    over: int
    datasets: list[str]


class UnusedRow(Shown):
    """A dataset whose newest version nobody uses; `day`: the as-of day of the newest run that read an older one."""

    dataset: str
    title: Text
    number: int
    rows: int
    why: Coded
    models: list[Coded]
    day: date | None


class PaceInfo(Shown):
    """Clues of the reader's sight: with a verdict, waiting for one, verdicts of the last days; weeks at that pace."""

    clues: int
    checked: int
    waiting: int
    lately: int
    days: int
    a_week: float
    weeks: float | None


class GapPage(Shown):
    """The four worries, and the data behind them. `idle` models could run and never did; `undecided`: undetermined rows
    that no better data would decide. `runs`: over how many newest runs rows were counted."""

    at: datetime
    models: int
    idle: list[Coded]
    blocked: int
    wanted: int
    gaps: list[GapRow]
    unused: list[UnusedRow]
    undecided: list[Counted] | None
    rows: int | None
    runs: int
    last: date | None
    pace: PaceInfo | None
    region: str
    can: bool
