"""Forms: every criterion, reasons for the ends of a scale, abstention, who typed it in."""

from __future__ import annotations

import pytest
from forms_parts import SCORING

from mingjian.contest.forms import Form, digest_of

REASON = "数据来源、碰撞规则和效果均有材料支撑，且经两地试用"


def form(**changes) -> Form:
    return Form(
        **{"number": 1, "kind": "prototype", "work": "w", "judge": "j", "scores": {"novelty": 7, "basis": 5}} | changes
    )


def test_a_whole_form_has_no_flaws_and_its_points():
    assert SCORING.flaws(form()) == []
    assert SCORING.total(form()) == pytest.approx(62)
    assert SCORING.total(form(scores={"novelty": 10, "basis": 10})) == 100


@pytest.mark.parametrize(
    ("changes", "criterion", "zh", "en"),
    [
        ({"scores": {"novelty": 7}}, "basis", "没有打分", "has no score"),
        ({"scores": {"novelty": 7, "basis": 5, "style": 1}}, "style", "没有评分项", "no criterion"),
        ({"scores": {"novelty": 11, "basis": 5}}, "novelty", "应为 0 至 10 分", "from 0 to 10"),
        ({"scores": {"novelty": 7.5, "basis": 5}}, "novelty", "每档 1 分", "steps of 1"),
        ({"scores": {"novelty": 10, "basis": 5}}, "novelty", "理由", "a reason of at least 20"),
        ({"scores": {"novelty": 7, "basis": 0}, "reasons": {"basis": "差"}}, "basis", "理由", "a reason"),
        ({"abstained": "未从事该条线"}, "", "弃评", "abstains"),
        ({"entered_by": "s"}, "", "纸质评分表", "names the paper"),
        ({"entered_by": "j", "paper": "no. 3"}, "", "不能是评委本人", "somebody else"),
    ],
)
def test_each_flaw_has_its_place_and_words(changes, criterion, zh, en):
    (flaw,) = SCORING.flaws(form(**changes))
    assert flaw.criterion == criterion
    assert zh in flaw.zh
    assert en in flaw.en


def test_reasons_abstention_and_entering_are_allowed():
    assert SCORING.flaws(form(scores={"novelty": 10, "basis": 5}, reasons={"novelty": REASON})) == []
    assert SCORING.flaws(form(scores={}, abstained="未从事该条线")) == []
    assert SCORING.flaws(form(entered_by="secretary", paper="评分表第 3 号")) == []


def test_the_digest_is_of_content_and_not_of_order():
    one, two = form(), form(number=2, judge="k")
    assert digest_of([one, two]) == digest_of([two, one])
    assert digest_of([one, two]) != digest_of([one, form(number=2, judge="k", withdrawn="conflict")])
