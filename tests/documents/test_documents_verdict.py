# ruff: noqa: E501, PT018 -- a case reads best on one line; "found and its value" is one claim
"""The operative part: counts, combined sentences, old sentences, days, orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mingjian.documents import Defendant, parse_judgment

Build = Callable[..., str]


def _person(text: str, i: int = 0) -> Defendant:
    return parse_judgment(text).defendants[i]


def _final(person: Defendant) -> dict[str, Any]:
    assert person.final
    found = {key: getattr(person.final, key) for key in type(person.final).model_fields}
    return {key: item.value for key, item in found.items() if item is not None}


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ("被告人赵甲犯危险驾驶罪，判处拘役一个月零十五天，并处罚金1.5万元。", {"kind": "detention", "months": 1, "days": 15, "fine": 15000}),
        ("被告人赵甲犯盗窃罪，判处有期徒刑三年零六个月，宣告缓刑四年，并处罚金叁万元。", {"kind": "fixed_term", "months": 42, "days": 0, "probation_months": 48, "fine": 30000}),
        ("被告人赵甲犯盗窃罪，单处罚金人民币2，000元。", {"kind": "fine_only", "fine": 2000}),
        ("被告人赵甲犯滥伐林木罪，免予刑事处罚。", {"kind": "exempted"}),
        ("被告人赵甲犯贩卖毒品罪，判处无期徒刑，剥夺政治权利终身，并处没收个人全部财产。", {"kind": "life", "deprivation_months": -1, "confiscation": "all"}),
        ("被告人赵甲犯故意杀人罪，判处死刑，缓期二年执行，剥夺政治权利终身。", {"kind": "suspended_death", "deprivation_months": -1}),
        ("被告人赵甲犯运输毒品罪，判处有期徒刑十五年，剥夺政治权利二年，并处没收个人财产人民币三万元。", {"kind": "fixed_term", "months": 180, "days": 0, "deprivation_months": 24, "confiscation": 30000}),
        ("被告人赵甲犯盗窃罪，判处管制一年六个月。", {"kind": "surveillance", "months": 18, "days": 0}),
        ("被告人赵甲犯侵犯著作权罪判处有期徒刑八个月缓刑一年并处罚金人民币三千五百元", {"kind": "fixed_term", "months": 8, "days": 0, "probation_months": 12, "fine": 3500}),
        ("被告人赵甲犯盗窃罪，判处有期徒刑一年，并处罚金人民币（以下币种均为人民币）三千元。", {"kind": "fixed_term", "months": 12, "days": 0, "fine": 3000}),
        ("被告人赵甲犯盗窃罪，判处有期徒刑一年，并处罚金人民币（下同）三千元。", {"kind": "fixed_term", "months": 12, "days": 0, "fine": 3000}),
        ("以盗窃罪判处被告人赵甲有期徒刑一年。", {"kind": "fixed_term", "months": 12, "days": 0}),
        ("被告人赵甲犯有盗窃罪，判处有期徒刑一年。", {"kind": "fixed_term", "months": 12, "days": 0}),
        ("判处被告人赵甲有期徒刑一年。", {"kind": "fixed_term", "months": 12, "days": 0}),
    ],
)  # fmt: skip
def test_one_count(operative: Build, orders: str, expected: dict[str, Any]) -> None:
    person = _person(operative(orders))
    assert _final(person) == expected
    assert not person.combined


@pytest.mark.parametrize(
    ("orders", "charge"),
    [
        ("被告人赵甲犯有盗窃罪，判处有期徒刑一年。", "盗窃罪"),
        ("被告人赵甲犯有价证券诈骗罪，判处有期徒刑一年。", "有价证券诈骗罪"),
        ("判处被告人赵甲有期徒刑一年。", "盗窃罪"),  # the reasons find one charge
    ],
)
def test_the_charge_as_worded(operative: Build, orders: str, charge: str) -> None:
    assert [c.charge.value for c in _person(operative(orders)).charges] == [charge]


def test_a_bracket_that_is_never_closed_ends_at_the_next_item(one: str) -> None:
    entry = next(line for line in one.splitlines() if line.startswith("被告人赵甲"))
    two = entry + "\n" + entry.replace("赵甲", "钱乙丙")
    orders = "被告人赵甲犯盗窃罪，判处有期徒刑十个月（刑期自2018年1月10日起至2018年11月9日止。被告人钱乙丙犯盗窃罪，判处拘役四个月。"
    head, rest = one.replace(entry, two).replace("指控被告人赵甲犯", "指控被告人赵甲、钱乙丙犯").split("判决如下：\n")
    text = f"{head}判决如下：\n{orders}\n如不服本判决{rest.split('如不服本判决')[1]}"
    assert [_final(_person(text, i))["kind"] for i in (0, 1)] == ["fixed_term", "detention"]


def test_who_is_acquitted_keeps_his_place(one: str) -> None:
    entry = next(line for line in one.splitlines() if line.startswith("被告人赵甲"))
    two = entry.replace("赵甲", "钱乙丙") + "\n" + entry
    head, rest = one.replace(entry, two).replace("指控被告人赵甲犯", "指控被告人赵甲、钱乙丙犯").split("判决如下：\n")
    orders = "一、被告人赵甲无罪。二、被告人钱乙丙犯盗窃罪，判处拘役四个月。"
    j = parse_judgment(f"{head}判决如下：\n{orders}\n如不服本判决{rest.split('如不服本判决')[1]}")
    assert [d.name.value for d in j.defendants] == ["赵甲", "钱乙丙"]
    assert j.outcome.value == "mixed"


def test_counts_are_kept_apart_and_combined(operative: Build) -> None:
    person = _person(
        operative(
            "被告人赵甲犯掩饰、隐瞒犯罪所得罪，判处有期徒刑一年，并处罚金人民币一千元；犯诈骗罪，判处有期徒刑二年，"
            "并处罚金人民币二千元；决定执行有期徒刑二年六个月，并处罚金人民币三千元。"
        )
    )
    counts = [(c.charge.value, c.months and c.months.value, c.fine and int(c.fine.value)) for c in person.charges]
    assert counts == [("掩饰、隐瞒犯罪所得罪", 12, 1000), ("诈骗罪", 24, 2000)]
    assert person.combined
    assert _final(person) == {"kind": "fixed_term", "months": 30, "days": 0, "fine": 3000}


def test_an_old_sentence_is_combined_but_not_counted(operative: Build) -> None:
    person = _person(
        operative(
            "一、撤销临溪县人民法院（2016）川9901刑初5号刑事判决中对被告人赵甲宣告缓刑一年的执行部分；"
            "二、被告人赵甲犯盗窃罪，判处有期徒刑一年，并处罚金人民币二千元，与前罪所判有期徒刑八个月，并处罚金人民币一千元并罚，"
            "决定执行有期徒刑一年四个月，并处罚金人民币三千元。"
        )
    )
    assert [c.months and c.months.value for c in person.charges] == [12]
    assert person.combined
    assert person.revoked_probation is not None
    assert _final(person) == {"kind": "fixed_term", "months": 16, "days": 0, "fine": 3000}


def test_an_old_sentence_after_a_semicolon_is_combined(operative: Build) -> None:
    person = _person(
        operative(
            "被告人赵甲犯非法拘禁罪，判处有期徒刑七个月；原判寻衅滋事罪，有期徒刑一年，缓刑二年；撤销缓刑，总和刑期一年七个月，决定执行有期徒刑一年四个月。"
        )
    )
    assert [c.months and c.months.value for c in person.charges] == [7]
    assert person.combined and person.revoked_probation
    assert _final(person) == {"kind": "fixed_term", "months": 16, "days": 0}


def test_counts_of_several_people(operative: Build) -> None:
    text = operative(
        "被告人赵甲犯盗窃罪，判处有期徒刑一年；被告人孙乙犯盗窃罪，判处拘役五个月。（被告人孙乙的刑期自2018年2月1日起至2018年6月30日止。）"
    )
    text = text.replace("辩护人钱乙", "被告人孙乙，女，1990年1月1日出生。辩护人钱乙").replace(
        "指控被告人赵甲犯", "指控被告人赵甲、孙乙犯"
    )
    first, second = parse_judgment(text).defendants
    assert (_final(first)["months"], _final(second)["months"]) == (12, 5)
    assert first.sentence_from is None
    assert second.sentence_from and second.sentence_from.value == "2018-02-01"


def test_each_of_two_gets_the_same(operative: Build) -> None:
    text = operative("被告人赵甲、孙乙犯盗窃罪，各判处有期徒刑一年，并处罚金人民币一千元。")
    text = text.replace("指控被告人赵甲犯", "指控被告人赵甲、孙乙犯").replace(
        "辩护人钱乙", "被告人孙乙，女。辩护人钱乙"
    )
    people = parse_judgment(text).defendants
    assert [_final(p)["months"] for p in people] == [12, 12]


@pytest.mark.parametrize(
    ("orders", "recover", "forfeit"),
    [
        ("追缴被告人赵甲违法所得，予以没收。", True, True),
        ("扣押的赃款依法予以没收。", False, True),
        ("责令被告人赵甲退出违法所得。", True, False),
        ("扣押在案的手机由扣押机关依法处理。", False, False),
        ("并处没收个人财产人民币一万元。", False, False),
        ("被告人赵甲已退赔的人民币一千元发还被害人。", False, False),
        ("责令被告人赵甲继续退赃，发还被害人。", True, False),
    ],
)
def test_orders(operative: Build, orders: str, recover: bool, forfeit: bool) -> None:
    person = _person(operative("被告人赵甲犯盗窃罪，判处有期徒刑一年。" + orders))
    assert (person.recover is not None, person.forfeit is not None) == (recover, forfeit)


def test_acquittal(operative: Build) -> None:
    j = parse_judgment(operative("被告人赵甲无罪。"))
    assert j.outcome.value == "acquitted"
    assert j.defendants[0].final and j.defendants[0].final.kind
    assert j.defendants[0].final.kind.value == "acquitted"


def test_printed_credit_is_read_but_not_the_rule(operative: Build) -> None:
    base = "被告人赵甲犯盗窃罪，判处有期徒刑一年（判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2018年3月1日起至2019年1月20日止{}）。"
    with_credit = _person(operative(base.format("，先行羁押的39天已折抵刑期")))
    assert with_credit.credit and with_credit.credit.value == 39
    assert _person(operative(base.format(""))).credit is None


def test_starred_out_days_are_none(operative: Build) -> None:
    person = _person(operative("被告人赵甲犯盗窃罪，判处有期徒刑一年（即自××××年×月×日起至××××年×月×日止）。"))
    assert person.sentence_from is None
    assert person.sentence_to is None
