"""Tiers read from words of the law, and the history of paragraphs through amendments."""

from datetime import date

import pytest

from mingjian.law.history import Amendment, history, paragraphs
from mingjian.law.tiers import parse_tiers


@pytest.mark.parametrize(
    ("text", "months", "others", "fine", "fine_only"),
    [
        ("处三年以下有期徒刑、拘役或者管制，并处或者单处罚金。", (6, 36), "拘管", "must", True),
        ("处三年以上七年以下有期徒刑，可以并处罚金。", (36, 84), "", "may", False),
        ("处十年以上有期徒刑、无期徒刑或者死刑，并处没收财产。", (120, 180), "无死", "must", False),
        ("处十五年有期徒刑、无期徒刑或者死刑", (180, 180), "无死", "none", False),
        ("处三年以下有期徒刑、拘役、管制或者罚金。", (6, 36), "拘管", "none", True),
        ("处拘役，并处罚金。", (None, None), "拘", "must", False),
    ],
)
def test_one_tier(text, months, others, fine, fine_only):
    (tier,) = parse_tiers(text)
    assert (tier.min_months, tier.max_months) == months
    kinds = (("拘", tier.detention), ("管", tier.surveillance), ("无", tier.life), ("死", tier.death))
    assert "".join(word for word, there in kinds if there) == others
    assert (tier.fine, tier.fine_only) == (fine, fine_only)


def test_several_tiers_amounts_and_units():
    first, second = parse_tiers(
        "数额较大的，处三年以下有期徒刑或者拘役，并处二万元以上二十万元以下罚金；"
        "数额巨大的，处三年以上十年以下有期徒刑，并处销售金额百分之五十以上二倍以下罚金。"
    )
    assert (first.fine_min, first.fine_max, second.relative) == (20000, 200000, True)
    (staff,) = parse_tiers(
        "单位犯前款罪的，对单位判处罚金，并对其直接负责的主管人员和其他直接责任人员，处五年以下有期徒刑或者拘役。"
    )
    assert staff.unit_staff
    assert (staff.fine, staff.max_months) == ("none", 60)
    assert parse_tiers("被判处有期徒刑的犯罪分子，从轻处罚。单位犯前款罪的，对单位判处罚金。") == []


def test_items_belong_to_the_paragraph_before_them():
    assert paragraphs("甲：\n（一）子；\n（二）丑。\n乙。") == ["甲：\n（一）子；\n（二）丑。", "乙。"]


def told(amendments, present):
    texts = history(present, amendments, date(1997, 10, 1))
    return [(t.article, t.paragraph, str(t.start), str(t.end) if t.end else None, t.text) for t in texts]


def test_history_of_paragraphs():
    first = Amendment(
        "一",
        date(2001, 1, 1),
        "一、将刑法第十条修改为：“甲一。\n\n“甲二。”\n\n二、在刑法第十条后增加一条，作为第十条之一：“新。”",
    )
    second = Amendment(
        "二",
        date(2005, 1, 1),
        "一、将刑法第十条第二款修改为：“乙二。”\n\n二、在刑法第十一条中增加一款作为第二款：“丙。”",
    )
    present = {(10, 0): "甲一。\n乙二。", (10, 1): "新。", (11, 0): "旧。\n丙。", (12, 0): "未动。"}
    assert told([second, first], present) == [
        ((10, 0), 1, "1997-10-01", "2000-12-31", ""),
        ((10, 0), 1, "2001-01-01", None, "甲一。"),
        ((10, 0), 2, "1997-10-01", "2000-12-31", ""),
        ((10, 0), 2, "2001-01-01", "2004-12-31", "甲二。"),
        ((10, 0), 2, "2005-01-01", None, "乙二。"),
        ((10, 1), 1, "2001-01-01", None, "新。"),
        ((11, 0), 1, "1997-10-01", None, "旧。"),
        ((11, 0), 2, "2005-01-01", None, "丙。"),
        ((12, 0), 1, "1997-10-01", None, "未动。"),
    ]


def test_an_article_that_was_shorter_had_no_further_paragraphs():
    first = Amendment("一", date(2011, 5, 1), "一、在刑法第十条后增加一条，作为第十条之一：“一。”")
    second = Amendment("二", date(2015, 11, 1), "一、将刑法第十条之一修改为：“新一。\n“新二。”")
    present = {(10, 1): "新一。\n新二。"}
    assert told([first, second], present) == [
        ((10, 1), 1, "2011-05-01", "2015-10-31", "一。"),
        ((10, 1), 1, "2015-11-01", None, "新一。"),
        ((10, 1), 2, "2015-11-01", None, "新二。"),
    ]


def test_a_last_paragraph_that_was_deleted_stood_before() -> None:
    amendments = [Amendment("修正案", date(2011, 5, 1), "一、删去刑法第六十八条第二款。\n")]
    found = list(history({(68, 0): "立功。"}, amendments, date(1997, 10, 1)))
    assert [(one.paragraph, one.start, one.end, one.text) for one in found] == [
        (1, date(1997, 10, 1), None, "立功。"),
        (2, date(1997, 10, 1), date(2011, 4, 30), ""),
    ]
