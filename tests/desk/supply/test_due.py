"""When deliveries fall due, reckoned by hand."""

from __future__ import annotations

from datetime import date
from itertools import islice, pairwise

import pytest

from mingjian.desk.supply.due import Rhythm, dues
from mingjian.desk.supply.kinds import Frequency
from mingjian.law import is_working_day

LONG = date(2030, 12, 31)


def days(frequency, first_due, since, count=4, day=None, starts=None, until=LONG):
    rhythm = Rhythm(frequency, first_due, day or first_due.day, starts or first_due.replace(day=1), until)
    return list(islice(dues(rhythm, since), count))


def test_monthly_on_a_day_that_short_months_lack():
    found = days(Frequency.MONTHLY, date(2025, 1, 31), date(2025, 1, 1), day=31, starts=date(2025, 1, 1))
    # 31 January 2025 was in the Spring Festival (off until 4 February), so the last working day of the month is taken
    assert [one.day for one in found] == [date(2025, 1, 27), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]
    assert (found[1].first, found[1].last) == (date(2025, 2, 1), date(2025, 2, 28))


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [(Frequency.QUARTERLY, [(2025, 3, 10), (2025, 6, 10), (2025, 9, 10)]),
     (Frequency.HALF_YEARLY, [(2025, 3, 10), (2025, 9, 10), (2026, 3, 10)]),
     (Frequency.YEARLY, [(2025, 3, 10), (2026, 3, 10), (2027, 3, 10)])],
)  # fmt: skip
def test_by_several_months_from_the_first_one(frequency, expected):
    found = days(frequency, date(2025, 3, 10), date(2025, 3, 1), 3)
    assert [(one.day.year, one.day.month, one.day.day) for one in found] == expected
    assert found[1].first == date(*expected[1]).replace(day=1)
    assert found[0].last < found[1].first


def test_a_day_off_moves_to_the_next_working_day_of_its_period():
    found = days(Frequency.MONTHLY, date(2025, 10, 1), date(2025, 10, 1), 2)
    assert [one.day for one in found] == [date(2025, 10, 9), date(2025, 11, 3)]  # National Day; 1 November, a Saturday


def test_weekly_and_daily():
    found = days(Frequency.WEEKLY, date(2025, 9, 24), date(2025, 9, 24), 3)
    assert [one.day for one in found] == [date(2025, 9, 24), date(2025, 9, 30), date(2025, 10, 9)]
    every = days(Frequency.DAILY, date(2025, 9, 29), date(2025, 9, 29), 3)
    assert [one.day for one in every] == [date(2025, 9, 29), date(2025, 9, 30), date(2025, 10, 9)]
    assert all(is_working_day(one.day) and one.first == one.day == one.last for one in every)


def test_once_in_the_whole_span_and_never_after_the_end():
    found = days(Frequency.ONCE, date(2025, 6, 3), date(2025, 1, 1), starts=date(2025, 5, 1), until=date(2025, 12, 31))
    assert len(found) == 1
    assert (found[0].day, found[0].first, found[0].last) == (date(2025, 6, 3), date(2025, 5, 1), date(2025, 12, 31))
    ended = days(Frequency.MONTHLY, date(2025, 1, 10), date(2025, 1, 1), 20, until=date(2025, 3, 9))
    assert [one.day.month for one in ended] == [1, 2]


@pytest.mark.parametrize("frequency", [one for one in Frequency if one is not Frequency.ONCE])
def test_periods_follow_each_other_whenever_one_begins_to_look(frequency):
    """Looking from any later day gives the rest of the same list."""
    whole = days(frequency, date(2025, 1, 6), date(2025, 1, 1), 40)
    for since in (date(2025, 1, 20), date(2025, 2, 28), date(2025, 7, 31)):
        rest = [one for one in whole if one.last >= since]
        assert days(frequency, date(2025, 1, 6), since, len(rest)) == rest
    for one, after in pairwise(whole):
        assert one.first <= one.day <= one.last < after.first
