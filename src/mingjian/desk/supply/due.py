"""When deliveries fall due: reckoned from an agreement's frequency, one period after the other. Knows no database.

A delivery is owed on a day of every period: of a month (quarter, half-year, year: beginning with the month of the first
delivery), of a week, on every working day, or once. A day that is off moves to the next working day within the period,
else to the one before; outside the years `law.deadlines` knows only weekends are days off.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.desk.supply.kinds import Frequency
from mingjian.law import is_working_day

__all__ = ["Due", "Rhythm", "dues"]

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """How often, from when until when; `day` is the day of the month."""

    frequency: Frequency
    first_due: date
    day: int
    starts: date
    until: date


@dataclass(frozen=True)
class Due:
    """A delivery that is owed: the day, and the period in which data that come meet it."""

    day: date
    first: date
    last: date


def dues(rhythm: Rhythm, since: date) -> Iterator[Due]:
    """Deliveries owed in periods that end on `since` or later, in order."""
    for nominal, first, last in _periods(rhythm, since):
        if nominal > rhythm.until:
            return
        first, last = max(first, rhythm.starts), max(nominal, min(last, rhythm.until))
        if last >= since:
            day = _worked(nominal, first, last)
            yield Due(day, min(first, day), last)


def _periods(rhythm: Rhythm, since: date) -> Iterator[tuple[date, date, date]]:
    """Nominal day, first and last day of every period; those long before `since` are stepped over."""
    start, frequency = rhythm.first_due, rhythm.frequency
    if frequency is Frequency.ONCE:
        yield start, rhythm.starts, rhythm.until
    elif frequency is Frequency.DAILY:
        day = max(start, since)
        while day <= rhythm.until:
            if is_working_day(day):
                yield day, day, day
            day += _DAY
    elif frequency is Frequency.WEEKLY:
        day = start + 7 * max(0, (since - start).days // 7 - 1) * _DAY
        while day <= rhythm.until:
            monday = day - (day.isoweekday() - 1) * _DAY
            yield day, monday, monday + 6 * _DAY
            day += 7 * _DAY
    else:
        step = _MONTHS[frequency]
        gone = (since.year - start.year) * 12 + since.month - start.month
        month = start.year * 12 + start.month - 1 + step * max(0, gone // step - 1)
        while month < rhythm.until.year * 12 + rhythm.until.month:
            yield _of_month(month, rhythm.day), _of_month(month, 1), _of_month(month + step, 1) - _DAY
            month += step


def _of_month(month: int, day: int) -> date:
    """A day of a month that is counted from year 0; the month's last day where it is shorter."""
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day, calendar.monthrange(year, number)[1]))


def _worked(day: date, first: date, last: date) -> date:
    later = day
    while later <= last:
        if is_working_day(later):
            return later
        later += _DAY
    while day >= first:
        if is_working_day(day):
            return day
        day -= _DAY
    return later - _DAY
