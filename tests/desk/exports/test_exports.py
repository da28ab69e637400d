"""What leaves the desk: only what is in sight, masked, marked on every page, limited, traced back to who took it."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from mingjian.desk.clues.models import Clue, ClueText
from mingjian.desk.exports.leaks import whose
from mingjian.desk.exports.paper import to_pdf
from mingjian.desk.exports.rows import COLUMNS, Mark
from mingjian.desk.exports.sheets import to_csv, to_xlsx
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right, Role
from mingjian.desk.traces.models import Trace
from mingjian.desk.traces.services import seal_traces
from mingjian.models.enumerations import Line

FORMS = ("csv", "xlsx", "pdf")
NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "＠x", "|x", " =1", "\r=1"]


def take(client, **given):
    return client.post(
        "/api/exports/clues", json.dumps({"form": "csv", "why": "专项核查", **given}), content_type="application/json"
    )


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture
def chief(clues, user, client_of):
    return client_of(user("chief", Role.CHIEF, office="340100"))


def test_what_is_filtered_and_seen_and_nothing_else(chief):
    seen = set(Clue.objects.filter(office__path__startswith="340000/340100/").values_list("pk", flat=True))
    lines = rows_of(take(chief).content)
    assert {line[1] for line in lines[1:-1]} == seen
    assert 0 < len(seen) < Clue.objects.count()
    Clue.objects.filter(pk=min(seen)).update(line=Line.CRIMINAL.value)
    one = Clue.objects.filter(pk__in=seen).order_by("-rank", "id")[0]
    filtered = rows_of(take(chief, filters={"q": one.pk, "size": 1, "page": 7}).content)
    assert [line[1] for line in filtered[1:-1]] == [one.pk]
    assert take(chief, filters={"state": "closed"}).status_code == 200


def test_it_is_masked_by_clearance(clues, user, client_of):
    low = client_of(user("d", Role.DIGITAL, office="340100"))
    high = client_of(user("p", Role.PROSECUTOR, office="340100"))
    clear = {line[1]: line[4] for line in rows_of(take(high).content)[1:-1]}
    masked = {line[1]: line[4] for line in rows_of(take(low).content)[1:-1]}
    assert set(clear) == set(masked)
    for clue, says in masked.items():
        assert says == ClueText.objects.get(clue=clue, clearance=2).zh
        assert says != clear[clue]


@pytest.mark.parametrize("role", list(Role))
def test_who_may(clues, user, client_of, role):
    person = user("x", role)
    for form in ("csv", "xlsx"):
        assert take(client_of(person), form=form).status_code == (200 if person.may(Right.EXPORT) else 404)
    assert Trace.objects.filter(action="clue.export").count() == 2 * person.may(Right.EXPORT)


def test_every_row_and_page_says_whose_it_is(chief):
    for form in FORMS:
        answer = take(chief, form=form, why="专项〔2025〕1号")
        told = Trace.objects.filter(action="clue.export").order_by("-id")[0]
        number = told.object
        assert number in answer.headers["Content-Disposition"]
        assert (told.actor, told.detail["purpose"], told.detail["form"]) == ("chief", "专项〔2025〕1号", form)
        parts = {"number": number, "name": "人chief", "user": "chief", "office": "甲市院", "why": "专项〔2025〕1号"}
        if form == "csv":
            lines = rows_of(answer.content)
            assert all(line[-1] == number for line in lines[1:-1])
            text = lines[-1][0]
        elif form == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            sheet = book.active
            text = sheet["A1"].value
            assert (book.properties.title, book.properties.description) == (number, text)
            assert "chief" in book.properties.creator
            assert book.custom_doc_props["Mingjian export"].value == number
            assert number in sheet.oddHeader.left.text + sheet.oddFooter.left.text
            assert all(row[len(COLUMNS)].value == number for row in sheet.iter_rows(min_row=3))
        else:
            read = PdfReader(io.BytesIO(answer.content))
            text = " ".join(read.pages[0].extract_text().split())
            assert read.metadata.title == number
            assert number in str(read.metadata.get("/Keywords"))
        for part in parts.values():
            assert part in text.replace(" ", "") or part in text, (form, part)


def test_every_page_of_a_long_print_is_marked():
    mark = Mark("X20250101-0123abcd", "zhang", "张检", "甲市院", now(), "核查")
    rows = [[number, f"clue-{number}", *["文字" * 10] * 11] for number in range(200)]
    read = PdfReader(io.BytesIO(to_pdf(rows, mark, "zh")))
    assert len(read.pages) > 3
    assert all(mark.number in one.extract_text() for one in read.pages)


@pytest.mark.parametrize("nasty", NASTY)
def test_no_cell_is_a_formula(nasty):
    mark = Mark("X20250101-0123abcd", "zhang", "张检", nasty, now(), nasty)
    row = [1, nasty, nasty, *["x"] * 10]
    cells = rows_of(to_csv([row], mark))
    for cell in cells[1][1:3]:
        assert cell.lstrip(" ").startswith("'") or cell.startswith("'")
    assert not cells[-1][0].startswith(tuple("=+-@"))
    data = to_xlsx([row], mark)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["B3"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_limits_of_rows_and_of_the_day(chief, monkeypatch):
    def desk(**changed):
        monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update=changed))

    desk(export_rows=3)
    refused = take(chief)
    assert (refused.status_code, "3" in refused.json()["zh"]) == (400, True)
    assert not Trace.objects.filter(action="clue.export").exists()
    desk(exports_per_day=2, export_rows=5000)
    assert [take(chief).status_code for _ in range(3)] == [200, 200, 429]
    assert Trace.objects.filter(action="clue.export").count() == 2


@pytest.mark.parametrize("why", ["", " ", "x", "  \n "])
def test_it_takes_a_purpose(chief, why):
    assert take(chief, why=why).status_code == 422


def test_a_leaked_copy_is_traced(chief, clues, user, client_of):
    auditor = client_of(user("audit", Role.AUDIT_ADMIN))

    def ask(data, client=auditor):
        return client.post("/api/exports/whose", {"file": SimpleUploadedFile("leak.bin", data)})

    files = {form: take(chief, form=form).content for form in FORMS}
    for sealed in (False, True):
        if sealed:
            seal_traces(clues)
        for form, data in files.items():
            found = ask(data).json()
            assert [(one["actor"], one["whole"], one["detail"]["form"]) for one in found] == [("chief", True, form)]
            changed = ask(changed_copy(form, data)).json()
            assert [(one["actor"], one["whole"], one["detail"]["form"]) for one in changed] == [("chief", False, form)]
    number = rows_of(files["csv"])[1][-1]
    assert [one["number"] for one in ask(f"看到的截图上写着 {number}".encode("utf-16")).json()] == [number]
    assert ask(b"nothing of ours X20250101-0000 PK\x03\x04").json() == []
    assert ask(b"X20990101-00000000").json() == []
    assert ask(files["csv"], chief).status_code == 404
    assert Trace.objects.filter(action="audit.whose").count() == 15
    audit = auditor.get("/api/audit/export").content
    assert [(one.actor, one.action) for one in whose(clues, audit)] == [("audit", "audit.export")]


def changed_copy(form, data):
    """The same with something else in it, as somebody who hides his tracks makes it."""
    if form == "csv":
        return b"\n".join(data.splitlines()[1:3])
    if form == "pdf":
        return data + b"\n% more"
    out = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active.delete_rows(1, 2)
    book.save(out)
    return out.getvalue()


def test_a_packed_file_that_is_huge_or_broken_is_looked_into_only_so_far(clues):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", b"\0" * (80 * 1024 * 1024))
    assert whose(clues, out.getvalue()) == []
    assert whose(clues, out.getvalue()[:-30]) == []
    assert whose(clues, b"") == []


def test_the_digest_is_that_of_the_file(chief):
    from mingjian.trust.digests import sha256_bytes

    data = take(chief, form="xlsx").content
    assert Trace.objects.get(action="clue.export").detail["sha256"] == sha256_bytes(data)
    assert User.objects.count() == 1
