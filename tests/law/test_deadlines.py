"""Working days and deadlines at weekends, holidays and month ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.deadlines import (
    DEADLINES,
    final_on,
    is_working_day,
    period_end,
    sure,
    working_days_after,
    working_days_between,
)

D = date.fromisoformat


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2022-01-03", False),  # New Year's day off moved to a Monday
        ("2022-01-29", True),  # Saturday worked before the Spring Festival
        ("2022-02-01", False),
        ("2022-02-07", True),
        ("2022-02-12", False),
        ("2020-02-03", True),  # the extended holiday of 2020 ended on 2 February
        ("2020-01-31", False),
        ("2024-02-09", True),  # the eve was not a statutory day off that year
        ("2025-01-28", False),
    ],
)
def test_days_of_the_yearly_notices(day, worked):
    assert is_working_day(D(day)) == worked


def test_years_the_table_does_not_hold():
    assert sure(D("2022-01-01"))
    assert not sure(D("2027-01-01"))
    assert is_working_day(D("2030-01-02"))


def test_deadlines():
    appeal = DEADLINES["appeal_judgment"]
    assert appeal.last_day(D("2022-03-01")) == D("2022-03-11")
    assert appeal.last_day(D("2022-03-02")) == D("2022-03-14")  # the 12th is a Saturday
    assert appeal.last_day(D("2022-09-21")) == D("2022-10-08")  # 1 October; the 8th is a worked Saturday
    assert final_on(D("2022-03-01")) == D("2022-03-12")
    assert period_end(D("2022-03-02"), 10, extend=False) == D("2022-03-12")
    assert DEADLINES["enrol_correction"].last_day(D("2022-03-01")) == D("2022-03-11")


def test_periods_of_months():
    assert period_end(D("2022-01-17"), months=1) == D("2022-02-17")
    assert period_end(D("2022-02-28"), months=1) == D("2022-03-31")
    assert period_end(D("2022-01-30"), months=1, extend=False) == D("2022-02-28")


@given(st.dates(date(2008, 1, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_working_days_are_counted_back(day, count):
    last = working_days_after(day, count)
    assert working_days_between(day, last) == count
    assert count == 0 or is_working_day(last)
    assert working_days_between(last, day - timedelta(days=1)) == 0


def test_negative_counts_are_an_error():
    with pytest.raises(ValueError, match="负"):
        working_days_after(D("2022-01-01"), -1)
