"""Similar cases: facts beside each other, the likest first, the case itself left out."""

from __future__ import annotations

from pathlib import Path

from mingjian.documents import Document as Read
from mingjian.knowledge import ALL, Index, from_judgments, similar
from mingjian.knowledge.similar import alike, compared

LOAN = (
    "某某县人民法院\n民事判决书\n（2020）皖0123民初{number}号\n原告：甲某，男，汉族。\n被告：乙某，男，汉族。\n"
    "原告甲某诉被告乙某民间借贷纠纷一案，本院立案后公开开庭进行了审理。本案现已审理终结。\n"
    "经审理查明，2019年3月1日，被告乙某向原告甲某借款{sum}元，约定月利率2%，{rest}出具借条一张。\n"
    "本院认为，借款合同合法有效。依照《中华人民共和国合同法》第二百零六条，判决如下：被告归还借款{sum}元。\n"
)


def test_facts_stand_beside_each_other_and_those_of_one_case_alone_count_for_nothing() -> None:
    facts = compared({"charge": ["盗窃罪"], "amount": ["1000"]}, {"charge": ["盗窃罪"], "article": ["刑法264"]})
    assert {one.name: one.likeness for one in facts} == {"charge": 1.0, "amount": 0.0, "article": 0.0}
    assert facts[0].same == ("盗窃罪",)
    near = compared({"amount": ["1000"]}, {"amount": ["2000"]})[0].likeness
    assert 0.6 < near < 0.8
    assert alike(facts, {"charge": 2.0, "amount": 1.0, "article": 1.0}) == 2.0


def test_the_case_with_the_same_terms_comes_first(tmp_path: Path) -> None:
    texts = {
        "plain": LOAN.format(number=1, sum="50000", rest=""),
        "secured": LOAN.format(number=2, sum="52000", rest="丙某作为保证人承担连带责任，以房屋抵押，"),
        "large": LOAN.format(number=3, sum="9000000", rest=""),
    }
    index = Index(tmp_path)
    index.add(from_judgments(Read(name, text, name) for name, text in texts.items()))
    found = similar(index.snapshot(), LOAN.format(number=4, sum="51000", rest=""), ALL)
    assert found[0].hit.document.source == "plain"
    assert {fact.name for fact in found[0].facts} >= {"principal", "security", "article"}
    itself = similar(index.snapshot(), texts["plain"], ALL)
    assert "plain" not in [one.hit.document.source for one in itself]
