"""Two runs compared on the desk: counts and sentences of the clues the reader sees, as the reader may see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_parts import load, run, write_files

from mingjian.desk.clues.projection import project
from mingjian.desk.offices.roles import Role
from mingjian.lake import Lake
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db
MODEL = "benefits-paid-to-the-dead"


@pytest.fixture
def runs(own_lake: Lake, offices: None, tmp_path: Path) -> tuple[str, str]:
    """A run, and one of later deliveries: two of four people in each county went, two came, one month more is paid."""
    before = run(own_lake)
    write_files(tmp_path / "files", months=7, first=3)
    load(own_lake, tmp_path / "files")
    after = run(own_lake)
    project(own_lake)
    return before.run_id, after.run_id


def ask(client: Any, runs: tuple[str, str], **query: object) -> Any:
    return client.get(f"/api/models/{MODEL}/compare", {"before": runs[0], "after": runs[1], **query})


def test_the_province_sees_all_and_the_funnel(runs: tuple[str, str], user: Any, client_of: Any) -> None:
    client = client_of(user("chief", Role.CHIEF, office="340000"))
    told = ask(client, runs).json()
    assert (told["new"], told["gone"], told["changed"], told["same"]) == (6, 6, 6, 0)
    assert len(told["items"]) == 6
    assert all(one["before"] is None and one["after"]["zh"] for one in told["items"])
    assert told["steps"]
    assert {one["name"] for one in told["datasets"]} >= {"deaths"} or told["datasets"]
    changed = ask(client, runs, kind="changed").json()["items"]
    assert all({"金额"} <= {field["zh"] for field in one["fields"]} for one in changed)
    assert all(one["before"] != one["after"] for one in changed)
    second = ask(client, runs, kind="gone", size=4, page=2).json()["items"]
    assert len(second) == 2


def test_an_office_sees_its_own_and_no_funnel(runs: tuple[str, str], user: Any, client_of: Any) -> None:
    county = ask(client_of(user("li", Role.PROSECUTOR, office="340102")), runs).json()
    assert (county["new"], county["gone"], county["changed"], county["same"]) == (2, 2, 2, 0)
    assert county["steps"] == []
    other_line = user("wang", Role.PROSECUTOR, office="340102", lines=(Line.CRIMINAL,))
    none = ask(client_of(other_line), runs).json()
    assert (none["new"], none["gone"], none["changed"], none["same"], none["items"]) == (0, 0, 0, 0, [])


def test_sentences_are_masked_by_clearance(runs: tuple[str, str], user: Any, client_of: Any) -> None:
    seen = ask(client_of(user("li", Role.PROSECUTOR)), runs).json()["items"]
    masked = {one["id"]: one for one in ask(client_of(user("sun", Role.ASSISTANT)), runs).json()["items"]}
    assert seen
    assert all(masked[one["id"]]["after"] != one["after"] for one in seen)


def test_what_is_not_there_is_told(runs: tuple[str, str], user: Any, client_of: Any) -> None:
    client = client_of(user("li", Role.PROSECUTOR))
    for wrong in ((runs[0], "none"), ("../../x", runs[1])):
        assert ask(client, wrong).status_code == 404
    assert client.get("/api/models/sentence-dates/compare", {"before": runs[0], "after": runs[1]}).status_code == 404
    assert ask(client_of(user("adm", Role.AUDIT_ADMIN)), runs).status_code == 404
