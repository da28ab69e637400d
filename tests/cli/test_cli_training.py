"""`mingjian training` as it is called: from the list to a certificate."""

from __future__ import annotations

from pathlib import Path

from cli_parts import call

SOLUTIONS = Path(__file__).parents[1] / "training" / "solutions"


def test_list_and_show() -> None:
    told = call("training", "list", "--json")
    assert told.code == 0
    assert told.json["exercises"][0]["exercise"] == "01-first-match"
    assert "初次碰撞" in call("training", "list", lang="zh").out
    told = call("training", "show", "1", "--hints", "1", "--json")
    assert (len(told.json["hints"]), told.json["hints_of"]) == (1, 4)
    out = call("training", "show", "1", lang="zh").out
    assert "还有 4 条提示" in out
    told = call("training", "show", "01-first-mach", lang="zh")
    assert told.code == 2
    assert "是否指 01-first-match" in told.err


def test_from_the_start_to_a_certificate(tmp_path: Path) -> None:
    folder = tmp_path / "12-the-sentence"
    assert call("training", "start", "12", folder).code == 0
    told = call("training", "start", "12", folder, lang="zh")
    assert (told.code, "已有内容" in told.err) == (2, True)
    told = call("training", "check", folder, "--json")
    assert (told.code, told.json["passed"]) == (1, False)
    out = call("training", "check", folder, lang="zh").out
    assert "要等核实" in out
    assert "还没有通过" in out
    assert call("training", "certificate", tmp_path, "--name", "张某").code == 2
    (folder / "model.yaml").write_bytes((SOLUTIONS / "12-the-sentence" / "model.yaml").read_bytes())
    told = call("training", "check", folder, "--json")
    assert (told.code, told.json["passed"]) == (0, True)
    paper = tmp_path / "certificate.pdf"
    told = call("training", "certificate", tmp_path, "--name", "张某", "--office", "某院", "--out", paper, "--json")
    assert told.code == 0
    assert [one["exercise"] for one in told.json["passed"]] == ["12-the-sentence"]
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_folder_of_another_name_and_one_without_a_model(tmp_path: Path) -> None:
    told = call("training", "check", tmp_path, lang="zh")
    assert (told.code, "没有练习" in told.err) == (2, True)
    told = call("training", "check", tmp_path, "--as", "12", lang="zh")
    assert (told.code, "model.yaml" in told.err) == (2, True)
