"""Values of a case file: moments and days, numbers, units; what a text of a file means, and when two values differ."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

__all__ = ["Day", "Number", "When", "as_day", "earliest", "in_base", "latest", "same_quantity"]

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?::\d{2})?$")
_UNITS: dict[str, tuple[str, Decimal]] = {
    "元": ("yuan", Decimal(1)), "yuan": ("yuan", Decimal(1)), "万元": ("yuan", Decimal(10000)),
    "克": ("g", Decimal(1)), "g": ("g", Decimal(1)), "毫克": ("g", Decimal("0.001")), "mg": ("g", Decimal("0.001")),
    "千克": ("g", Decimal(1000)), "公斤": ("g", Decimal(1000)), "kg": ("g", Decimal(1000)),
    "两": ("g", Decimal(50)), "斤": ("g", Decimal(500)),
    "毫克/100毫升": ("mg/100ml", Decimal(1)), "mg/100ml": ("mg/100ml", Decimal(1)),
    "毫克/毫升": ("mg/100ml", Decimal(100)), "mg/ml": ("mg/100ml", Decimal(100)),
}  # fmt: skip


def _when(value: Any) -> Any:
    """A day, or a moment to the minute: ``2024-05-01`` or ``2024-05-01 13:20``."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("应为日期或时刻，如 2024-05-01 13:20|a day or a moment like 2024-05-01 13:20")
    found = _MOMENT.match(value.strip())
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]} {found[2].zfill(5)}")
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(
            f"“{value}”不是日期或时刻，应如 2024-05-01 13:20|'{value}' is no day or moment like 2024-05-01 13:20"
        ) from None


def _day(value: Any) -> Any:
    read = _when(value)
    if isinstance(read, datetime):
        raise ValueError("应为日期，不带时刻|a day is wanted, without a time")
    return read


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("应为数值|a number is wanted")
    try:
        read = Decimal(str(value).replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(f"“{value}”不是数值|'{value}' is no number") from None
    if not read.is_finite():
        raise ValueError(f"“{value}”不是数值|'{value}' is no number")
    return read


_MOMENT_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2}(:\d{2})?)?$"}
When = Annotated[datetime | date, BeforeValidator(_when), WithJsonSchema(_MOMENT_SCHEMA)]
"""A moment, or a day where no more is known."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": ["number", "string"]})]


def earliest(when: date) -> datetime:
    """The first moment a value may mean."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min)


def latest(when: date) -> datetime:
    """The last moment a value may mean: a day ends with its last minute."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min) + timedelta(days=1, minutes=-1)


def as_day(when: date) -> date:
    """The day of a moment."""
    return when.date() if isinstance(when, datetime) else when


def in_base(value: Decimal, unit: str | None) -> tuple[Decimal, str]:
    """A value in the base unit of its kind (yuan, gram, mg/100ml); a unit nobody knows is its own base."""
    base, factor = _UNITS.get(
        (unit or "").strip().lower(), _UNITS.get((unit or "").strip(), ((unit or ""), Decimal(1)))
    )
    return value * factor, base


def same_quantity(a: tuple[Decimal, str | None], b: tuple[Decimal, str | None], tolerance: Decimal) -> bool | None:
    """Whether two quantities agree within a tolerance in the base unit; None where their units cannot be compared."""
    (left, left_unit), (right, right_unit) = in_base(*a), in_base(*b)
    return None if left_unit != right_unit else abs(left - right) <= tolerance
