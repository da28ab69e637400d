"""`mingjian contest`: from a new file to an export that is counted again, in both languages, without any network."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from cli_parts import call

from mingjian.cli.exits import Exit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A contest of twelve works that six judges have scored."""
    told = call(
        "contest", "simulate", tmp_path / "made", "--works", "12", "--judges", "6", "--outliers", "0.1", "--json"
    )
    assert told.code == 0, told.err
    assert set(told.json["tau"]) == {"robust", "raw", "trimmed", "z"}
    return tmp_path / "made"


def test_new_and_check(tmp_path):
    file = tmp_path / "ah-2026" / "contest.yaml"
    assert call("contest", "new", file.parent, "--title", "省赛: 一", "--type", "creative").code == 0
    told = call("contest", "check", file, lang="zh")
    assert told.code == 0
    assert "省赛: 一：没有错误" in told.out
    assert call("contest", "check", file.parent, "--json").json["types"] == ["creative"]
    again = call("contest", "new", file.parent)
    assert again.code == Exit.USAGE
    assert "is there already" in again.err
    assert "there is no type 'x'" in call("contest", "new", tmp_path / "b", "--type", "x").err
    file.write_text(
        file.read_text(encoding="utf-8").replace("weight: 20", "weight: 21", 1).replace("public", "pubic", 1),
        encoding="utf-8",
    )
    wrong = call("contest", "check", file)
    assert wrong.code == Exit.WRONG
    assert "the weights are 101 in sum and must be 100" in wrong.err
    assert "did you mean: public" in wrong.err


def test_results_in_words_and_as_data(folder):
    told = call("contest", "results", folder, "--limit", 3, lang="zh")
    assert told.code == 0
    assert "90% 名次区间" in told.out
    assert "另有 9 件" in told.out
    assert "请评委核对" in told.out
    data = call("contest", "results", folder, "--json").json["prototype"]
    assert [one["rank"] for one in data["ranks"][:3]] == [1, 2, 3]
    assert len(data["intervals"]) == 12


def test_assign_keeps_what_is_there_and_writes_when_asked(folder):
    before = {(one["work"], one["judge"]) for one in json.loads((folder / "assignment.json").read_text())}
    told = call("contest", "assign", folder, "--extra", 1, "--as-of", "2026-06-01", "--json").json
    pairs = told["types"]["prototype"]["pairs"]
    assert before < {(one["work"], one["judge"]) for one in pairs}
    assert sum(one["new"] for one in pairs) == 12
    assert not told["written"]
    assert len(json.loads((folder / "assignment.json").read_text())) == len(before)
    assert call("contest", "assign", folder, "--extra", 1, "--write").code == 0
    assert len(json.loads((folder / "assignment.json").read_text())) == len(pairs)
    short = call("contest", "assign", folder, "--extra", 1, lang="zh")
    assert short.code == Exit.WRONG
    assert "缺 1 名评委" in short.out


def test_a_conflict_bars_a_judge_who_is_not_assigned_yet(folder):
    (folder / "assignment.json").unlink()
    people = json.loads((folder / "people.json").read_text())
    people["declared"] = [{"judge": "J001", "about": "W0001", "by": "评委", "why": "亲属"}]
    (folder / "people.json").write_text(json.dumps(people))
    told = call("contest", "conflicts", folder, "--judge", "J001", lang="zh")
    assert "评委申报回避：亲属" in told.out
    assert "共 1 对" in told.out
    assert call("contest", "conflicts", folder, "--json").json["conflicts"][0]["kind"] == "declared"
    assert "0 pairs" in call("contest", "conflicts", folder, "--judge", "J002").out
    pairs = call("contest", "assign", folder, "--json").json["types"]["prototype"]["pairs"]
    assert len(pairs) == 60
    assert ("W0001", "J001") not in {(one["work"], one["judge"]) for one in pairs}


def test_export_and_verify(folder, tmp_path):
    assert call("contest", "export", folder, tmp_path / "out").code == 0
    assert call("contest", "verify", tmp_path / "out").out.strip() == "as computed anew"
    assert "not an empty folder" in call("contest", "export", folder, tmp_path / "out").err
    scores = tmp_path / "out" / "scores.csv"
    lines = scores.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    number, criterion, _, *rest = lines[1].split(",")
    lines[1] = ",".join([number, criterion, "1", *rest])
    scores.write_text("".join(lines), encoding="utf-8")
    told = call("contest", "verify", tmp_path / "out", lang="zh")
    assert told.code == Exit.WRONG
    assert "第 1 号评分表" in told.out


