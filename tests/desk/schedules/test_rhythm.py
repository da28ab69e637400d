"""When a schedule is due: borders of days, weeks and months in the time of the office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mingjian.desk.schedules.rhythm import Rhythm, next_after, said

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("rhythm", "moment", "due"),
    [
        ({"every": "minutes", "minutes": 15}, "2026-03-01 23:50", "2026-03-02 00:05"),
        ({"every": "day", "at": "06:30"}, "2026-03-01 06:29", "2026-03-01 06:30"),
        ({"every": "day", "at": "06:30"}, "2026-03-01 06:30", "2026-03-02 06:30"),
        ({"every": "day", "at": "00:00"}, "2026-12-31 23:59", "2027-01-01 00:00"),
        ({"every": "week", "day": 7, "at": "08:00"}, "2026-03-02 07:00", "2026-03-08 08:00"),
        ({"every": "week", "day": 1, "at": "08:00"}, "2026-03-02 08:00", "2026-03-09 08:00"),
        ({"every": "month", "day": 31, "at": "08:00"}, "2026-02-10 08:00", "2026-02-28 08:00"),
        ({"every": "month", "day": 31, "at": "08:00"}, "2026-02-28 08:00", "2026-03-31 08:00"),
        ({"every": "month", "day": 29, "at": "08:00"}, "2028-02-01 08:00", "2028-02-29 08:00"),
    ],
)
def test_borders(rhythm, moment, due):
    assert next_after(Rhythm.model_validate(rhythm), at(moment)) == at(due)


def test_the_time_is_that_of_the_office():
    """22:30 UTC is half past six of the next morning."""
    midnight = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    due = next_after(Rhythm(every="day", at="06:30"), midnight)
    assert due == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


@given(
    st.sampled_from(["day", "week", "month"]), st.integers(1, 31), st.integers(0, 23), st.integers(0, 59),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
)  # fmt: skip
def test_no_due_time_is_left_out(every, day, hour, minute, moment):
    day = min(day, 7) if every == "week" else day
    rhythm = Rhythm(every=every, day=day, at=f"{hour:02d}:{minute:02d}")
    begun = moment.replace(tzinfo=SHANGHAI)
    first = next_after(rhythm, begun)
    assert begun < first <= begun + timedelta(days={"day": 1, "week": 7, "month": 31}[every])
    assert next_after(rhythm, first - timedelta(seconds=1)) == first
    assert said(rhythm).zh.endswith(rhythm.at)


@pytest.mark.parametrize(
    "wrong", [{"every": "day", "at": "24:00"}, {"every": "week", "day": 8}, {"every": "minutes", "minutes": 0}, {}]
)
def test_what_is_no_rhythm(wrong):
    with pytest.raises(ValidationError):
        Rhythm.model_validate(wrong)
