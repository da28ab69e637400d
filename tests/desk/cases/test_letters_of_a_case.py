"""A case and its letters: four eyes, numbers given once, nothing changed after the signature, the file made of it."""

from __future__ import annotations

import datetime as dt
import io
import threading

import pytest
from django.db import connection, transaction
from docx import Document

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import act_on_letter, change_letter, draft_letter
from mingjian.desk.cases.models import Case, CaseStep, Letter
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.cases.printing import letter_file, letter_sheet
from mingjian.desk.cases.schemas import CaseAct, LetterAct, OutcomeInfo
from mingjian.desk.cases.services import act_on_case, case_page, save_outcome
from mingjian.desk.cases.states import CaseState
from mingjian.desk.cases.writing import own_name
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.law.deadlines import period_end
from mingjian.models.enumerations import DocumentKind, Line

pytestmark = pytest.mark.usefixtures("clues")
KIND = "public_interest_suggestion"


@pytest.fixture
def case(user):
    """A case of one clue, held by a prosecutor of the city."""
    holder = user("holder", Role.PROSECUTOR)
    filed(clue=Clue.objects.filter(office__code="340102")[0], user=holder, why="x")
    return Case.objects.get()


def step(user, letter, action, **said):
    version = Letter.objects.get(pk=letter.pk).version
    return act_on_letter(user, letter.pk, LetterAct(action=action, version=version, **said))


def signed(case, chief):
    letter = draft_letter(case.owner, case, KIND)
    step(case.owner, letter, "submit")
    step(chief, letter, "sign")
    return Letter.objects.get(pk=letter.pk)


def text_of(user, letter, form="docx"):
    made = letter_file(user, letter.pk, form)
    return "\n".join(one.text for one in Document(io.BytesIO(made.data)).paragraphs)


def test_the_case_is_of_the_office_that_filed_it_and_moves_with_its_letter(case, user):
    assert (case.office.code, case.number) == ("340100", f"甲检监〔{today().year}〕1号")
    chief, letter = user("chief", Role.CHIEF), signed(case, user("c2", Role.CHIEF))
    assert letter.number == f"甲检行公建〔{today().year}〕1号"
    step(case.owner, letter, "serve", served_on=today())
    letter.refresh_from_db()
    case.refresh_from_db()
    assert letter.reply_due == period_end(today(), months=2)
    assert (case.state, case.deadline) == (CaseState.SERVED, letter.reply_due)
    step(case.owner, letter, "reply", replied_on=today(), accepted=True, reply="已停发")
    save_outcome(case.owner, case.pk, OutcomeInfo(rectified=True, recovered="24006.00", held_to_account=1))
    case.refresh_from_db()
    assert (case.state, case.deadline) == (CaseState.RECTIFIED, None)
    act_on_case(chief, case.pk, CaseAct(action="close", version=case.version, why="办结"))
    page = case_page(chief, case.pk)
    assert page.state.code == "closed"
    assert [one.action.code for one in page.steps] == [
        "file", "draft", "submit", "sign", "serve", "reply", "outcome", "close"
    ]  # fmt: skip


def test_a_letter_names_what_its_clues_rest_on(case, user):
    """The model reads benefits too, but this clue rests on deaths and pensions."""
    fields = draft_letter(case.owner, case, KIND).fields
    assert len(fields["evidence"]) == 2
    assert not [one for one in fields["evidence"] if "救助" in one or "社会救助" in one]
    assert "第二十五条第四款" in "".join(one["text"] for one in fields["basis"])
    for place, named in (("340122", "肥东县"), ("340100", "合肥市"), ("340000", "安徽省"), ("", ""), ("999999", "")):
        assert own_name(place) == named


