"""Works of strangers opened behind walls: the same findings, and one that keeps its reader busy is stopped."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mingjian.confinement import Answer, Confined
from mingjian.contest import ContestError, walled
from mingjian.contest.blinding import Roster, blind
from mingjian.contest.completeness import complete
from mingjian.contest.definition import ContestType
from mingjian.contest.file import parse_contest
from mingjian.contest.template import new_contest
from mingjian.contest.walled import BLINDING, MODULES, OPENING, blind_walled, complete_walled, winner_walled
from mingjian.models.enumerations import Work
from mingjian.models.source import read_source


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


ROSTER = Roster(("张三丰",), ("安徽省合肥市蜀山区人民检察院",), contacts=("z@example.cn",))


def test_a_package_from_behind_walls_is_the_same(work: Path, tmp_path: Path, kind: ContestType) -> None:
    (work / "overview.md").write_text("作者：张三丰，合肥市蜀山区检察院", encoding="utf-8")
    plain = blind(work, tmp_path / "plain", ROSTER, number="017", materials=kind.materials)
    with Confined(write=tmp_path, bounds=OPENING, modules=BLINDING) as child:
        made, data = blind_walled(work, tmp_path / "blind", ROSTER, child, number="017", materials=kind.materials)
        assert made == plain
        assert data == (tmp_path / "plain" / "package.zip").read_bytes()
        with pytest.raises(ContestError, match="编号"):
            blind_walled(work, tmp_path / "again", ROSTER, child, number="../x")


def test_a_work_that_keeps_blinding_busy_is_stopped(work: Path, tmp_path: Path) -> None:
    (work / "r.py").write_text("# 张 三 丰 合肥\n" * 300_000, encoding="utf-8")
    with Confined(write=tmp_path, bounds=replace(OPENING, cpu=0.2), modules=BLINDING) as child:
        with pytest.raises(ContestError, match="CPU") as told:
            blind_walled(work, tmp_path / "blind", ROSTER, child, number="017")
        assert "处理器时间" in told.value.zh


@pytest.mark.parametrize("value", [None, {"package": 1}, {"refused": [1]}, {"package": {"number": "1", "parts": []}}])
def test_a_package_that_a_child_makes_up_is_not_believed(value: object, tmp_path: Path) -> None:
    with pytest.raises(ContestError, match="中断"):
        walled._package(Answer("done", value), tmp_path / "package.zip", "017")


def test_a_package_is_the_file_its_sheet_tells_of(tmp_path: Path) -> None:
    said = {"package": {"number": "017", "parts": [], "archive": "0" * 64}}
    (tmp_path / "package.zip").write_bytes(b"another")
    with pytest.raises(ContestError, match="中断"):
        walled._package(Answer("done", said), tmp_path / "package.zip", "017")
    (tmp_path / "link.zip").symlink_to("/etc/hostname")
    with pytest.raises(ContestError, match="中断"):
        walled._package(Answer("done", said), tmp_path / "link.zip", "017")


def test_what_a_winner_gives_the_shelf(tmp_path: Path, kind: ContestType) -> None:
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        archive.writestr("idea.yaml", "lists: [death_record, none_such]\ncollision: [match]\n"
                                      "basis: [{law: '社会: 保险法', article: 88}]\n")  # fmt: skip
    idea = {"model": "c-c001", "title": "死后仍发放: 待遇 #1", "line": "civil"}
    (text,) = winner_walled(tmp_path / "w.zip", kind.materials, idea=idea).values()
    data = read_source(text, "model.yaml").data
    assert data["title"]["zh"] == idea["title"]
    assert data["basis"] == [{"law": "社会: 保险法", "article": 88}]
    assert [one["standard"].partition("@")[0] for one in data["needs"].values()] == ["death_record"]
    with pytest.raises(ContestError, match="没有模型"):
        winner_walled(tmp_path / "w.zip", kind.materials)
