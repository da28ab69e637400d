# ruff: noqa: E501 -- a case reads best on one line
"""The small readers: normalisation with its map, days, terms, money, numbers, citations, proposals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.documents.citations import articles, short_title
from mingjian.documents.dates import as_day, scan
from mingjian.documents.money import parse_money
from mingjian.documents.numbers import parse_int
from mingjian.documents.proposal import proposals
from mingjian.documents.terms import Term, parse_term
from mingjian.documents.text import Clean


@given(st.text(alphabet="被告人，（2０1 \n\t\u3000\u200b〈>/div", max_size=80))
def test_every_clean_character_maps_to_the_character_it_came_from(raw: str) -> None:
    clean = Clean(raw)
    for i, char in enumerate(clean.text):
        start, end = clean.span(i, i + 1)
        assert end == start + 1
        assert Clean(raw[start:end]).text == char
    assert clean.text == "".join(Clean(c).text for c in raw) or "<" in raw or ">" in raw


def test_tags_spaces_and_width_are_normalised() -> None:
    clean = Clean("公诉机关﹤\\/div>被 告 人\u3000（２０１４）某刑初字第１号")
    assert clean.text == "公诉机关被告人（2014）某刑初字第1号"
    at = clean.text.index("2014")
    assert clean.raw[slice(*clean.span(at, at + 4))] == "２０１４"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("二O一六年五月三日，同月21日，次日，12月3日", ["2016-05-03", "2016-05-21", "2016-05-22", "2016-12-03"]),
        ("二〇〇六年二月二十八日被抓获，次日", ["2006-02-28", "2006-03-01"]),
        ("2014.8.5、2014-08-06", ["2014-08-05", "2014-08-06"]),
        ("2013年、2014年3月", ["2013", "2014-03"]),
        ("2018 年 7月16日起，次年1月2日", ["2018-07-16", "2019-01-02"]),
        ("2014年12月20日，次月3日", ["2014-12-20", "2015-01-03"]),
        ("同年5月1日", []),
        ("2014年2月30日", ["2014-02-30"]),
        ("2014年13月1日", ["2014"]),
    ],
)
def test_days(text: str, values: list[str]) -> None:
    clean = Clean(text).text
    assert [day.value for day in scan(clean, 0, len(clean))] == values


def test_a_day_no_calendar_has_is_no_day() -> None:
    assert as_day("2014-02-30") is None
    assert as_day("2014-02") is None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("三年零六个月十五日", Term(42, 15)),
        ("一年又三个月", Term(15, 0)),
        ("一个月零十五天", Term(1, 15)),
        ("七个月又九天", Term(7, 9)),
        ("十一个月", Term(11, 0)),
        ("一年半", Term(18, 0)),
        ("三年六月", Term(42, 0)),
        ("1年6个月", Term(18, 0)),
        ("十五年", Term(180, 0)),
        ("", None),
        ("四百年", None),
    ],
)
def test_terms(text: str, term: Term | None) -> None:
    assert parse_term(text) == term


@given(st.integers(0, 25), st.integers(0, 11), st.integers(0, 29))
def test_terms_written_in_words_come_back(years: int, months: int, days: int) -> None:
    words = (f"{years}年" if years else "") + (f"{months}个月" if months else "") + (f"{days}日" if days else "")
    assert parse_term(words) == (Term(years * 12 + months, days) if words else None)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("五千元", 5000),
        ("1.5万元", 15000),
        ("叁万元", 30000),
        ("2，000元", 2000),
        ("一万五千元", 15000),
        ("一百三十三万元", 1330000),
        ("贰仟圆", 2000),
        ("22000.00元", 22000),
        ("3万元", 30000),
        ("十二万三千四百五十六元", 123456),
    ],
)
def test_money(text: str, yuan: int) -> None:
    assert parse_money(text) == Decimal(yuan)


@given(st.text(max_size=12))
def test_numbers_never_fail(text: str) -> None:
    parse_int(text)
    parse_money(text)
    parse_term(text)


def _cited(text: str) -> list[str]:
    clean = Clean(text)
    return [found.value for found in articles(clean, 0, 0, len(clean.text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《中华人民共和国刑法》第一百三十三条之一第一款第（二）项、第五十三条", ["刑法133之1-1-2", "刑法53"]),
        (
            "《中华人民共和国刑法》第七十二条第一、三款、第七十三条第一款及第三款",
            ["刑法72-1", "刑法72-3", "刑法73-1", "刑法73-3"],
        ),
        ("《中华人民共和国刑法》第二百二十五条第（一）、（四）项", ["刑法225--1", "刑法225--4"]),
        ("《中华人民共和国刑法》第六十七第三款、六十四条", ["刑法64", "刑法67-3"]),
        ("《中华人民共和国刑法》第七十二条第一三款、第六十四条", ["刑法64", "刑法72-1", "刑法72-3"]),
        ("《中华人民共和国刑法》第五十二、五十三条", ["刑法52", "刑法53"]),
        ("《中华人民共和国刑法》第二 百六十四 条第五十二条", ["刑法264", "刑法52"]),
        ("《中华人民共和国刑法》第七十三条第二条款", ["刑法73-2"]),
        ("《中华人民共和国刑事诉讼法》第二百二十五条第一款第（一）项", ["刑诉法225-1-1"]),
        (
            "最高人民法院《关于适用财产刑若干问题的规定》第二条第一款",
            ["关于适用财产刑若干问题的规定2-1"],
        ),
        (
            "《最高人民法院、最高人民检察院〈关于办理盗窃刑事案件适用法律若干问题的解释〉》第一条、第十四条",
            ["关于办理盗窃刑事案件适用法律若干问题的解释1", "关于办理盗窃刑事案件适用法律若干问题的解释14"],
        ),
        (
            "《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第三百零八条",
            ["关于适用〈刑事诉讼法〉的解释308"],
        ),
        ("《人民法院量刑指导意见》", ["人民法院量刑指导意见"]),
        ("《中华人民共和国刑法》第二百六十四条、《中华人民共和国刑法》第二百六十四条", ["刑法264"]),
    ],
)
def test_citations(text: str, expected: list[str]) -> None:
    assert _cited("依照" + text + "之规定") == expected


def test_reasoning_that_cites_before_a_bare_mark() -> None:
    """依照…的规定，可以从轻处罚。判决如下: what the reasoning cites is the list, what a party cites is not."""
    text = (
        "被告人赵甲醉酒驾驶，依照《中华人民共和国刑法》第一百三十三条之一第一款的规定，已构成危险驾驶罪。辩护人提出依照"
        "《中华人民共和国刑法》第三十七条的规定可以免罚。被告人如实供述，依照《中华人民共和国刑法》第六十七条第三款的规定，"
    )
    bare = Clean(text + "可以从轻处罚。为维护公共安全，")
    at = bare.text.rindex("依照")
    assert [f.value for f in articles(bare, 0, at, len(bare.text))] == ["刑法133之1-1", "刑法67-3"]
    led = Clean(text)
    assert [f.value for f in articles(led, 0, at, len(led.text))] == ["刑法67-3"]


def test_titles_are_shortened() -> None:
    assert short_title("《中华人民共和国民法通则》") == "民法通则"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公诉机关建议判处被告人赵甲有期徒刑六个月至一年。", ("fixed_term", 6, 12)),
        ("建议对被告人赵甲判处八个月以上，十一个月以下有期徒刑。", ("fixed_term", 8, 11)),
        ("建议在有期徒刑一年六个月以下的幅度内量刑。", ("fixed_term", None, 18)),
        ("建议判处被告人赵甲拘役，并处罚金。", ("detention", None, None)),
        ("建议判处被告人赵甲有期徒刑三年，并宣告缓刑。", ("fixed_term", 36, 36)),
        ("建议判处七年以上有期徒刑。", ("fixed_term", 84, None)),
        ("公诉机关关于判处有期徒刑一年至二年的量刑意见适当。", ("fixed_term", 12, 24)),
        ("公诉机关建议判处被告人赵甲一至二年有期徒刑。", ("fixed_term", 12, 24)),
        ("公诉人在法庭上发表判处有期徒刑六个月至一年六个月的量刑建议予以采纳。", ("fixed_term", 6, 18)),
        ("指控其构成污染环境罪，提出对其判处一年有期徒刑以下刑罚，并处罚金的量刑建议。", ("fixed_term", None, 12)),
        ("公诉机关提请本院在有期徒刑一年至二年之间量刑。", ("fixed_term", 12, 24)),
        ("建议判处被告人赵甲拘役或有期徒刑一年以下，并处罚金。", ("fixed_term", None, 12)),
        ("建议判处被告人张某1一年六个月至二年有期徒刑。", ("fixed_term", 18, 24)),
        ("建议判处被告人赵甲罚金。", ("fine_only", None, None)),
        ("公诉机关建议对被告人赵甲单处罚金。", ("fine_only", None, None)),
        ("公诉机关建议对被告人赵甲免予刑事处罚。", ("exempted", None, None)),
        ("公诉人建议判处三年左右有期徒刑。", ("fixed_term", 36, 36)),
        ("被告人赵甲认罪认罚，同意公诉机关有期徒刑七个月的量刑建议。", ("fixed_term", 7, 7)),
        (
            "建议以盗窃罪判处有期徒刑九个月，以诈骗罪判处有期徒刑一年，决定执行有期徒刑一年六个月。",
            ("fixed_term", 18, 18),
        ),
        ("公诉机关建议在拘役四个月至有期徒刑六个月幅度内量刑。", ("fixed_term", 4, 6)),
        ("公诉机关建议判处被告人赵甲拘役五个月以上有期徒刑八个月以下，并处罚金。", ("fixed_term", 5, 8)),
    ],
)
def test_proposals(text: str, expected: tuple[str, int | None, int | None]) -> None:
    clean = Clean(text).text
    (found,) = proposals(clean, 0, len(clean), ["赵甲"])
    assert (found.kind, found.low, found.high) == expected


def test_proposals_in_a_sentence_each() -> None:
    text = "并建议对被告人赵甲判处有期徒刑三年至四年。对被告人钱乙判处有期徒刑二年。"
    assert [(p.who, p.low, p.high) for p in proposals(text, 0, len(text), ["赵甲", "钱乙"])] == [
        ((0,), 36, 48),
        ((1,), 24, 24),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建议以盗窃罪判处被告人赵甲有期徒刑一年，以诈骗罪判处其有期徒刑六个月，数罪并罚执行有期徒刑一年三个月；建议判处被告人钱乙有期徒刑八个月。", {0: (15, 15), 1: (8, 8)}),
        ("公诉机关认为被告人赵甲系主犯，建议判处有期徒刑三年以上四年以下；钱乙系从犯，建议判处有期徒刑一年以上二年以下。", {0: (36, 48), 1: (12, 24)}),
        ("建议以盗窃罪判处被告人赵甲有期徒刑一年，以诈骗罪判处其有期徒刑三年；判处被告人钱乙有期徒刑八个月。", {0: (36, 36), 1: (8, 8)}),
        ("建议判处二被告人有期徒刑六个月至一年。", {0: (6, 12), 1: (6, 12)}),
    ],
)  # fmt: skip
def test_figures_for_each_and_of_several_counts(text: str, expected: dict[int, tuple[int, int]]) -> None:
    found = proposals(text, 0, len(text), ["赵甲", "钱乙"])
    assert {i: (p.low, p.high) for p in found for i in p.who} == expected


def test_a_proposal_told_as_a_noun_for_several() -> None:
    text = (
        "公诉机关提出对被告人赵甲判处拘役五个月以上六个月以下，适用缓刑，并处罚金；"
        "对被告人钱乙判处拘役四个月以上五个月以下的量刑建议适当，本院予以采纳。"
    )
    assert [(p.who, p.low, p.high) for p in proposals(text, 0, len(text), ["赵甲", "钱乙"])] == [
        ((0,), 5, 6),
        ((1,), 4, 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "对赵甲提出的“如实供述”等上诉意见经查原审已酌情从轻以盗窃罪判处其有期徒刑十一个月并无不当。",
        "辩护人提出，被告人系初犯，建议对其判处三年以下有期徒刑并适用缓刑。",
        "检察院认为原判量刑适当，建议驳回上诉，维持原判有期徒刑三年。",
        "建议法庭依法判处。",
        "原审被告人赵甲的辩护人提出赵甲系从犯，建议二审法院改判有期徒刑三年。",
    ],
)
def test_what_is_no_proposal(text: str) -> None:
    assert proposals(text, 0, len(text), ["赵甲"]) == []
