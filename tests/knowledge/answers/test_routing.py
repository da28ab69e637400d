"""To whom a question goes and until when; where it goes when nobody answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from answers_parts import EXPERTS, TODAY, desk, question

from mingjian.knowledge.answers import Actor, Deed, chain_of, overdue, read_desk, reviews, sent_on, take
from mingjian.models.problems import ModelErrors


def test_by_topic_and_level_the_least_loaded_and_never_who_asked() -> None:
    two = sent_on([question(), question(id="Q00002")], desk(), TODAY)
    assert [one.expert for one in two] == ["wang", "zhao"]
    assert two[0].due == date(2026, 3, 9)
    assert sent_on([question(by="wang")], desk(), TODAY)[0].expert == "zhao"
    assert sent_on([question(level="city")], desk(), TODAY)[0].expert == "qian"
    assert sent_on([question(topic="water")], desk(), TODAY)[0].expert == "qian"
    assert sent_on([question(topic="other")], desk(), TODAY)[0].expert == "sun"
    assert sent_on([question(office="340203")], desk(), TODAY)[0].expert == "sun"
    assert sent_on([question(office="510104")], desk(), TODAY) == []


def test_overdue_goes_up_and_then_stays_and_is_told() -> None:
    (one,) = sent_on([question()], desk(), TODAY)
    assert sent_on([one], desk(), TODAY + timedelta(days=7)) == []
    went = [one.expert]
    while moved := sent_on([one], desk(), one.due + timedelta(days=1)):
        one = moved[0]
        went.append(one.expert)
    assert went == ["wang", "qian", "sun"]
    assert overdue(one, one.due + timedelta(days=1))
    assert [step.move for step in one.steps] == ["route", "escalate", "escalate"]


def test_passing_on_needs_another_expert_and_a_reason() -> None:
    from mingjian.knowledge.answers import named

    (one,) = sent_on([question()], desk(), TODAY)
    given = named("qian", desk(), chain_of(one.office), TODAY)
    assert take(one, "pass_on", Actor("wang"), TODAY, Deed(why="主办另案", given=given)).expert == "qian"
    assert named("qian", desk(), chain_of("340203"), TODAY) is None


def test_the_way_up_and_who_reviews() -> None:
    assert [one.code for one in chain_of("340102")] == ["340102", "340100", "340000", "100000"]
    assert [one.level for one in chain_of("340000")] == ["province", "supreme"]
    assert reviews(desk(), "li", chain_of("340102"))
    assert not reviews(desk(), "zhou", chain_of("340102"))


def test_the_topic_is_told_by_words() -> None:
    assert desk().topic_of("有人盗窃，又有人排污到河道") == "water"
    assert desk().topic_of("年休假几天") == "other"
    assert desk().name_of("other") == ("其他", "other")


def test_mistakes_of_the_list_are_told_with_their_places() -> None:
    text = EXPERTS.replace("topics: [theft]}", "topics: [thefts]}", 1).replace("id: zhao", "id: wang")
    with pytest.raises(ModelErrors) as caught:
        read_desk(text)
    told = [one.text("en") for one in caught.value.problems]
    assert [one.split(" ")[0] for one in told] == ["experts.yaml:6:43", "experts.yaml:7:10"]
    assert "theft" in told[0]
    with pytest.raises(ModelErrors) as caught:
        read_desk("topics: {x: {zh: 甲}}\ndays: {county: 0}\n")
    assert len(caught.value.problems) >= 2
    with pytest.raises(ModelErrors, match="supreme"):
        read_desk(EXPERTS.replace(", supreme: 20", ""))
