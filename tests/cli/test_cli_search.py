"""`mingjian search`: what is added is found; wrong records are told line by line."""

from __future__ import annotations

import json
from pathlib import Path

from cli_parts import call

from mingjian.cli.exits import Exit


def record(**more: object) -> dict[str, object]:
    return {"kind": "case", "id": "c1", "title": "入户盗窃案", "text": "入户盗窃现金。", "source": "test", **more}


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), encoding="utf-8")
    return path


def test_what_is_added_is_found_and_removed(tmp_path: Path) -> None:
    law = tmp_path / "laws" / "某法(2020-01-01).md"
    law.parent.mkdir()
    law.write_text("# 某法\n\n第一条 入户盗窃的，依法处罚。\n\n第二条 本法自公布之日起施行。\n", encoding="utf-8")
    index = ("--index", tmp_path / "index")
    assert call("search", "add", "statutes", law.parent, *index, "--json").json["added"] == 2
    records = write(tmp_path / "cases.jsonl", record(), record(id="c2", text="入户盗窃手机", office="340100"))
    assert call("search", "add", "records", records, *index, "--json").json["documents"] == 4
    found = call("search", "find", "入户盗窃", *index, "--json").json
    assert {one["id"] for one in found["hits"]} == {"c1", "c2", "article:某法1@2020-01-01"}
    assert call("search", "find", "入户盗窃", *index, "--office", "340200", "--json").json["some"] == 2
    assert call("search", "find", "某法第一条", *index, "--on", "2019-01-01", "--json").json["some"] == 0
    told = call("search", "find", "某法 入户", *index, lang="zh")
    assert "【" in told.out
    assert "现行" in told.out
    assert call("search", "status", *index, "--json").json["kinds"]["case"] == 2
    assert "没有给出要检索的词语" in call("search", "find", " ", *index, lang="zh").err
    assert call("search", "remove", "c1", *index, "--json").json["removed"] == 1


def test_wrong_records_are_told_all_at_once(tmp_path: Path) -> None:
    file = write(tmp_path / "x.jsonl", record(), record(kind="cases", titel="x"), [1], record(source="", day="soon"))
    told = call("search", "add", "records", file, "--index", tmp_path / "index", lang="en")
    assert told.code == Exit.WRONG
    for part in (
        "x.jsonl:2: there is no field titel; did you mean title",
        "x.jsonl:3",
        "x.jsonl:4: source",
        "day should",
    ):
        assert part in told.err
    assert call("search", "status", "--index", tmp_path / "index", "--json").json["documents"] == 0


def test_the_models_we_ship_are_found(tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    assert call("search", "add", "models", *index).code == 0
    first = call("search", "find", "死亡人员冒领养老金", *index, "--json").json["hits"][0]
    assert first["id"].startswith("model:benefits-paid-to-the-dead@")


def test_wrong_words_are_told(tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    assert "statutes" in call("search", "add", "laws", tmp_path, *index).err
    assert "article" in call("search", "find", "盗窃", "--kind", "law", *index).err
    assert call("search", "find", "盗窃", "--on", "soon", *index).code == Exit.USAGE