def test_who_may_sign_is_told_and_the_letter_can_be_taken_back(case, user):
    letter = draft_letter(case.owner, case, KIND)
    step(case.owner, letter, "submit")
    assert case_page(case.owner, case.pk).letters[0].signers == []
    user("above", Role.CHIEF, office="340000")
    assert case_page(case.owner, case.pk).letters[0].signers == ["人above（省院）"]
    user("here", Role.CHIEF)
    user("elsewhere", Role.CHIEF, office="340200")
    user("line", Role.CHIEF, lines=(Line.CRIMINAL,))
    assert case_page(case.owner, case.pk).letters[0].signers == ["人here"]
    with pytest.raises(BadRequest):
        step(user("head", Role.HEAD), letter, "recall")
    step(case.owner, letter, "recall")
    shown = case_page(case.owner, case.pk).letters[0]
    assert (shown.state.code, shown.editable, shown.signers) == ("draft", True, [])


def test_who_holds_the_case_cannot_sign_and_who_signs_cannot_write(case, user):
    chief = user("chief", Role.CHIEF)
    letter = draft_letter(case.owner, case, KIND)
    with pytest.raises(BadRequest):
        step(chief, letter, "submit")
    with pytest.raises(BadRequest):
        change_letter(chief, letter.pk, {"to": "x"}, 1)
    step(case.owner, letter, "submit")
    with pytest.raises(BadRequest):
        step(case.owner, letter, "sign")
    Case.objects.update(owner=chief)  # the chief holds the case himself: somebody else signs
    with pytest.raises(BadRequest):
        step(chief, letter, "sign")
    with pytest.raises(BadRequest, match="say why"):
        step(user("head", Role.HEAD), letter, "return")


def test_a_draft_says_so_and_a_signed_letter_has_number_and_day_and_is_fixed(case, user):
    letter = draft_letter(case.owner, case, KIND)
    change_letter(case.owner, letter.pk, {"asks": ["停发", "追回"], "facts": "事实一\n事实二"}, 1)
    text = text_of(case.owner, letter)
    assert "草稿" in text
    assert "事实二" in text
    assert "2." in text
    step(case.owner, letter, "submit")
    with pytest.raises(BadRequest):
        change_letter(case.owner, letter.pk, {"to": "x"}, 3)
    step(user("chief", Role.CHIEF), letter, "sign")
    text = text_of(case.owner, letter)
    assert "草稿" not in text
    assert f"甲检行公建〔{today().year}〕1号" in text
    assert f"{today().year}年{today().month}月{today().day}日" in text
    assert letter_file(case.owner, letter.pk, "pdf").data.startswith(b"%PDF")


def test_what_follows_from_law_and_signature_cannot_be_written_by_hand(case):
    letter = draft_letter(case.owner, case, KIND)
    for field, value in (("number", "假〔2025〕1号"), ("office", "别院"), ("basis", []), ("signed_on", "2025-01-01")):
        with pytest.raises(BadRequest) as told:
            change_letter(case.owner, letter.pk, {field: value}, 1)
        assert told.value.field == field
    with pytest.raises(BadRequest):
        change_letter(case.owner, letter.pk, {"asks": "no list"}, 1)
    assert Letter.objects.get().version == 1


def test_somebody_was_quicker(case):
    letter = draft_letter(case.owner, case, KIND)
    change_letter(case.owner, letter.pk, {"to": "甲局"}, 1)
    with pytest.raises(Conflict):
        change_letter(case.owner, letter.pk, {"to": "乙局"}, 1)
    with pytest.raises(Conflict):
        act_on_letter(case.owner, letter.pk, LetterAct(action="submit", version=1))
    assert Letter.objects.get().fields["to"] == "甲局"


@pytest.mark.parametrize(
    ("served", "due", "field"),
    [(1, None, "served_on"), (-400, None, "served_on"), (0, 0, "reply_due"), (0, -5, "reply_due")],
)
def test_days_that_cannot_be(case, user, served, due, field):
    letter = signed(case, user("chief", Role.CHIEF))
    day = today() + dt.timedelta(days=served)
    with pytest.raises(BadRequest) as told:
        step(
            case.owner, letter, "serve", served_on=day, reply_due=None if due is None else day + dt.timedelta(days=due)
        )
    assert told.value.field == field
    assert Letter.objects.get().state == "signed"


