"""Works of strangers opened behind walls: the same findings, and one that keeps its reader busy is stopped."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mingjian.confinement import Answer, Confined
from mingjian.contest import walled
from mingjian.contest.completeness import complete
from mingjian.contest.definition import ContestType
from mingjian.contest.file import parse_contest
from mingjian.contest.template import new_contest
from mingjian.contest.walled import MODULES, OPENING, complete_walled
from mingjian.models.enumerations import Work


@pytest.fixture(scope="module")
def kind() -> ContestType:
    return parse_contest(new_contest("c", "竞赛", date(2026, 1, 1), (Work.CREATIVE,))).definition.types["creative"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "w").mkdir()
    (tmp_path / "w/overview.md").write_text("短", encoding="utf-8")
    (tmp_path / "w/a.sql").write_text("SELEC", encoding="utf-8")
    return tmp_path / "w"


def test_the_same_is_found_for_a_folder_and_a_zip_by_one_child(work: Path, tmp_path: Path, kind: ContestType) -> None:
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        for one in work.iterdir():
            archive.write(one, one.name)
    with Confined(bounds=OPENING, modules=MODULES) as child:
        assert complete_walled(work, kind, child) == complete(work, kind)
        assert complete_walled(tmp_path / "w.zip", kind, child) == complete(tmp_path / "w.zip", kind)
    assert work.is_dir()


def test_a_document_that_never_ends_is_stopped(work: Path, kind: ContestType) -> None:
    bounds = replace(OPENING, cpu=0.02)
    with Confined(bounds=bounds, modules=MODULES) as child:
        (found,) = complete_walled(work, kind, child)
    assert (found.check, found.severity) == ("opening", "error")
    assert "CPU" in found.en


@pytest.mark.parametrize("value", [None, [1], [{"check": "x"}], {"a": 1}, [{"check": 1, "severity": "odd"}]])
def test_what_a_child_makes_up_is_not_believed(value: object) -> None:
    (found,) = walled._read(Answer("done", value))
    assert found.check == "opening"


def test_a_child_that_breaks_is_told() -> None:
    (found,) = walled._read(Answer("broken"))
    assert found.severity == "error"
