"""What the API says of case cards."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mingjian.desk.cases.schemas import CaseQuery
from mingjian.desk.words import Asked

__all__ = ["NewCards"]


class NewCards(Asked):
    """Which cards, as what, and what for: one case, or the filters of the list of cases (page and size do not
    matter)."""

    form: Literal["xlsx", "json"]
    why: str = Field(min_length=2, max_length=200, pattern=r"\S")
    lang: Literal["zh", "en"] = "zh"
    case: int | None = Field(None, ge=0, lt=2**31)
    filters: CaseQuery = Field(default_factory=lambda: CaseQuery.model_validate({}))
