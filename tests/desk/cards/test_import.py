"""What comes back from the unified case system: seen first, confirmed, applied whole; no human step is taken by it."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from mingjian.desk.cards.taking_in import import_cards, preview_cards
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import draft_letter
from mingjian.desk.cases.models import Case, CaseStep, Letter, Outcome
from mingjian.desk.cases.schemas import OutcomeInfo
from mingjian.desk.cases.services import case_page, save_outcome
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, DeskError, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")
NUMBER = "34010020260000100"


def case_of(holder, number=0, office="340102"):
    clue = Clue.objects.filter(office__code=office).order_by("-rank", "id")[number]
    Clue.objects.filter(pk=clue.pk).update(state="filed", owner=holder)
    filed(clue=clue, user=holder, why="x")
    return Case.objects.get(members__clue=clue)


def served(case, holder):
    """A letter of the case that was served."""
    letter = draft_letter(holder, case, "suggestion")
    Letter.objects.filter(pk=letter.pk).update(state="served", number=f"n{letter.pk}", served_on=today())


def packed(*cards, **more):
    return json.dumps({"format": "mingjian-case-cards", "version": "1.0", "cards": cards, **more}).encode()


def book(*rows, heads=("案件编号", "统一受案号", "受理日期", "追回金额")):
    made = openpyxl.Workbook()
    for row in (heads, *rows):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def apply(user, data):
    return import_cards(user, data, preview_cards(user, data).seen)


def told(user, data):
    return [(one.row, one.column, one.number, one.en) for one in preview_cards(user, data).told]


@pytest.fixture
def holder(user):
    return user("holder", Role.PROSECUTOR)


@pytest.fixture
def case(holder):
    return case_of(holder)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_what_is_seen_is_applied_and_the_same_again_changes_nothing(form, holder, case):
    served(case, holder)
    day = today() - timedelta(days=1)
    if form == "json":
        data = packed({"number": case.number, "unified_number": NUMBER, "accepted_on": day.isoformat(),
                       "outcome": {"recovered": "12.50"}})  # fmt: skip
    else:
        data = book((case.number, NUMBER, day, "12.50"))
    seen = preview_cards(holder, data)
    assert [(one.field.code, one.old, one.new) for one in seen.cases[0].changes] == [
        ("unified_number", "", NUMBER), ("accepted_on", "", day.isoformat()), ("outcome.recovered", "", "12.50"),
    ]  # fmt: skip
    assert (seen.told, seen.same) == ([], 0)
    assert Case.objects.get().unified_number == ""  # a look changes nothing
    assert import_cards(holder, data, seen.seen).cases == 1
    page = case_page(holder, case.pk)
    assert (page.unified_number, page.accepted_on, str(page.outcome.recovered)) == (NUMBER, day, "12.50")
    assert (page.state.code, page.steps[-1].action.code) == ("drafting", "register")  # as it was
    version, steps = Case.objects.get().version, CaseStep.objects.count()
    again = preview_cards(holder, data)
    assert (again.cases, again.told, again.same) == ([], [], 1)
    assert apply(holder, data).cases == 0
    assert (Case.objects.get().version, CaseStep.objects.count()) == (version, steps)
    trace = Trace.objects.get(action="case.register")
    assert trace.object == case.number
    assert trace.detail["changes"]["unified_number"] == ["", NUMBER]
    assert Trace.objects.filter(action="card.import", object=trace.detail["file"]).count() == 2


def test_the_exported_file_comes_back(holder, case, client_of):
    client = client_of(holder)
    body = {"form": "json", "why": "报送案管"}
    file = json.loads(client.post("/api/cards/export", json.dumps(body), content_type="application/json").content)
    file["cards"][0]["unified_number"] = NUMBER
    data = json.dumps(file).encode()
    assert told(holder, data) == []
    body["form"] = "xlsx"
    made = client.post("/api/cards/export", json.dumps(body), content_type="application/json").content
    filled = openpyxl.load_workbook(io.BytesIO(made))
    filled.worksheets[0]["B3"] = NUMBER
    out = io.BytesIO()
    filled.save(out)
    seen = client.post("/api/cards/preview", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}).json()
    assert (seen["told"], seen["cases"][0]["changes"][0]["new"]) == ([], NUMBER)
    file = SimpleUploadedFile("a.xlsx", out.getvalue())
    assert client.post("/api/cards/import", {"file": file, "seen": seen["seen"]}).json() == {"cases": 1}
    assert client.get(f"/api/cases/{case.pk}").json()["unified_number"] == NUMBER


def test_a_number_elsewhere_is_told_like_one_that_is_none(user, holder, case):
    far = case_of(user("far", Role.PROSECUTOR, office="340202"), office="340202")
    other = case_of(holder, 1)
    Case.objects.filter(pk=other.pk).update(line=Line.CRIMINAL.value)
    me = user("me", Role.CHIEF, office="340100", lines=(Line.of(case.line),))
    cards = [{"number": one, "unified_number": f"{NUMBER}{at}"} for at, one in
             enumerate((far.number, other.number, "甲检监〔1999〕77号"))]  # fmt: skip
    seen = preview_cards(me, packed(*cards))
    assert len({(one.zh, one.en) for one in seen.told}) == 1
    assert len(seen.told) == 3
    assert seen.cases == []
    assert not {far.number, other.number} & {one.nearest for one in seen.told}
    apply(me, packed(*cards))
    assert not Case.objects.exclude(unified_number="").exists()


def test_a_number_held_elsewhere_is_not_told(user, holder, case):
    far = case_of(user("far", Role.PROSECUTOR, office="340202"), office="340202")
    Case.objects.filter(pk=far.pk).update(unified_number=NUMBER)
    assert told(holder, packed({"number": case.number, "unified_number": NUMBER})) == []


def test_everything_wrong_is_told_at_once_with_its_place_and_the_rest_is_taken(holder, case):
    second, third = case_of(holder, 1), case_of(holder, 2)
    Case.objects.filter(pk=third.pk).update(unified_number="99")
    data = book(
        (case.number, NUMBER, "2999-01-01", "-5", "是"), (second.number, 34010020260000100, "昨天", "一万", "也许"),
        (case.number[:-2] + "9号", "1", None, None, None), (None, "5", None, None, None),
        (third.number, "=HYPERLINK(1)", None, "1.234", None),
        heads=("案件编号", "统一受案号", "受理日期", "追回金额", "己整改"),
    )  # fmt: skip
    found = preview_cards(holder, data)
    places = {(one.row, one.column): one for one in found.told}
    assert set(places) == {
        ("1", "E"), ("2", "C"), ("2", "D"), ("3", "B"), ("3", "C"), ("3", "D"), ("4", "A"), ("5", "A"), ("6", "B"),
        ("6", "D"),
    }  # fmt: skip
    assert places["1", "E"].nearest == "已整改"
    assert places["4", "A"].nearest in {case.number, second.number, third.number}
    assert places["6", "D"].nearest == "1.23"
    assert "last digits" in places["3", "B"].en
    assert [(one.number, len(one.changes)) for one in found.cases] == [(case.number, 1)]
    assert apply(holder, data).cases == 1


def test_doubled_numbers_are_not_guessed_at(holder, case):
    second = case_of(holder, 1)
    twice = packed({"number": case.number, "unified_number": "1"}, {"number": case.number, "unified_number": "2"})
    assert [one[0] for one in told(holder, twice)] == ["cards[0]", "cards[1]"]
    shared = packed(*({"number": one.number, "unified_number": NUMBER} for one in (case, second)))
    assert [one[1] for one in told(holder, shared)] == ["unified_number"] * 2
    apply(holder, packed({"number": case.number, "unified_number": NUMBER}))
    assert case.number in told(holder, packed({"number": second.number, "unified_number": NUMBER}))[0][3]


def test_no_human_step_is_taken_by_a_file(holder, case):
    """Signing, serving, a reply, putting right and a look back are steps of people here: told, never taken."""
    facts = {"rectified": True, "accepted": True, "looked_back_on": "2020-01-01"}
    data = packed({"number": case.number, "state": {"code": "closed"}, "outcome": {**facts, "recovered": "5"}})
    assert len(told(holder, data)) == 4  # nothing was served: no money either
    served(case, holder)
    before = Case.objects.get()
    seen = preview_cards(holder, data)
    assert [one.field.code for one in seen.cases[0].changes] == ["outcome.recovered"]
    assert {one.column for one in seen.told} == {f"outcome.{name}" for name in facts}
    apply(holder, data)
    outcome, after = Outcome.objects.get(), Case.objects.get()
    assert (outcome.rectified, outcome.looked_back_on, str(outcome.recovered)) == (False, None, "5.00")
    assert (after.state, after.deadline) == (before.state, before.deadline)
    assert Letter.objects.get().accepted is None


def test_an_empty_value_takes_nothing_away_and_a_closed_case_keeps_its_outcome(holder, case):
    served(case, holder)
    apply(holder, packed({"number": case.number, "unified_number": NUMBER, "outcome": {"held_to_account": 2}}))
    assert preview_cards(holder, packed({"number": case.number, "unified_number": None, "outcome": None})).cases == []
    assert preview_cards(holder, book((case.number, "", None, ""))).cases == []
    Case.objects.filter(pk=case.pk).update(state="closed")
    late = packed({"number": case.number, "department_number": "7", "outcome": {"held_to_account": 3}})
    assert [one[1] for one in told(holder, late)] == ["outcome.held_to_account"]
    assert apply(holder, late).cases == 1
    assert Outcome.objects.get().held_to_account == 2


def test_who_may_take_what_in(user, holder, case):
    served(case, holder)
    data = packed({"number": case.number, "unified_number": NUMBER, "outcome": {"recovered": "5"}})
    for role in (Role.ASSISTANT, Role.MODELLER, Role.DATA_OFFICER, Role.SECURITY_ADMIN):
        someone = user(f"r-{role}", role)
        with pytest.raises(NotFound):
            preview_cards(someone, data)
        with pytest.raises(NotFound):
            import_cards(someone, data, "0" * 64)
    colleague = user("colleague", Role.PROSECUTOR)
    assert len(told(colleague, data)) == 2
    head = user("head", Role.HEAD)
    assert [one[1] for one in told(head, data)] == ["outcome.recovered"]
    assert told(user("chief", Role.CHIEF), data) == []


def test_somebody_who_was_quicker_is_told_and_nothing_is_changed(user, holder, case):
    served(case, holder)
    second = case_of(holder, 1)
    data = packed(
        {"number": case.number, "outcome": {"recovered": "5"}}, {"number": second.number, "unified_number": "1"}
    )
    seen = preview_cards(holder, data).seen
    save_outcome(holder, case.pk, OutcomeInfo(recovered="9"))
    with pytest.raises(Conflict):
        import_cards(holder, data, seen)
    assert Case.objects.get(pk=second.pk).unified_number == ""
    seen = preview_cards(holder, data).seen
    Case.objects.filter(pk=second.pk).update(version=9)
    with pytest.raises(Conflict):
        import_cards(holder, data, seen)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_of_them_is_told(holder, case):
    datas = [packed({"number": case.number, "unified_number": number}) for number in ("111", "222")]
    seen = [preview_cards(holder, data).seen for data in datas]
    results, barrier = [], threading.Barrier(2)

    def one(at):
        barrier.wait()
        try:
            results.append(import_cards(holder, datas[at], seen[at]).cases)
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(at,)) for at in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, results)) == ["1", "told"]
    assert Trace.objects.filter(action="case.register").count() == 1


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed_:
        packed_.writestr("xl/workbook.xml", b"<x/>")
        packed_.writestr("xl/worksheets/sheet1.xml", b" " * (101 << 20))
    return out.getvalue()


def entities():
    """A workbook whose sheet declares an entity of entities."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(("1",)))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if "sheet1" in name:
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + data.split(b"?>")[-1]
            target.writestr(name, data)
    return out.getvalue()


