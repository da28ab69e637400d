"""Steps of a clue: who may take which, that everything needed is said, and that only one of two gets it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from mingjian.desk.clues.checklist import answer, checks_of
from mingjian.desk.clues.models import Clue, Step, Verdict
from mingjian.desk.clues.page import page
from mingjian.desk.clues.schemas import Act, Answer, Bulk, Seen
from mingjian.desk.clues.states import TRANSITIONS, State
from mingjian.desk.clues.steps import act, act_on_many, allowed
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")


def do(user, clue, action, **said):
    return act(user, clue.pk, Act(action=action, version=Clue.objects.get(pk=clue.pk).version, **said))


def first():
    return Clue.objects.select_related("office").order_by("-rank", "id")[0]


def verified(user, clue):
    """Claim a clue, begin to verify it and answer its whole checklist."""
    do(user, clue, "claim")
    made = do(user, clue, "verify")
    for one in checks_of(made):
        answer(user, made, one.key, Answer(answer="yes"))
    return made


def test_the_road_from_new_to_filed(user):
    prosecutor, clue = user("p", Role.PROSECUTOR), first()
    assert [one.code for one in allowed(prosecutor, clue)] == ["claim"]
    made = verified(prosecutor, clue)
    assert made.state == State.VERIFYING
    made = do(prosecutor, clue, "file", why="材料一致")
    assert (made.state, made.version) == (State.FILED, 4)
    assert [one.action for one in Step.objects.filter(clue=clue)] == ["claim", "verify", "file"]
    assert Verdict.objects.get(clue=clue).code == "confirmed"
    assert set(Trace.objects.values_list("action", flat=True)) >= {
        "clue.claim",
        "clue.verify",
        "clue.file",
        "clue.check",
    }
    assert allowed(prosecutor, made) == []


def test_filing_asks_for_the_whole_checklist(user):
    prosecutor, clue = user("p", Role.PROSECUTOR), first()
    do(prosecutor, clue, "claim")
    do(prosecutor, clue, "verify")
    with pytest.raises(BadRequest, match="checklist") as told:
        do(prosecutor, clue, "file", why="x")
    assert told.value.field == "checks"
    assert Clue.objects.get(pk=clue.pk).state == State.VERIFYING


def test_the_checklist_asks_for_the_lists_a_clue_rests_on(user):
    """The model reads benefits too, in which nothing was found of anybody."""
    asked = {one.key for one in checks_of(first())}
    assert {"source:deaths", "source:pensions"} <= asked or {"source:death", "source:pension"} <= asked
    assert not [one for one in asked if "benefit" in one or "relief" in one]


def test_a_question_may_not_apply(user):
    prosecutor, clue = user("p", Role.PROSECUTOR), first()
    do(prosecutor, clue, "claim")
    made = do(prosecutor, clue, "verify")
    for one in checks_of(made):
        answer(prosecutor, made, one.key, Answer(answer="na" if one.key.startswith("trap:") else "yes"))
    assert {one.answer for one in checks_of(made)} == {"yes", "na"}
    assert do(prosecutor, clue, "file", why="x").state == State.FILED


@pytest.mark.parametrize(
    ("action", "said", "field"),
    [("reject", {"why": "x"}, "reason"), ("reject", {"reason": "lawful"}, "why"),
     ("reject", {"reason": "?", "why": "x"}, "reason"),
     ("doubt", {"why": "x"}, "deadline"), ("doubt", {"why": "x", "deadline": "2001-01-01"}, "deadline"),
     ("transfer", {"why": "x"}, "to_body"), ("transfer", {"why": "x", "to_body": "moon"}, "to_body")],
)  # fmt: skip
def test_what_a_step_needs_is_asked_for_by_name(user, action, said, field):
    prosecutor, clue = user("p", Role.PROSECUTOR), first()
    verified(prosecutor, clue)
    with pytest.raises(BadRequest) as told:
        do(prosecutor, clue, action, **said)
    assert told.value.field == field
    assert Verdict.objects.count() == 0


def test_nobody_skips_a_state(user):
    """Every step from every state: taken where the table allows it, refused and nothing changed elsewhere."""
    head, clue = user("h", Role.HEAD, Role.CHIEF), first()
    other = user("o", Role.PROSECUTOR)
    said = {
        "why": "因", "reason": "lawful", "to_user": other.username, "to_office": "340200", "to_body": "police",
        "deadline": "2999-01-01",
    }  # fmt: skip
    for state in State:
        for step in TRANSITIONS.values():
            Clue.objects.filter(pk=clue.pk).update(state=state, owner=head, office=clue.office)
            before = Clue.objects.get(pk=clue.pk)
            for one in checks_of(before):
                before.checks.update_or_create(key=one.key, defaults={"answer": "yes", "by": head, "at": clue.changed})
            may = state in step.sources and head.may(step.right)
            if may:
                assert do(head, clue, step.code, **said).state == step.target, (state, step.code)
            else:
                with pytest.raises(BadRequest):
                    do(head, clue, step.code, **said)
                assert Clue.objects.get(pk=clue.pk).version == before.version
            for model in ("membership",):
                found = getattr(Clue.objects.get(pk=clue.pk), model, None)
                if found is not None:
                    found.case.delete()


def test_only_who_holds_a_clue_goes_on_with_it(user):
    one, other, clue = user("a", Role.PROSECUTOR), user("b", Role.PROSECUTOR), first()
    do(one, clue, "claim")
    assert allowed(other, Clue.objects.get(pk=clue.pk)) == []
    with pytest.raises(BadRequest, match="only who holds"):
        do(other, clue, "verify")


def test_an_assigned_clue_is_claimed_by_its_assignee_only(user):
    head, one, other, clue = user("h", Role.HEAD), user("a", Role.PROSECUTOR), user("b", Role.PROSECUTOR), first()
    made = do(head, clue, "assign", to_user="a", deadline="2999-12-31")
    assert (made.owner, str(made.deadline)) == (one, "2999-12-31")
    assert "claim" not in [step.code for step in allowed(other, made)]
    assert do(one, clue, "claim").state == State.CLAIMED


def test_nobody_is_assigned_a_clue_he_would_not_see(user):
    head, clue = user("h", Role.HEAD), first()
    user("else", Role.PROSECUTOR, office="340200")
    user("minors", Role.PROSECUTOR, lines=(Line.MINORS,))
    user("digital", Role.DIGITAL)
    for name in ("else", "minors", "digital", "nobody"):
        with pytest.raises(BadRequest, match="assigned"):
            do(head, clue, "assign", to_user=name)


def test_a_version_that_was_not_seen_is_told_who_was_quicker(user):
    one, other, clue = user("a", Role.PROSECUTOR), user("b", Role.PROSECUTOR), first()
    do(one, clue, "claim")
    with pytest.raises(Conflict, match="人a"):
        act(other, clue.pk, Act(action="claim", version=1))


def test_hand_over_moves_sight_with_the_clue(user):
    head, clue = user("h", Role.HEAD), first()
    taker = user("t", Role.HEAD, office="340200")
    do(head, clue, "hand_over", to_office="340200", why="管辖")
    assert not Clue.objects.visible_to(head).filter(pk=clue.pk).exists()
    assert Clue.objects.visible_to(taker).filter(pk=clue.pk).exists()
    step = Step.objects.get(clue=clue)
    assert (step.by, step.to_office.code, step.office) == (head, "340200", clue.office)
    with pytest.raises(NotFound):
        do(head, clue, "triage")


def test_reopening_takes_the_verdict_back(user):
    head, clue = user("h", Role.HEAD), first()
    verified(head, clue)
    do(head, clue, "reject", reason="lawful", why="合法")
    assert do(head, clue, "reopen", why="新材料").owner is None
    assert list(Verdict.objects.values_list("code", flat=True)) == ["lawful", "reopened"]


def test_several_at_once_tell_which_were_left(user):
    head = user("h", Role.HEAD)
    ids = [one.pk for one in Clue.objects.visible_to(head)[:3]]
    act(head, ids[0], Act(action="triage", version=1))
    done = act_on_many(head, Bulk(action="triage", items=[Seen(id=one, version=1) for one in [*ids, "nothing"]]))
    assert done.done == ids[1:]
    assert [one.id for one in done.failed] == [ids[0], "nothing"]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_the_same_instant_one_gets_it(user):
    people = [user(f"p{n}", Role.PROSECUTOR) for n in range(6)]
    clue, start, got = first(), threading.Barrier(6), []
    late: list[str] = []

    def claim(person):
        start.wait()
        try:
            act(person, clue.pk, Act(action="claim", version=1))
            got.append(person.username)
        except Conflict:
            late.append(person.username)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len(late)) == (1, 5)
    assert Clue.objects.get(pk=clue.pk).owner.username == got[0]
    assert Step.objects.filter(clue=clue).count() == 1


def test_the_case_of_a_higher_office_is_not_named_to_a_lower_one(user):
    """Who sees the clue but not the case learns that it was filed, and no number or title of the case."""
    city, county = user("c", Role.PROSECUTOR), user("k", Role.PROSECUTOR, office="340102")
    clue = Clue.objects.select_related("office").filter(office__code="340102")[0]
    verified(city, clue)
    do(city, clue, "file", why="x")
    assert page(city, clue.pk).case is not None
    assert page(county, clue.pk).case is None
    assert page(county, clue.pk).state.code == "filed"
