"""The audit administrator's pages: every act is found once, whether sealed or not; a row somebody edited is found."""

from __future__ import annotations

import csv
import io
import json

import pytest
from desk_parts import PASSWORD
from django.test import Client

from mingjian.desk.offices.roles import Role
from mingjian.desk.traces import reading
from mingjian.desk.traces.models import Trace
from mingjian.desk.traces.reading import Filter, everything, read
from mingjian.desk.traces.services import seal_traces, trace
from mingjian.runs import audit_log

pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def auditor(user, client_of, own_lake):
    """A client of the audit administrator over a lake of its own."""
    return client_of(user("aud", Role.AUDIT_ADMIN))


def acts(count, actor="zhang", action="clue.claim", first=0):
    for n in range(first, first + count):
        trace(actor, action, f"clue-{n}", why=f"因{n}")


def asked(auditor, **query):
    answer = auditor.get("/api/audit", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def objects(page):
    return [one["object"] for one in page["items"]]


def all_pages(auditor, **query):
    page = asked(auditor, **query)
    found = objects(page)
    while page["more"]:
        page = asked(auditor, **query, more=page["more"])
        found += objects(page)
    return found


def test_what_waits_and_what_is_sealed_newest_first(auditor, own_lake):
    acts(3)
    seal_traces(own_lake)
    acts(2, first=3)
    page = asked(auditor, actor="zhang")
    assert objects(page) == ["clue-4", "clue-3", "clue-2", "clue-1", "clue-0"]
    assert [one["seq"] is None for one in page["items"]] == [True, True, False, False, False]
    assert page["items"][0]["detail"]["why"] == "因4"
    assert page["more"] is None


def test_by_who_action_object_and_day(auditor, own_lake):
    acts(2)
    acts(2, actor="li", action="case.close")
    seal_traces(own_lake)
    acts(1, actor="zhang", action="case.file", first=9)
    day = Trace.objects.latest("id").at.astimezone(reading.get_current_timezone()).date()
    assert all_pages(auditor, actor="li") == ["clue-1", "clue-0"]
    assert all_pages(auditor, action="case.") == ["clue-9", "clue-1", "clue-0"]
    assert all_pages(auditor, action="case") == []
    assert all_pages(auditor, action="case.close", object="clue-1") == ["clue-1"]
    assert all_pages(auditor, actor="zhang", first=str(day), last=str(day)) == ["clue-9", "clue-1", "clue-0"]
    assert all_pages(auditor, actor="zhang", last="2020-01-01") == []
    assert all_pages(auditor, actor="zhang", first="2999-01-01") == []


def test_names_that_need_escaping_are_found(auditor, own_lake):
    for name in ('a"b', "a\\b", "张 三", "?"):
        trace(name, "login.failed", name)
    seal_traces(own_lake)
    for name in ('a"b', "a\\b", "张 三", "?"):
        assert all_pages(auditor, actor=name, action="login.") == [name]


@pytest.mark.parametrize("sealed_between", [False, True])
def test_pages_hold_every_act_once(auditor, own_lake, sealed_between):
    acts(70)
    seal_traces(own_lake)
    acts(120, first=70)
    expected = [f"clue-{n}" for n in reversed(range(190))]
    page = asked(auditor, actor="zhang")
    found = objects(page)
    while page["more"]:
        if sealed_between:
            acts(1, first=1000 + len(found))
            seal_traces(own_lake)
        page = asked(auditor, actor="zhang", more=page["more"])
        found += objects(page)
    assert len(found) == len(set(found))
    assert [one for one in found if int(one[5:]) < 1000] == expected


def test_a_page_reads_a_bounded_part_and_goes_on(own_lake, monkeypatch):
    """What is rare in a long log is found by going on, and each page says how far it came."""
    trace("rare", "login", "rare")
    acts(900)
    seal_traces(own_lake)
    monkeypatch.setattr(reading, "AT_ONCE", 70_000)
    place, pages = None, 0
    while True:
        found = read(own_lake, Filter(actor="rare"), place, 50)
        pages += 1
        if found.rows or found.more is None:
            break
        place = found.more
    assert [one.actor for one in found.rows] == ["rare"]
    assert pages > 1
    assert [one.actor for one in everything(own_lake, Filter(actor="rare"))] == ["rare"]


def test_reading_is_traced_once_a_search(auditor, own_lake):
    acts(120)
    all_pages(auditor, actor="zhang")
    assert [one.detail for one in Trace.objects.filter(action="audit.read")] == [{"search": {"actor": "zhang"}}]
    asked(auditor)
    assert Trace.objects.filter(action="audit.read").count() == 2


def test_a_mark_of_another_search_or_reader_is_refused(auditor, user, client_of):
    acts(60)
    more = asked(auditor, actor="zhang")["more"]
    other = client_of(user("aud2", Role.AUDIT_ADMIN))
    for client, query in ((auditor, {"actor": "li"}), (auditor, {}), (other, {"actor": "zhang"})):
        assert client.get("/api/audit", {**query, "more": more}).status_code == 400
    assert auditor.get("/api/audit", {"actor": "zhang", "more": "x" + more}).status_code == 400


def test_an_edited_row_of_the_log_is_found(auditor, own_lake):
    acts(5)
    seal_traces(own_lake)
    said = auditor.post("/api/audit/verify").json()
    assert (said["ok"], said["problems"]) == (True, [])
    log = own_lake.path / "audit" / "log.jsonl"
    seq = next(one.seq for one in audit_log(own_lake).entries() if one.object == "clue-3")
    log.write_bytes(log.read_bytes().replace("因3".encode(), "果3".encode()))
    said = auditor.post("/api/audit/verify").json()
    assert said["ok"] is False
    assert [(one["seq"], one["zh"]) for one in said["problems"]] == [(seq, f"第{seq}条内容被改动")]
    assert [one.detail["problems"] for one in Trace.objects.filter(action="audit.verify")] == [0, 1]


@pytest.mark.parametrize("spoiled", [b"", b"{", b"[1]\n", b'{"seq": 1}\n', b"\xff\xfe\n"])
@pytest.mark.parametrize("name", ["log.jsonl", "head.json", "seals.jsonl"])
def test_whatever_the_files_hold_the_answer_is_in_words(auditor, own_lake, name, spoiled):
    acts(3)
    seal_traces(own_lake)
    (own_lake.path / "audit" / name).write_bytes(spoiled)
    answer = auditor.post("/api/audit/verify")
    assert answer.status_code == 200
    assert answer.json()["ok"] is (name == "seals.jsonl" and not spoiled)
    assert auditor.get("/api/audit").status_code == 200


def test_export_is_marked_safe_for_spreadsheets_and_traced(auditor, own_lake):
    trace("=cmd|' /C calc'!A0", "login.failed", "+1")
    acts(2)
    seal_traces(own_lake)
    acts(1, first=2)
    answer = auditor.get("/api/audit/export")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-A')
    head, *rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = Trace.objects.get(action="audit.export")
    assert (told.actor, told.detail["rows"]) == ("aud", len(rows))
    assert head[6] == "水印 Watermark"
    assert all(told.object in row[6] and "aud" in row[6] for row in rows)
    assert [row[4] for row in rows if row[2] == "zhang"] == ["clue-2", "clue-1", "clue-0"]
    assert next(row for row in rows if "cmd" in row[2])[2:5] == ["'=cmd|' /C calc'!A0", "login.failed", "'+1"]
    assert json.loads(rows[0][5])["why"] == "因2"


def test_an_export_of_too_much_is_refused(auditor, monkeypatch):
    acts(3)
    monkeypatch.setattr("mingjian.desk.audit.MOST", 2)
    assert auditor.get("/api/audit/export", {"actor": "zhang"}).status_code == 400
    assert Trace.objects.filter(action="audit.export").count() == 0


def test_a_failed_log_in_is_found_by_the_auditor(auditor, user):
    user("p", Role.PROSECUTOR)
    Client().post("/login", {"username": "p", "password": PASSWORD + "x"})
    assert all_pages(auditor, action="login.failed") == ["p"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDIT_ADMIN])
def test_nobody_else_reads_it(user, client_of, role):
    client = client_of(user("x", role))
    assert client.get("/api/audit").status_code == 404
    assert client.get("/api/audit/export").status_code == 404
    assert client.post("/api/audit/verify").status_code == 404
