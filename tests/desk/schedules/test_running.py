"""Models that are run by themselves: on new data, at a time, and never over personal data without their approval."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from desk_parts import load, write_files
from schedules_parts import MODEL, RUNS, Planner

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.now import now, today
from mingjian.desk.offices.roles import Role
from mingjian.desk.schedules.models import Schedule
from mingjian.desk.schedules.scheduler import one_round
from mingjian.lake import Lake
from mingjian.runs import RunStore

pytestmark = pytest.mark.django_db(transaction=True)
ASSESSMENT = {
    "necessity": "仅比对死亡与发放记录，别无他法", "legal_basis": "个人信息保护法第三十四条",
    "people": "领取待遇的参保人", "risks": "死亡信息外泄", "measures": "脱敏、留痕、专人办理",
    "retention": "办结后一年删除",
}  # fmt: skip


def runner(user: Any, client_of: Any, name: str = "digital", **more: Any) -> Planner:
    return Planner(client_of(user(name, Role.DIGITAL, **more)))


def new_data(lake: Lake, tmp_path: Any, months: int, synthetic: bool = True) -> None:
    write_files(tmp_path / f"files{months}", months=months)
    load(lake, tmp_path / f"files{months}", synthetic=synthetic)


def test_what_is_there_already_is_not_run_but_what_is_new(own_lake: Lake, user: Any, client_of: Any, tmp_path) -> None:
    planner = runner(user, client_of)
    planner.plan(RUNS)
    planner.go()
    assert planner.turns() == []
    new_data(own_lake, tmp_path, 7)
    planner.go()
    ((_, state, said),) = planner.turns()
    assert state == "done"
    assert "次运行" in said
    assert "线索" not in said, "how many there are is a matter of sight"
    newest = RunStore(own_lake).get(RunStore(own_lake).ids()[-1]).record
    assert (newest.purpose, newest.actor, newest.as_of) == ("专项1号", "digital", today())
    planner.go()
    assert len(planner.turns()) == 1


def test_all_models_of_the_lines_only_those_whose_data_came(
    own_lake: Lake, user: Any, client_of: Any, tmp_path
) -> None:
    planner = runner(user, client_of)
    planner.plan(RUNS, models=[])
    new_data(own_lake, tmp_path, 7)
    planner.go()
    names = {one.subject for one in Job.objects.filter(kind="run")}
    assert MODEL in names
    assert all(state == "done" for _, state, _ in planner.turns())


def test_at_its_time_though_nothing_is_new(own_lake: Lake, user: Any, client_of: Any) -> None:
    planner = runner(user, client_of)
    planner.plan({**RUNS, "rhythm": {"every": "week", "day": 1, "at": "02:00"}}, on_data=False)
    one_round()
    assert planner.turns() == []
    planner.go()
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["done", "done"]


def test_data_that_come_in_during_a_run_are_run_after_it(own_lake: Lake, user: Any, client_of: Any, tmp_path) -> None:
    planner = runner(user, client_of)
    planner.plan(RUNS)
    new_data(own_lake, tmp_path, 7)
    one_round()
    assert Job.objects.count() == 1
    new_data(own_lake, tmp_path, 8)
    one_round()
    assert Job.objects.count() == 1
    assert Worker().one()
    one_round()
    assert Job.objects.count() == 2


@pytest.fixture
def people(real_lake: Lake, user: Any, client_of: Any) -> SimpleNamespace:
    """Over the data of real people."""
    chief = client_of(user("chief", Role.CHIEF))
    return SimpleNamespace(lake=real_lake, planner=Planner(client_of(user("zhang", Role.PROSECUTOR))), chief=chief)


def approve(people: SimpleNamespace, purpose: str = "专项1号") -> None:
    body = {"model": MODEL, "purpose": purpose, "until": str(today() + timedelta(days=30)), "assessment": ASSESSMENT}
    asked = people.planner.post("approvals", body)
    assert asked.status_code == 200, asked.content.decode()
    one = asked.json()
    act = {"action": "approve", "version": one["version"]}
    done = people.chief.post(f"/api/approvals/{one['id']}/act", json.dumps(act), content_type="application/json")
    assert done.status_code == 200, done.content.decode()


def test_no_run_over_personal_data_without_its_approval(people: SimpleNamespace, tmp_path) -> None:
    planner: Planner = people.planner
    planner.plan(RUNS)
    new_data(people.lake, tmp_path, 7, synthetic=False)
    planner.go()
    ((_, state, said),) = planner.turns()
    assert state == "waits"
    assert "须对这批数据先经审批" in said
    assert planner.schedules()[0]["approvals"] == 1
    approve(people, purpose="别的用途")
    planner.go()
    assert Job.objects.count() == 0
    approve(people)
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["done"]


def test_an_approval_for_other_data_is_none(people: SimpleNamespace, tmp_path) -> None:
    planner: Planner = people.planner
    planner.plan(RUNS)
    approve(people)
    new_data(people.lake, tmp_path, 7, synthetic=False)
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["waits"]
    new_data(people.lake, tmp_path, 8, synthetic=False)
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["waits", "overtaken"]
    assert Job.objects.count() == 0
    assert not RunStore(people.lake).ids()


def test_whoever_left_runs_nothing(own_lake: Lake, user: Any, client_of: Any, tmp_path) -> None:
    from mingjian.desk.offices.models import User

    planner, other = runner(user, client_of), runner(user, client_of, "other")
    planner.plan(RUNS)
    User.objects.filter(username="digital").update(is_active=False)
    new_data(own_lake, tmp_path, 7)
    other.go()
    (one,) = other.schedules()
    assert "请由他人修改此任务以接手" in one["problem"]["zh"]
    assert Job.objects.count() == 0
    taken = other.post(f"schedules/{one['id']}", {**RUNS, "version": one["version"]}, "put")
    assert taken.status_code == 200, taken.content.decode()
    assert taken.json()["by"]["username"] == "other"
    other.go()
    assert [state for _, state, _ in other.turns()] == ["done"]


def test_missed_times_count_once(own_lake: Lake, user: Any, client_of: Any) -> None:
    planner = runner(user, client_of)
    planner.plan({**RUNS, "rhythm": {"every": "minutes", "minutes": 5}}, on_data=False)
    Schedule.objects.update(next=now() - timedelta(days=3))
    one_round()
    one_round()
    assert Job.objects.count() == 1
    assert Schedule.objects.get().next > now()
