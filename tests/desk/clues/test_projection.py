"""The table of clues follows the lake; what people did survives everything the lake does."""

from __future__ import annotations

import datetime as dt

import pytest
from desk_parts import PER_COUNTY, load, run, write_files
from django.db.models import F

from mingjian.clues import ClueLedger, clues_of, rank
from mingjian.desk.clues.evidence import evidence
from mingjian.desk.clues.models import Clue, ClueText, Projection, Step, Verdict
from mingjian.desk.clues.page import machine_facts
from mingjian.desk.clues.projection import project, rank_of
from mingjian.desk.clues.schemas import Act
from mingjian.desk.clues.states import State
from mingjian.desk.clues.steps import act
from mingjian.desk.clues.verdicts import tell_verdicts
from mingjian.desk.offices.roles import Role
from mingjian.runs import RunStore


def rows() -> list[tuple[object, ...]]:
    return list(Clue.objects.order_by("id").values_list("id", "state", "office__code", "found", "episode", "version"))


def test_every_clue_of_the_run_is_there_once_in_the_order_of_its_rank(clues):
    run_ = RunStore(clues).runs()[0]
    assert [one.pk for one in Clue.objects.all()] == [one.clue.clue_id for one in rank(clues_of(run_))]
    assert ClueText.objects.count() == 4 * Clue.objects.count() == 4 * 3 * PER_COUNTY


def test_doing_it_again_changes_nothing(clues, django_assert_num_queries):
    before = rows()
    made = project(clues)
    assert (made.new, made.changed) == (0, 0)
    Projection.objects.all().delete()
    made = project(clues)
    assert (made.new, made.changed, rows()) == (0, 0, before)


def test_a_place_belongs_to_the_nearest_office_above_it(clues, offices):
    assert set(Clue.objects.values_list("office__code", "place")) == {
        ("340102", "340102"), ("340103", "340103"), ("340202", "340202")
    }  # fmt: skip
    from mingjian.desk.clues.projection import Places

    places = Places()
    assert [places.office(one).code for one in ("340111", "340881", "110101", "", "341000")] == [
        "340100", "340000", "340000", "340000", "340000"
    ]  # fmt: skip


def test_each_clearance_has_its_own_text(clues):
    one = Clue.objects.all()[0]
    said = {text.clearance: text for text in one.texts.all()}
    assert said[4].zh != said[1].zh
    assert "*" in said[1].zh
    assert "*" not in said[4].zh
    assert said[1].subject.count("*") > 5
    assert len(said[4].subject) == 18


@pytest.mark.parametrize(
    ("higher", "lower"),
    [((3, 0, None), (2, 9999, 10**9)), ((2, 5, None), (2, 4, 10**12)), ((2, 4, 1), (2, 4, None)),
     ((2, 4, 2), (2, 4, 1)),
     ((1, -3, 0), (1, -4, 0)), ((3, 10**9, 10**20), (3, 0, 0))],
)  # fmt: skip
def test_the_rank_is_one_number_in_the_order_of_level_points_and_money(higher, lower):
    assert rank_of(*higher) > rank_of(*lower)
    assert 0 <= rank_of(*lower) < rank_of(*higher) < 2**63


def test_what_people_did_survives_a_new_run_and_a_rebuild(own_lake, user):
    project(own_lake)
    head = user("h", Role.HEAD)
    clue = Clue.objects.visible_to(head)[0]
    act(head, clue.pk, Act(action="hand_over", version=1, to_office="340202", why="管辖"))
    write_files(own_lake.path.parent / "files")
    run(own_lake)
    made = project(own_lake)
    assert made.new == 0
    Projection.objects.all().delete()
    project(own_lake)
    found = Clue.objects.get(pk=clue.pk)
    assert (found.office.code, found.version, found.run[:6]) == ("340202", 2, "000002")
    assert Step.objects.filter(clue=clue).count() == 1


def test_a_clue_that_vanished_stays_and_says_so(own_lake, offices, tmp_path):
    project(own_lake)
    write_files(tmp_path / "less", first=3)
    load(own_lake, tmp_path / "less")
    run(own_lake)
    made = project(own_lake)
    gone = Clue.objects.filter(found="vanished")
    assert gone.count() == 6
    assert made.changed >= 6
    assert all(one.run.startswith("000001") for one in gone)


def test_new_rows_after_it_was_closed_begin_the_clue_again(own_lake, user, tmp_path):
    project(own_lake)
    head = user("h", Role.HEAD)
    clue = Clue.objects.visible_to(head)[0]
    for action in ("claim", "verify"):
        act(head, clue.pk, Act(action=action, version=Clue.objects.get(pk=clue.pk).version))
    act(head, clue.pk, Act(action="reject", version=3, reason="lawful", why="合法"))
    assert tell_verdicts(own_lake) == 1
    write_files(tmp_path / "more", months=7)
    load(own_lake, tmp_path / "more")
    run(own_lake)
    project(own_lake)
    found = Clue.objects.get(pk=clue.pk)
    assert (found.state, found.episode, found.owner) == (State.NEW, 2, None)
    assert Step.objects.filter(clue=clue).last().action == "episode"
    project(own_lake)
    assert Step.objects.filter(clue=clue, action="episode").count() == 1


def test_verdicts_reach_the_ledger_once_and_in_order(own_lake, user):
    project(own_lake)
    head = user("h", Role.HEAD)
    clue = Clue.objects.visible_to(head)[0]
    act(head, clue.pk, Act(action="claim", version=1))
    act(head, clue.pk, Act(action="reject", version=2, reason="known", why="已处理"))
    act(head, clue.pk, Act(action="reopen", version=3, why="再查"))
    assert tell_verdicts(own_lake) == 2
    assert tell_verdicts(own_lake) == 0
    ledger = ClueLedger(own_lake)
    assert ledger.state(clue.pk).verdict is None
    assert [one.event for one in ledger.history(clue.model, clue.pk)] == ["new", "closed", "reopened"]
    Verdict.objects.update(told=False)  # killed before the table was told
    tell_verdicts(own_lake)
    assert ledger.state(clue.pk).verdict is None


def test_a_corrected_source_row_marks_the_clue(own_lake, offices, tmp_path):
    project(own_lake)
    write_files(tmp_path / "other", months=5)
    load(own_lake, tmp_path / "other")
    project(own_lake)
    assert Clue.objects.filter(touched=True).count() > 0
    assert Clue.objects.filter(touched=True, first_seen__lte=dt.date(2025, 6, 30), version=F("version")).exists()


def test_a_reader_is_told_which_rows_were_corrected_and_by_what(own_lake, user, tmp_path):
    project(own_lake)
    write_files(tmp_path / "other", months=5)
    load(own_lake, tmp_path / "other")
    project(own_lake)
    reader = user("h", Role.HEAD)
    clue = Clue.objects.visible_to(reader).filter(touched=True)[0]
    shown = evidence(reader, clue)
    marked = {row.row_id for table in shown.tables for row in table.rows if row.corrected}
    told = ClueLedger(own_lake).state(clue.pk).touched
    assert marked == {row for why in told for row in why.rows}
    assert marked
    text = machine_facts(reader, clue)["touched_why"]
    assert all("条佐证记录" in one.zh and "第2版" in one.zh for one in text)
    assert not any(row in one.zh + one.en for one in text for row in marked)
    untouched = Clue.objects.visible_to(reader).filter(touched=False).first()
    if untouched is not None:
        assert not any(row.corrected for table in evidence(reader, untouched).tables for row in table.rows)
