"""What is told to readers of statistics: no hidden number can be found, whatever they put side by side."""

from __future__ import annotations

import datetime as dt

import pytest
from figures_parts import MODEL, decide, make_case, make_clues
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest
from mingjian.desk.figures.schemas import FigureQuery
from mingjian.desk.figures.services import figures
from mingjian.desk.figures.small import CaseAtom, ClueAtom, precision_of, sums_of
from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

STATES = ("new", "verifying", "filed", "not_established", "transferred")
KEYS = st.tuples(st.integers(1, 4), st.sampled_from(["civil", "criminal"]), st.sampled_from("mn"),
                 st.sampled_from(["1", "2"]), st.sampled_from(STATES), st.booleans())  # fmt: skip
CASES = st.tuples(st.integers(1, 4), st.sampled_from(["civil", "criminal"]), st.sampled_from("mn"), st.booleans())


def shown(clues, cases, least):
    """All that can be told: the sums of every key, from which every total is added up, and the precision."""
    atoms, of_cases = [ClueAtom(*key, n) for key, n in clues.items()], [CaseAtom(*key, n) for key, n in cases.items()]
    return sums_of(atoms, of_cases, least), precision_of(atoms, least)


TWICE = st.tuples(st.integers(1, 12), st.integers(0, 99))
"""A number, and what makes another small one of it if it is small."""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(KEYS, TWICE, max_size=12), st.dictionaries(CASES, TWICE, max_size=8), st.integers(2, 8))
def test_nothing_told_depends_on_a_hidden_number(clues, cases, least):
    """Any other small number in the place of each hidden one: everything told stays the same, to the last figure."""
    first = [{key: n for key, (n, _) in table.items()} for table in (clues, cases)]
    other = [
        {key: n if n >= least else 1 + more % (least - 1) for key, (n, more) in table.items()}
        for table in (clues, cases)
    ]
    assert shown(*first, least) == shown(*other, least)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(KEYS, st.integers(1, 12), max_size=12), st.integers(2, 8))
def test_what_is_large_enough_is_told_whole(clues, least):
    sums, _ = shown(clues, {}, least)
    assert sum(one.clues for one in sums.values()) == sum(n for n in clues.values() if n >= least)
    assert all(n == 0 or n >= least for one in sums.values() for n in (one.clues, one.open, one.verified))
    assert {key for key, one in sums.items() if one.hidden} == {key[:3] for key, n in clues.items() if n < least}


@pytest.fixture
def modeller(user):
    return user("modeller", Role.MODELLER, office="340000", lines=(Line.PUBLIC_INTEREST, Line.CIVIL))


@pytest.fixture
def world(offices, shared_lake, user):
    """340102: seven new, six filed, two doubtful; 340202: three new; six criminal ones; six cases and one put right."""
    chief = user("chief", Role.CHIEF, office="340000")
    make_clues("340102", 7, "a")
    filed = make_clues("340102", 13, "f", state="filed")
    for one in filed:
        decide(one, chief, "confirmed", 1)
    make_clues("340102", 2, "d", state="doubtful")
    make_clues("340202", 3, "s")
    make_clues("340102", 6, "x", line=Line.CRIMINAL.value)
    for number, one in enumerate(filed[:6]):
        make_case(chief, f"案{number}", one, office="340102")
    make_case(chief, "改", filed[6], office="340102", rectified=True, recovered="5.00")


def ask(user, **query):
    return figures(user, FigureQuery.model_validate(query))


@pytest.mark.usefixtures("world")
class TestOnTheDesk:
    """Through the service, over a database."""

    def test_small_cells_are_in_no_number(self, modeller):
        made = ask(modeller)
        assert made.statistical
        assert made.least == 5
        total = made.total
        assert (total.clues, total.open, total.verified, total.confirmed, total.cases, total.rectified) == (
            20, 7, 13, 13, 6, 0
        )  # fmt: skip
        assert total.hidden
        assert [(one.code, one.clues, one.hidden) for one in made.offices] == [
            ("340100", 20, True), ("340200", 0, True)
        ]  # fmt: skip
        assert [one.code for one in made.lines] == ["public_interest"]
        assert [(one.model, one.confirmed) for one in made.precision] == [(MODEL, 13)]

    def test_what_cuts_across_cells_is_not_told(self, modeller):
        made = ask(modeller)
        for row in (made.total, *made.offices, *made.lines, *made.models):
            assert {row.overdue, row.recovered, row.held, row.served, row.late, row.median, row.p90} == {None}
        assert (made.months, made.backlog, made.screened) == ([], [], None)
        with pytest.raises(BadRequest):
            ask(modeller, first="2025-01-01")

    def test_every_answer_is_the_same_with_other_small_numbers(self, modeller):
        """All tables of all parts of the tree, before and after hidden cells changed: identical."""
        queries = [
            {"office": office, "below": below, **more}
            for office in ("340000", "340100", "340102", "340103", "340200", "340202") for below in (True, False)
            for more in ({}, {"line": "public_interest"}, {"model": MODEL}, {"line": "criminal"})
        ]  # fmt: skip
        before = [ask(modeller, **query) for query in queries]
        Clue.objects.filter(pk="s-0").delete()  # three are two
        make_clues("340102", 2, "e", state="doubtful")  # two are four
        Clue.objects.filter(line=Line.CRIMINAL.value).delete()  # not of his lines at all
        assert [ask(modeller, **query) for query in queries] == before

    def test_who_sees_the_clues_is_told_all(self, user):
        made = ask(user("d", Role.DIGITAL, office="340000"))
        assert not made.statistical
        assert (made.total.clues, made.total.hidden, made.total.rectified) == (31, False, 1)

    def test_the_setting_may_hide_more_or_nothing(self, modeller, settings):
        settings.DESK = settings.DESK.model_copy(update={"small_cells": 1})
        made = ask(modeller)
        assert (made.total.clues, made.total.hidden, made.total.rectified) == (25, False, 1)
        settings.DESK = settings.DESK.model_copy(update={"small_cells": 10})
        assert (ask(modeller).total.clues, ask(modeller).total.cases) == (13, 0)

    def test_neutral_verdicts_are_in_no_share(self, modeller, user):
        judge = user("judge", Role.PROSECUTOR)
        for number, code in enumerate(["known"] * 6 + ["lawful"] * 7):
            one = make_clues("340103", 1, f"n{number}", state="not_established", first_seen=dt.date(2025, 1, 1))[0]
            decide(one, judge, code, 1)
        kept = ask(modeller).precision[0]
        assert (kept.confirmed, kept.rejected, kept.neutral, kept.share) == (13, 7, 6, 0.65)
