"""Drugs, weights, persons and times in invented tellings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingjian.assist.charges import by_person, drugs, persons, places, quantities, times, weights

TEXT = (
    "2014年8月7日早上7时许，被告人林某某将冰毒1.5克和海洛因0.2千克卖给徐某甲。"
    "经鉴定，白色晶体净重1.5克，检出甲基苯丙胺；另查获麻古20毫克。"
)


def test_names_of_one_drug_are_one() -> None:
    assert [one.kind for one in drugs(TEXT)] == ["甲基苯丙胺", "海洛因", "甲基苯丙胺", "甲基苯丙胺片剂"]


def test_weights_are_grams() -> None:
    assert [one.grams for one in weights(TEXT)] == [Decimal("1.5"), Decimal(200), Decimal("1.5"), Decimal("0.020")]
    assert weights("每克400元，克拉玛依") == []


def test_sums_by_drug_count_a_weight_once() -> None:
    found = {one.kind: one.grams for one in quantities("查获冰毒2克、冰毒3克，共计冰毒5克，海洛因1克。")}
    assert found == {"甲基苯丙胺": Decimal(5), "海洛因": Decimal(1)}


def test_a_weight_beside_no_drug_has_no_kind() -> None:
    assert [one.kind for one in quantities("另有粉末3克。")] == [""]


def test_persons_and_times() -> None:
    assert [TEXT[a:b] for a, b in persons(TEXT)] == ["林某某", "徐某甲"]
    assert [TEXT[a:b] for a, b in times(TEXT)] == ["2014年8月7日早上7时"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2014年6月至8月，甲某贩卖毒品。", ["2014年6月至8月"]),
        ("2014年5月1日，甲某贩卖毒品。同年10月24日下午3时许被抓。", ["2014年5月1日", "10月24日下午3时"]),
        ("甲某在宾馆休息。凌晨3时50分许离开。", ["凌晨3时50分"]),
        ("二〇一三年二月一日中午，甲某贩卖毒品。", ["二〇一三年二月一日中午"]),
        ("2015年7、8月份，甲某贩卖毒品。", ["2015年7、8月份"]),
        ("2013年年初，甲某贩卖毒品。", ["2013年年初"]),
    ],
)
def test_times_as_they_are_told(text: str, told: list[str]) -> None:
    assert [text[a:b] for a, b in times(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲某在某市东湖区西河路12号楼下向乙某贩卖冰毒。", ["某市东湖区西河路12号楼下"]),
        ("甲某窜至本市东湖区长青小区3栋2单元501室，盗走电脑。", ["东湖区长青小区3栋2单元501室"]),
        ("甲某驾车行驶至青山镇桃花村路口时撞上护栏。", ["青山镇桃花村路口"]),
        ("民警在平安宾馆302房间内将甲某抓获。", ["平安宾馆302房间内"]),
        ("民警在该房间内将甲某抓获。", []),
        ("甲某在逃。", []),
    ],
)
def test_places_as_they_are_told(text: str, told: list[str]) -> None:
    assert [text[a:b] for a, b in places(text)] == told


def test_weights_by_the_person_they_are_told_of() -> None:
    text = "被告人林某某将冰毒2克卖给徐某甲。民警从被告人陈某某身上查获海洛因3克。另有冰毒1克。"
    found = {name: [(one.kind, one.grams) for one in held] for name, held in by_person(text).items()}
    assert found == {
        "林某某": [("甲基苯丙胺", Decimal(2))],
        "陈某某": [("海洛因", Decimal(3))],
        "": [("甲基苯丙胺", Decimal(1))],
    }


def test_what_was_weighed_belongs_to_the_only_accused_and_to_what_the_laboratory_found() -> None:
    text = "民警将被告人唐某某抓获，查获疑似毒品3小包。经称量，净重分别为3.96克、0.43克。经鉴定，均检出甲基苯丙胺成分。"
    assert {name: [(one.kind, one.grams) for one in held] for name, held in by_person(text).items()} == {
        "唐某某": [("甲基苯丙胺", Decimal("4.39"))]
    }
