"""Advice on charges over invented tellings."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.assist.charges import advise, articles
from mingjian.assist.charges.surety import TOLD

TELLINGS = [
    ("被告人甲某趁被害人乙某熟睡之机，窃得其手机一部，价值1800元。", {"盗窃罪"}),
    ("被告人甲某虚构可代办入学的事实，骗取乙某人民币三万元，后挥霍。", {"诈骗罪"}),
    ("被告人甲某与乙某签订汽车租赁合同，骗得轿车后隐瞒真相将车抵押给他人，得款4万元。", {"合同诈骗罪"}),
    ("被告人甲某持刀威胁路人乙某，当场抢走其现金500元。", {"抢劫罪"}),
    ("被告人甲某醉酒后驾驶小型轿车上路，被交警查获，经检验其血液中乙醇含量为180mg/100ml。", {"危险驾驶罪"}),
    ("被告人甲某因琐事与乙某发生口角，持木棍殴打乙某，致其轻伤一级。", {"故意伤害罪"}),
    ("被告人甲某以300元的价格将冰毒0.5克贩卖给吸毒人员乙某。", {"走私、贩卖、运输、制造毒品罪"}),
    ("被告人甲某在其租住的房间内多次容留乙某、丙某一起吸食冰毒。", {"容留他人吸毒罪"}),
    ("张某在超市趁店主不备，将货架上的白酒两瓶（价值3000元）藏入衣服内带走。", {"盗窃罪"}),
]


@pytest.mark.parametrize(("text", "names"), TELLINGS, ids=range(len(TELLINGS)))
def test_plain_tellings(text: str, names: set[str]) -> None:
    advice = advise(text)
    assert {one.name for one in advice.suggestions} == names
    assert not advice.learned


@pytest.mark.parametrize("text", [text for text, _ in (TELLINGS[0], TELLINGS[4], TELLINGS[5])], ids=range(3))
def test_what_is_told_plainly_is_told_without_a_doubt(text: str) -> None:
    advice = advise(text)
    assert not advice.doubts
    assert advice.sure >= TOLD


def test_what_is_told_in_passing_is_less_sure_and_says_why() -> None:
    passing = (
        "被告人甲某、乙某系同事，某日因琐事厮打，乙某被打致轻伤；次日甲某骗取丙某人民币600元，并窃得丁某手机一部。"
    )
    (doubt,) = advise(passing).doubts
    assert advise(passing).sure < TOLD
    assert ("把握不足：" in doubt.zh, "%" in doubt.zh, "not sure enough: " in doubt.en) == (True, True, True)


def test_words_that_things_are_described_by_are_no_act() -> None:
    """A black telephone is no attack on a system, 公文包 no official paper, a seizure by the police no confinement."""
    text = "被告人甲某趁无人之机，窃得乙某公文包一个，内有黑色手机一部。案发后，手机被公安机关扣押，甲某离开现场。"
    assert [one.name for one in advise(text).suggestions] == ["盗窃罪"]


def test_spans_are_words_of_the_text() -> None:
    text = "被告人 甲某\n撬门进入乙某家中，窃 得现金。"
    (one,) = advise(text).suggestions
    words = ["".join(text[a:b].split()) for spans in one.candidate.covered.values() for a, b in spans]
    assert words == ["窃得"]


def test_several_acts_are_several_charges() -> None:
    text = "一、被告人甲某窃得乙某电动车一辆，价值2000元。\n二、次年，被告人甲某在家中多次容留丙某、丁某一起吸食冰毒。"
    assert {one.name for one in advise(text).suggestions} == {"盗窃罪", "容留他人吸毒罪"}


def test_nothing_told_is_no_charge() -> None:
    advice = advise("被告人甲某与乙某系同事，二人一同吃饭。")
    assert advice.suggestions == ()
    assert advice.doubts
    assert advice.sure == 0


def test_a_missing_element_is_told() -> None:
    advice = advise("被告人甲某挪用资金。")
    assert advice.doubts
    assert not any(one.name == "挪用公款罪" for one in advice.suggestions)


def test_evidence_opinions_and_earlier_convictions_are_not_read() -> None:
    text = (
        "被告人甲某曾因犯抢劫罪被判处有期徒刑三年。经审理查明，被告人甲某窃得乙某手机一部，价值1500元。"
        "上述事实，有证人关于诈骗的证言证实。公诉机关认为应以放火罪追究。"
    )
    assert [one.name for one in advise(text).suggestions] == ["盗窃罪"]


def test_names_are_those_of_the_day() -> None:
    text = "民警出警处置时，被告人甲某以暴力袭击依法执行职务的人民警察，殴打民警致轻微伤。"
    assert "袭警罪" in {one.name for one in advise(text).suggestions}
    before = {one.name for one in advise(text, date(2015, 1, 1)).suggestions}
    assert "袭警罪" not in before
    assert "妨害公务罪" in before


def test_articles_of_the_general_part_stand_only_with_their_words() -> None:
    text = "被告人甲某伙同乙某窃得电动车一辆。案发后甲某主动投案。"
    found = {one.number: one for one in articles(["盗窃"], text)}
    assert {"264", "25", "67", "52", "53"} <= set(found)
    assert "72" not in found
    assert "65" not in found
    assert [text[a:b] for a, b in found["25"].spans] == ["伙同"]


def test_articles_that_go_with_a_charge() -> None:
    assert {"382", "383"} <= {one.number for one in articles(["贪污"], "被告人侵吞公款。")}
    assert next(one.number for one in articles(["放火"], "点燃柴垛，无人受伤。")) == "114"
    assert next(one.number for one in articles(["放火"], "点燃柴垛，致一人死亡。")) == "115"
    again = articles(["容留他人吸毒"], "曾因犯贩卖毒品罪被判处有期徒刑一年。")
    assert "356" in {one.number for one in again}


def test_an_unknown_charge_is_an_error() -> None:
    with pytest.raises(LookupError, match="no such charge"):
        articles(["偷东西"], "")


def test_a_selection_of_a_charge_stands_for_it() -> None:
    assert "347" in {one.number for one in articles(["贩卖毒品罪"], "")}
