"""Agreements, what is owed under them, and the deliveries that meet it."""

from __future__ import annotations

from datetime import date

import pytest
from data_parts import Officer
from django.core.files.uploadedfile import SimpleUploadedFile
from supply_parts import AGREED, at, new_agreement

from mingjian.desk.data.models import Retention
from mingjian.desk.deadlines import services as deadlines
from mingjian.desk.deadlines.schemas import DeadlineQuery
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.desk.supply.agreements import (
    act_on_agreement,
    agreement_page,
    change_agreement,
    find_agreement,
    list_agreements,
)
from mingjian.desk.supply.models import Agreement, Under
from mingjian.desk.supply.papers import add_paper, paper_of
from mingjian.desk.supply.plan import plan
from mingjian.desk.supply.schemas import AgreementAct, AgreementChange, AgreementQuery, CalendarQuery, UnderGiven
from mingjian.desk.supply.under import dataset_supply, name_agreement, under_info
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("shared_lake")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    at(monkeypatch, "2025-07-01")


def act(user, one, action, **more):
    return act_on_agreement(user, one.pk, AgreementAct(action=action, version=one.version, why="因故", **more))


def told(user, scope="office", kind=None):
    found = deadlines.list_deadlines(user, DeadlineQuery(scope=scope, kind=kind)).items
    return [(one.kind.code, str(one.due)) for one in found]


def months(user, first="2025-06-01", last="2025-09-30", **more):
    found = plan(user, CalendarQuery.model_validate({"first": first, "last": last, **more}))
    return [(str(one.day), one.state.code) for one in found.items]


def test_renewed_ended_and_told_before_it_runs_out(officer, monkeypatch):
    one = new_agreement(officer, until="2025-07-31")
    assert ("data_agreement", "2025-07-31") in told(officer)
    at(monkeypatch, "2025-07-28")
    assert ("data_agreement", "2025-07-31") in told(officer, "soon")
    with pytest.raises(BadRequest):
        act(officer, one, "renew", until=date(2025, 7, 31))
    one = act(officer, one, "renew", until=date(2026, 7, 31))
    assert ("data_agreement", "2026-07-31") in told(officer)
    one = act(officer, one, "end")
    assert (one.state, one.ended_on, told(officer)) == ("ended", date(2025, 7, 28), [])
    with pytest.raises(BadRequest):
        act(officer, one, "renew", until=date(2027, 1, 1))
    page = agreement_page(officer, one)
    assert [event.what.code for event in page.events] == ["create", "renew", "end"]
    assert page.events[1].detail == {"before": "2025-07-31", "until": "2026-07-31"}
    acts = Trace.objects.filter(object=f"agreement {one.pk}").values_list("action", flat=True)
    assert list(acts) == ["supply.create", "supply.renew", "supply.end"]


def test_one_that_ran_out_stays_told_until_somebody_sees_to_it(officer, user, monkeypatch):
    new_agreement(officer, until="2025-06-30")
    assert told(user("h", Role.HEAD), "escalated") == [("data_agreement", "2025-06-30")]
    listed = list_agreements(officer, AgreementQuery(view="expiring"))
    assert [one.state.code for one in listed.items] == ["expired"]
    assert listed.views == {"active": 0, "expiring": 1, "ended": 1, "all": 1}


def test_what_an_agreement_has_to_say(officer):
    for changed, field in (
        ({"until": "2025-05-01"}, "until"), ({"first_due": "2027-01-01"}, "first_due"), ({"title": "  "}, "purpose"),
        ({"items": [{"standard": "nothing@1"}]}, "items"), ({"request": 7}, "request"),
    ):  # fmt: skip
        with pytest.raises(BadRequest) as said:
            new_agreement(officer, **changed)
        assert said.value.field == field
    assert not Agreement.objects.exists()


def test_two_at_once(officer):
    one = new_agreement(officer)
    act(officer, one, "end")
    with pytest.raises(Conflict, match="officer"):
        change_agreement(officer, one.pk, AgreementChange.model_validate({**AGREED, "version": 1}))
    with pytest.raises(Conflict):
        act(officer, one, "renew", until=date(2027, 1, 1))


def test_the_calendar_of_what_is_owed(officer, monkeypatch):
    new_agreement(officer)
    assert months(officer) == [
        ("2025-06-10", "missing"), ("2025-07-10", "due"), ("2025-08-11", "due"), ("2025-09-10", "due")
    ]  # fmt: skip
    at(monkeypatch, "2025-07-11")
    assert months(officer)[1] == ("2025-07-10", "late")
    assert months(officer, state="late") == [("2025-07-10", "late")]
    # what is owed is told from the first delivery that never came
    assert told(officer, "overdue", "data_delivery") == [("data_delivery", "2025-06-10")]
    with pytest.raises(BadRequest):
        months(officer, last="2027-01-01")
    act(officer, Agreement.objects.get(), "end")
    assert months(officer) == [("2025-06-10", "missing"), ("2025-07-10", "late")]


def test_who_sees_and_who_writes(officer, user):
    one = new_agreement(officer)
    above = user("top", Role.PROSECUTOR, office="340000")
    assert agreement_page(above, find_agreement(above, one.pk)).can == []
    with pytest.raises(NotFound):
        act(above, one, "end")
    for role, office in ((Role.DATA_OFFICER, "340200"), (Role.DATA_OFFICER, "340102"), (Role.AUDIT_ADMIN, "340000")):
        other = user(f"{role}{office}", role, office=office)
        with pytest.raises(NotFound):
            find_agreement(other, one.pk)
        if role is Role.DATA_OFFICER:
            assert months(other) == []
            assert set(list_agreements(other, AgreementQuery.model_validate({})).views.values()) == {0}
        else:
            with pytest.raises(NotFound):
                months(other)


