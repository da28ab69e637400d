"""`mingjian evidence`: packs, a check, the outline, and mistakes told with their place."""

from __future__ import annotations

from pathlib import Path

from cli_parts import call

from mingjian.assist.evidence import parse_case

CASE = """\
case: t1
title: 张甲盗窃案
charges: [盗窃罪]
stage: arrest
persons:
  - {id: p1, name: 张甲, roles: [suspect]}
statements:
  - {id: s1, kind: interrogation, person: p1, officers: [王丙]}
"""


def test_packs_show_coverage_and_schema() -> None:
    names = [row["pack"] for row in call("evidence", "packs", "--json").json["packs"]]
    assert names[0] == "base"
    assert "盗窃罪" in call("evidence", "packs", lang="zh").out
    out = call("evidence", "show", "theft", lang="zh").out
    assert call("evidence", "show", "盗窃", lang="zh").out == out
    assert "是否想写：theft" in call("evidence", "show", "盗切罪", lang="zh").err
    assert "《关于办理盗窃刑事案件适用法律若干问题的解释》第四条" in out
    told = call("evidence", "show", "theftt", lang="en")
    assert told.code == 2
    assert "did you mean: theft" in told.err
    assert "毒品程序规定12" in call("evidence", "coverage").out
    assert call("evidence", "schema", "pack", "--json").json["title"].startswith("Mingjian")


def test_a_check_writes_the_matrix_and_the_outline_and_never_fails_for_what_it_finds(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE, encoding="utf-8")
    told = call("evidence", "check", file, "--out", tmp_path / "matrix.html", "--json")
    assert told.code == 0
    assert "two_interrogators" in {one["rule"] for one in told.json["findings"]}
    assert "证据矩阵" in (tmp_path / "matrix.html").read_text(encoding="utf-8")
    out = call("evidence", "check", file, "--on", "2024-06-01", lang="zh").out
    assert "讯问人不足二人" in out
    assert "有利于嫌疑人" in out
    told = call("evidence", "outline", file, "--out", tmp_path / "outline.docx", lang="zh")
    assert (told.code, "已写入" in told.out) == (0, True)
    assert (tmp_path / "outline.docx").read_bytes()[:2] == b"PK"


def test_mistakes_are_told_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace("stage: arrest", "stage: trial").replace("person: p1", "person: p2"), encoding="utf-8")
    told = call("evidence", "check", file, lang="en")
    assert told.code == 1
    assert f"{file}:4:8" in told.err
    assert f"{file}:8:43" in told.err
    own = tmp_path / "rules.yaml"
    own.write_text("version: 1.0.0\nrules: {}\n", encoding="utf-8")
    assert call("evidence", "check", file, "--rules", own).code == 1


def test_read_makes_a_case_file_of_papers_and_tells_what_is_missing(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "case.yaml"
    papers.mkdir()
    text = (
        "讯问笔录\n讯问时间：2024年5月4日10时至11时\n被讯问人：张小明\n问：为何到案？\n答：我偷了东西，涉嫌盗窃罪。\n"
    )
    (papers / "a.txt").write_text(text, encoding="utf-8")
    told = call("evidence", "read", str(papers), "-o", str(out), "--json")
    assert told.json["records"]["statements"] == 1
    assert ("a.txt", 1) in [(one["file"], one["line"]) for one in told.json["lacks"]]
    assert parse_case(out.read_text(encoding="utf-8")).file.charges == ["盗窃罪"]
    assert "已存在" in call("evidence", "read", str(papers), "-o", str(out), lang="zh").err
    assert (
        "盗窃罪"
        in call("evidence", "read", str(papers), "-o", str(tmp_path / "b"), "--charge", "盗窍罪", lang="zh").err
    )
