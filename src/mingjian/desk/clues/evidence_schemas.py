"""What the API says of the evidence of a clue: rows side by side, coverage, days, the judgment marked."""

from __future__ import annotations

from datetime import date
from typing import Literal

from mingjian.desk.words import Shown, Text

__all__ = [
    "Cell",
    "CoverageInfo",
    "Evidence",
    "EvidenceColumnInfo",
    "EvidenceRowInfo",
    "EvidenceTableInfo",
    "JudgmentInfo",
    "MarkInfo",
    "Moment",
]


class EvidenceColumnInfo(Text):
    """A column of evidence."""

    name: str
    collided: bool
    masked: bool
    kind: str


class Cell(Shown):
    """A value, and what was delivered where cleaning changed it."""

    zh: str | None
    en: str | None
    raw: str | None


class EvidenceRowInfo(Shown):
    """A row of an agency's list and where it stood. `corrected`: a later delivery has it otherwise, or no more.

    `link`: its own number fails, and identity took it for the clue's person: why, and how sure.
    """

    row_id: str
    cells: list[Cell]
    file: str | None
    sheet: str | None
    line: int | None
    corrected: bool = False
    link: Text | None = None


class CoverageInfo(Shown):
    """Region and days for which a list was declared complete."""

    region: Text
    start: date
    end: date | None


class EvidenceTableInfo(Shown):
    """What one list says about the clue."""

    alias: str
    title: Text
    agency: Text
    dataset: str
    role: Literal["row", "absence"]
    columns: list[EvidenceColumnInfo]
    rows: list[EvidenceRowInfo]
    more: int
    coverage: list[CoverageInfo]


class Moment(Shown):
    """A day on which something happened, by a row of evidence."""

    day: date
    text: Text
    source: Text


class Evidence(Shown):
    """The evidence of a clue. `masked`: at least one value is not shown as it is. `judgments`: those whose whole text
    can be asked for."""

    tables: list[EvidenceTableInfo]
    timeline: list[Moment]
    masked: bool
    judgments: int = 0


class MarkInfo(Text):
    """A half-open span of a text and what was read from it. `collided`: the model compares it."""

    start: int
    end: int
    collided: bool
    sure: float


class JudgmentInfo(Shown):
    """A judgment behind a clue, whole, with its marks. `differs`: columns the lake has otherwise than read today."""

    row_id: str
    case_number: str
    file: str | None
    line: int | None
    text: str
    marks: list[MarkInfo]
    differs: list[Text]
