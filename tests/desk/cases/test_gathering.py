"""Cases gather clues: filing into one, putting two together, taking a clue out, another holder; two at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.gathering import handlers
from mingjian.desk.cases.letters import act_on_letter, draft_letter
from mingjian.desk.cases.models import Case, Member
from mingjian.desk.cases.schemas import CaseAct, LetterAct
from mingjian.desk.cases.services import act_on_case, case_page
from mingjian.desk.clues.checklist import answer, checks_of
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.schemas import Act, Answer
from mingjian.desk.clues.steps import act
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")
KIND = "public_interest_suggestion"


def new(holder, number, office="340102"):
    """A case of one clue."""
    clue = Clue.objects.filter(office__code=office).order_by("-rank", "id")[number]
    Clue.objects.filter(pk=clue.pk).update(state="filed", owner=holder)
    filed(clue=clue, user=holder, why="x")
    return Case.objects.get(members__clue=clue)


def step(user, of, action, **said):
    version = said.pop("version", None) or Case.objects.get(pk=of.pk).version
    act_on_case(user, of.pk, CaseAct(action=action, version=version, why="x", **said))


def held(case):
    return Member.objects.filter(case=case).count()


@pytest.fixture
def holder(user):
    return user("holder", Role.PROSECUTOR)


def verified(holder, number=2):
    """A clue that only has to be filed."""
    clue = Clue.objects.filter(office__code="340102").order_by("-rank", "id")[number]
    for action in ("claim", "verify"):
        clue = act(holder, clue.pk, Act(action=action, version=Clue.objects.get(pk=clue.pk).version))
    for one in checks_of(clue):
        answer(holder, clue, one.key, Answer(answer="yes"))
    return clue


def file_into(holder, clue, number):
    return act(holder, clue.pk, Act(action="file", version=clue.version, why="x", to_case=number))


def test_a_clue_is_filed_into_a_case_and_the_next_letter_says_both(holder):
    case, clue = new(holder, 0), verified(holder)
    file_into(holder, clue, case.pk)
    assert (Case.objects.count(), held(case)) == (1, 2)
    page = case_page(holder, case.pk)
    assert page.clues == 2
    assert page.amount == sum(one.amount for one in Clue.objects.filter(membership__case=case))
    assert "\n2. " in draft_letter(holder, case, KIND).fields["facts"]


def test_a_draft_older_than_the_last_clue_is_told(holder, user):
    case = new(holder, 0)
    letter = draft_letter(holder, case, KIND)
    assert not case_page(holder, case.pk).letters[0].gathered
    file_into(holder, verified(holder), case.pk)
    assert case_page(holder, case.pk).letters[0].gathered
    draft_letter(holder, case, KIND)
    assert [one.gathered for one in case_page(holder, case.pk).letters] == [True, False]
    act_on_letter(holder, letter.pk, LetterAct(action="submit", version=1))
    act_on_letter(user("chief", Role.CHIEF), letter.pk, LetterAct(action="sign", version=2))
    assert not case_page(holder, case.pk).letters[0].gathered


def test_only_an_open_case_of_ones_own_and_of_the_same_kind_takes_a_clue(holder, user):
    case, clue = new(holder, 0), verified(holder)
    other = new(user("other", Role.PROSECUTOR), 1)
    wrong = new(holder, 3)
    Case.objects.filter(pk=wrong.pk).update(model="another")
    for number in (other.pk, wrong.pk, 999_999):
        with pytest.raises(BadRequest) as told:
            file_into(holder, clue, number)
        assert told.value.field == "to_case"
    step(holder, case, "close")
    with pytest.raises(BadRequest, match="closed"):
        file_into(holder, clue, case.pk)
    assert Clue.objects.get(pk=clue.pk).state == "verifying"
    assert not Trace.objects.filter(action="clue.file", object=clue.pk).exists()


def test_two_cases_become_one_and_a_clue_goes_its_own_way_again(holder):
    first, second = new(holder, 0), new(holder, 1)
    draft_letter(holder, first, KIND)
    step(holder, first, "join", case=second.pk)
    first.refresh_from_db()
    assert (first.state, held(first), held(second)) == ("closed", 0, 2)
    assert case_page(holder, first.pk).steps[-1].why.startswith(second.number)
    assert len(case_page(holder, first.pk).letters) == 1
    taken = Clue.objects.filter(membership__case=second).order_by("rank")[0]
    step(holder, second, "split", clue=taken.pk)
    assert (held(second), Case.objects.count()) == (1, 3)
    assert taken.pk == Case.objects.order_by("-id")[0].members.get().clue_id
    with pytest.raises(BadRequest):  # it is the only one now
        step(holder, second, "split", clue=second.members.get().clue_id)


def test_a_case_put_into_another_is_not_taken_up_again(holder, user):
    first, second = new(holder, 0), new(holder, 1)
    step(holder, first, "join", case=second.pk)
    chief = user("chief", Role.CHIEF)
    assert case_page(chief, first.pk).actions == []
    step(holder, second, "close")
    assert [one.code for one in case_page(chief, second.pk).actions] == ["reopen"]


def test_a_letter_under_way_keeps_a_case_where_it_is(holder, user):
    first, second = new(holder, 0), new(holder, 1)
    letter = draft_letter(holder, first, KIND)
    act_on_letter(holder, letter.pk, LetterAct(action="submit", version=1))
    with pytest.raises(BadRequest) as told:
        step(holder, first, "join", case=second.pk)
    assert told.value.field == "case"
    step(holder, second, "join", case=first.pk)
    assert held(first) == 2


def test_nobody_gathers_what_is_not_his(holder, user):
    mine, others = new(holder, 0), new(user("other", Role.PROSECUTOR), 1)
    for target in (others.pk, mine.pk, 0, 999_999):
        with pytest.raises(BadRequest) as told:
            step(holder, mine, "join", case=target)
        assert told.value.field == "case"
    with pytest.raises(BadRequest):
        step(user("head", Role.HEAD), mine, "join", case=others.pk)
    with pytest.raises(BadRequest):
        step(holder, mine, "split", clue=others.members.get().clue_id)


def test_another_holder(holder, user):
    case, next_one = new(holder, 0), user("next", Role.PROSECUTOR)
    user("county", Role.PROSECUTOR, office="340102")
    user("line", Role.PROSECUTOR, lines=(Line.CRIMINAL,))
    user("helper", Role.ASSISTANT)
    head = user("head", Role.HEAD)
    assert {one.username for one in handlers(case)} == {"next", "head"}
    with pytest.raises(BadRequest):  # who holds it does not give it away
        step(holder, case, "assign", to_user="next")
    with pytest.raises(BadRequest):
        step(head, case, "assign", to_user="county")
    step(head, case, "assign", to_user="next")
    case.refresh_from_db()
    assert case.owner == next_one
    assert case_page(holder, case.pk).steps[-1].why.startswith("人holder → 人next")
    with pytest.raises(BadRequest):
        draft_letter(holder, case, KIND)
    assert draft_letter(next_one, case, KIND)
    with pytest.raises(Conflict):
        step(head, case, "assign", to_user="head", version=1)


@pytest.mark.django_db(transaction=True)
def test_two_cases_put_into_each_other_at_the_same_instant(holder):
    """One wins, nobody waits for ever, no clue is lost."""
    first, second = new(holder, 0), new(holder, 1)
    told, gate = [], threading.Barrier(2)

    def go(case, into):
        gate.wait()
        try:
            act_on_case(holder, case.pk, CaseAct(action="join", version=1, why="x", case=into.pk))
            told.append("done")
        except (BadRequest, Conflict):
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((first, second), (second, first))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["done", "refused"]
    assert sorted((held(first), held(second))) == [0, 2]


@pytest.mark.django_db(transaction=True)
def test_a_letter_submitted_while_its_case_is_put_into_another(holder):
    """Either the case keeps its letter and its clues, or it is closed and the letter stays a draft."""
    for number in (0, 2):
        first, second = new(holder, number), new(holder, number + 1)
        letter = draft_letter(holder, first, KIND)
        version, told, gate = Case.objects.get(pk=first.pk).version, [], threading.Barrier(2)

        def submit(letter=letter, told=told, gate=gate):
            gate.wait()
            act_on_letter(holder, letter.pk, LetterAct(action="submit", version=1))
            told.append("submitted")

        def join(first=first, second=second, version=version, told=told, gate=gate):
            gate.wait()
            act_on_case(holder, first.pk, CaseAct(action="join", version=version, why="x", case=second.pk))
            told.append("joined")

        def run(what):
            try:
                what()
            except (BadRequest, Conflict):
                pass
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(one,)) for one in (submit, join)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        first.refresh_from_db()
        letter.refresh_from_db()
        assert told in (["submitted"], ["joined"])
        assert (first.state, letter.state, held(first)) in (("reviewing", "review", 1), ("closed", "draft", 0))