def test_everything_that_is_wrong_with_a_folder_is_told(folder):
    forms = json.loads((folder / "forms.json").read_text())
    forms[0]["scores"]["novelty"] = 99
    forms[1]["work"] = "W9999"
    forms[2]["number"] = forms[3]["number"]
    (folder / "forms.json").write_text(json.dumps(forms))
    told = call("contest", "results", folder)
    assert told.code == Exit.USAGE
    for words in ("#1: 'novelty' is scored from 0 to 10", "there is no work W9999", "the number is used twice"):
        assert words in told.err
    forms[0]["colour"] = "red"
    (folder / "forms.json").write_text(json.dumps(forms))
    assert "forms.json: 0.colour" in call("contest", "results", folder).err
    (folder / "forms.json").write_text("[")
    assert "forms.json" in call("contest", "results", folder).err
    (folder / "forms.json").unlink()
    assert "no forms yet" in call("contest", "results", folder).err


def test_the_whole_of_it_with_sockets_closed(tmp_path, monkeypatch):
    def closed(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", closed)
    monkeypatch.setattr(socket, "create_connection", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    assert call("contest", "simulate", tmp_path / "a", "--works", 8, "--judges", 5, "--reviews", 3).code == 0
    assert call("contest", "assign", tmp_path / "a").code == 0
    assert call("contest", "results", tmp_path / "a").code == 0
    assert call("contest", "export", tmp_path / "a", tmp_path / "out").code == 0
    assert call("contest", "verify", tmp_path / "out").code == 0
    assert call("contest", "new", tmp_path / "b").code == 0
    assert call("contest", "check", tmp_path / "b").code == 0


def test_simulate_refuses_what_makes_no_sense(folder):
    assert "--reviews cannot be more" in call("contest", "simulate", "--judges", 3, "--reviews", 4).err
    assert "is not empty" in call("contest", "simulate", folder).err


def test_a_work_is_looked_at(tmp_path):
    assert call("contest", "new", tmp_path / "c", "--type", "creative").code == 0
    work = tmp_path / "w"
    work.mkdir()
    (work / "idea.yaml").write_text("lists: [death_record]\ncollision: [mtch]\nbasis: [{law: 刑法, article: 264}]\n")
    (work / "overview.md").write_text("太短")
    told = call("contest", "complete", work, "--contest", tmp_path / "c", "--type", "creative", lang="zh")
    assert told.code == Exit.WRONG
    assert "idea.yaml:2:13：没有算子“mtch”，是否想写 match".replace("，", "；") in told.out
    assert "overview.md：只有 2 字，至少 300 字" in told.out
    assert "缺少材料“监督依据”" in told.out
    data = call("contest", "complete", work, "--contest", tmp_path / "c", "--type", "creative", "--json").json
    assert not data["complete"]
    assert {one["check"] for one in data["findings"]} == {"idea", "part_short", "part_missing"}
    assert "there is no type 'x'" in call("contest", "complete", work, "--contest", tmp_path / "c", "--type", "x").err


def test_a_work_is_made_blind_and_its_sheet_decided(folder: Path, tmp_path: Path) -> None:
    people = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    office = {"path": "1/", "region": "340104", "zh": "安徽省合肥市蜀山区人民检察院", "en": ""}
    people |= {"offices": [office], "people": [*people["people"], {"id": "X", "name": "张三丰"}]}
    (folder / "people.json").write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work/张三丰.md").write_text("由张三丰在蜀山区人民检察院写成，《安徽省条例》", encoding="utf-8")
    given = ("contest", "blind", tmp_path / "work")
    told = call(*given, tmp_path / "b", "--contest", folder, "--number", "7", "--json")
    assert told.code == Exit.WRONG
    (doubt,) = told.json["doubts"]
    assert (doubt["found"], doubt["kind"]) == ("安徽省", "place")
    (tmp_path / "decided.json").write_text(json.dumps({doubt["id"]: "keep"}))
    more = ("--contest", folder, "--number", "7", "--decided", tmp_path / "decided.json")
    told = call(*given, tmp_path / "c", *more)
    assert told.code == 0, told.err
    assert (tmp_path / "c/files/01.md").read_text(encoding="utf-8") == "由某某在某检察院写成，《安徽省条例》"
    assert "张三丰" not in "".join(one.name for one in (tmp_path / "c").rglob("*"))
    assert "is not an empty folder" in call(*given, tmp_path / "c", *more).err
    (tmp_path / "decided.json").write_text("[1]")
    assert "hide or keep" in call(*given, tmp_path / "d", *more).err


def test_a_folder_that_is_no_ground_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w/model.yaml").write_text("x")
    told = call("contest", "run", tmp_path / "w", "--on", tmp_path)
    assert told.code == Exit.USAGE
    assert "no folder of data to run on" in told.err
