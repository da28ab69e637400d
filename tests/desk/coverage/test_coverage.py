"""The coverage map: the same decision as a run's, office by office; what to get next; a fixed number of questions."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from desk_parts import AS_OF
from django.db import connection
from django.test.utils import CaptureQueriesContext
from supply_parts import new_agreement, new_request

from mingjian.desk.coverage import services
from mingjian.desk.coverage.schemas import CoverageMapQuery
from mingjian.desk.coverage.services import coverage_map
from mingjian.desk.data.models import Retention
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.known import Known, known
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Level, Office
from mingjian.desk.offices.roles import Role
from mingjian.lake import Coverage
from mingjian.models.enumerations import Line
from mingjian.runs import RunRefused, RunRequest, examine, examine_needs

MODEL = "benefits-paid-to-the-dead"
pytestmark = pytest.mark.usefixtures("clues")


@pytest.fixture
def top(user):
    return user("top", Role.DATA_OFFICER, Role.HEAD, office="340000")


def shown(user, **query):
    return coverage_map(user, CoverageMapQuery.model_validate(query))


def cell(found, model, office):
    place = [one.code for one in found.offices].index(office)
    one = next(one for one in found.models if one.id == model).cells[place]
    lacks = [] if one.lack is None else [(each.standard, each.why) for each in found.lacks[one.lack]]
    return one.state, one.clues, lacks


def declare(lake, dataset, region, first="2024-01-01", last="2025-06-30"):
    span = Coverage(region=region, from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last))
    lake.declare_coverage(dataset, [span], dt.date(2025, 7, 1), "tester")


def test_what_ran_what_is_blocked_and_by_what(top, clues):
    found = shown(top)
    assert [one.code for one in found.offices] == ["340000", "340100", "340200"]
    assert cell(found, MODEL, "340000") == ("ran", 12, [])
    assert cell(found, MODEL, "340100") == ("ran", 8, [])  # with its counties
    states = {one.id: one.cells[0].state for one in found.models}
    assert set(states) == set(known())
    assert {state for model, state in states.items() if model != MODEL} >= {"blocked"}


@pytest.mark.parametrize("declared", [False, True])
def test_a_model_is_blocked_exactly_when_a_run_would_be_refused(top, own_lake, declared):
    """Every model that ships, asked both ways; with and without coverage of all there is."""
    if declared:
        for dataset in own_lake.datasets():
            declare(own_lake, dataset, "340000")
    found = shown(top)
    for one in found.models:
        try:
            examine(own_lake, RunRequest(known()[one.id], AS_OF, "测试"))
            refused = False
        except RunRefused:
            refused = True
        assert (one.cells[0].state == "blocked") == refused, one.id


def test_the_library_says_which_need_is_wrong(own_lake):
    found = examine_needs(own_lake, known().values())
    for model, needs in found.items():
        for need in needs.values():
            assert need.there == (need.standard.partition("@")[0] in ("death_record", "pension_payment",
                                                                     "benefit_payment")), model  # fmt: skip
            assert (need.manifest is None and not need.optional) <= bool(need.refusals)


def test_coverage_of_another_region_or_period_blocks_an_office(top, own_lake):
    declare(own_lake, "death_record", "340100")
    found = shown(top, deep=True)
    for office in ("340000", "340100", "340102"):  # an upper office works with the part that is covered
        assert cell(found, MODEL, office)[0] == "ran", office
    for office in ("340200", "340202"):
        assert cell(found, MODEL, office)[2] == [("death_record@1", "outside")], office
    within = shown(top, first="2024-02-01", last="2025-06-30")
    assert cell(within, MODEL, "340100")[0] == "ran"
    beyond = shown(top, first="2024-02-01", last="2025-07-31")
    assert cell(beyond, MODEL, "340100")[2] == [("death_record@1", "period")]
    declare(own_lake, "death_record", "340100", "2025-07-01", "2025-12-31")  # the next day on: no gap
    assert cell(shown(top, first="2024-02-01", last="2025-07-31"), MODEL, "340100")[0] == "ran"
    with pytest.raises(BadRequest):
        shown(top, first="2025-02-01", last="2025-01-01")


def test_data_that_may_not_be_kept_any_more_block(top):
    day = today() - dt.timedelta(days=1)
    Retention.objects.create(dataset="death_record", until=day, basis="协议", by=top, at=now())
    assert cell(shown(top), MODEL, "340000")[2] == [("death_record@1", "expired")]


def test_what_to_get_next_is_sorted_by_what_it_sets_free(top):
    found = shown(top)
    order = [(-one.alone, -len(one.models)) for one in found.next]
    assert order == sorted(order)
    assert {one.standard for one in found.next} == {one.standard for lacks in found.lacks for one in lacks}
    for one in found.next:
        waiting = {
            model.id
            for model in found.models
            for each in model.cells
            if each.lack is not None and one.standard in {lack.standard for lack in found.lacks[each.lack]}
        }
        assert {model.code for model in one.models} == waiting  # fmt: skip
        assert sum(line.count for line in one.lines) == len(waiting)
    first = found.next[0].standard
    new_request(top, items=[{"standard": first}])
    new_agreement(top, items=[{"standard": first}], until="2999-12-31")
    again = shown(top).next[0]
    assert (len(again.requests), len(again.agreements)) == (1, 1)


def test_by_line_and_below_an_office(top):
    found = shown(top, line=Line.CRIMINAL.value)
    assert {one.line.code for one in found.models} == {"criminal"}
    assert [one.code for one in shown(top, office="340100").offices] == ["340100", "340102", "340103"]
    assert [one.code for one in shown(top, deep=True).offices] == list(
        Office.objects.order_by("path").values_list("code", flat=True)
    )


def test_only_what_the_reader_sees(user, top):
    city = user("city", Role.PROSECUTOR, office="340100", lines=(Line.CRIMINAL,))
    found = shown(city)
    assert [one.code for one in found.offices] == ["340100", "340102", "340103"]
    assert cell(found, MODEL, "340100")[:2] == ("ran", 0)  # its clues are of another line
    assert not found.can
    with pytest.raises(NotFound):
        shown(city, office="340200")
    officer = user("officer", Role.DATA_OFFICER, office="340100")
    assert cell(shown(officer), MODEL, "340100")[1] is None  # who sees no clues is told no numbers
    new_request(top, items=[{"standard": found.next[0].standard}])
    assert shown(city).next[0].requests == []
    with pytest.raises(NotFound):
        shown(user("admin", Role.SECURITY_ADMIN))


def test_as_many_questions_for_sixty_models_and_a_hundred_and_fifty_offices(top, monkeypatch):
    def asked(**query):
        with CaptureQueriesContext(connection) as few:
            found = shown(top, **query)
        return len(few), found

    asked()  # rights and offices of the user are asked for once
    before, _ = asked()
    city = Office.objects.get(code="340100")
    for number in range(150 - Office.objects.count()):
        code = str(350000 + number)
        Office.objects.create(code=code, zh=code, en=code, level=Level.COUNTY.value, region="340102", parent=city)
    models = list(known().values())
    many = {}
    for number in range(60):
        one = models[number % len(models)]
        copy = dataclasses.replace(one, definition=one.definition.model_copy(update={"model": f"{one.id}-{number}"}))
        many[copy.id] = copy
    monkeypatch.setattr(services, "known", lambda: (known(), Known(many))[1])  # asks, as it does
    after, found = asked(deep=True)
    assert (len(found.models), len(found.offices)) == (60, 150)
    assert after == before <= 12
