"""The whole text of a judgment is shown to whoever may see the most sensitive values, and each time it is logged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import project
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake

sys.path.insert(0, str(Path(__file__).parents[2] / "clues"))
from test_judgments import TEXT, loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def clue(own_lake: Lake, offices: None, tmp_path: Path) -> Clue:
    loaded(own_lake, tmp_path, full_text=True)
    project(own_lake)
    found = Clue.objects.get(model="sentence-dates")
    found.office = Office.objects.get(code="340100")
    found.save()
    return found


def ask(client: Any, clue: Clue, why: str = "核对刑期") -> Any:
    return client.post(f"/api/clues/{clue.pk}/judgments", {"why": why}, content_type="application/json")


def test_it_is_given_and_logged(clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("zhang", Role.PROSECUTOR))
    assert client.get(f"/api/clues/{clue.pk}/evidence").json()["judgments"] == 1
    answer = ask(client, clue)
    assert answer.status_code == 200
    (found,) = answer.json()
    assert found["text"] == TEXT
    assert any(mark["zh"] == "刑期止日" and mark["collided"] for mark in found["marks"])
    trace = Trace.objects.get(action="clue.judgments")
    assert (trace.actor, trace.object, trace.detail) == ("zhang", clue.pk, {"why": "核对刑期"})
    assert ask(client, clue, why="").status_code == 422


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.DIGITAL, Role.MODELLER, Role.SECURITY_ADMIN])
def test_nobody_else_gets_it(role: Role, clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("li", role))
    assert ask(client, clue).status_code == 404
    assert not Trace.objects.filter(action="clue.judgments").exists()
    shown = client.get(f"/api/clues/{clue.pk}/evidence")
    assert shown.status_code == 404 or shown.json()["judgments"] == 0


def test_another_office_gets_nothing(clue: Clue, user: Any, client_of: Any) -> None:
    assert ask(client_of(user("wang", Role.PROSECUTOR, office="340200")), clue).status_code == 404
