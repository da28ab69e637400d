"""What the API says of case cards."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mingjian.desk.cases.schemas import CaseQuery
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = ["CaseChange", "FieldChange", "Imported", "NewCards", "Preview", "ToldInfo"]


class NewCards(Asked):
    """Which cards, as what, and what for: one case, or the filters of the list of cases (page and size do not
    matter)."""

    form: Literal["xlsx", "json"]
    why: str = Field(min_length=2, max_length=200, pattern=r"\S")
    lang: Literal["zh", "en"] = "zh"
    case: int | None = Field(None, ge=0, lt=2**31)
    filters: CaseQuery = Field(default_factory=lambda: CaseQuery.model_validate({}))


class FieldChange(Shown):
    """A field that would change."""

    field: Coded
    old: str
    new: str


class CaseChange(Shown):
    """A case that would change."""

    case: int
    number: str
    title: str
    changes: list[FieldChange]


class ToldInfo(Text):
    """A row that is left out in whole or in part: where, which case, why, and the nearest value there is."""

    row: str
    column: str
    number: str
    nearest: str


class Preview(Shown):
    """What a file would change; `seen` goes with the file when it is confirmed. `same`: cases with nothing new."""

    sha256: str
    seen: str
    rows: int
    same: int
    cases: list[CaseChange]
    told: list[ToldInfo]


class Imported(Shown):
    """How many cases were changed."""

    cases: int
