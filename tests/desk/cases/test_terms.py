"""Deadlines of a case: reckoned from the law with its source, looks back and what comes of them, urging a reply."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document

from mingjian.desk.cases import letters, terms
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.models import Case, Letter, Outcome, Term
from mingjian.desk.cases.printing import letter_file
from mingjian.desk.cases.schemas import CaseAct, LetterAct, NewTerm, OutcomeInfo, TermDone
from mingjian.desk.cases.services import act_on_case, case_page, save_outcome
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.roles import Role
from mingjian.law.deadlines import period_end

pytestmark = pytest.mark.usefixtures("clues")
KIND = "public_interest_suggestion"


def days(number):
    return today() + dt.timedelta(days=number)


@pytest.fixture
def case(user):
    holder = user("holder", Role.PROSECUTOR)
    filed(clue=Clue.objects.filter(office__code="340102")[0], user=holder, why="x")
    return Case.objects.get()


@pytest.fixture
def served(case, user):
    """A letter that was served forty days before its reply was due, which was yesterday."""
    letter = letters.draft_letter(case.owner, case, KIND)
    for who, said in ((case.owner, {"action": "submit"}), (user("c", Role.CHIEF), {"action": "sign"}),
                      (case.owner, {"action": "serve", "served_on": today()})):  # fmt: skip
        letters.act_on_letter(who, letter.pk, LetterAct(version=Letter.objects.get().version, **said))
    Letter.objects.update(served_on=days(-41), reply_due=days(-1))
    return Letter.objects.get()


def test_a_statutory_deadline_is_reckoned_and_says_where_it_is_written(case):
    made = terms.set_term(case.owner, case, NewTerm(kind="protest_judgment", event_on=days(-2)))
    assert made.due == period_end(days(-2), 10)
    shown = case_page(case.owner, case.pk)
    assert (shown.terms[0].by_law.zh, shown.terms[0].verified) == ("《刑诉法》第230条", True)
    assert (shown.deadline, shown.steps[-1].action.code) == (made.due, "plan")
    terms.finish_term(case.owner, made.pk, TermDone(version=1, note="已提出抗诉"))
    assert Case.objects.get().deadline is None


@pytest.mark.parametrize(
    ("given", "field"),
    [({"kind": "x"}, "kind"), ({"kind": "protest_judgment"}, "event_on"), ({"kind": "look_back"}, "due"),
     ({"kind": "protest_judgment", "event_on": "2999-01-01"}, "event_on"),
     ({"kind": "other", "due": "2999-01-01"}, "title"),
     ({"kind": "look_back", "due": "2001-01-01"}, "due")],
)  # fmt: skip
def test_deadlines_that_cannot_be(case, given, field):
    with pytest.raises(BadRequest) as told:
        terms.set_term(case.owner, case, NewTerm(**given))
    assert told.value.field == field


def test_a_look_back_that_finds_a_relapse_takes_the_case_up_again_with_the_next_letter(case, served, user, client_of):
    holder, chief = case.owner, user("chief", Role.CHIEF)
    letters.act_on_letter(
        holder, served.pk, LetterAct(action="reply", version=served.version, replied_on=today(), accepted=True)
    )
    save_outcome(holder, case.pk, OutcomeInfo(rectified=True, recovered="5.00"))
    planned = terms.set_term(holder, case, NewTerm(kind="look_back", due=days(90)))
    act_on_case(chief, case.pk, CaseAct(action="close", version=Case.objects.get().version, why="办结"))
    with pytest.raises(BadRequest) as told:
        terms.finish_term(holder, planned.pk, TermDone(version=1, note="x"))
    assert told.value.field == "finding"
    body = {"version": 1, "finding": "relapsed", "note": "又有三人", "next": "letter"}
    answer = client_of(holder).post(f"/api/terms/{planned.pk}/done", body, content_type="application/json")
    page = answer.json()
    assert page["state"]["code"] == "drafting"
    assert [one["kind"]["code"] for one in page["letters"]] == [KIND, KIND]
    assert page["terms"][0]["finding"]["code"] == "relapsed"
    assert not Outcome.objects.get().rectified
    assert Outcome.objects.get().looked_back_on == today()


def test_a_look_back_that_finds_all_in_order(case, served):
    letters.act_on_letter(
        case.owner, served.pk, LetterAct(action="reply", version=served.version, replied_on=today(), accepted=True)
    )
    save_outcome(case.owner, case.pk, OutcomeInfo(rectified=True))
    planned = terms.set_term(case.owner, case, NewTerm(kind="look_back", due=days(30)))
    with pytest.raises(BadRequest):
        terms.finish_term(case.owner, planned.pk, TermDone(version=1, finding="rectified", note="好", next="reopen"))
    with pytest.raises(Conflict):
        terms.finish_term(case.owner, planned.pk, TermDone(version=9, finding="rectified", note="好"))
    terms.finish_term(case.owner, planned.pk, TermDone(version=1, finding="rectified", note="好"))
    assert Case.objects.get().state == "looked_back"
    save_outcome(case.owner, case.pk, OutcomeInfo(rectified=True, recovered="9.00"))  # mended later: it stays so
    assert Case.objects.get().state == "looked_back"
    with pytest.raises(BadRequest):
        terms.finish_term(case.owner, planned.pk, TermDone(version=2, finding="rectified", note="好"))


def test_a_reply_is_urged_once_its_period_has_ended(case, served):
    made = letters.urge_reply(case.owner, served.pk)
    data = letter_file(case.owner, made.pk, "docx").data
    text = "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)
    assert "督促回复函" in text
    assert served.number in text
    assert f"{days(-1).year}年{days(-1).month}月{days(-1).day}日届满" in text
    assert made.fields["to"] == served.fields["to"]
    Letter.objects.filter(pk=served.pk).update(reply_due=days(3))
    with pytest.raises(BadRequest):
        letters.urge_reply(case.owner, served.pk)


def test_who_may(case, user):
    planned = terms.set_term(user("chief", Role.CHIEF), case, NewTerm(kind="look_back", due=days(30)))
    with pytest.raises(BadRequest):
        terms.set_term(user("p", Role.PROSECUTOR), case, NewTerm(kind="look_back", due=days(30)))
    with pytest.raises(NotFound):
        terms.finish_term(
            user("o", Role.CHIEF, office="340200"), planned.pk, TermDone(version=1, finding="relapsed", note="x")
        )
    assert not Term.objects.get().done_on
