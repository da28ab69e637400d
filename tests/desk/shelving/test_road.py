"""The road of a model from a draft to published and taken up, and who may not take which step."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.db import connection
from held_parts import MODEL, NEW
from shelving_parts import ANSWERS, act, brought, drafted, fresh, run, sent, taken

from mingjian.desk.errors import BadRequest, Conflict, DeskError, NotFound
from mingjian.desk.held.models import Use
from mingjian.desk.known import known
from mingjian.desk.shelving.entries import find_entry, send_draft
from mingjian.desk.shelving.models import Entry, EntryStep, TakeUp
from mingjian.desk.shelving.moves import act_on_entry
from mingjian.desk.shelving.nearby import show_nearest
from mingjian.desk.shelving.pages import entry_page
from mingjian.desk.shelving.schemas import NewRating, NewTakeUp, SendDraft, ShelfAct, ShelfQuery
from mingjian.desk.shelving.services import list_entries
from mingjian.desk.shelving.taking import rate, take_up
from mingjian.desk.shelving.who import can
from mingjian.desk.traces.models import Trace
from mingjian.shelf import MOVES

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_whole_road(own_lake: Any, people: Any, client_of: Any) -> None:
    """From the workshop to the shelf, taken up by a second office and run there; each step is in history and traces."""
    entry = brought(people, client_of, "published")
    assert known()[NEW].fingerprint == entry.fingerprint
    assert [one.action for one in entry.steps.all()] == [
        "send", "propose", "assess", "ask", "agree", "pilot", "apply", "endorse", "publish",
    ]  # fmt: skip
    assert entry.figures["runs"] == 1
    assert entry.figures["offices"] == 1
    assert json.loads(entry.signed["said"])["endorsed_by"] == "p_reviewer"
    assert run(client_of(people["other_runs"]), entry).status_code == 400
    taken(people, entry)
    assert run(client_of(people["other_runs"]), entry).status_code == 200
    page = entry_page(people["other_chief"], entry.pk)
    assert (page.offices, page.taken.code, page.counted.runs) == (2, "taken", 2)
    acts = set(Trace.objects.filter(object=str(entry.pk)).values_list("action", flat=True))
    assert {"shelf.send", "shelf.publish", "shelf.take_up.ask", "shelf.take_up.agree"} <= acts


MAY = {
    "idea": {"author": {"renew", "propose"}}, "draft": {"reviewer": {"assess", "send_back"}},
    "assessed": {"chief": {"pilot", "ask", "send_back"}},
    "piloting": {"author": {"apply"}, "mate": {"apply"}, "chief": {"withdraw"}, "province_chief": {"withdraw"}},
    "applied": {"province_reviewer": {"endorse", "send_back"}, "chief": {"withdraw"},
                "province_chief": {"withdraw"}},
    "provincial": {"province_chief": {"publish", "send_back", "withdraw"}, "chief": {"withdraw"}},
    "published": {"chief": {"retire", "withdraw"}, "province_chief": {"retire", "withdraw"}},
}  # fmt: skip


def test_nobody_else_takes_a_step(own_lake: Any, people: Any, client_of: Any) -> None:
    """At each state each person may what the table says, and nothing else is taken from him."""
    looked = []

    def look(entry: Entry) -> None:
        may, steps = MAY[entry.state], EntryStep.objects.count()
        looked.append(entry.state)
        for name, person in people.items():
            assert set(can(person, entry)) == may.get(name, set()), (name, entry.state)
            for action in {one.code for one in MOVES} - may.get(name, set()):
                with pytest.raises((BadRequest, NotFound)):
                    act_on_entry(person, entry.pk, ShelfAct(action=action, version=entry.version, why="不该办理的一步"))
        assert EntryStep.objects.count() == steps
        assert fresh(entry).state == entry.state

    brought(people, client_of, "published", look=look)
    assert looked == list(MAY)


def test_four_eyes_where_one_person_has_every_role(own_lake: Any, user: Any, people: Any, client_of: Any) -> None:
    """Who wrote it neither assesses nor pilots it; who passed it does not publish it."""
    from mingjian.desk.offices.roles import Role

    all_ = user("all", Role.PROSECUTOR, Role.REVIEWER, Role.CHIEF)
    entry = sent(all_)
    entry = act(all_, entry, "propose")
    assert can(all_, entry) == []
    top = user("top", Role.REVIEWER, Role.CHIEF, office="340000")
    other = brought(people, client_of, "applied", "2.0.0")
    other = act(top, other, "endorse")
    assert can(top, other) == ["withdraw"]
    with pytest.raises(BadRequest):
        act(top, other, "publish")


def test_what_each_step_needs(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = sent(people["author"])

    def refused(who: str, action: str, **more: Any) -> str:
        with pytest.raises(BadRequest) as caught:
            act_on_entry(people[who], entry.pk, ShelfAct(action=action, version=fresh(entry).version, **more))
        return str(caught.value.field)

    assert refused("author", "propose", difference="大不相同大不相同") == "difference"  # nobody has looked
    near = show_nearest(people["author"], entry)
    assert near.items[0].model == MODEL
    assert near.items[0].value is not None
    assert refused("author", "propose", difference=" 无 ") == "difference"
    entry = act(people["author"], entry, "propose")
    assert refused("reviewer", "assess") == "answers"
    assert refused("reviewer", "assess", answers={**ANSWERS, "accurate": {"passed": True, "why": "好"}}) == "answers"
    assert refused("reviewer", "assess", answers={**ANSWERS, "accurate": {"passed": False, "why": "误报太多了吧"}}) == (
        "answers"
    )
    assert refused("reviewer", "send_back") == "why"
    entry = act(people["reviewer"], entry, "assess")
    assert refused("chief", "pilot") == "offices"
    assert refused("chief", "ask", offices=["340200"], purpose="试点试点试点") == "offices"
    assert refused("chief", "ask", offices=["340102"], purpose="x") == "purpose"
    entry = act(people["chief"], entry, "ask", offices=["340102"])
    assert refused("chief", "pilot") == "offices"  # the county has not answered
    entry = act(people["county"], entry, "agree")
    entry = act(people["chief"], entry, "pilot")
    assert refused("author", "apply") == "action"  # nobody ran it
    run(client_of(people["county_runs"]), entry)
    entry = act(people["author"], entry, "apply")
    assert refused("province_reviewer", "endorse") == "action"  # likeness not read
    entry = act(people["province_reviewer"], entry, "endorse")
    entry = act(people["province_chief"], entry, "publish")
    assert refused("chief", "withdraw") == "why"


def test_a_draft_whose_example_fails_does_not_pass(own_lake: Any, people: Any) -> None:
    entry = act(people["author"], sent(people["author"]), "propose")
    name = next(one for one in entry.files if one != "model.yaml")
    Entry.objects.filter(pk=entry.pk).update(
        files={**entry.files, name: entry.files[name] + "\n# 11010519491231002X\n"}
    )
    with pytest.raises(BadRequest, match="真实身份证号"):
        act(people["reviewer"], entry, "assess")
    Entry.objects.filter(pk=entry.pk).update(files={"model.yaml": entry.files["model.yaml"]})
    with pytest.raises(BadRequest, match="不能评估通过"):
        act(people["reviewer"], entry, "assess")


def test_a_review_sends_back(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = act(people["reviewer"], brought(people, client_of, "draft"), "send_back")
    assert (entry.state, entry.steps.last().why) == ("idea", "误报还没有排除")
    assert "renew" in can(people["author"], entry)
    entry = act(people["author"], entry, "renew")
    with pytest.raises(BadRequest):  # what was said of the former text is gone
        act_on_entry(people["author"], entry.pk, ShelfAct(action="propose", version=entry.version))
    entry = act(people["author"], entry, "propose")
    assert entry.state == "draft"


def test_a_full_point_takes_a_reason(own_lake: Any, people: Any, client_of: Any, settings: Any) -> None:
    settings.DESK = settings.DESK.model_copy(update={"models_per_point": 1})
    entry = brought(people, client_of, "applied")
    with pytest.raises(BadRequest, match="上限 1"):
        act(people["province_reviewer"], entry, "endorse")
    entry = act(people["province_reviewer"], entry, "endorse", over="低保与养老金由不同部门办理")
    with pytest.raises(BadRequest) as caught:
        act(people["province_chief"], entry, "publish")
    assert caught.value.field == "over"
    act(people["province_chief"], entry, "publish", over="低保与养老金由不同部门办理")


def test_the_last_place_is_taken_once(own_lake: Any, people: Any, client_of: Any, settings: Any) -> None:
    """Two models under one point, published at one instant where one place is left: one is, one takes a reason."""
    settings.DESK = settings.DESK.model_copy(update={"models_per_point": 2})
    chiefs = [people["province_chief"], people["province_chief"]]
    entries = [brought(people, client_of, "provincial", model=name) for name in ("one-of-two", "two-of-two")]
    told: list[object] = []

    def go(user: Any, entry: Entry) -> None:
        try:
            act_on_entry(user, entry.pk, ShelfAct(action="publish", version=entry.version))
            told.append("done")
        except DeskError as error:
            told.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=go, args=pair) for pair in zip(chiefs, entries, strict=True)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert told.count("done") == 1
    assert "上限" in next(str(one) for one in told if one != "done")
    assert sorted(fresh(one).state for one in entries) == ["provincial", "published"]


def test_a_model_of_the_provincial_office_is_published_by_three_there(
    own_lake: Any, people: Any, user: Any, client_of: Any
) -> None:
    """Nobody is above it: author, who assesses, who passes and who publishes are four people of that office all the
    same; who agreed to the pilot may publish."""
    from mingjian.desk.offices.roles import Role

    author = user("p_author", Role.PROSECUTOR, office="340000")
    both = user("p_both", Role.REVIEWER, Role.CHIEF, office="340000")
    runs = user("p_runs", Role.PROSECUTOR, office="340000")
    entry = act(author, sent(author), "propose")
    entry = act(both, entry, "assess")
    entry = act(people["province_chief"], entry, "ask", offices=["340000"])
    entry = act(people["province_chief"], entry, "pilot")
    assert run(client_of(runs), entry).status_code == 200
    entry = act(author, entry, "apply")
    assert "endorse" not in can(both, entry)
    assert "endorse" not in can(author, entry)
    entry = act(people["province_reviewer"], entry, "endorse")
    assert "publish" not in can(both, entry)
    assert "publish" not in can(people["province_reviewer"], entry)
    assert "publish" not in can(people["chief"], entry)
    entry = act(people["province_chief"], entry, "publish")
    assert entry.state == "published"


def test_who_sees_what(own_lake: Any, people: Any, client_of: Any, user: Any) -> None:
    from mingjian.desk.offices.roles import Role
    from mingjian.models.enumerations import Line

    entry = sent(people["author"])
    elsewhere = user("line", Role.PROSECUTOR, lines=(Line.CRIMINAL,))
    for name in ("other_chief", "other_runs", "county", "admin"):
        with pytest.raises(NotFound):
            find_entry(people[name], entry.pk)
    with pytest.raises(NotFound):
        find_entry(elsewhere, entry.pk)
    for name in ("mate", "province_reviewer"):
        assert find_entry(people[name], entry.pk) == entry
    assert list_entries(people["other_chief"], ShelfQuery()).total == 0
    assert list_entries(people["mate"], ShelfQuery()).total == 1
    with pytest.raises(NotFound):
        list_entries(people["admin"], ShelfQuery())
    for action in ("propose", "assess", "ask"):
        entry = act(people[{"propose": "author", "assess": "reviewer", "ask": "chief"}[action]], entry, action)
    assert find_entry(people["county"], entry.pk) == entry  # it is asked
    with pytest.raises(NotFound):
        find_entry(people["other_chief"], entry.pk)
    assert list_entries(people["county"], ShelfQuery(view="waiting")).total == 1


def test_only_the_author_sends_his_draft_and_once(own_lake: Any, people: Any) -> None:
    draft = drafted(people["author"])
    for name in ("mate", "chief", "other_runs", "reviewer"):
        with pytest.raises(DeskError):
            send_draft(people[name], SendDraft(draft=draft.pk, version=draft.version))
    with pytest.raises(Conflict):
        send_draft(people["author"], SendDraft(draft=draft.pk, version=draft.version + 1))
    send_draft(people["author"], SendDraft(draft=draft.pk, version=draft.version))
    with pytest.raises(BadRequest):
        send_draft(people["author"], SendDraft(draft=draft.pk, version=draft.version))
    assert Entry.objects.count() == 1


def test_two_at_one_instant(own_lake: Any, people: Any, client_of: Any) -> None:
    """Two reviewers pass one model: one gets it, the other is told who was quicker."""
    entry = brought(people, client_of, "assessed")
    given = ShelfAct(action="send_back", version=entry.version, why="数据还拿不到")
    told: list[object] = []

    def go() -> None:
        try:
            act_on_entry(people["chief"], entry.pk, given)
            told.append("done")
        except DeskError as error:
            told.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=go) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert told.count("done") == 1
    assert fresh(entry).state == "draft"
    assert entry.steps.filter(action="send_back").count() == 1


def test_take_up_is_of_two_people_of_the_office(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = brought(people, client_of, "published")
    need = next(iter(known()[NEW].datasets))
    for who, given in (("other_runs", NewTakeUp(action="ask")), ("other_chief", NewTakeUp(action="ask")),
                       ("other_chief", NewTakeUp(action="agree")), ("chief", NewTakeUp(action="ask")),
                       ("other_data", NewTakeUp(action="ask", version=3)),
                       ("other_data", NewTakeUp(action="ask", mapping={"nothing": "x"})),
                       ("other_data", NewTakeUp(action="ask", mapping={need: "no_such"})),
                       ("other_data", NewTakeUp(action="ask", parameters={"grace": "blue"}))):  # fmt: skip
        with pytest.raises(DeskError):
            take_up(people[who], entry.pk, given)
    assert not TakeUp.objects.exists()
    take_up(people["other_data"], entry.pk, NewTakeUp(action="ask", mapping={need: "death_record"}))
    with pytest.raises(BadRequest):
        take_up(people["other_data"], entry.pk, NewTakeUp(action="agree", version=1))
    with pytest.raises(BadRequest):
        take_up(people["province_chief"], entry.pk, NewTakeUp(action="agree", version=0))
    assert run(client_of(people["other_runs"]), entry).status_code == 400
    take_up(people["other_chief"], entry.pk, NewTakeUp(action="agree", version=1))
    assert Use.objects.get(office=people["other_chief"].office).mapping == {need: "death_record"}
    take_up(people["other_data"], entry.pk, NewTakeUp(action="end", version=2, why="不再需要"))
    assert run(client_of(people["other_runs"]), entry).status_code == 400


def test_a_withdrawn_model_runs_no_more_and_its_offices_are_told(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = brought(people, client_of, "published")
    taken(people, entry)
    entry = act(people["chief"], entry, "withdraw")
    assert NEW not in known()
    for name in ("other_runs", "county_runs", "author"):
        assert run(client_of(people[name]), entry).status_code == 400
        (notice,) = list_entries(people[name], ShelfQuery()).notices
        assert notice.why == "宽限期算错一个月"
    assert list_entries(people["other_reviewer"], ShelfQuery()).notices
    assert not list_entries(people["province_chief"], ShelfQuery()).notices
    assert set(entry.steps.last().data["offices"]) == {"340100", "340102", "340200"}


def test_a_next_version_stands_beside_the_former(own_lake: Any, people: Any, client_of: Any) -> None:
    old = brought(people, client_of, "published")
    taken(people, old)
    with pytest.raises(BadRequest, match="改版本号"):
        act(people["author"], sent(people["author"]), "propose")
    new = brought(people, client_of, "published", "1.1.0")
    assert [one.version for one in known().versions(NEW)] == ["1.1.0", "1.0.0"]
    assert old.steps.last().action == "improved"
    assert run(client_of(people["other_runs"]), old).status_code == 200
    assert run(client_of(people["other_runs"]), new).status_code == 400
    versions = entry_page(people["other_chief"], new.pk).versions
    assert [(one.version, one.current) for one in versions if one.state.code == "published"] == [
        ("1.1.0", True), ("1.0.0", False),
    ]  # fmt: skip


def test_a_rating_is_of_an_office_that_ran_it(own_lake: Any, people: Any, client_of: Any) -> None:
    entry = brought(people, client_of, "published")
    for name in ("other_runs", "author", "other_reviewer"):
        with pytest.raises(BadRequest):
            rate(people[name], entry.pk, NewRating(stars=5))
    taken(people, entry)
    run(client_of(people["other_runs"]), entry)
    for wrong in ({"stars": 2}, {"stars": 2, "reason": "nothing"}, {"stars": 1, "reason": "other"}):
        with pytest.raises(BadRequest):
            rate(people["other_runs"], entry.pk, NewRating(**wrong))
    rate(people["other_runs"], entry.pk, NewRating(stars=2, reason="false_hits"))
    rate(people["other_chief"], entry.pk, NewRating(stars=4))
    page = entry_page(people["chief"], entry.pk)
    assert [(one.stars, one.reason) for one in page.ratings_of] == [(4, None)]
    assert (page.stars, page.ratings) == (4.0, 1)
