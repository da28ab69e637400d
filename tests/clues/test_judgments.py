"""The judgment behind a clue comes back whole, marked where its values were read; nothing else does."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from mingjian.clues import judgments_of, texts_behind
from mingjian.documents import parse_judgment, rows
from mingjian.intake import Intake
from mingjian.lake import Coverage, Lake
from mingjian.library import shipped
from mingjian.runs import StoredRun, run_model

TEXT = """临溪县人民法院
刑事判决书
（2018）川9901刑初12号
公诉机关临溪县人民检察院。
被告人赵甲，男，1985年3月4日出生，汉族，无业，住临溪县。因涉嫌犯盗窃罪于2018年1月10日被临溪县公安局刑事拘留，同年1月23日被逮捕。
临溪县人民检察院指控被告人赵甲犯盗窃罪，于2018年3月1日向本院提起公诉。现已审理终结。
本院认为，被告人赵甲的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人赵甲犯盗窃罪，判处有期徒刑十个月，并处罚金人民币三千元。
（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2018年1月10日起至2019年11月9日止。）
审判员李丙
二〇一八年三月二十日
"""  # invented; the last day of the sentence is a year too late


def loaded(lake: Lake, folder: Path, full_text: bool, **changed: Any) -> StoredRun:
    """The run of the check of sentence dates over the one judgment."""
    made = rows(parse_judgment(TEXT), "one.txt", full_text)
    for name in ("criminal_judgment", "judgment_count"):
        lines = [{**row, **(changed if name == "criminal_judgment" else {})} for row in getattr(made, name)]
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(line, default=str, ensure_ascii=False) + "\n" for line in lines))
        cover = (Coverage(region="000000", from_=dt.date(2000, 1, 1), to=dt.date(2030, 1, 1)),)
        Intake(lake).load(path, name, dataset=name, owner="000000", synthetic=True, coverage=cover)
    return run_model(lake, shipped("sentence-dates"), as_of=dt.date(2024, 12, 31), purpose="test", actor="tester")


def the_clue(run: StoredRun) -> str:
    (found,) = run.clues.column("clue_id").to_pylist()
    return str(found)


def test_it_is_whole_and_marked(lake: Lake, tmp_path: Path) -> None:
    run = loaded(lake, tmp_path, full_text=True)
    assert texts_behind(lake, run, the_clue(run)) == 1
    (found,) = judgments_of(lake, run, the_clue(run))
    assert found.text == TEXT
    assert found.case_number == "（2018）川9901刑初12号"
    assert found.differs == ()
    by_label = {mark.zh: mark for mark in found.marks}
    last = by_label["刑期止日"]
    assert TEXT[last.start : last.end] == "2019年11月9日"
    assert last.collided
    assert last.en
    name = by_label["被告人"]
    assert TEXT[name.start : name.end] == "赵甲"
    assert not name.collided


def test_a_value_that_is_read_otherwise_now_is_named(lake: Lake, tmp_path: Path) -> None:
    run = loaded(lake, tmp_path, full_text=True, term_months=11)
    (found,) = judgments_of(lake, run, the_clue(run))
    assert [zh for zh, _ in found.differs] == ["刑期月数"]


@pytest.mark.parametrize("clue", [None, "zzzzzzzz"])
def test_without_texts_or_clue_there_is_none(lake: Lake, tmp_path: Path, clue: str | None) -> None:
    run = loaded(lake, tmp_path, full_text=clue is not None)
    assert judgments_of(lake, run, clue or the_clue(run)) == []
    assert texts_behind(lake, run, clue or the_clue(run)) == 0
