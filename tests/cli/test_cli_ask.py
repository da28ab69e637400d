"""`mingjian ask`: from the question to the published answer that an import of statutes marks to be re-checked."""

from __future__ import annotations

import json
from pathlib import Path

from cli_parts import call

from mingjian.cli.exits import Exit

EXPERTS = """\
topics: {theft: {zh: 侵犯财产, en: property, words: [盗窃]}}
days: {county: 5, city: 7, province: 10, supreme: 20}
experts: [{id: wang, office: "340102", topics: [theft]}, {id: sun, office: "340000", topics: ["*"]}]
reviewers: [{id: li, office: "340100"}]
"""


def lake(tmp_path: Path) -> Path:
    (tmp_path / "lake" / "answers").mkdir(parents=True)
    (tmp_path / "lake" / "answers" / "experts.yaml").write_text(EXPERTS, encoding="utf-8")
    return tmp_path / "lake"


def law(tmp_path: Path, words: str, here: Path) -> dict[str, object]:
    file = tmp_path / "texts" / "某法(2020-01-01).md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"# 某法\n\n第一条 {words}\n\n第二条 本法自2020年1月1日起施行。\n", encoding="utf-8")
    return call("law", "import", file.parent, "--lake", here, "--json").json  # type: ignore[no-any-return]


def test_the_road_of_a_question(tmp_path: Path) -> None:
    here = lake(tmp_path)
    at = ("--lake", here, "--on", "2026-03-02")
    law(tmp_path, "盗窃的，处罚。", here)
    asked = call(
        "ask", "question", "被告人王建国多次盗窃怎么认定", "--office", "340102", "--as", "me", *at, "--json"
    ).json
    assert (asked["id"], asked["expert"], asked["due"], asked["topic"]) == ("Q00001", "wang", "2026-03-09", "theft")
    told = call("ask", "answer", "Q00001", "依照《某法》第九条", "--as", "wang", *at, "--json").json
    assert told["blocking"] == ["某法9"]
    assert call("ask", "review", "Q00001", "--as", "wang", *at, lang="en").code == Exit.REFUSED
    assert call("ask", "review", "Q00001", "--as", "li", *at).code == 0
    refused = call("ask", "publish", "Q00001", "--as", "li", *at, lang="en")
    assert (refused.code, "every citation is resolved" in refused.err) == (Exit.REFUSED, True)
    assert call("ask", "step", "Q00001", "return", "--why", "第一条", "--as", "li", *at).code == 0
    assert call("ask", "answer", "Q00001", "依照《某法》第一条处理。", "--as", "wang", *at).code == 0
    assert call("ask", "review", "Q00001", "--as", "li", *at).code == 0
    shown = call("ask", "publish", "Q00001", "--dry-run", *at, "--json").json
    assert shown["title"] == "被告人某甲多次盗窃怎么认定"
    assert call("ask", "publish", "Q00001", "--as", "li", *at).code == 0
    assert call("ask", "similar", "多次偷东西", "--lake", here, "--json").json[0]["id"] == "answer:Q00001"
    assert law(tmp_path, "盗窃的，处罚。", here)["to_recheck"] == []
    assert law(tmp_path, "盗窃的，从重处罚。", here)["to_recheck"] == ["Q00001"]
    found = call("ask", "show", "Q00001", *at, "--json").json
    assert (found["state"], found["changed"][0]["cites"]) == ("recheck", "某法1")
    assert "待复核" in call("ask", "similar", "盗窃", "--lake", here, lang="zh").out
    assert call("ask", "step", "Q00001", "confirm", "--as", "li", *at).code == 0
    assert call("ask", "usage", "--lake", here, "--json").json["published"] == 1
    assert call("ask", "export", tmp_path / "out.jsonl", "--lake", here, "--json").json["answers"] == 1
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["title"].startswith("被告人某甲")
    assert call("ask", "import", tmp_path / "out.jsonl", *at, "--json").json["answers"] == 1
    assert call("ask", "step", "Q00001", "retire", "--why", "旧", "--as", "li", *at).code == 0
    assert [one["id"] for one in call("ask", "similar", "盗窃", "--lake", here, "--json").json] == ["answer:Q00002"]


def test_overdue_goes_up_and_gaps_are_told(tmp_path: Path) -> None:
    here = lake(tmp_path)
    call("ask", "question", "盗窃", "--office", "340102", "--lake", here, "--on", "2026-03-02")
    assert call("ask", "route", "--lake", here, "--on", "2026-03-05", "--json").json == []
    assert call("ask", "route", "--lake", here, "--on", "2026-03-10", "--json").json[0]["expert"] == "sun"
    call("ask", "similar", "盗窃既遂", "--lake", here)
    (theft, _) = call("ask", "gaps", "--lake", here, "--on", "2026-03-10", "--json").json
    assert (theft["topic"], theft["missed"], theft["open"]) == ("theft", 1, 1)
    assert "sun" in call("ask", "list", "--lake", here, lang="en").out
    assert "侵犯财产" in call("ask", "gaps", "--lake", here, lang="zh").out


def test_wrong_input_is_told(tmp_path: Path) -> None:
    here = lake(tmp_path)
    for words in (
        ("question", "x", "--office", "12"), ("question", "x", "--office", "340102", "--level", "moon"),
        ("question", "x", "--office", "340102", "--topic", "moon"), ("list", "--state", "moon"), ("show", "Q9"),
        ("step", "Q1", "fly"),
    ):  # fmt: skip
        assert call("ask", *words, "--lake", here).code == Exit.USAGE
    (here / "answers" / "experts.yaml").write_text(EXPERTS.replace("topics: [theft]", "topics: [teft]"))
    wrong = call("ask", "gaps", "--lake", here, lang="en")
    assert (wrong.code, "theft" in wrong.err) == (Exit.WRONG, True)


def test_mask_and_simulate(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("被告人王建国，电话13800138001", encoding="utf-8")
    assert call("ask", "mask", file, "--json").json["text"] == "被告人某甲，电话某电话"
    assert "姓名" in call("ask", "mask", file, lang="zh").out
    assert "median" in call("ask", "simulate", "--questions", "30", lang="en").out
