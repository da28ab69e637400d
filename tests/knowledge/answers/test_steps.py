"""The road of a question: who may take which step, four eyes, and what an unresolved citation keeps from whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers_parts import REVIEWER, TODAY, desk, law, published, question

from mingjian.knowledge.answers import (
    MOVES,
    Actor,
    Deed,
    Published,
    State,
    StepRefused,
    Thread,
    moves_of,
    sent_on,
    take,
)
from mingjian.law.store import StatuteStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StatuteStore:
    return law(tmp_path_factory.mktemp("law"))


def routed() -> Thread:
    return sent_on([question()], desk(), TODAY)[0]


def test_the_whole_road_and_back_from_json(store: StatuteStore) -> None:
    one = published(store)
    assert one.state is State.PUBLISHED
    assert [step.move for step in one.steps] == ["route", "answer", "review", "publish"]
    assert one.rests[0].cites == "某法1"
    assert Thread.read(one.data()) == one


def test_an_unresolved_citation_keeps_from_publishing_and_not_from_saving(store: StatuteStore) -> None:
    one = routed()
    expert = Actor(one.expert)
    one = take(one, "save", expert, TODAY, Deed(answer="依照《某法》第九条、《没有导入的法》第一条。", store=store))
    one = take(one, "answer", expert, TODAY, Deed(store=store))
    one = take(one, "review", REVIEWER, TODAY, Deed(store=store))
    public = Published(one.title, one.text, one.answer, TODAY)
    with pytest.raises(StepRefused, match="各条均已核实"):
        take(one, "publish", REVIEWER, TODAY, Deed(store=store, public=public))
    with pytest.raises(StepRefused, match="没有导入法律文本"):
        take(one, "publish", REVIEWER, TODAY, Deed(public=public))


def test_an_answer_has_to_cite_something(store: StatuteStore) -> None:
    with pytest.raises(StepRefused, match="至少引用一条"):
        published(store, "可以不起诉。")


def test_four_eyes(store: StatuteStore) -> None:
    one = take(routed(), "answer", Actor("wang"), TODAY, Deed(answer="《某法》第一条"))
    for nobody in (Actor("wang", True), Actor("asker", True), Actor("zhou"), Actor("")):
        with pytest.raises(StepRefused, match="须由"):
            take(one, "review", nobody, TODAY, Deed(store=store))
    assert take(one, "review", REVIEWER, TODAY, Deed(store=store)).reviewer == "li"


def test_what_changed_between_review_and_publishing_is_seen(tmp_path: Path) -> None:
    one = take(routed(), "answer", Actor("wang"), TODAY, Deed(answer="依照《某法》第一条处理。"))
    one = take(one, "review", REVIEWER, TODAY, Deed(store=law(tmp_path)))
    later = law(tmp_path, "盗窃的，从重处罚。")
    public = Published(one.title, one.text, one.answer, TODAY)
    with pytest.raises(StepRefused, match="没有变化"):
        take(one, "publish", REVIEWER, TODAY, Deed(store=later, public=public))


def test_what_a_step_needs_is_told_at_once_and_from_the_wrong_state() -> None:
    with pytest.raises(StepRefused, match="待分派"):
        take(question(), "answer", Actor("wang"), TODAY)
    with pytest.raises(StepRefused, match="没有步骤"):
        take(question(), "fly", REVIEWER, TODAY)
    with pytest.raises(StepRefused, match="理由"):
        take(take(routed(), "answer", Actor("wang"), TODAY, Deed(answer="x")), "return", REVIEWER, TODAY)
    with pytest.raises(StepRefused, match="有答复内容"):
        take(routed(), "answer", Actor("wang"), TODAY, Deed(answer="  "))


def test_steps_on_offer_are_those_of_the_state_and_the_person() -> None:
    one = routed()
    assert [move.code for move in moves_of(one, Actor("asker"))] == ["withdraw"]
    assert [move.code for move in moves_of(one, Actor("wang"))] == ["pass_on", "save", "answer"]
    assert moves_of(one, Actor("zhou")) == []


def test_every_state_is_reached_and_every_move_leaves_from_one() -> None:
    assert {one.target for one in MOVES} == set(State)
    assert all(one.sources for one in MOVES if one.code != "ask")
