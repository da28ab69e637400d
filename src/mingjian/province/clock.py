"""Days and months as integers, for whole columns at once.

A *day* is the number of days since 1970-01-01 (int32), a *month* is ``year * 12 + month - 1`` (int32, as in the
standards). ``NONE`` stands for a missing value in every integer column of the province.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

NONE = np.int32(-(2**31))
"""The missing value of day, month, integer and money columns."""


def day(text: str) -> int:
    """Day number of an ISO date."""
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days


AS_OF = day("2025-06-30")
"""The day the agencies extracted their data and the runs are asked for."""

PAYMENTS_FROM = 2023 * 12
"""First month of the monthly datasets (payments, insurance, benefits)."""

AS_OF_MONTH = 2025 * 12 + 5
JUSTICE_FROM = day("2016-01-01")
"""First judgment day of the delivered court data."""


# The calendar as tables: looking up is many times faster than NumPy's own arithmetic of dates.
_FROM, _UNTIL = day("1850-01-01"), day("2150-01-01")
_MONTHS: Ints = np.arange(_FROM, _UNTIL).astype("datetime64[D]").astype("datetime64[M]").astype(np.int32) + np.int32(
    1970 * 12
)
_FIRST_MONTH = 1850 * 12
_FIRSTS: Ints = (
    (np.arange(1850 * 12, 2150 * 12) - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
)


def month_of(days: Ints) -> Ints:
    """Month ordinals of days (1850 to 2149); ``NONE`` stays ``NONE``."""
    known = days != NONE
    rows = np.clip(np.where(known, days, 0) - _FROM, 0, len(_MONTHS) - 1)
    return np.where(known, _MONTHS[rows], NONE)


def first_day(months: Ints) -> Ints:
    """First day of each month (1850 to 2149)."""
    rows = np.clip(np.where(months == NONE, 0, months) - _FIRST_MONTH, 0, len(_FIRSTS) - 1)
    return np.asarray(_FIRSTS[rows])


def last_day(months: Ints) -> Ints:
    """Last day of each month."""
    return (first_day(months + np.int32(1)) - np.int32(1)).astype(np.int32)


def year_of(days: Ints) -> Ints:
    """Calendar year of each day."""
    return (month_of(days) // 12).astype(np.int32)


def add_months(days: Ints, months: Ints | int) -> Ints:
    """The same day of the month some months later, or the last day of that month when it has no such day."""
    target = (month_of(days) + months).astype(np.int32)
    offset = days - first_day(month_of(days))
    return np.minimum(first_day(target) + offset, last_day(target)).astype(np.int32)


def end_of_sentence(start: Ints, months: Ints, days: Ints | int = 0, credit: Ints | int = 0) -> Ints:
    """Last day of a sentence: ``mingjian.law.end_of_sentence`` for whole columns (a test holds them equal).

    The day before the corresponding day, whose place the last day of the month takes where there is none such; then
    plus days, less the days of earlier custody (刑法41、44、47; 法释〔2021〕1号202).
    """
    return np.asarray(add_months(start, months) - 1 + days - credit, np.int32)


def age_on(birth: Ints, on: Ints | int) -> Ints:
    """Completed years of age: a birthday counts on the day itself, as registration does."""
    on_days = np.broadcast_to(np.asarray(on, np.int32), birth.shape)
    months = month_of(on_days) - month_of(birth)
    before = (on_days - first_day(month_of(on_days))) < (birth - first_day(month_of(birth)))
    return ((months - before) // 12).astype(np.int32)


def iso(value: int) -> str:
    """ISO text of a day number."""
    return (dt.date(1970, 1, 1) + dt.timedelta(days=int(value))).isoformat()


def iso_month(value: int) -> str:
    """``2023-01`` of a month ordinal."""
    return f"{int(value) // 12:04d}-{int(value) % 12 + 1:02d}"
