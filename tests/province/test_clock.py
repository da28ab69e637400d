"""Whole-column calendar against Python's dates and the law's own arithmetic."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law import end_of_sentence as lawful_end
from mingjian.province.clock import NONE, add_months, age_on, end_of_sentence, first_day, iso, last_day, month_of

EPOCH = dt.date(1970, 1, 1)
days = st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31))


def number(day: dt.date) -> np.ndarray:
    return np.array([(day - EPOCH).days], np.int32)


@given(days, st.integers(0, 300), st.integers(0, 31), st.integers(0, 60))
def test_end_of_sentence_is_that_of_the_law(start: dt.date, months: int, extra: int, credit: int) -> None:
    ours = end_of_sentence(number(start), np.array([months], np.int32), extra, credit)
    assert iso(int(ours[0])) == lawful_end(start, months, extra, credit).isoformat()


@given(days)
def test_months_and_their_borders(day: dt.date) -> None:
    month = month_of(number(day))
    assert month[0] == day.year * 12 + day.month - 1
    assert iso(int(first_day(month)[0])) == day.replace(day=1).isoformat()
    assert int(last_day(month)[0]) + 1 == int(first_day(month + 1)[0])


@given(days, days)
def test_age_changes_on_the_birthday(birth: dt.date, on: dt.date) -> None:
    expected = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    assert age_on(number(birth), number(on))[0] == expected


def test_missing_days_stay_missing() -> None:
    assert month_of(np.array([NONE], np.int32))[0] == NONE


def test_add_months_stays_in_the_month() -> None:
    assert iso(int(add_months(number(dt.date(2023, 10, 31)), 4)[0])) == "2024-02-29"
