"""Tiers by amount and weight: which are possible, from what, by which source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mingjian.assist.charges import advise, quantities, tiers_by_amount, tiers_by_weight
from mingjian.assist.charges.drugs import drugs
from mingjian.assist.sentencing.drugs import drug_data


@pytest.mark.parametrize(
    ("charge", "yuan", "begins"),
    [
        ("盗窃罪", 900, []),
        ("盗窃罪", 2000, [(1000, 3000)]),
        ("盗窃罪", 20000, [(1000, 3000)]),
        ("盗窃罪", 40000, [(1000, 3000), (30000, 100000)]),
        ("盗窃罪", 600000, [(300000, 500000)]),
        ("诈骗罪", 500000, [(500000, 500000)]),
    ],
)
def test_tiers_that_an_amount_may_be_in(charge: str, yuan: int, begins: list[tuple[int, int]]) -> None:
    found = tiers_by_amount(charge, Decimal(yuan))
    assert found is not None
    assert [one.begins for one in found] == begins


def test_a_charge_without_thresholds_has_none_to_tell() -> None:
    assert tiers_by_amount("危险驾驶罪", Decimal(100)) is None
    assert tiers_by_amount("盗窃罪", Decimal(5000), judged=date(2000, 1, 1)) is None


def test_the_day_of_the_act_chooses_the_statutory_tier() -> None:
    (now,) = tiers_by_amount("盗窃罪", Decimal(20000), on=date(2020, 1, 1)) or ()
    (before,) = tiers_by_amount("盗窃罪", Decimal(20000), on=date(2009, 1, 1)) or ()
    assert now.months == (6, 36)
    assert before.months is None
    assert now.checked
    assert "法释〔2013〕8号" in now.source


@pytest.mark.parametrize(
    ("text", "months"),
    [("冰毒1克。", (0, 84)), ("冰毒10克。", (84, 180)), ("海洛因50克。", (180, 180)), ("氯胺酮99克。", (0, 84))],
)
def test_the_tier_of_a_drug(text: str, months: tuple[int, int]) -> None:
    (one,) = tiers_by_weight("走私、贩卖、运输、制造毒品罪", quantities(text)) or ()
    assert one.months == months


def test_a_drug_without_a_threshold_is_left_out() -> None:
    dealing = "走私、贩卖、运输、制造毒品罪"
    assert tiers_by_weight(dealing, quantities("大麻5克。")) == ()
    assert tiers_by_weight(dealing, quantities("氯胺酮5克。"), date(2010, 1, 1)) == ()
    assert tiers_by_weight("非法持有毒品罪", quantities("冰毒5克。")) == ()
    assert tiers_by_weight("盗窃罪", ()) is None


def test_every_kind_with_a_threshold_is_one_that_is_read() -> None:
    for kind, row in drug_data()["kinds"].items():
        assert [one.kind for one in drugs(f"{kind}。")] == [kind]
        assert row["grams"][0] < row["grams"][1]


def test_advice_tells_the_tier_with_the_candidate() -> None:
    advice = advise("被告人甲某撬门进入李某家中，盗走现金4万元。")
    (theft,) = advice.suggestions
    assert theft.tiers is not None
    assert len(theft.tiers) == 2


def test_charges_that_share_a_sum_have_no_tier_told() -> None:
    away = "后来甲某去往外地。数月后甲某回到本地。甲某住在旅店。"
    text = f"被告人甲某撬门盗走现金4万元。{away}甲某驾驶摩托车尾随李某，趁其不备夺走手提包，内有现金3万元。"
    assert {one.name: one.tiers for one in advise(text).suggestions} == {"盗窃罪": None, "抢夺罪": None}


def test_weights_by_person_stand_beside_their_sum() -> None:
    text = "被告人林某某将冰毒2克贩卖给徐某甲。民警从被告人陈某某身上查获海洛因3克。"
    assert set(advise(text).by_person) == {"林某某", "陈某某"}
