"""`mingjian sentencing` as it is called: a case computed, explained, replayed, held to a proposal; parameters read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_parts import call

CASE = """act: 2024-03-01
convicted: 2024-09-10
chosen_by: 承办人
crimes:
  - charge: 盗窃罪
    situation: huge
    start: 36
    circumstances: {attempt: 30%, recidivist: 20%, confession: 10%, restitution: 20%}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def test_that_the_law_of_the_act_was_not_compared_is_said(tmp_path: Path) -> None:
    case = tmp_path / "old.yaml"
    crime = "{charge: 非法吸收公众存款罪, situation: huge}"
    case.write_text(f"act: 1990-03-01\nconvicted: 2024-09-10\ncrimes: [{crime}]\n", encoding="utf-8")
    assert "行为时的法律未能比较" in call("sentencing", "compute", case, lang="zh").out
    assert len(call("sentencing", "compute", case, "--json").json["uncompared"]) == 1


def test_from_facts_to_a_record_and_back(case: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    told = call("sentencing", "compute", case, "--out", record, "--json")
    assert (told.code, told.json["result"]["months"]) == (0, [23, 23])
    out = call("sentencing", "compute", case, lang="zh").out
    assert "有期徒刑一年十一个月" in out
    assert "不是决定" in out
    told = call("sentencing", "replay", record, "--json")
    assert (told.code, told.json["same"], told.json["changed"]) == (0, True, [])
    data = json.loads(record.read_text(encoding="utf-8"))
    data["result"]["months"] = [1, 1]
    record.write_text(json.dumps(data), encoding="utf-8")
    assert call("sentencing", "replay", record).code == 1
    record.write_text("{}", encoding="utf-8")
    told = call("sentencing", "replay", record, lang="zh")
    assert (told.code, "不是量刑计算的记录" in told.err) == (2, True)


def test_explained_and_printed(case: Path, tmp_path: Path) -> None:
    out = call("sentencing", "explain", case, lang="zh").out
    assert "25.2 × (1 + 20% − 10% − 20%) = 22.68" in out
    assert "法发〔2021〕21号 三（四）" in out
    page = tmp_path / "draft.html"
    assert call("sentencing", "explain", case, "--form", "html", "--out", page).code == 0
    assert "22.68" in page.read_text(encoding="utf-8")
    for bad in (("--form", "html"), ("--form", "odt", "--out", page), ("--out", page)):
        assert call("sentencing", "explain", case, *bad).code == 2


def test_a_change_and_a_proposal(case: Path) -> None:
    told = call("sentencing", "whatif", case, "--without", "attempt", "--json")
    assert (told.code, told.json["difference"]) == (0, {"low": 13, "high": 13})
    told = call("sentencing", "whatif", case, "--without", "atempt", lang="zh")
    assert (told.code, "是否指 attempt" in told.err) == (2, True)
    assert call("sentencing", "whatif", case).code == 2
    told = call("sentencing", "check", case, "--months", "30", "--json")
    assert (told.code, told.json["inside_rule"], told.json["alarm"]) == (0, False, False)


def test_an_unknown_charge_is_an_error(case: Path) -> None:
    case.write_text(CASE.replace("盗窃罪", "盗窍罪"), encoding="utf-8")
    told = call("sentencing", "compute", case, lang="zh")
    assert told.code == 1
    assert "没有罪名“盗窍罪”的量刑参数" in told.err
    assert "盗窃罪" in told.err.split("是否想写")[1]


def test_parameters(tmp_path: Path) -> None:
    told = call("sentencing", "crimes", "--on", "2026-01-01", "--json")
    assert len(told.json["crimes"]) == 30
    assert {one["state"] for one in told.json["crimes"]} == {"partial"}
    assert call("sentencing", "crimes", "--on", "tomorrow").code == 2
    assert "法发〔2021〕21号" in call("sentencing", "parameters", "show", "circumstances.plea", lang="zh").out
    assert "是否指" in call("sentencing", "parameters", "show", "circumstances.plee", lang="zh").err
    assert len(call("sentencing", "parameters", "list", "--json").json["parameters"]) > 100
    assert call("sentencing", "parameters", "schema", "facts", "--json").json["type"] == "object"
    assert call("sentencing", "parameters", "schema", "nobody").code == 2
    (tmp_path / "own.yaml").write_text("layer: province:34\nwrong: 1\n", encoding="utf-8")
    told = call("sentencing", "parameters", "check", tmp_path, lang="zh")
    assert (told.code, "own.yaml:2:1" in told.err) == (1, True)


def test_a_draft_of_facts(tmp_path: Path) -> None:
    text = (
        "某区人民检察院 起诉书 某检刑诉〔2024〕8号 被告人赵某甲，男，1990年1月2日出生。 经依法审查查明：2024年3月1日，"
        "被告人赵某甲盗窃手机一部，价值人民币4000元。 本院认为，被告人赵某甲盗窃他人财物，数额较大，其行为触犯了"
        "《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。被告人赵某甲系累犯，应当从重处罚。"
        "根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，提起公诉，请依法判处。 此致 某区人民法院 2024年6月1日"
    )
    document, draft = tmp_path / "a.txt", tmp_path / "draft.yaml"
    document.write_text(text, encoding="utf-8")
    told = call("sentencing", "take", document, "--out", draft, "--json")
    assert told.code == 0, told.err
    assert "recidivist" in draft.read_text(encoding="utf-8")
    assert "赵某甲" not in draft.read_text(encoding="utf-8")
    assert call("sentencing", "take", document, "--out", draft, "--defendant", "2").code == 2
