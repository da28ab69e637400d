"""A winner of a contest on the shelf: in its author's name, as far as its type is worth, passed by nobody yet."""

from __future__ import annotations

from typing import Any

import pytest
from held_parts import NEW, files_of
from shelving_parts import act, fresh

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.held.models import Use
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.who import can
from mingjian.desk.shelving.winners import STATES, Winner, look_at, take_winner
from mingjian.shelf import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_lake")]


def winner(author: User, kind: str = "application", **files: str) -> Winner:
    said = {"contest": "ah-2026", "work": "A001", "authors": [{"name": "甲"}, {"name": "乙"}]}
    credit = "模型竞赛一等奖，作品 A001《低保》，作者：甲、乙"
    return Winner(author, files_of(NEW, "1.0.0") | files, STATES[kind], credit, said)


def test_an_applied_model_waits_for_two_people_of_the_province(people: dict[str, User], client_of: Any) -> None:
    one = winner(people["author"])
    look_at(one)
    entry = fresh(take_winner(people["province_chief"], one))
    assert (entry.state, entry.author, entry.published) == ("applied", people["author"], None)
    assert [use.office for use in Use.objects.filter(held=entry.held)] == [people["author"].office]
    step = entry.steps.get()
    assert (step.action, step.why) == ("won", one.credit)
    assert can(people["author"], entry) == []
    assert "endorse" not in can(people["reviewer"], entry)  # of the author's own office
    answer = client_of(people["author"]).get(f"/api/shelf/{entry.pk}")
    assert answer.status_code == 200, answer.content
    page = answer.json()
    assert (page["steps"][0]["action"]["zh"], page["steps"][0]["why"]) == ("竞赛获奖", one.credit)
    entry = act(people["province_reviewer"], entry, "endorse")
    assert can(people["province_reviewer"], entry) == ["send_back"] or "publish" not in can(
        people["province_reviewer"], entry
    )
    entry = act(people["province_chief"], entry, "publish")
    assert entry.state == "published"


def test_a_prototype_is_assessed_by_its_office_first(people: dict[str, User]) -> None:
    entry = fresh(take_winner(people["province_chief"], winner(people["author"], "prototype")))
    assert (entry.state, entry.held, entry.fingerprint) == ("draft", None, "")
    assert can(people["author"], entry) == []
    assert act(people["reviewer"], entry, "assess").state == "assessed"


def test_what_is_wrong_or_there_already_does_not_come(people: dict[str, User]) -> None:
    text = files_of(NEW, "1.0.0")["model.yaml"].replace("steps:", "stepz:")
    broken = winner(people["author"], **{"model.yaml": text})
    with pytest.raises(BadRequest, match="不能送共享"):
        look_at(broken)
    take_winner(people["province_chief"], winner(people["author"]))
    with pytest.raises(Conflict, match="已在共享中"):
        take_winner(people["province_chief"], winner(people["author"]))
    assert Entry.objects.filter(state=State.APPLIED.value).count() == 1
