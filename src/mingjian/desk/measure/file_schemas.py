"""What the API takes for a file of measuring."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mingjian.desk.exports.services import Taking
from mingjian.desk.measure.schemas import YieldQuery


class MeasureFile(Taking):
    """One of the tables. `number`: which plan or backtest; `filters` are those of the yield."""

    table: Literal["yield", "gaps", "unused", "plan", "backtest", "steps"]
    number: int | None = None
    filters: YieldQuery = Field(default_factory=lambda: YieldQuery.model_validate({}))
