"""`mingjian law` as it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_parts import call

GOLDEN = Path(__file__).parent.parent / "law" / "store" / "golden"


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "laws"
    folder.mkdir()
    for file in GOLDEN.glob("*_example.*"):
        if not file.name.endswith(".json"):
            (folder / file.name.replace("_example", "")).write_bytes(file.read_bytes())
    told = call("law", "import", folder, "--lake", tmp_path, "--source", "试验", "--json")
    assert (told.code, told.json["laws"], told.json["added"]) == (0, 3, 4)
    return tmp_path


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    told = call("law", "show", "刑法", "264", "--lake", tmp_path, lang="zh")
    assert told.code == 2
    assert "mingjian law import" in told.err


def test_an_article_as_of_a_day(lake: Path) -> None:
    told = call("law", "show", "丁办法", "1", "--on", "2016-01-01", "--lake", lake, "--json").json
    assert (told["text"], told["state"], told["to"]) == ("丁。", "historical", "2019-12-31")
    told = call("law", "show", "丁办法", "1", "--on", "2014-01-01", "--lake", lake, "--json").json
    assert (told["text"], told["state"], told["why"]) == (None, "unknown", "before_known")
    assert "[未知]" in call("law", "show", "丁办法", "1", "--on", "2014-01-01", "--lake", lake, lang="zh").out


def test_laws_versions_history_and_difference(lake: Path) -> None:
    assert [one["law"] for one in call("law", "list", "丁", "--lake", lake, "--json").json] == ["丁办法"]
    versions = call("law", "show", "丙条例", "--lake", lake, "--json").json
    assert (versions[0]["sources"][0]["origin"], versions[0]["sure"]) == ("试验", False)
    assert [one["from"] for one in call("law", "history", "甲法", "2", "--lake", lake, "--json").json] == ["2010-06-01"]
    told = call("law", "diff", "丁办法", "1", "2016-01-01", "2017-01-01", "--lake", lake, "--json").json
    assert told["same"] is True
    assert "did you mean" in call("law", "history", "丁丁办法", "1", "--lake", lake).err
    assert call("law", "history", "丁办法", "X", "--lake", lake).code == 2


def test_law_and_number_may_be_one_word(lake: Path) -> None:
    apart = call("law", "show", "丁办法", "1", "--on", "2016-01-01", "--lake", lake, "--json").json
    assert call("law", "show", "丁办法1", "--on", "2016-01-01", "--lake", lake, "--json").json == apart
    told = call("law", "history", "甲法第二条", "--lake", lake, "--json").json
    assert [one["from"] for one in told] == ["2010-06-01"]
    days = ("2016-01-01", "2017-01-01")
    apart = call("law", "diff", "丁办法", "1", *days, "--lake", lake, "--json").json
    assert call("law", "diff", "丁办法1", *days, "--lake", lake, "--json").json == apart
    assert "前一日期" in call("law", "diff", "丁办法", "1", "--lake", lake, lang="zh").err
    assert call("law", "history", "丁办法", "--lake", lake).code == 2


def test_citations_of_a_document_are_checked(lake: Path, tmp_path: Path) -> None:
    found = call("law", "cite", "依照《丁办法》第一条第二款", "--json").json
    assert [(one["cites"], one["span"]) for one in found] == [("丁办法1-2", [7, 13])]
    text = tmp_path / "judgment.txt"
    text.write_text(
        "依照《丁办法》第一条、第九条、\n《甲法》第二条第一款第（二）项、《戊法》第三条\n二〇一六年三月一日\n",
        encoding="utf-8",
    )
    told = call("law", "check", text, "--lake", lake, "--json")
    said = {one["cites"]: (one["severity"], one["reason"]) for one in told.json["findings"]}
    assert told.code == 1
    assert said["丁办法9"] == ("wrong", "no_such_article")
    assert said["戊法3"] == ("open", "not_imported")
    assert (said["丁办法1"][0], said["甲法2-1-2"][0]) == ("ok", "ok")
    shown = call("law", "check", text, "--lake", lake, lang="zh").out
    assert "judgment.txt:1 丁办法9 [错] 当时没有这一条" in shown


def test_mistakes_of_an_import_are_all_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"law"\n{"law": "甲法", "article": "第一条"}\n', encoding="utf-8")
    told = call("law", "import", tmp_path, "--lake", tmp_path, lang="zh")
    assert told.code == 1
    assert "a.jsonl:1" in told.err
    assert "a.jsonl:2" in told.err


def test_models_are_checked_against_the_law_of_the_lake(lake: Path) -> None:
    told = call("models", "check", "benefits-paid-to-the-dead", "--lake", lake, "--json")
    assert told.code == 0
    assert {one["reason"] for one in told.json["law"]} == {"not_imported"}
    told = call("law", "check", lake.parent / "none", "--lake", lake)
    assert told.code == 2


def test_all_that_ships_is_checked_at_once_and_asked_for_by_article(lake: Path, tmp_path: Path) -> None:
    told = call("law", "check", "--lake", lake, "--json")
    assert (told.code, told.json["citations"] > 1_000) == (0, True)
    assert {one["kind"] for one in told.json["findings"]} >= {"model", "parameter", "pack", "rule", "charge"}
    found = call("law", "cited-by", "刑法", "264", "--lake", lake, "--json").json
    assert set(found["counts"]) == {"model", "parameter", "pack", "charge"}
    assert {one["cites"] for one in found["uses"]} == {"刑法264"}
    assert call("law", "cited-by", "刑法", "X", "--lake", lake).code == 2
    assert "盗窃罪" in call("law", "cited-by", "刑法", "264", "--on", "2024-01-01", "--lake", lake, lang="zh").out


def test_a_wrong_article_of_parameters_packs_and_rules_ends_with_code_1(tmp_path: Path) -> None:
    (tmp_path / "刑法(1997-03-14).md").write_text(
        "# 中华人民共和国刑法\n<!-- INFO END -->\n第一条 一。\n", encoding="utf-8"
    )
    assert call("law", "import", tmp_path, "--lake", tmp_path).code == 0
    for asked in (("sentencing", "parameters", "check"), ("evidence", "sources"), ("law", "check")):
        told = call(*asked, "--lake", tmp_path, lang="zh")
        assert (told.code, "当时没有这一条" in told.out) == (1, True), asked
