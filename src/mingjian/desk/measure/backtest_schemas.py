"""What the API says of backtests."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Counted, Shown, Text


class NewBacktest(Asked):
    """Try a version of a model that is here on the data of one of its past runs."""

    model: str = Field(max_length=80)
    run: str = Field(max_length=80)
    purpose: str = Field(min_length=1, max_length=200)
    version: str | None = Field(None, max_length=20, description="of the model; the current one when none is named")
    approval: int | None = Field(None, description="the approval it is made under, as a run over personal data is")


class BacktestQuery(Asked):
    """A page of backtests, of one model or of all."""

    model: str | None = Field(None, max_length=80)
    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(20, ge=1, le=100)


class PastRun(Shown):
    """A kept run of a model. `alike`: its version is the installed one, so that a backtest can change nothing."""

    id: str
    number: int
    version: str
    as_of: date
    started: datetime
    alike: bool


class BacktestModel(Coded):
    """A model with kept runs; `other`: some are of another version than the installed one."""

    version: str
    runs: int
    other: bool


class BacktestNumbers(Shown):
    """Clues in the reader's sight, where they lay when it was tried. `elsewhere` of the moved changed their place, None
    to a reader of statistics. `hidden`: small cells are left out of the numbers."""

    before: int
    after: int
    appeared: int
    vanished: int
    moved: int
    elsewhere: int | None
    same: int
    hidden: bool


class BacktestRow(Shown):
    """A backtest: of version `before`, which the past run had, and version `after`; `alike`: both are one file."""

    id: int
    model: str
    title: Text
    line: Coded
    office: Coded
    before: str
    after: str
    alike: bool
    run: str
    number: int
    as_of: date
    purpose: str
    by: Person
    at: datetime
    numbers: BacktestNumbers


class BacktestList(Shown):
    """A page of backtests, newest first. `models` have runs to test on; `can`: the reader may begin one."""

    items: list[BacktestRow]
    total: int
    models: list[BacktestModel]
    can: bool


class StepRows(Text):
    """A step with its rows before and after; None where a version has no such step."""

    step: str
    before: int | None
    after: int | None


class ExampleInfo(Shown):
    """A clue that appeared, vanished or moved: its sentences, masked by the reader's clearance, what was decided about
    it then, and why. `link`: it is on the desk and in his sight."""

    clue: str
    kind: Coded
    office: Coded
    before: Text | None
    after: Text | None
    verdict: Coded | None
    why: Text
    link: bool


class Undecided(Shown):
    """Undetermined rows before and after."""

    before: int
    after: int


class BacktestInfo(BacktestRow):
    """A backtest whole. `lost` is what was decided about the vanished, `kept` about the others of the past run, `known`
    about those that appeared. `undetermined` and `steps` are told at the top of the tree only, since a run goes over
    all data; `statistical`: the reader sees no clue, no verdict, and no number made of cells under `least`. `examples`
    are those in his sight, at most `most` of a kind."""

    datasets: list[str]
    parameters: dict[str, str]
    seconds: float
    statistical: bool
    least: int
    lost: list[Counted]
    kept: list[Counted]
    known: list[Counted]
    undetermined: Undecided | None
    steps: list[StepRows]
    examples: list[ExampleInfo]
    most: int
