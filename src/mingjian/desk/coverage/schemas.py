"""What the API says of the coverage map."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Counted, Shown, Text

Why = Literal["none", "expired", "choice", "columns", "undeclared", "outside", "period"]


class CoverageMapQuery(Asked):
    """Under which office (its own column and one for each below it), all the way down or one level; of which lines.

    With `first` and `last`, data must have been declared complete for that period.
    """

    office: str = Field(default="", max_length=12)
    deep: bool = False
    line: str = Field(default="", max_length=200, description="codes with commas")
    first: date | None = None
    last: date | None = None


class OfficeColumn(Text):
    """An office of the map. `short`: what it is called within the one above it."""

    code: str
    short: Text
    region: str
    level: str


class NeedInfo(Shown):
    """A dataset a model needs; what is wrong with it for every office alike, empty where nothing is."""

    standard: str
    optional: bool
    why: Why | Literal[""]


class MapCell(Shown):
    """A model for an office with those below it. `lack`: which of `lacks` stands in the way; `day`: of the newest run
    there or above it; `clues`: those the reader sees, None for who sees none."""

    state: Literal["ran", "ready", "blocked"]
    lack: int | None
    day: date | None
    clues: int | None


class ModelLine(Shown):
    """A model of the map, with a cell an office."""

    id: str
    title: Text
    catalogue: str
    line: Coded
    needs: list[NeedInfo]
    cells: list[MapCell]


class Lack(Shown):
    """What is missing of a dataset."""

    standard: str
    why: Why


class DatasetTitle(Shown):
    """A dataset of the map."""

    id: str
    title: Text
    provider: Text
    there: bool


class NextData(Shown):
    """Data to get: how many models wait for it, of which lines, and how many wait for nothing else.

    `requests` are the reader's open requests for it, `agreements` those in force about it.
    """

    standard: str
    title: Text
    provider: Text
    whys: list[Coded]
    models: list[Coded]
    alone: int
    offices: int
    lines: list[Counted]
    requests: list[int]
    agreements: list[int]


class CoverageMap(Shown):
    """The map, and the other way round: what to get next."""

    office: Coded
    offices: list[OfficeColumn]
    choices: list[Coded]
    models: list[ModelLine]
    lacks: list[list[Lack]]
    whys: list[Coded]
    datasets: list[DatasetTitle]
    next: list[NextData]
    lines: list[Counted]
    can: bool
