"""Elements of charges: the file is read whole, every fault is told, and no cue is about who somebody is."""

from __future__ import annotations

import pytest

from mingjian.assist.charges import advise, confusable, uncovered
from mingjian.assist.charges.elements import BARRED, makeups, read_makeups
from mingjian.law import charges

ACT = "被告人{who}于2021年5月1日晚翻墙进入某家院内，窃得电动车一辆，价值2600元。"


def test_most_charges_of_today_have_elements() -> None:
    today = [one for one in charges().values() if one.now == one.name and one.end is None]
    assert len(makeups()) > 300
    assert len(uncovered()) < len(today) - 300


def test_confusable_pairs_are_charges_with_elements() -> None:
    assert len(confusable()) >= 20
    for pair in confusable():
        assert {pair.one, pair.other} <= set(makeups())
        assert pair.zh
        assert pair.en


def test_no_two_charges_cover_each_other() -> None:
    """Or an act that both read would be told as neither."""
    known = makeups()
    assert not [name for name, made in known.items() for other in made.over if name in known[other].over]


def test_every_fault_is_told_with_its_line() -> None:
    text = (
        "盗窃: {conduct: '盗('}\n偷窃: {conduct: 偷}\n诈骗: {object: 元, odd: x, over: [无此]}\n抢劫: {conduct: 汉族}\n"
    )
    with pytest.raises(ValueError) as caught:
        read_makeups(text)
    said = str(caught.value)
    for part in (
        "1: 盗窃: conduct",
        "2: 没有这个罪名",
        "3: 诈骗: 不认识的项",
        "缺少",
        "没有要件",
        "4: 抢劫: conduct: 不得以此为据",
    ):
        assert part in said


def test_gaps_do_not_run_over_the_end_of_a_sentence() -> None:
    pattern = next(iter(read_makeups("盗窃: {conduct: '窃.{0,20}车'}").values())).elements
    assert all(one.search("窃得一辆车") and not one.search("窃得现金。他有车") for one in pattern.values())


@pytest.mark.parametrize("word", BARRED, ids=range(len(BARRED)))
def test_who_somebody_is_cues_nothing(word: str) -> None:
    patterns = [one for made in makeups().values() for one in (*made.elements.values(), made.adds, made.against) if one]
    assert not any(one.search(word) for one in patterns)


@pytest.mark.parametrize(
    "who",
    [
        "甲，女",
        "甲，男，回族，文盲",
        "甲，汉族，农村户口，小学文化",
        "甲，藏族，户籍所在地某省某县某村",
        "甲，城镇居民，大学文化，无业",
    ],
)
def test_advice_is_the_same_whoever_it_was(who: str) -> None:
    plain, told = advise(ACT.format(who="甲")), advise(ACT.format(who=f"{who}，"))
    assert [one.name for one in told.suggestions] == [one.name for one in plain.suggestions] == ["盗窃罪"]
    assert told.sure == plain.sure