HOSTILE = {
    "nothing": b"", "zeros": b"\0" * 100, "text": "案件编号,统一受案号".encode("gbk"), "a list": b"[]",
    "no object": b"7", "deep": b"[" * 100_000, "deep objects": b'{"a":' * 50_000, "not a number": b'{"cards": NaN}',
    "long number": b'{"cards": ' + b"9" * 10_000 + b"}", "another format": packed().replace(b"mingjian", b"another"),
    "a newer one": packed(version="2.0"), "cards of text": packed(cards="x"), "doubled": b'{"a":1,"a":2}',
    "cut short": book(("1", "2"))[:700], "a bomb": bomb(), "entities": entities(),
    "only a head of a zip": b"PK\x03\x04",
    "no head": book(("1", "2"), heads=("a", "b")), "a head twice": book(("1",), heads=("案件编号", "案件编号")),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_none_is_told(name, holder):
    with pytest.raises(BadRequest) as told_:
        preview_cards(holder, HOSTILE[name])
    assert told_.value.zh
    assert told_.value.field == "file"


@pytest.mark.parametrize(
    "card",
    [
        7, None, [], {}, {"number": 5}, {"number": None}, {"number": "\0"}, {"number": {"a": 1}},
        {"number": "1" * 5000},
        {"number": "N", "unified_number": ["1"]}, {"number": "N", "unified_number": "\ud8001"},
        {"number": "N", "unified_number": "1\u0000"}, {"number": "N", "department_number": "+1"},
        {"number": "N", "accepted_on": True}, {"number": "N", "accepted_on": 45000}, {"number": "N", "\ud800": 1},
        {"number": "N", "accepted_on": "2026-02-31"}, {"number": "N", "outcome": []},
        {"number": "N", "outcome": {"recovered": "NaN"}}, {"number": "N", "outcome": {"recovered": True}},
        {"number": "N", "outcome": {"recovered": "1E999999"}}, {"number": "N", "outcome": {"recovered": {"a": 1}}},
        {"number": "N", "outcome": {"held_to_account": -1}}, {"number": "N", "outcome": {"held_to_account": "²"}},
        {"number": "N", "outcome": {"rectified": 2}}, {"number": "N", "unknown": 1},
        {"number": "N", "outcome": {"recovered": "0." + "0" * 50 + "1"}},
    ],
)  # fmt: skip
def test_wrong_types_and_hostile_signs_are_told_and_change_nothing(card, holder, case, client_of):
    if isinstance(card, dict) and card.get("number") == "N":
        card = {**card, "number": case.number}
    served(case, holder)
    client = client_of(holder)
    answer = client.post("/api/cards/preview", {"file": SimpleUploadedFile("a.json", packed(card))})
    assert answer.status_code == 200
    seen = answer.json()
    assert seen["told"]
    assert seen["cases"] == []


def test_too_much_is_told(holder, monkeypatch):
    desk = django_settings.DESK.model_copy(update={"export_rows": 2, "upload_megabytes": 1})
    monkeypatch.setattr("django.conf.settings.DESK", desk)
    for data in (
        b" " * (1 << 20) + b" ",
        packed(*({"number": str(n)} for n in range(3))),
        book(*([str(n)] for n in range(3))),
        book(*([""] for _ in range(40))),
    ):
        with pytest.raises(DeskError, match=r"larger|more than"):
            preview_cards(holder, data)


def test_dates_and_numbers_as_people_write_them(holder, case):
    for text in ("2026-01-05", "2026/1/5", "2026年1月5日", "20260105", "2026.01.05"):
        data = packed({"number": f" {case.number} ", "accepted_on": text, "unified_number": "３４０１"})
        assert {one.new for one in preview_cards(holder, data).cases[0].changes} == {"2026-01-05", "3401"}