def test_a_second_letter_does_not_forget_the_reply_to_the_first(case, user):
    chief = user("chief", Role.CHIEF)
    first = signed(case, chief)
    step(case.owner, first, "serve", served_on=today())
    first.refresh_from_db()
    second = signed(case, chief)
    assert Case.objects.get().deadline == first.reply_due
    step(case.owner, second, "serve", served_on=today(), reply_due=today() + dt.timedelta(days=15))
    assert Case.objects.get().deadline == today() + dt.timedelta(days=15)
    step(case.owner, second, "reply", replied_on=today(), accepted=True)
    assert Case.objects.get().deadline == first.reply_due
    step(case.owner, first, "reply", replied_on=today(), accepted=False)
    assert Case.objects.get().deadline is None


def test_drafting_is_logged_as_seeing_what_screens_mask(case):
    letter = draft_letter(case.owner, case, KIND)
    made = Trace.objects.get(action="clue.unmask")
    assert (made.actor, made.object) == ("holder", case.members.get().clue_id)
    assert str(letter.pk) in made.detail["why"]


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_can_be_drafted_and_printed(case, kind):
    letter = draft_letter(case.owner, case, kind.value)
    assert "仍有" in text_of(case.owner, letter)
    assert letter_file(case.owner, letter.pk, "pdf").type == "application/pdf"


def test_the_screen_shows_what_the_word_file_says(case):
    letter = draft_letter(case.owner, case, KIND)
    change_letter(case.owner, letter.pk, {"evidence": ["登记表", "流水"], "asks": ["停发", "追回"]}, 1)
    shown = letter_sheet(case.owner, letter.pk)
    lines = ["".join(piece.text for piece in one.pieces) for one in shown.blocks]
    assert "\n".join(lines) == text_of(case.owner, letter)
    assert any(line.endswith("、证据") for line in lines)
    assert "2. 流水" in lines
    assert lines[-1] == case.office.zh
    head = next(one for one in shown.blocks if one.pieces and one.pieces[0].text == case.office.zh)
    assert (head.align, head.rule, head.pieces[0].color) == ("center", "#E60012", "#E60012")
    with_words = letter_sheet(case.owner, letter.pk, {"to": "甲局"})
    assert any(piece.text == "甲局：" for one in with_words.blocks for piece in one.pieces)
    assert Letter.objects.get().fields["to"] != "甲局"


def test_the_money_of_a_case_is_that_of_its_clues_each_once(case):
    more = list(Clue.objects.filter(office__code="340102")[1:3])
    for clue in more:
        case.members.create(clue=clue)
    draft_letter(case.owner, case, KIND)
    wanted = sum(one.clue.amount for one in case.members.select_related("clue"))
    assert case_page(case.owner, case.pk).amount == wanted


def test_an_office_that_does_not_see_the_case_does_not_see_its_letters(case, user):
    letter, other = draft_letter(case.owner, case, KIND), user("o", Role.CHIEF, office="340200")
    for call in (lambda: case_page(other, case.pk), lambda: letter_file(other, letter.pk, "docx"),
                 lambda: step(other, letter, "submit")):  # fmt: skip
        with pytest.raises(NotFound):
            call()


def test_a_clue_filed_again_stays_in_its_case(case):
    member = case.members.get()
    filed(clue=member.clue, user=case.owner, why="again")
    assert Case.objects.count() == 1
    assert CaseStep.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_once_and_none_is_lost(clues):
    office, got, start = Office.objects.get(code="340100"), [], threading.Barrier(8)

    def take():
        start.wait()
        try:
            for _ in range(5):
                with transaction.atomic():
                    got.append(next_number("suggestion", office, 2025))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == list(range(1, 41))