def test_papers_are_checked_kept_and_read_with_a_trace(officer, user):
    one = new_agreement(officer)
    for name, data in (("a.exe", b"MZ"), ("a.pdf", b"MZ not a pdf"), ("a.pdf", b"")):
        with pytest.raises(BadRequest):
            add_paper(officer, one.pk, SimpleUploadedFile(name, data))
    add_paper(officer, one.pk, SimpleUploadedFile("../协议.pdf", b"%PDF-1.7 x"))
    page = agreement_page(officer, find_agreement(officer, one.pk))
    assert [paper.name for paper in page.files] == ["协议.pdf"]
    reader = user("h", Role.HEAD)
    _, file = paper_of(reader, page.files[0].id)
    assert file.read() == b"%PDF-1.7 x"
    file.close()
    assert Trace.objects.filter(action="supply.read", actor="h").count() == 1
    with pytest.raises(NotFound):
        paper_of(user("b", Role.HEAD, office="340200"), page.files[0].id)
    with pytest.raises(NotFound):
        add_paper(reader, one.pk, SimpleUploadedFile("b.pdf", b"%PDF-1.7 x"))


@pytest.fixture
def loading(own_lake, user, client_of, monkeypatch, tmp_path):
    """A data officer of the top over a lake and a folder that may be changed."""
    from django.conf import settings as desk

    monkeypatch.setattr("django.conf.settings.DESK", desk.DESK.model_copy(update={"folder": tmp_path / "desk"}))
    person = user("loader", Role.DATA_OFFICER, office="340000")
    return person, Officer(client_of(person))


def test_an_import_meets_what_is_owed_and_names_its_agreement(loading, user, monkeypatch):
    person, hand = loading
    one = new_agreement(person, items=[{"standard": "pension_payment@1", "columns": ["amount"]}])
    other = new_agreement(person, items=[{"standard": "death_record@1"}])
    city = new_agreement(user("c", Role.DATA_OFFICER, office="340100"))
    at(monkeypatch, "2025-07-08")
    number = hand.load()["id"]
    assert months(person, agreement=one.pk)[:3] == [
        ("2025-06-10", "missing"), ("2025-07-10", "delivered"), ("2025-08-11", "due")
    ]  # fmt: skip
    assert ("data_delivery", "2025-08-11") in told(person)  # June's is not asked for any more
    assert months(person, agreement=city.pk)[1] == ("2025-07-10", "due")  # it came to the province, not to the city
    info = under_info(person, number)
    assert (info.agreement, {choice.id for choice in info.choices}) == (None, {one.pk, city.pk})
    with pytest.raises(BadRequest):
        name_agreement(person, number, UnderGiven(agreement=other.pk))
    with pytest.raises(NotFound):
        name_agreement(user("d", Role.DATA_OFFICER, office="340200"), number, UnderGiven(agreement=one.pk))
    name_agreement(person, number, UnderGiven(agreement=city.pk))
    # it counts for the agreement it names, and for no other
    assert months(person, agreement=city.pk)[1] == ("2025-07-10", "delivered")
    assert months(person, agreement=one.pk)[1] == ("2025-07-10", "due")
    name_agreement(person, number, UnderGiven(agreement=one.pk))
    shown = dataset_supply(user("r", Role.PROSECUTOR, office="340102"), "pension_payment")
    # under which conditions the data may be used is for all who use them; the agreement is not in a county's sight
    assert [(found.id, found.purpose) for found in shown.versions] == [(None, "仅用于法律监督")]
    assert shown.agreements == []
    beyond = {column.code for column in dataset_supply(person, "pension_payment").versions[0].beyond}
    assert "month" in beyond
    assert "amount" not in beyond
    page = agreement_page(person, find_agreement(person, one.pk))
    assert [(found.dataset, str(found.day)) for found in page.deliveries] == [("pension_payment", "2025-07-08")]
    name_agreement(person, number, UnderGiven(agreement=None))
    assert not Under.objects.exists()


def test_what_comes_after_its_day_is_late(loading, monkeypatch):
    person, hand = loading
    new_agreement(person)
    at(monkeypatch, "2025-07-20")
    hand.load()
    assert months(person)[:3] == [
        ("2025-06-10", "missing"), ("2025-07-10", "delivered_late"), ("2025-08-11", "due")
    ]  # fmt: skip


def test_data_that_may_not_be_kept_much_longer_are_told(officer, user, monkeypatch):
    top = user("t", Role.DATA_OFFICER, office="340000")
    Retention.objects.create(dataset="death_record", until=date(2025, 7, 5), basis="协议", by=top, at=now())
    assert told(top, "soon") == [("data_keeping", "2025-07-05")]
    assert told(officer) == []  # it is the province's data
    at(monkeypatch, "2025-07-06")
    assert told(user("h", Role.HEAD, office="340000"), "escalated") == [("data_keeping", "2025-07-05")]


def test_the_calendar_file_names_what_is_owed(officer, client_of):
    new_agreement(officer)
    answer = client_of(officer).get("/api/supply/calendar/file")
    read = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert read.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20250610" in read
    assert all(len(line.encode()) <= 75 for line in read.split("\r\n"))
