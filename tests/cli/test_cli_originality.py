"""`mingjian originality`: two works, a folder of works, the nearest models, borders; mistakes told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cli_parts import call

from mingjian.library import shipped


def works(folder: Path) -> Path:
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        shutil.copy(shipped("benefits-paid-to-the-dead") / "model.yaml", folder / name / "model.yaml")
    (folder / "c.md").write_text("一份说明，与别的作品没有相同之处。", "utf-8")
    return folder


def test_works_of_a_folder_are_compared_in_both_languages(tmp_path: Path) -> None:
    folder = works(tmp_path / "works")
    told = call("originality", "report", folder, "--html", tmp_path / "r.html", "--mask", "--json").json
    assert {(one["one"], one["other"]) for one in told["matches"]} == {
        ("W001", "W002"), ("W001", "benefits-paid-to-the-dead"), ("W002", "benefits-paid-to-the-dead"),
    }  # fmt: skip
    assert told["hash"] in (tmp_path / "r.html").read_text("utf-8")
    shown = call("originality", "report", folder, lang="zh")
    assert shown.code == 0
    assert "供两个人判断" in shown.out
    assert "never a verdict" in call("originality", "report", folder, lang="en").out


def test_an_index_is_kept_and_one_work_asked_for(tmp_path: Path) -> None:
    folder, index = works(tmp_path / "works"), tmp_path / "index"
    plain = call("originality", "report", folder, "--json").json
    for _ in range(2):
        assert call("originality", "report", folder, "--index", index, "--json").json == plain
    one = call("originality", "report", folder, "--index", index, "--only", "b", "--json").json
    assert [each["work"] for each in one["works"]] == ["b"]
    assert one["matches"] == [each for each in plain["matches"] if "b" in (each["one"], each["other"])]


def test_two_works_and_what_is_nearest(tmp_path: Path) -> None:
    folder = works(tmp_path / "works")
    told = call("originality", "compare", folder / "a" / "model.yaml", folder / "b", "--json").json
    first = told["matches"][0]
    assert first["structure"]["structure"] == 1.0
    assert first["witnesses"]["structure"]["passes"]
    near = call("originality", "nearest", folder / "a", "--most", "2", "--json").json["nearest"]
    assert near[0]["work"] == "benefits-paid-to-the-dead"
    assert len(near) == 2
    assert "death_record" in call("originality", "nearest", folder / "a", lang="en").out
    full = call("originality", "nearest", folder / "a", "--limit", "1", lang="en")
    assert "the limit is 1: benefits-paid-to-the-dead" in full.out
    assert call("originality", "nearest", folder / "a", "--json").json["full"] == []


def test_borders_are_kept_and_used(tmp_path: Path) -> None:
    folder, kept = works(tmp_path / "works"), tmp_path / "borders.json"
    made = call("originality", "calibrate", folder, "--out", kept, "--rate", "0.02", "--json").json["borders"]
    assert made["structure"]["rate"] == 0.02
    assert made["structure"]["pairs"] > 1700
    assert json.loads(kept.read_text("utf-8"))["borders"] == made
    told = call("originality", "report", folder, "--borders", kept, "--json").json
    assert told["borders"] == made
    assert not told["borders_are_of_these_works"]


def test_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.md").write_text("文字", "utf-8")
    (tmp_path / "wrong.json").write_text("{}")
    for words, said in (
        (("report", tmp_path / "empty"), "no works"),
        (("report", tmp_path, "--only", "wrnog"), "there is no work wrnog"),
        (("report", tmp_path, "--only", "wrnog"), "the nearest is wrong"),
        (("report", tmp_path, "--index", tmp_path / "x.md" / "y"), "cannot hold the index"),
        (("compare", tmp_path / "x.md", tmp_path / "x.md", "--province", tmp_path), "needs --as-of"),
        (
            ("compare", tmp_path / "x.md", tmp_path / "x.md", "--province", tmp_path, "--as-of", "2025-06-30"),
            "holds no folder of a model",
        ),
        (("nearest", tmp_path / "x.md"), "holds no model"),
        (("compare", tmp_path / "x.md", tmp_path / "empty", "--borders", tmp_path / "wrong.json"), "holds no borders"),
    ):
        told = call("originality", *words, lang="en")
        assert told.code == 2
        assert said in told.err
