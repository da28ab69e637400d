"""Charges beside each other: by what the law means with a name, and without what somebody was punished for before."""

from __future__ import annotations

import pytest

from mingjian.knowledge.charging import charges_told, likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["盗窃罪"], ["盗窃罪"], 1.0),
        (["盗窃罪"], ["抢劫罪"], 0.0),
        (["贩卖毒品罪"], ["走私、贩卖、运输、制造毒品罪"], 1.0),
        (["赌博罪"], ["开设赌场罪"], 0.8),
        (["受贿、贪污罪"], ["贪污罪", "受贿罪"], 1.0),
        (["《某法》第一百一十四条之规定构成放火罪"], ["放火罪"], 1.0),
        (["无此罪名罪"], ["无此罪名罪"], 1.0),
        (["盗窃罪"], ["盗窃罪", "抢劫罪"], 2 / 3),
    ],
)
def test_names_are_held_beside_each_other_as_the_law_means_them(
    one: list[str], other: list[str], expected: float
) -> None:
    assert likeness(one, other) == pytest.approx(expected)
    assert likeness(other, one) == pytest.approx(expected)


def test_a_conviction_of_before_is_not_what_a_case_is_about() -> None:
    text = "被告人甲某，2017年3月3日因犯抢劫罪被判处有期徒刑三年。起诉书指控被告人甲某犯盗窃罪，提起公诉。"
    assert charges_told(text) == ["盗窃罪"]
    assert charges_told("被告人甲某曾因犯抢劫罪被判处有期徒刑三年。") == ["抢劫罪"]


def test_what_no_law_knows_is_no_charge_beside_one_that_is() -> None:
    text = "指控被告人犯寻衅滋事罪。其犯应当判处有期徒刑以上刑罚之罪。"
    assert charges_told(text) == ["寻衅滋事罪"]
