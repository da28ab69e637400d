"""Case cards as files: what is in sight, masked, limited, marked and traced; the page of the format is its classes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings as django_settings
from pydantic import ValidationError

from mingjian.desk.cards.describing import described
from mingjian.desk.cards.form import RETURNED, Card, CardFile, ClueCard, json_schema
from mingjian.desk.cards.table import SHEETS, heads
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import act_on_letter, draft_letter
from mingjian.desk.cases.models import Case, Letter, Outcome
from mingjian.desk.cases.schemas import LetterAct
from mingjian.desk.clues.models import Clue, ClueText, Verdict
from mingjian.desk.exports.leaks import whose
from mingjian.desk.now import now, today
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

PAGE = (Path(__file__).parents[3] / "docs" / "case-cards.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.usefixtures("clues")


def case_of(holder, number=0, office="340102"):
    clue = Clue.objects.filter(office__code=office).order_by("-rank", "id")[number]
    Clue.objects.filter(pk=clue.pk).update(state="filed", owner=holder)
    filed(clue=clue, user=holder, why="线索属实")
    return Case.objects.get(members__clue=clue)


def take(client, form="json", **given):
    body = json.dumps({"form": form, "why": "报送案管", **given})
    return client.post("/api/cards/export", body, content_type="application/json")


@pytest.fixture
def chief(user):
    return user("chief", Role.CHIEF, office="340100")


@pytest.fixture
def served(user, chief):
    """A case whose letter was signed, served and replied to."""
    holder = user("holder", Role.PROSECUTOR)
    case = case_of(holder)
    letter = draft_letter(holder, case, "suggestion")
    steps = (
        (holder, "submit", {}), (chief, "sign", {}), (holder, "serve", {"served_on": today()}),
        (holder, "reply", {"replied_on": today(), "accepted": True, "reply": "=已整改"}),
    )  # fmt: skip
    for who, action, said in steps:
        version = Letter.objects.get(pk=letter.pk).version
        act_on_letter(who, letter.pk, LetterAct(action=action, version=version, **said))
    case.refresh_from_db()
    return case


def test_a_card_says_what_the_case_page_does(served, chief, client_of):
    clue = Clue.objects.get(membership__case=served)
    Verdict.objects.create(clue=clue, model_version="1", episode=1, code="confirmed", by=chief, at=now(), note="属实")
    Outcome.objects.create(case=served, rectified=True, recovered="12.50", held_to_account=2, by=chief, at=now())
    Case.objects.filter(pk=served.pk).update(unified_number="34010020260000100", accepted_on="2026-01-05")
    answer = take(client_of(chief))
    assert answer["Content-Type"] == "application/json"
    card = CardFile.model_validate_json(answer.content).cards[0]
    assert (card.number, card.unified_number, str(card.accepted_on)) == (
        served.number, "34010020260000100", "2026-01-05",
    )  # fmt: skip
    assert (card.filed_why, card.holder.username, card.state.code) == ("线索属实", "holder", "replied")
    paper = card.documents[0]
    assert (paper.kind.code, paper.accepted, paper.replied_on) == ("suggestion", True, today())
    assert paper.number == Letter.objects.get().number
    assert paper.recipient == Letter.objects.get().fields["to"]
    assert card.outcome is not None
    assert (card.outcome.accepted, str(card.outcome.recovered)) == (True, "12.50")
    told = card.clues[0]
    assert (told.id, told.model.code, told.decisions[0].code.code) == (clue.pk, clue.model, "confirmed")
    assert card.amount == clue.amount


def test_drafts_are_not_documents(user, client_of):
    holder = user("holder", Role.PROSECUTOR)
    draft_letter(holder, case_of(holder), "suggestion")
    assert json.loads(take(client_of(holder)).content)["cards"][0]["documents"] == []


def test_only_cases_and_clues_in_sight_that_fit(user, client_of, chief):
    holder = user("holder", Role.PROSECUTOR)
    mine, other = case_of(holder), case_of(user("far", Role.PROSECUTOR, office="340202"), office="340202")
    far = Case.objects.get(pk=other.pk)
    client = client_of(chief)
    seen = {one["number"] for one in json.loads(take(client).content)["cards"]}
    assert seen == {mine.number}
    assert take(client, case=far.pk).status_code == 404
    assert take(client, filters={"q": "无此案"}).status_code == 400
    assert json.loads(take(client, filters={"q": mine.number}).content)["cards"][0]["number"] == mine.number
    Clue.objects.filter(membership__case=mine).update(line=Line.CRIMINAL.value)
    narrow = user("narrow", Role.CHIEF, office="340100", lines=(Line.of(mine.line),))
    assert json.loads(take(client_of(narrow)).content)["cards"][0]["clues"] == []


def test_it_is_masked_by_clearance_and_takes_the_right(user, client_of):
    case = case_of(user("holder", Role.PROSECUTOR))
    low = user("low", Role.DIGITAL, office="340100")
    clue = Clue.objects.get(membership__case=case)
    said = {one.clearance: one for one in ClueText.objects.filter(clue=clue)}
    card = json.loads(take(client_of(low), case=case.pk).content)["cards"][0]["clues"][0]
    assert card["says"] == said[2].zh
    assert card["subject"] == said[2].subject != said[4].subject
    for role in (Role.ASSISTANT, Role.MODELLER, Role.AUDIT_ADMIN):
        assert take(client_of(user(f"r-{role}", role)), case=case.pk).status_code == 404


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_it_is_counted_traced_and_found_again(form, served, chief, client_of, monkeypatch, clues):
    client = client_of(chief)
    data = take(client, form).content
    trace = Trace.objects.get(action="card.export")
    assert (trace.detail["cases"], trace.detail["clues"], trace.detail["purpose"]) == (1, 1, "报送案管")
    assert [one.actor for one in whose(clues, data)] == ["chief"]
    copied = data.replace(b"\n", b" ") if form == "json" else data[:-1] + b" "
    assert [one.number for one in whose(clues, copied) if not one.whole] == [trace.object]
    desk = django_settings.DESK.model_copy(update={"exports_per_day": 1})
    monkeypatch.setattr("django.conf.settings.DESK", desk)
    assert take(client, form).status_code == 429


def test_too_many_are_told(user, client_of, monkeypatch, chief):
    holder = user("holder", Role.PROSECUTOR)
    case_of(holder, 0), case_of(holder, 1)
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update={"export_rows": 1}))
    assert take(client_of(chief)).status_code == 400


def test_the_workbook_has_a_sheet_each_and_no_formula(served, chief, client_of):
    Case.objects.filter(pk=served.pk).update(title="=cmd|x")
    book = openpyxl.load_workbook(io.BytesIO(take(client_of(chief), "xlsx").content))
    assert book.sheetnames == [title for title, _ in SHEETS.values()]
    for sheet, (_, kind) in zip(book, SHEETS.values(), strict=True):
        told = [str(cell.value).split("\n") for cell in sheet[2]]
        assert told[:-1] == [[head.zh, head.name] for head in heads(kind)]
        assert "内部线索" in sheet["A1"].value
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    first = book.worksheets[0]
    row = {str(head.value).split("\n")[1]: cell for head, cell in zip(first[2], first[3], strict=True)}
    assert row["title"].value == "=cmd|x"
    assert (row["state"].value, row["state.code"].value) == ("已回复", "replied")
    assert row["unified_number"].value is None
    assert row["unified_number"].number_format == "@"  # what is typed there stays a text
    assert book.worksheets[1].max_row == book.worksheets[2].max_row == 3


def test_the_page_of_the_format_is_made_from_the_classes():
    block = PAGE.split("<!-- made from the classes -->\n")[1].split("\n<!-- end -->")[0]
    assert block == described(), "write described() of desk.cards.describing into docs/case-cards.md"


def test_the_example_of_the_page_is_a_file_of_the_format():
    example = json.loads(re.search(r"```json\n(\{.*?\n\})\n```", PAGE, re.S)[1])
    file = CardFile.model_validate(example)
    assert file.cards[0].documents
    assert file.cards[0].clues
    with pytest.raises(ValidationError):
        CardFile.model_validate({**example, "version": "2.0"})


def test_the_schema_names_every_field(client_of, user):
    schema = client_of(user("any", Role.MODELLER)).get("/api/cards/schema").json()
    assert schema == json_schema()
    for kind in (Card, ClueCard):
        assert set(schema["$defs"][kind.__name__]["properties"]) == set(kind.model_fields)
    assert set(RETURNED) <= {head.name for head in heads(Card)}


def test_a_case_is_found_by_its_numbers_there(served, chief, client_of):
    Case.objects.filter(pk=served.pk).update(unified_number="34010020260000100", department_number="公诉受〔2026〕9号")
    client = client_of(chief)
    for words in ("340100202600001", "受〔2026〕9"):
        assert [one["id"] for one in client.get("/api/cases", {"q": words}).json()["items"]] == [served.pk]
    assert client.get("/api/cases", {"q": "无此号"}).json()["total"] == 0
    page = client.get(f"/api/cases/{served.pk}").json()
    assert (page["unified_number"], page["department_number"]) == ("34010020260000100", "公诉受〔2026〕9号")
