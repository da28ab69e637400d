"""`mingjian models preview`: every step of a draft, whatever is wrong with the rest of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_parts import call

from mingjian.cli.exits import Exit
from mingjian.library import shipped_models


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_models()["benefits-paid-to-the-dead"], tmp_path / "own"))


def test_every_step_with_rows_doubts_and_warnings(own: Path) -> None:
    told = call("models", "preview", str(own), "--json").json
    looks = told["files"]["cases.yaml"]["looks"]
    assert (looks["per_person"]["count"], looks["certain_deaths"]["undetermined"][0]["reason"]) == (
        3,
        "null:cancelled_on",
    )
    assert "unused_column" in {one["kind"] for one in told["files"]["cases.yaml"]["cautions"]}
    assert "per_person" in call("models", "preview", str(own)).out


def test_a_draft_with_mistakes_is_looked_at_as_far_as_it_is_right(own: Path) -> None:
    file = own / "model.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("order: month", "ordr: month"), encoding="utf-8")
    result = call("models", "preview", str(own), "--json")
    assert result.json["problems"][0]["nearest"] == ["order"]
    looks = result.json["files"]["cases.yaml"]["looks"]
    assert "same_name" in looks
    assert "per_person" not in looks
    assert call("models", "preview", str(own)).code == Exit.WRONG


def test_only_what_a_step_is_made_of_and_a_step_that_is_not_there(own: Path) -> None:
    looks = call("models", "preview", str(own), "--upto", "certain_deaths", "--json").json["files"]["cases.yaml"][
        "looks"
    ]
    assert list(looks) == ["deaths", "certain_deaths"]
    assert "certain_deaths" in call("models", "preview", str(own), "--upto", "nothing").err
