"""Who sees and steers schedules, what cannot be made, two at once."""

from __future__ import annotations

from typing import Any

import pytest
from schedules_parts import FOLDER, RUNS, TABLE, Planner

from mingjian.desk.offices.roles import Role
from mingjian.desk.schedules.lease import Holder
from mingjian.desk.schedules.models import Lease
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planners(planner: Planner, user: Any, client_of: Any) -> dict[str, Planner]:
    roles = {
        "city": (Role.DATA_OFFICER, "340100"), "below": (Role.DATA_OFFICER, "340102"),
        "beside": (Role.DATA_OFFICER, "340200"), "digital": (Role.DIGITAL, "340100"),
        "modeller": (Role.MODELLER, "340000"), "admin": (Role.SYSTEM_ADMIN, "340000"), "top": (Role.DIGITAL, "340000"),
    }  # fmt: skip
    made = {name: Planner(client_of(user(name, role, office=office))) for name, (role, office) in roles.items()}
    return {"officer": planner, **made}


def test_who_sees_what(planners: dict[str, Planner]) -> None:
    planners["officer"].plan(FOLDER)
    planners["digital"].plan(RUNS)
    seen = {
        name: [one["kind"]["code"] for one in answer.json()["items"]] if answer.status_code == 200 else None
        for name, one in planners.items()
        if (answer := one.client.get("/api/schedules")) is not None
    }
    assert seen == {
        "officer": ["folder"], "city": [], "below": [], "beside": [], "digital": ["models"], "modeller": None,
        "admin": None, "top": ["models"],
    }  # fmt: skip


def test_a_folder_is_only_for_those_who_look_after_its_office(planners: dict[str, Planner]) -> None:
    for name in ("city", "below", "beside"):
        answer = planners[name].post("schedules", FOLDER)
        assert (answer.status_code, answer.json()["field"]) == (400, "folder")
        assert planners[name].client.get("/api/schedules/choices").json()["folders"] == []
    for name in ("digital", "modeller", "admin"):
        assert planners[name].post("schedules", FOLDER).status_code == 404
    assert planners["officer"].post("schedules", RUNS).status_code == 404


def test_only_one_s_own_office_changes_those_above_stop(planners: dict[str, Planner]) -> None:
    made = planners["digital"].plan(RUNS)
    change = {**RUNS, "name": "x", "version": made["version"]}
    assert planners["top"].post(f"schedules/{made['id']}", change, "put").status_code == 404
    assert planners["officer"].act(made, "end").status_code == 404
    assert planners["top"].act(made, "pause").status_code == 204
    assert planners["digital"].act(made, "now").status_code == 409
    (one,) = planners["digital"].schedules()
    assert (one["paused"], one["can"]) == (True, ["change", "resume", "end"])
    assert planners["digital"].act(one, "resume").status_code == 204
    assert planners["digital"].act(one, "end").status_code == 409
    (one,) = planners["digital"].schedules()
    assert planners["digital"].act(one, "end").status_code == 204
    assert planners["digital"].schedules() == []
    acts = list(Trace.objects.filter(action__startswith="schedule.").order_by("id").values_list("actor", "action"))
    assert acts == [("digital", "schedule.make"), ("top", "schedule.pause"), ("digital", "schedule.resume"),
                    ("digital", "schedule.end")]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "what", "field"),
    [
        ({**FOLDER, "rhythm": None}, {}, "rhythm"),
        (FOLDER, {"folder": "没有"}, "folder"),
        (FOLDER, {"covers": [{"region": "999999", "start": "2024-01-01"}]}, "covers"),
        (TABLE, {"table": ""}, None),
        (TABLE, {"source": "别的"}, None),
    ],
)
def test_what_cannot_be_made(planner: Planner, given: Any, what: Any, field: str | None) -> None:
    answer = planner.post("schedules", {**given, "what": {**given["what"], **what}})
    assert answer.status_code in (400, 404, 422), answer.content
    if field is not None:
        assert answer.json()["field"] == field
    assert planner.schedules() == []


@pytest.mark.parametrize(
    ("what", "field"), [({"purpose": " "}, "purpose"), ({"models": ["none"]}, "models"), ({"on_data": False}, "rhythm")]
)
def test_runs_that_cannot_be_made(planners: dict[str, Planner], what: Any, field: str) -> None:
    answer = planners["digital"].post("schedules", {**RUNS, "what": {**RUNS["what"], **what}})
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_model_of_another_line_is_none(own_lake: Lake, user: Any, client_of: Any) -> None:
    criminal = Planner(client_of(user("criminal", Role.DIGITAL, lines=(Line.CRIMINAL,))))
    assert criminal.post("schedules", RUNS).json()["field"] == "models"
    lines = {one["line"]["code"] for one in criminal.client.get("/api/schedules/choices").json()["models"]}
    assert lines == {"criminal"}


def test_one_scheduler_at_a_time(db: None) -> None:
    one, other = Holder(), Holder()
    assert one.take()
    assert not other.take()
    assert one.take()
    one.leave()
    assert other.take()
    assert not one.take()
    assert Lease.objects.count() == 1


def test_whether_a_scheduler_is_at_work_is_told(planner: Planner) -> None:
    def told() -> Any:
        return planner.client.get("/api/schedules").json()["scheduler"]

    assert told() == {"ok": False, "at": None, "error": ""}
    holder = Holder()
    holder.take()
    holder.tell("OSError: gone")
    assert (told()["ok"], told()["error"]) == (True, "OSError: gone")
    holder.leave()
    assert not told()["ok"]
