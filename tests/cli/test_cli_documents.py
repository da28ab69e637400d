"""`mingjian documents`: a mixed folder is read by kind, and what is not read is named with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_parts import call

CIVIL = """临溪县人民法院
民事裁定书
（2022）川9901民初333号
原告：许甲，男，1988年8月8日出生，汉族，住临溪县。
被告：何乙，女，1989年9月9日出生，汉族，住临溪县。
原告许甲与被告何乙民间借贷纠纷一案，本院于2022年5月1日立案。原告许甲于2022年5月6日申请撤诉。
本院认为，原告许甲的申请符合法律规定。依照《中华人民共和国民事诉讼法》第一百四十八条第一款规定，裁定如下：
准许原告许甲撤回起诉。
审判员施丁
二〇二二年五月九日
"""
CRIMINAL = """临溪县人民法院
刑事判决书
（2018）川9901刑初12号
公诉机关临溪县人民检察院。
被告人赵甲，男，1985年3月4日出生，汉族，住临溪县。
临溪县人民检察院指控被告人赵甲犯盗窃罪，于2018年3月1日向本院提起公诉。现已审理终结。
本院认为，被告人赵甲的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人赵甲犯盗窃罪，判处拘役五个月，并处罚金人民币一千元。
审判员李丙
二〇一八年三月二十日
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mixed"
    made.mkdir()
    (made / "a.txt").write_text(CIVIL, encoding="utf-8")
    (made / "b.txt").write_text(CRIMINAL, encoding="utf-8")
    (made / "c.txt").write_text("临溪县公安局\n行政处罚决定书\n被处罚人赵甲", encoding="utf-8")
    (made / "d.txt").write_text("会议纪要", encoding="utf-8")
    return made


def test_a_mixed_folder_is_reported_by_kind(folder: Path) -> None:
    told = call("documents", "parse", str(folder), "--what", "civil_party", "--json")
    assert told.code == 0, told.err
    data = told.json
    assert data["kinds"] == {"civil": 1, "criminal": 1, "administrative_penalty": 1, "unknown": 1}
    assert {one["document"]: one["kind"] for one in data["unread"]} == {
        "c.txt": "administrative_penalty",
        "d.txt": "unknown",
    }
    assert all(one["zh"] and one["en"] for one in data["unread"])
    assert [(line["role"], line["name"]) for line in data["lines"]] == [("plaintiff", "许甲"), ("defendant", "何乙")]
    assert {name: rows for name, rows in data["rows"].items() if rows} == {
        "criminal_judgment": 1, "judgment_count": 1, "civil_document": 1, "civil_party": 2,
    }  # fmt: skip


def test_a_bad_record_does_not_stop_those_behind_it(tmp_path: Path) -> None:
    lines = [json.dumps({"text": CIVIL}), json.dumps({"text": ""}), json.dumps({"text": CRIMINAL})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = call("documents", "parse", str(tmp_path / "a.jsonl"), "--json")
    data = told.json
    assert told.code == 2
    assert data["documents"] == 2
    assert [one["source"] for one in data["refused"]] == ["a.jsonl:2"]


def test_all_tables_go_into_the_lake(folder: Path, tmp_path: Path) -> None:
    lake = str(tmp_path / "lake")
    assert call("init", lake).code == 0
    told = call("documents", "load", str(folder), "--synthetic", "--lake", lake, "--json")
    assert told.code == 0, told.err
    data = told.json
    assert [one["name"].split("@")[0] for one in data["versions"]] == [
        "criminal_judgment", "judgment_count", "civil_document", "civil_party",
    ]  # fmt: skip
    assert [one["rows"] for one in data["versions"]] == [1, 1, 1, 2]
