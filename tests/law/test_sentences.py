"""When sentences end, what is credited, and the limits with their days."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.deadlines import DEADLINES
from mingjian.law.limits import limit, limits
from mingjian.law.sentences import add_months, credit, end_of_probation, end_of_sentence, possible_ends
from mingjian.law.store import StatuteStore

D = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "months", "days", "credit_days", "end"),
    [
        ("2020-03-05", 1, 0, 0, "2020-04-04"),
        ("2017-03-16", 20, 0, 0, "2018-11-15"),
        ("2019-01-01", 12, 0, 0, "2019-12-31"),
        ("2020-02-29", 12, 0, 0, "2021-02-27"),
        ("2019-02-28", 12, 0, 0, "2020-02-27"),
        ("2020-01-31", 1, 0, 0, "2020-02-28"),
        ("2019-01-31", 1, 0, 0, "2019-02-27"),
        ("2020-03-31", 6, 0, 0, "2020-09-29"),
        ("2020-03-05", 1, 15, 0, "2020-04-19"),
        ("2020-03-05", 6, 0, 30, "2020-08-05"),
        ("2020-03-05", 0, 15, 0, "2020-03-19"),
    ],
)
def test_end_of_sentence(start, months, days, credit_days, end):
    assert end_of_sentence(D(start), months, days, credit_days) == D(end)


def test_readings_at_the_end_of_a_month():
    assert possible_ends(D("2020-03-05"), 1) == (D("2020-04-04"),)
    assert possible_ends(D("2019-01-31"), 1) == (D("2019-02-27"), D("2019-02-28"))
    assert possible_ends(D("2019-02-28"), 6) == (D("2019-08-27"), D("2019-08-30"))
    assert possible_ends(D("2019-02-28"), 12) == (D("2020-02-27"),)
    assert possible_ends(D("2020-02-29"), 12) == (D("2021-02-27"), D("2021-02-28"))


days = st.dates(date(1998, 1, 1), date(2050, 1, 1))


@given(days, st.integers(0, 300), st.integers(0, 31), st.integers(0, 600))
def test_arithmetic_of_terms(start, months, extra, credited):
    end = end_of_sentence(start, months, extra, credited)
    assert end + timedelta(days=credited) == end_of_sentence(start, months, extra)
    assert end in possible_ends(start, months, extra, credited)
    assert end_of_sentence(start, months + 1, extra) > end_of_sentence(start, months, extra)
    assert all(abs((one - end).days) <= 3 for one in possible_ends(start, months, extra, credited))
    if start.day <= 28:
        assert (end + timedelta(days=1 + credited - extra)).day == start.day


@given(days, st.integers(-200, 200))
def test_months_are_added_and_taken_away(day, months):
    if day.day <= 28:
        assert add_months(add_months(day, months), -months) == day


def test_a_negative_term_is_an_error():
    with pytest.raises(ValueError, match="负"):
        end_of_sentence(D("2020-01-01"), -1)


@pytest.mark.parametrize(
    ("kind", "custody", "residence", "days"),
    [
        ("fixed_term", 30, 0, 30),
        ("detention", 30, 0, 30),
        ("surveillance", 30, 0, 60),
        ("fixed_term", 0, 61, 30),
        ("detention", 10, 20, 20),
        ("surveillance", 0, 20, 20),
    ],
)
def test_credit(kind, custody, residence, days):
    assert credit(kind, custody, residence) == days


def test_probation_is_counted_from_the_final_judgment():
    assert end_of_probation(D("2020-03-05"), 12) == D("2021-03-04")


def test_limits_have_days():
    assert limit("fixed_term_combined_max", D("2010-01-01")) == 240
    assert limit("fixed_term_combined_long_max", D("2011-05-01")) == 300
    with pytest.raises(LookupError, match="fixed_term_combined_long_max"):
        limit("fixed_term_combined_long_max", D("2011-04-30"))
    assert limit("fine_min_minor", D("2020-01-01")) == 500


@pytest.mark.realdata
def test_every_article_cited_exists():
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    store = StatuteStore.import_folder(Path(data) / "lawrefbook")
    for one in limits():
        law = "关于适用财产刑若干问题的规定" if one.law.startswith("关于适用财产刑") else one.law
        known = [name for name in store.laws() if name.endswith("适用财产刑若干问题的规定")]
        assert store.has(known[0] if known and "财产刑" in law else law, one.article), one
    for deadline in DEADLINES.values():
        assert store.has(deadline.law, deadline.article), deadline
    assert "六个月以上十五年以下" in store.text("刑法", "45")
    assert "同日的前一日为一个月" in store.text("关于适用〈刑事诉讼法〉的解释", "202")
