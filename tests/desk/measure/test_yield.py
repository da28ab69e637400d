"""The yield on the desk against a fixture counted by hand, and against the ledger; nobody learns others' numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from figures_parts import MODEL, decide, make_case, make_clues

from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import project
from mingjian.desk.clues.verdicts import tell_verdicts
from mingjian.desk.errors import NotFound
from mingjian.desk.figures.schemas import FigureQuery
from mingjian.desk.figures.services import figures
from mingjian.desk.measure.schemas import YieldQuery
from mingjian.desk.measure.yields import yields_of
from mingjian.desk.offices.roles import Role
from mingjian.measure import wilson, yields
from mingjian.models.enumerations import Line
from mingjian.runs import RunStore

NUMBERS = ("clues", "checked", "waiting", "gone", "transferred", "confirmed", "rejected", "neutral")


def ask(user, **query):
    return yields_of(user, YieldQuery.model_validate(query))


def numbers(row):
    return {name: getattr(row, name) for name in NUMBERS}


@pytest.fixture
def chief(user):
    return user("chief", Role.CHIEF, office="340000")


@pytest.fixture
def world(offices, shared_lake, chief):
    """340102: ten clues of 1.0.0, six decided, one transferred, one gone; of 0.9.0 two, one decided before it was found
    again by 1.0.0. 340202: four new ones of 1.0.0."""
    a = make_clues("340102", 10, "a")
    for clue, code in zip(a, ["confirmed"] * 4 + ["lawful", "known"], strict=False):
        decide(clue, chief, code, 3)
    states = ["filed"] * 4 + ["not_established"] * 2 + ["transferred", "verifying", "claimed", "new"]
    for clue, state in zip(a, states, strict=True):
        Clue.objects.filter(pk=clue.pk).update(state=state)
    Clue.objects.filter(pk=a[9].pk).update(found="vanished")
    old = make_clues("340102", 2, "o", model_version="0.9.0")
    decide(old[0], chief, "confirmed", 3)
    Clue.objects.filter(pk=old[0].pk).update(state="filed", model_version="1.0.0")
    make_clues("340202", 4, "b")
    make_case(chief, "一", a[0], a[1], office="340102", rectified=True, recovered=Decimal(5),
              letter={"state": "served", "served_on": dt.date(2025, 5, 2)})  # fmt: skip
    make_case(chief, "二", a[2], office="340102")
    return a


def test_every_finding_is_counted_once_with_the_version_it_was_decided_under(world, chief):
    made = ask(chief)
    newer, older = (
        next(one for one in made.rows if (one.model, one.version) == (MODEL, v)) for v in ("1.0.0", "0.9.0")
    )
    assert numbers(newer) == {"clues": 14, "checked": 6, "waiting": 6, "gone": 1, "transferred": 1, "confirmed": 4,
                              "rejected": 1, "neutral": 1}  # fmt: skip
    assert numbers(older) == {"clues": 2, "checked": 1, "waiting": 1, "gone": 0, "transferred": 0, "confirmed": 1,
                              "rejected": 0, "neutral": 0}  # fmt: skip
    assert (newer.precision, (newer.low, newer.high)) == (0.8, wilson(4, 5))
    assert [(one.code, one.count) for one in newer.reasons] == [("known", 1), ("lawful", 1)]
    assert newer.further.model_dump() == {"in_case": 3, "served": 2, "rectified": 2, "cases": 2}
    for name in NUMBERS:
        assert sum(getattr(one, name) for one in made.rows) == getattr(made.total, name), name
    assert made.total.clues == Clue.objects.count()


def test_it_agrees_with_the_precision_of_the_figures(world, chief):
    told = {(one.model, one.version): (one.confirmed, one.rejected, one.neutral, one.share, one.low)
            for one in figures(chief, FigureQuery.model_validate({})).precision}  # fmt: skip
    mine = {(one.model, one.version): (one.confirmed, one.rejected, one.neutral, one.precision, one.low)
            for one in ask(chief).rows if one.checked}  # fmt: skip
    assert told == mine


def test_a_verdict_taken_back_is_open_again_and_an_earlier_episode_stays(world, chief):
    decide(world[0], chief, "reopened", 5)
    decide(world[1], chief, "lawful", 6)
    made = ask(chief).total
    assert (made.confirmed, made.rejected) == (3, 2)
    Clue.objects.filter(pk=world[2].pk).update(episode=2, state="new")
    made = ask(chief).total
    assert (made.clues, made.confirmed) == (17, 3)


def test_a_county_sees_no_other_countys_figures(world, user, client_of):
    county = user("county", Role.PROSECUTOR, office="340202")
    made = ask(county)
    assert (made.total.clues, made.total.checked) == (4, 0)
    assert [one.code for one in made.choices] == ["340202"]
    assert all(one.facts is None or one.facts.undetermined is None for one in made.rows)
    for code in ("340000", "340100", "340102", "nothing"):
        with pytest.raises(NotFound):
            ask(county, office=code)
        assert client_of(county).get(f"/api/measure/yield?office={code}").status_code == 404
    alone = user("criminal", Role.PROSECUTOR, office="340102", lines=(Line.CRIMINAL,))
    assert ask(alone).total.clues == 0
    assert MODEL not in {one.model for one in ask(alone).rows}
    with pytest.raises(NotFound):
        ask(user("s", Role.SECURITY_ADMIN, office="340000"))


def test_readers_of_statistics_are_told_no_small_number(world, user, settings):
    modeller = user("m", Role.MODELLER, office="340000")
    made = ask(modeller)
    least = settings.DESK.small_cells
    assert made.statistical
    assert made.total.hidden
    for one in (*made.rows, made.total):
        assert all(n is None or n == 0 or n >= least for n in numbers(one).values())
        assert one.further is None
        assert one.reasons == []


def test_the_runs_behind_it_are_named_and_rows_told_at_the_top_only(clues, chief, user):
    (row,) = [one for one in ask(chief).rows if one.model == MODEL]
    (record,) = [one.record for one in RunStore(clues).runs()]
    assert (row.facts.runs, row.facts.newest, row.facts.last) == (1, record.run_id, record.as_of)
    assert sum(one.count for one in row.facts.undetermined) == sum(record.undetermined.values())
    assert row.facts.undetermined is not None
    city = user("city", Role.PROSECUTOR, office="340100")
    (row,) = [one for one in ask(city).rows if one.model == MODEL]
    assert row.facts.undetermined is None
    assert ask(chief, office="340100").rows[0].facts.undetermined is None


def test_the_command_line_counts_what_the_desk_counts(offices, own_lake, chief):
    project(own_lake)
    clues = list(Clue.objects.order_by("id"))
    for clue, code in zip(clues, ["confirmed", "confirmed", "lawful", "known"], strict=False):
        decide(clue, chief, code, 1)
    tell_verdicts(own_lake)
    (desk,) = [one for one in ask(chief).rows if one.model == MODEL]
    (told,) = yields(own_lake)
    data = told.data()
    for name in ("clues", "checked", "waiting", "gone", "confirmed", "rejected", "neutral", "precision", "low", "high"):
        assert getattr(desk, name) == data[name], name
