"""Coverage: the regions and days for which a dataset is declared complete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field, model_validator


def region_prefix(region: str) -> str:
    """The digits of a region code that count: `340000` (a province) → `34`, `340100` → `3401`; `000000` → ``."""
    code = region.strip()
    while len(code) >= 2 and code.endswith("00"):
        code = code[:-2]
    return code


class Coverage(BaseModel):
    """A dataset is complete for a region (with everything below it) on every day of `[from, to]`, both included."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")

    region: str = Field(pattern=r"^\d{6}$|^\d{9}$|^\d{12}$")
    from_: date = Field(alias="from")
    to: date

    @model_validator(mode="after")
    def _in_order(self) -> Coverage:
        if self.to < self.from_:
            raise ValueError(f"覆盖期止日早于起日 / coverage ends before it begins: {self.from_} … {self.to}")
        return self

    @property
    def prefix(self) -> str:
        """Every region code that starts with this is covered."""
        return region_prefix(self.region)

    def covers(self, region: str, day: date) -> bool:
        """Whether a region and a day lie inside."""
        return region.startswith(self.prefix) and self.from_ <= day <= self.to


class Declaration(BaseModel):
    """Who declared which coverage for which version, and when: one file, never changed."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")

    dataset: str
    version: str
    coverage: tuple[Coverage, ...]
    extracted_on: date
    by: str = Field(min_length=1)
    declared: datetime


def covered(coverage: Iterable[Coverage], region: str, day: date) -> bool:
    """Whether any of the declared spans holds a region and a day."""
    return any(one.covers(region, day) for one in coverage)
