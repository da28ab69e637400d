"""Articles for charges and facts: what stands with which words, days and charges."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.assist.charges import articles
from mingjian.assist.charges.earlier import again_within, earlier

HEAD = "被告人甲某，男，1980年6月19日出生，汉族。2012年2月13日因犯{charge}罪被某区人民法院判处{term}，{end}刑满释放。"
TRIAL = "某区人民检察院指控，{act}，被告人甲某{did}。"


def told(charge: str, did: str, on: date | None = None) -> set[str]:
    """Numbers of the articles."""
    return {one.number for one in articles([charge], did, on)}


def record(
    charge: str = "盗窃", term: str = "有期徒刑一年六个月", end: str = "2013年4月26日", act: str = "2017年3月1日"
) -> str:
    """A head with an earlier sentence, and an act."""
    return HEAD.format(charge=charge, term=term, end=end) + TRIAL.format(act=act, did="盗走现金5000元")


@pytest.mark.parametrize(
    ("text", "recidivist"),
    [
        (record(), True),
        (record(act="2019年3月1日"), False),
        (record(term="拘役六个月"), False),
        (record(end="2017年6月1日"), False),
        ("被告人甲某系累犯。", True),
        ("被告人甲某不系累犯。", False),
    ],
    ids=["within five years", "after six", "detention only", "released after the act", "called so", "said not to be"],
)
def test_a_recidivist_is_read_from_the_days(text: str, recidivist: bool) -> None:
    assert ("65" in told("盗窃", text)) is recidivist


def test_an_earlier_sentence_ends_with_its_term_where_no_release_is_told() -> None:
    head = "被告人甲某。2012年2月13日因犯盗窃罪被某区人民法院判处有期徒刑一年六个月。"
    text = head + TRIAL.format(act="2014年1月1日", did="盗走手机")
    (one,) = earlier(text)
    assert (one.charge, one.fixed, one.ended) == ("盗窃罪", True, (2013, 8))
    assert list(again_within(text)) == [one]


def test_a_drug_offender_again_needs_one_of_five_crimes() -> None:
    act = TRIAL.format(act="2017年3月1日", did="贩卖冰毒1克")
    head = HEAD.format(charge="{}", term="有期徒刑六个月", end="2012年8月1日")
    assert "356" in told("贩卖毒品", head.format("贩卖毒品") + act)
    assert "356" not in told("贩卖毒品", head.format("容留他人吸毒") + act)


@pytest.mark.parametrize(
    ("charge", "text", "stands"),
    [
        ("贩卖毒品", "甲某贩卖冰毒1克。", True),
        ("盗窃", "甲某盗走手机一部。", True),
        ("盗窃", "甲某盗走手机一部，已发还被害人。", False),
        ("故意伤害", "甲某打伤李某，后赔偿。", False),
        ("故意伤害", "甲某持刀刺伤李某，作案工具已扣押。", True),
    ],
    ids=["contraband", "loot not given back", "loot given back", "nothing had", "a tool"],
)
def test_things_to_be_taken(charge: str, text: str, stands: bool) -> None:
    assert ("64" in told(charge, text)) is stands


def test_who_admits_the_charge_is_to_be_checked_for_a_confession() -> None:
    (one,) = [one for one in articles(["盗窃"], "被告人对指控的事实无异议。") if one.number == "67"]
    assert "to be checked" in one.en
    assert one.spans


@pytest.mark.parametrize(
    ("charge", "on", "number", "stands"),
    [
        ("虚开增值税专用发票、用于骗取出口退税、抵扣税款发票", None, "211", False),
        ("逃税", None, "211", True),
        ("集资诈骗", date(2020, 5, 1), "200", True),
        ("集资诈骗", date(2022, 5, 1), "200", False),
        ("票据诈骗", date(2022, 5, 1), "200", True),
        ("合同诈骗", None, "231", True),
    ],
)
def test_units_by_the_articles_that_name_the_charge(charge: str, on: date | None, number: str, stands: bool) -> None:
    assert (number in told(charge, "被告单位某公司。", on)) is stands
