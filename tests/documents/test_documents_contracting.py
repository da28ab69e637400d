"""挂靠, 转包, 违法分包: what a court found, told apart from what parties say, the law says and the court denies."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mingjian.documents import CivilDocument, civil_rows, parse_civil
from mingjian.standards import codes, standards

TEXT = """临溪县人民法院
民事判决书
（2024）川9901民初77号
原告：赵甲，男，汉族，住临溪县东街1号。
被告：临溪宏建建筑工程有限公司（以下简称宏建公司），住所地临溪县西街2号，统一社会信用代码91110000100000008X。
被告：钱乙，男，汉族，住临溪县南街3号。
原告赵甲与被告宏建公司、钱乙建设工程施工合同纠纷一案，本院于2024年1月8日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
原告赵甲向本院提出诉讼请求：支付工程款100000元。事实和理由：{claim}
被告宏建公司辩称，{answer}
经审理查明，{facts}
本院认为，{holding}依照《中华人民共和国民法典》第七百九十一条之规定，判决如下：
一、被告宏建公司支付原告赵甲工程款100000元；
二、驳回原告的其他诉讼请求。
如不服本判决，可在判决书送达之日起十五日内提起上诉。
审判员孙丙
二〇二四年五月六日
书记员李丁
"""
PLAIN = {
    "claim": "赵甲为被告施工。", "answer": "工程款已经付清。",
    "facts": "宏建公司承建东街学校工程，2023年3月1日竣工验收。",
    "holding": "被告应当支付工程款。",
}  # fmt: skip
FIRM = "临溪宏建建筑工程有限公司"


def read(**words: str) -> CivilDocument:
    return parse_civil(TEXT.format(**{**PLAIN, **words}))


def said(document: CivilDocument) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (
            one.told_by.value, one.kind.value, one.company.value if one.company else None,
            one.other.value if one.other else None,
        )
        for one in document.contracting
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("holding", "kind", "other"),
    [
        ("赵甲借用宏建公司的资质承揽东街学校工程，协议无效。", "affiliation", "赵甲"),
        ("钱乙挂靠于宏建公司，以宏建公司名义签订合同。", "affiliation", "钱乙"),
        ("钱乙与宏建公司之间系挂靠关系。", "affiliation", "钱乙"),
        ("宏建公司虽主张双方系劳务关系，但钱乙自负盈亏，应认定钱乙系挂靠宏建公司施工。", "affiliation", "钱乙"),
        ("宏建公司将东街学校工程转包给钱乙，违反法律禁止性规定。", "assignment", "钱乙"),
        ("宏建公司与钱乙名为内部承包，实为转包，合同无效。", "assignment", "钱乙"),
        ("宏建公司将工程违法分包给没有资质的赵甲，合同无效。", "subcontract", "赵甲"),
        ("宏建公司将部分工程分包给不具备相应资质的赵甲，合同无效。", "subcontract", "赵甲"),
    ],
)  # fmt: skip
def test_holdings_of_the_court(holding: str, kind: str, other: str) -> None:
    document = read(holding=holding)
    assert said(document) == [("court", kind, FIRM, other)]
    (one,) = document.contracting
    text = document.text
    assert one.sentence.span
    assert text[slice(*one.sentence.span)] == one.sentence.value
    assert one.kind.sure == 1.0


@pytest.mark.parametrize(
    "holding",
    [
        "赵甲主张其挂靠宏建公司施工，未提供证据，本院不予采信。",
        "赵甲提供的证据不足以证明宏建公司将工程转包。",
        "双方之间系内部承包关系，并非挂靠，合同有效。",
        "关于是否构成违法分包的问题，各方均未举证。",
        "根据《最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）》第四十三条规定：“实际施工人以转包人、违法分包人为被告起诉的，人民法院应当依法受理”，被告应当付款。",
        "宏建公司将劳务分包给具有相应资质的单位，合法有效。",
        "宏建公司关于赵甲系挂靠的抗辩没有依据，不能成立。",
        "如宏建公司将工程转包，合同亦属无效，但本案并无此情形。",
    ],
)
def test_no_holding(holding: str) -> None:
    assert "court" not in {teller for teller, *_ in said(read(holding=holding))}


def test_an_assertion_stays_one_until_the_court_finds_it() -> None:
    claim = "宏建公司将工程转包给赵甲，至今未付款。"
    assert said(read(claim=claim)) == [("party", "assignment", FIRM, "赵甲")]
    assert said(read(answer="赵甲挂靠宏建公司施工。")) == [("party", "affiliation", FIRM, "赵甲")]
    found = read(claim=claim, holding="宏建公司将工程转包给赵甲，合同无效。")
    assert said(found) == [("court", "assignment", FIRM, "赵甲")]


def test_facts_found_are_findings_too_though_less_sure() -> None:
    document = read(facts="宏建公司承建东街学校工程后转包给钱乙，该工程2023年3月1日竣工验收。")
    assert said(document) == [("court", "assignment", FIRM, "钱乙")]
    assert document.contracting[0].kind.sure == 0.8


def test_vehicles_and_land_are_no_works() -> None:
    assert said(read(holding="赵甲的货车挂靠宏建公司营运。")) == []
    assert said(read(holding="土地承包经营权由钱乙转包给赵甲。")) == []


def test_the_end_of_the_works_and_harm() -> None:
    works = read(holding="赵甲挂靠宏建公司施工。").works
    assert works
    assert works.ended_on
    assert works.ended_on.value == "2023-03-01"
    assert works.harm is None
    bad = read(facts="该工程2023年3月1日竣工验收后，主体结构出现裂缝，系转包给钱乙施工。").works
    assert bad
    assert bad.harm
    sound = read(facts="该工程系转包，2023年3月1日竣工验收，没有质量不合格。").works
    assert sound
    assert sound.harm is None


def test_on_appeal_what_the_court_below_found_is_not_its_own() -> None:
    text = TEXT.replace("民初77号", "民终77号").replace("原告：赵甲", "上诉人（原审原告）：赵甲").format(
        **{**PLAIN, "facts": "无其他事实。", "claim": "赵甲申请改判。一审法院认为，宏建公司将工程转包给赵甲。"}
    )  # fmt: skip
    assert {one.told_by.value for one in parse_civil(text).contracting} <= {"lower_court", "party"}


def test_rows_fit_the_standard() -> None:
    standard = standards()["contracting_finding"]
    document = read(holding="宏建公司将东街学校工程转包给钱乙，合同无效。", claim="赵甲挂靠宏建公司施工。")
    rows = civil_rows(document, "one").contracting_finding
    assert [row["finding_no"] for row in rows] == [1, 2]
    assert rows[0]["uscc"] == "91110000100000008X"
    assert rows[0]["project"] == "东街学校工程"
    for row in rows:
        assert set(row) <= set(standard.columns)
        for name, value in row.items():
            listed = standard.columns[name].codes
            assert value is None or listed in (None, "regions") or value in codes(listed)


@pytest.mark.skipif("MINGJIAN_DATA" not in os.environ, reason="real judgments: MINGJIAN_DATA names their folder")
def test_real_judgments_of_the_supreme_court() -> None:
    """All civil documents with these words were read by hand: three hold it, the others tell, deny or cite it."""
    folder = Path(os.environ["MINGJIAN_DATA"]) / "spc1000" / "corpus_lawsuit"
    held = {}
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text(encoding="utf-8").split("content:", 1)[-1]
        found = [one.kind.value for one in parse_civil(text).contracting if one.told_by.value == "court"]
        if found and "民事" in text[:200]:
            held[file.stem] = found
    assert json.dumps(held) == json.dumps({"565": ["assignment"], "638": ["assignment"], "654": ["affiliation"]})
