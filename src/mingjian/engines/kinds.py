"""The kinds of value a column, a parameter or an expression can have, and how DuckDB stores each.

The names are those of the standards (``docs/plans/core.md`` §2) plus two that only expressions know:
``subject`` (the small integer a resolved person or company has; equality only) and ``duration``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["NUMERIC", "PHYSICAL", "TEXTUAL", "Duration", "Kind", "add_months", "month_of", "month_text"]


class Kind(StrEnum):
    """What a value is. Two values meet in a comparison only when their kinds allow it."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    DECIMAL = "decimal"
    DATE = "date"
    MONTH = "month"
    BOOLEAN = "boolean"
    IDENTIFIER = "identifier"
    CODE = "code"
    DURATION = "duration"
    SUBJECT = "subject"
    NULL = "null"

    @property
    def zh(self) -> str:
        """The Chinese name shown in messages and documentation."""
        return _ZH[self]


_ZH = {
    Kind.TEXT: "文本",
    Kind.INTEGER: "整数",
    Kind.MONEY: "金额",
    Kind.DECIMAL: "小数",
    Kind.DATE: "日期",
    Kind.MONTH: "月份",
    Kind.BOOLEAN: "是否",
    Kind.IDENTIFIER: "证号",
    Kind.CODE: "代码",
    Kind.DURATION: "时长",
    Kind.SUBJECT: "主体",
    Kind.NULL: "空值",
}

NUMERIC = frozenset({Kind.INTEGER, Kind.MONEY, Kind.DECIMAL})
TEXTUAL = frozenset({Kind.TEXT, Kind.IDENTIFIER, Kind.CODE})

PHYSICAL: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.MONEY: "DECIMAL(18,2)",
    Kind.DECIMAL: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.MONTH: "INTEGER",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.IDENTIFIER: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.DURATION: "INTERVAL",
    Kind.SUBJECT: "INTEGER",
    Kind.NULL: "INTEGER",
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar months and days: ``3 months``, ``2 years 15 days``."""

    months: int = 0
    days: int = 0

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.months + other.months, self.days + other.days)

    def __neg__(self) -> Duration:
        return Duration(-self.months, -self.days)

    def __str__(self) -> str:
        parts = []
        if self.months:
            parts.append(f"{self.months} months")
        if self.days or not parts:
            parts.append(f"{self.days} days")
        return " ".join(parts)

    def after(self, day: dt.date) -> dt.date:
        """The day this long after ``day``; a day the target month lacks becomes its last day."""
        return add_months(day, self.months) + dt.timedelta(days=self.days)


def add_months(day: dt.date, months: int) -> dt.date:
    """``day`` moved by calendar months; a day the target month lacks becomes its last day.

    Source of the rule: Civil Code (民法典) article 202, a period without a corresponding day ends on the last
    day of the month.
    """
    ordinal = day.year * 12 + day.month - 1 + months
    year, month = divmod(ordinal, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_of(day: dt.date) -> int:
    """The month ordinal of a day: ``year * 12 + month - 1``."""
    return day.year * 12 + day.month - 1


def month_text(ordinal: int) -> str:
    """``2022-01`` for the month ordinal ``2022 * 12``."""
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"
