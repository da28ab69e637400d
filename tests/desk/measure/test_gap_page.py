"""Gaps on the desk: the library's own, with rows told at the top only and the pace of the reader's own clues."""

from __future__ import annotations

import datetime as dt

import pytest
from figures_parts import decide, make_clues

from mingjian.desk.errors import NotFound
from mingjian.desk.known import known
from mingjian.desk.measure.gaps import gap_page
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.measure import gaps

pytestmark = pytest.mark.usefixtures("offices")


def test_the_page_says_what_the_library_says(clues, user):
    made = gap_page(user("chief", Role.CHIEF, office="340000"))
    found = gaps(clues, known().values())
    assert [(one.standard, one.lack.code, one.rows) for one in made.gaps] == [
        (one.standard, one.lack, one.rows.total()) for one in found.gaps
    ]
    assert (made.models, made.blocked, made.runs) == (len(known()), len(found.blocked), 1)
    assert made.rows == sum(one.rows.total() for one in found.gaps)
    assert (made.pace.clues, made.pace.waiting, made.pace.weeks) == (12, 12, None)
    assert [one.dataset for one in made.unused] == [one.dataset for one in found.unused]


def test_below_the_top_no_row_is_counted_and_the_pace_is_ones_own(clues, user):
    chief = user("chief", Role.CHIEF, office="340000")
    mine = make_clues("340102", 3, "m", first_seen=now().date())
    for clue in mine[:2]:
        decide(clue, chief, "confirmed", 0)
    make_clues("340202", 5, "o")
    county = gap_page(user("county", Role.PROSECUTOR, office="340102"))
    assert county.rows is None
    assert county.undecided is None
    assert all(one.rows is None and one.reasons == [] and one.over == 0 for one in county.gaps)
    assert all(one.models or one.optional for one in county.gaps)
    assert (county.pace.clues, county.pace.checked, county.pace.waiting) == (7, 2, 5)  # four of the run, three more
    assert county.pace.a_week == 0.5
    assert county.pace.weeks == 10
    other = gap_page(user("other", Role.PROSECUTOR, office="340202"))
    assert (other.pace.clues, other.pace.checked) == (9, 0)


def test_who_sees_no_clue_is_told_no_pace_and_administrators_nothing(clues, user):
    assert gap_page(user("m", Role.MODELLER, office="340000")).pace is None
    officer = gap_page(user("d", Role.DATA_OFFICER, office="340000"))
    assert officer.can
    with pytest.raises(NotFound):
        gap_page(user("s", Role.SYSTEM_ADMIN, office="340000"))


def test_old_verdicts_are_not_the_pace(clues, user):
    chief = user("chief", Role.CHIEF, office="340000")
    (old,) = make_clues("340102", 1, "m", first_seen=now().date() - dt.timedelta(days=60))
    decide(old, chief, "confirmed", 1)
    made = gap_page(chief).pace
    assert (made.checked, made.lately, made.weeks) == (1, 0, None)
