"""Terms of sentences: when one ends, what may be credited, and the limits the law sets.

Days are inclusive: a sentence from 2020-03-05 of one month ends on 2020-04-04. Sources stand with each rule; the
limits with their dates are data (`data/limits.yaml`).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

Penalty = Literal["fixed_term", "detention", "surveillance"]


def end_of_sentence(start: date, months: int, days: int = 0, credit_days: int = 0) -> date:
    """Last day of a sentence that begins on `start`.

    The day before the corresponding day, then plus `days`, less `credit_days` of custody not already counted by an
    earlier `start`. Where the month has no such day its last day takes the place of the corresponding day (最高人民
    法院关于适用刑事诉讼法的解释, 2021, 第二百零二条第二款; before 2021-03-01 no text said so for sentences). ValueError
    for a negative term.
    """
    if months < 0 or days < 0 or credit_days < 0:
        raise ValueError(f"刑期不能为负 / a term cannot be negative: {months}, {days}, {credit_days}")
    return add_months(start, months) + timedelta(days=days - 1 - credit_days)


def possible_ends(start: date, months: int, days: int = 0, credit_days: int = 0) -> tuple[date, ...]:
    """Every last day a court may defend, in order; a date outside it is an error of arithmetic.

    At the end of a month three readings are met: the corresponding day or the month's last one (`end_of_sentence`);
    from a month's last day to the last day of the month (第二百零二条第二款, for the months of a term); and, in
    judgments before 2021, the last day itself where the corresponding day does not exist.
    """
    plain = end_of_sentence(start, months, days, credit_days)
    found = {plain}
    reached = add_months(start, months)
    if months % 12 and _is_last(start):
        found.add(_last_of(reached) + timedelta(days=days - 1 - credit_days))
    if reached.day < start.day:
        found.add(plain + timedelta(days=1))
    return tuple(sorted(found))


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, its last day when it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _is_last(day: date) -> bool:
    return day == _last_of(day)


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


CUSTODY: dict[Penalty, Fraction] = {
    "surveillance": Fraction(2),
    "detention": Fraction(1),
    "fixed_term": Fraction(1),
}
"""Days of the sentence one day of custody is worth: 刑法41 (管制), 44 (拘役), 47 (有期徒刑)."""

DESIGNATED_RESIDENCE: dict[Penalty, Fraction] = {
    "surveillance": Fraction(1),
    "detention": Fraction(1, 2),
    "fixed_term": Fraction(1, 2),
}
"""The same for residential surveillance at a designated place: 刑事诉讼法76 (since 2013-01-01). At home: none."""


def credit(kind: Penalty, custody_days: int, designated_residence_days: int = 0) -> int:
    """Days to take off a sentence; two days of designated residence make one, a single one left over makes none.

    Bail (取保候审) and residential surveillance at home are never credited. Custody on the day of arrest counts whole.
    """
    if custody_days < 0 or designated_residence_days < 0:
        raise ValueError(f"天数不能为负 / days cannot be negative: {custody_days}, {designated_residence_days}")
    return int(custody_days * CUSTODY[kind] + designated_residence_days * DESIGNATED_RESIDENCE[kind])


def probation_from(effective_on: date) -> date:
    """First day of probation: the day the judgment becomes final (刑法73: 从判决确定之日起计算)."""
    return effective_on


def end_of_probation(effective_on: date, months: int) -> date:
    """Last day of probation; custody before the judgment is not credited against it."""
    return end_of_sentence(effective_on, months)
