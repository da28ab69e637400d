"""A blind package: names gone, the same bytes whoever made the work, whole or not at all, and an honest sheet."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from mingjian.contest.blinding import Roster, blind
from mingjian.contest.errors import ContestError

ONE = Roster(("张三丰", "高明"), ("安徽省合肥市蜀山区人民检察院",), contacts=("zhangsf@example.cn", "0551-6281234"))
OTHER = Roster(("欧阳修文", "李四"), ("河北省石家庄市长安区人民检察院",), contacts=("oy@example.com", "0311-86281234"))


def written(folder: Path, roster: Roster) -> Path:
    """A work of texts that names its authors in many ways."""
    first, second = roster.people
    (office,) = roster.offices
    folder.mkdir(parents=True)
    email, phone = roster.contacts
    (folder / f"概述-{first}.md").write_text(
        f"# 模型概述\n作者：{first}、{second}\n单位：{office}\n联系：{email}，{phone}\n"
        f"由{first[0]}\u3000{first[1:]}编写，**{first[0]}**{first[1:]}审核。\n", encoding="utf-8",
    )  # fmt: skip
    (folder / "q.sql").write_text(f"-- {first} 写\nSELECT 1 /* {office} */;\n", encoding="utf-8")
    (folder / "r.py").write_text(f"# {second}\nx = 1\n", encoding="utf-8")
    return folder


def test_no_name_is_left_and_authors_make_no_difference(tmp_path: Path) -> None:
    for name, roster in (("one", ONE), ("other", OTHER)):
        package = blind(written(tmp_path / name, roster), tmp_path / f"{name}-blind", roster, number="017")
        text = "".join(p.read_text(encoding="utf-8") for p in sorted((tmp_path / f"{name}-blind/files").iterdir()))
        for word in (*roster.people, *roster.offices, *roster.contacts):
            assert word not in text
        assert [one.name for one in package.parts] == ["01.md", "02.py", "03.sql"]
    first, second = (tmp_path / f"{name}-blind/package.zip" for name in ("one", "other"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_judge_is_told_nothing_of_the_original(tmp_path: Path) -> None:
    package = blind(written(tmp_path / "w", ONE), tmp_path / "b", ONE, number="017")
    told = json.dumps(package.for_judge(), ensure_ascii=False)
    assert "张三丰" not in told
    assert "张三丰" in json.dumps(package.as_json(), ensure_ascii=False)


def test_what_is_doubtful_is_hidden_until_it_is_decided(tmp_path: Path) -> None:
    work = tmp_path / "w"
    work.mkdir()
    (work / "a.txt").write_text("效率提高明显。《安徽省数据条例》", encoding="utf-8")
    package = blind(work, tmp_path / "b", ONE, number="1")
    assert {(one.found, one.kind) for one in package.doubts} == {("高明", "word"), ("安徽省", "place")}
    assert not package.finished
    assert "高明" not in (tmp_path / "b/files/01.txt").read_text(encoding="utf-8")
    decided = {one.id: "keep" for one in package.doubts}
    again = blind(work, tmp_path / "b2", ONE, number="1", decided=decided)
    assert again.finished
    assert (tmp_path / "b2/files/01.txt").read_text(encoding="utf-8") == "效率提高明显。《安徽省数据条例》"


def test_what_cannot_be_blinded_is_left_out_and_told(tmp_path: Path) -> None:
    work = tmp_path / "w"
    work.mkdir()
    (work / "a.txt").write_text("正文", encoding="utf-8")
    (work / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    package = blind(work, tmp_path / "b", ONE, number="1")
    assert [one.original for one in package.left] == ["old.doc"]
    assert not package.finished
    assert [one.name for one in package.parts] == ["01.txt"]
    assert blind(work, tmp_path / "b2", ONE, number="1", decided={package.left[0].id: "hide"}).finished


def test_nothing_to_judge_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "w.zip").write_bytes(b"no zip")
    package = blind(tmp_path / "w.zip", tmp_path / "b", ONE, number="1")
    assert not package.parts
    assert package.left
    assert not package.finished
    (tmp_path / "empty").mkdir()
    assert not blind(tmp_path / "empty", tmp_path / "b3", ONE, number="1").finished


def test_a_folder_that_is_in_use_and_a_number_that_leads_out_are_refused(tmp_path: Path) -> None:
    work = written(tmp_path / "w", ONE)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/x").write_text("x")
    with pytest.raises(ContestError, match="不是空文件夹"):
        blind(work, tmp_path / "b", ONE, number="1")
    with pytest.raises(ContestError, match="编号"):
        blind(work, tmp_path / "c", ONE, number="../1")
    assert not (tmp_path / "c").exists()
