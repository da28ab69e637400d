"""A class report: counted in the user's sight, kept as it was, as Word and PDF, and the suggestion that follows."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document
from pypdf import PdfReader

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import act_on_letter, draft_letter
from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.cases.schemas import LetterAct, OutcomeInfo
from mingjian.desk.cases.services import case_page, save_outcome
from mingjian.desk.clues.models import Check, Clue, Verdict
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.roles import Right, Role
from mingjian.desk.reports import services
from mingjian.desk.reports.models import Report
from mingjian.desk.reports.schemas import NewReport, ReportQuery
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")
MODEL = "benefits-paid-to-the-dead"


def new(**more):
    return NewReport.model_validate({"model": MODEL, **more})


@pytest.fixture
def holder(user):
    return user("holder", Role.PROSECUTOR)


@pytest.fixture
def handled(holder, user):
    """Of eight clues of two counties: one a case with letter, reply and outcome, one not established."""
    first, second, third = Clue.objects.filter(office__path__startswith="340000/340100/").order_by("-rank")[:3]
    Clue.objects.filter(pk=first.pk).update(state="filed")
    filed(clue=first, user=holder, why="x")
    case = Case.objects.get()
    letter = draft_letter(holder, case, "suggestion")
    for who, said in ((holder, {"action": "submit"}), (user("c", Role.CHIEF), {"action": "sign"}),
                      (holder, {"action": "serve", "served_on": today()}),
                      (holder, {"action": "reply", "replied_on": today(), "accepted": True,
                                "reply": "已停发"})):  # fmt: skip
        act_on_letter(who, letter.pk, LetterAct(version=Letter.objects.get().version, **said))
    save_outcome(holder, case.pk, OutcomeInfo(rectified=True, recovered="3000.50", held_to_account=2))
    for clue, code in ((first, "confirmed"), (second, "lawful")):
        Verdict.objects.create(
            clue=clue, model_version=clue.model_version, episode=1, code=code, by=holder, at=now(), told=True
        )
    Check.objects.create(clue=third, key="subject", answer="no", by=holder, at=now())
    return first


def test_the_figures_are_those_of_the_clues_in_sight(holder, handled):
    made = services.report_info(holder, services.make_report(holder, new())).figures
    seen = Clue.objects.visible_to(holder)
    assert (made.clues, made.amount) == (8, sum(one.amount for one in seen))
    assert (made.confirmed, made.rejected, made.open, made.cases) == (1, 1, 7, 1)
    assert (made.letters, made.replied, made.accepted, made.rectified) == (1, 1, 1, 1)
    assert (str(made.recovered), made.held_to_account) == ("3000.50", 2)
    assert {one.code: one.clues for one in made.regions} == {"340102": 4, "340103": 4}
    district = next(one for one in made.regions if one.code == handled.place)
    assert (district.cases, district.confirmed, str(district.recovered)) == (1, 1, "3000.50")
    assert sum(one.amount for one in made.regions) == made.amount
    assert [(one.month, one.clues) for one in made.months] == [("2025-06", 8)]
    assert [(one.code, one.count) for one in made.reasons] == [("lawful", 1)]
    assert [(one.code, one.count) for one in made.checks] == [("subject", 1)]
    assert [(one.letters, one.replied, one.accepted) for one in made.agencies] == [(1, 1, 1)]
    assert [one.text for one in made.replies] == ["已停发"]


def test_office_and_period_narrow_it(holder, user):
    assert services.make_report(holder, new(office="340103")).figures["clues"] == 4
    with pytest.raises(BadRequest) as told:
        services.make_report(holder, new(first="2026-01-01"))
    assert told.value.field == "model"
    for given, field in ((new(office="340200"), "office"), (new(first="2025-02-01", last="2025-01-01"), "last")):
        with pytest.raises(BadRequest) as told:
            services.make_report(holder, given)
        assert told.value.field == field
    province = user("top", Role.DIGITAL, office="340000")
    assert services.make_report(province, new()).figures["clues"] == 12


def test_who_sees_a_report(holder, user):
    report = services.make_report(holder, new())
    assert services.find_report(user("top", Role.CHIEF, office="340000"), report.pk)
    for who in (user("o", Role.CHIEF, office="340200"), user("b", Role.CHIEF, office="340102"),
                user("l", Role.CHIEF, lines=(Line.CRIMINAL,)), user("s", Role.SYSTEM_ADMIN)):  # fmt: skip
        with pytest.raises(NotFound):
            services.find_report(who, report.pk)
        if who.may(Right.SEE_CLUES):
            assert services.list_reports(who, ReportQuery.model_validate({})).total == 0


def test_it_stays_as_it_was(holder, handled):
    report = services.make_report(holder, new())
    Clue.objects.filter(pk=handled.pk).update(amount="1.00")
    again = services.make_report(holder, new())
    assert again.figures["amount"] != report.figures["amount"]
    assert Report.objects.get(pk=report.pk).figures == report.figures


def test_as_word_and_pdf(holder, handled, client_of):
    report, client = services.make_report(holder, new()), client_of(holder)
    answer = client.get(f"/api/reports/{report.pk}/file?form=docx")
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "类案报告" in text
    assert "共发现线索8条" in text
    assert "不绘制地图" in text
    assert len(document.inline_shapes) == 4, "charts of the way, districts, months and reasons"
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["地区", "线索"]
    assert sum(int(row.cells[1].text) for row in table.rows[1:]) == 8
    assert "人holder" in document.sections[0].header.paragraphs[0].text
    subject = handled.texts.get(clearance=4).subject
    cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    assert not any(subject in one for one in [text, *cells]), "a report names nobody"
    pdf = client.get(f"/api/reports/{report.pk}/file?form=pdf").content
    read = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "共发现线索8条" in read
    assert "3,000.50" in read
    assert client_of(Report.objects.get().by).get("/api/reports/0/file").status_code == 404


def test_the_suggestion_goes_the_road_of_every_letter(holder, handled, user, client_of):
    report = services.make_report(holder, new())
    answer = client_of(holder).post(f"/api/reports/{report.pk}/suggestion", {}, content_type="application/json")
    assert answer.status_code == 200
    case = Case.objects.get(pk=answer.json()["case"])
    assert case.number == f"甲检类〔{today().year}〕1号"
    page = case_page(holder, case.pk)
    assert (page.report, page.clues, page.amount) == (report.pk, 0, None)
    letter = case.letters.get()
    assert letter.kind == "governance_suggestion"
    assert "共发现线索8条" in letter.fields["facts"]
    assert "情形合法1条" in letter.fields["analysis"]
    assert any("检察建议工作规定" in one["text"] and not one["verified"] for one in letter.fields["basis"])
    for who, said in ((holder, {"action": "submit"}), (user("c3", Role.CHIEF), {"action": "sign"}),
                      (holder, {"action": "serve", "served_on": today()})):  # fmt: skip
        letter.refresh_from_db()
        act_on_letter(who, letter.pk, LetterAct(version=letter.version, **said))
    letter.refresh_from_db()
    assert letter.number == f"甲检治建〔{today().year}〕1号"
    assert letter.reply_due - today() > dt.timedelta(days=55)
    with pytest.raises(Conflict):
        services.suggest(holder, Report.objects.get(pk=report.pk))
    with pytest.raises(BadRequest):
        services.suggest(user("top", Role.CHIEF, office="340000"), services.make_report(holder, new()))
    with pytest.raises(BadRequest):
        services.suggest(user("a", Role.ASSISTANT), services.make_report(holder, new()))
