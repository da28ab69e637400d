"""Statutes and search filled from the browser: reports, mistakes with their lines, what is followed, who may."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role
from mingjian.desk.searching.services import the_index

pytestmark = pytest.mark.django_db(transaction=True)

OLD = "# 中华人民共和国社会保险法\n<!-- INFO END -->\n第八十八条 旧的文字。\n\n第九十八条 本法自2011年7月1日起施行。\n"


@pytest.fixture
def officer(client_of: Any, user: Any, clues: Any) -> Any:
    yield client_of(user("keeper", Role.DATA_OFFICER, office="340100"))
    for folder in ("law", "search"):
        shutil.rmtree(the_lake().path / folder, ignore_errors=True)


def send(client: Any, path: str, body: bytes, **asked: str) -> Any:
    return client.post(f"{path}?{urlencode(asked)}", data=body, content_type="application/octet-stream")


def imported(client: Any, body: bytes, name: str = "社会保险法.md") -> dict[str, Any]:
    """An import from upload to report, with the index behind it."""
    answer = send(client, "/api/statutes/imports", body, name=name, origin="样品", licence="自拟")
    assert answer.status_code == 200, answer.content
    while Worker().one():
        pass
    found: dict[str, Any] = client.get("/api/statutes/imports").json()["items"][0]
    return found


def test_an_import_tells_what_it_changed_and_what_rests_on_it(officer: Any) -> None:
    first = imported(officer, OLD.encode())
    assert (first["job"]["state"]["code"], first["report"]["added"], first["report"]["new"]) == (
        "done",
        1,
        ["社会保险法"],
    )
    state = officer.get("/api/search/index").json()
    assert ({one["code"] for one in state["kinds"]}, state["behind"]) == ({"article", "model"}, False)
    again = imported(officer, OLD.encode())["report"]
    assert (again["unchanged"], again["articles"], again["touched"]) == (True, [], [])
    changed = imported(officer, OLD.replace("旧的", "新的").encode())["report"]
    assert [(one["article"], one["kind"]["code"]) for one in changed["articles"]] == [("88", "changed")]
    touched = {one["id"]: one for one in changed["touched"]}
    assert touched["benefits-paid-to-the-dead"]["place"] == "/models/benefits-paid-to-the-dead"
    assert officer.get("/api/search?q=新的文字").json()["items"][0]["law"] == "社会保险法"


def test_mistakes_are_told_with_file_and_line_and_the_store_stands(officer: Any) -> None:
    imported(officer, OLD.encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲.jsonl", json.dumps({"law": "甲法", "article": "第一条"}) + "\n[]\n")
    failed = imported(officer, packed.getvalue(), "laws.zip")["job"]
    assert failed["state"]["code"] == "failed"
    assert [one["zh"].partition("：")[0] for one in failed["errors"]] == ["甲.jsonl:1", "甲.jsonl:2"]
    assert officer.get("/api/statutes").json()["total"] == 1
    for name, body in (("a.exe", b"MZ"), ("a.md", b""), ("a.zip", b"PK\x03\x04")):
        assert send(officer, "/api/statutes/imports", body, name=name, origin="x", licence="x").status_code == 400
    assert send(officer, "/api/statutes/imports", b"x", name="a.md", origin=" ", licence="x").status_code == 422


def test_what_is_followed_changes_with_an_import(officer: Any, client_of: Any, user: Any) -> None:
    imported(officer, OLD.encode())
    reader = client_of(user("reader", Role.PROSECUTOR))
    follow = {"law": "中华人民共和国社会保险法", "article": "第八十八条"}
    assert reader.post("/api/following/article", follow, content_type="application/json").json()["unread"] == 0
    reader.post("/api/following/search", {"q": "新的文字", "kind": "article"}, content_type="application/json")
    imported(officer, OLD.replace("旧的", "新的").encode())
    found = reader.get("/api/following").json()
    assert [(one["law"], one["article"], bool(one["changed"])) for one in found["articles"]] == [
        ("社会保险法", "88", True)
    ]
    assert found["unread"] == 1  # the article the search finds was known before
    imported(officer, OLD.replace("旧的", "新的").replace("第九十八条", "第九十条 新的文字。\n\n第九十八条").encode())
    assert [one["fresh"] for one in reader.get("/api/following").json()["searches"]] == [1]
    assert reader.post("/api/following/seen", {}, content_type="application/json").json()["unread"] == 0
    reader.post("/api/following/article", {**follow, "follow": False}, content_type="application/json")
    assert reader.get("/api/following").json()["articles"] == []
    wrong = reader.post("/api/following/article", {"law": "x", "article": "某"}, content_type="application/json")
    assert wrong.json()["field"] == "article"


def test_judgments_are_seen_by_their_office(officer: Any, client_of: Any, user: Any) -> None:
    paper = "某市人民法院\n刑事判决书\n（2020）皖0101刑初1号\n被告人张某盗窃电动车一辆。".encode()
    assert send(officer, "/api/search/judgments", paper, name="a.txt", office="999999").status_code == 400
    assert send(officer, "/api/search/judgments", paper, name="a.txt", office="340100").status_code == 200
    while Worker().one():
        pass
    assert Job.objects.get().state == "done"
    here, there = (
        client_of(user(name, Role.PROSECUTOR, office=office)) for name, office in (("a", "340100"), ("b", "340200"))
    )
    assert here.get("/api/search?q=电动车").json()["some"] == 1
    assert there.get("/api/search?q=电动车").json()["some"] == 0
    assert there.get("/api/search/index").json()["kinds"] == []


def test_an_index_that_cannot_be_read_is_told_and_begun_anew(officer: Any) -> None:
    imported(officer, OLD.encode())
    (the_index().folder / "index.json").write_text('{"form": 1, "segments": []}')
    assert officer.get("/api/search?q=社会").status_code == 409
    assert "更新检索" in officer.get("/api/search/index").json()["fault"]["zh"]
    answer = officer.post("/api/search/index", {"what": ["statutes", "models"]}, content_type="application/json")
    assert answer.status_code == 200
    while Worker().one():
        pass
    state = officer.get("/api/search/index").json()
    assert state["fault"] is None
    assert {one["code"] for one in state["kinds"]} == {"article", "model"}
    assert "重新建立" in state["jobs"][0]["result"]["said"]["zh"]


def test_only_who_keeps_data_fills(client_of: Any, user: Any, clues: Any) -> None:
    reader = client_of(user("reader", Role.PROSECUTOR))
    assert send(reader, "/api/statutes/imports", b"x", name="a.md", origin="x", licence="x").status_code == 404
    assert reader.post("/api/search/index", {"what": ["models"]}, content_type="application/json").status_code == 404
    assert reader.get("/api/statutes/imports").json() == {"may": False, "items": []}


def test_citations_of_a_text_are_checked(officer: Any) -> None:
    text = "依照《社会保险法》第八十八条、第七百条之规定。"
    asked = {"text": text, "on": "2020-01-01"}
    assert officer.post("/api/statutes/check", asked, content_type="application/json").status_code == 409
    imported(officer, OLD.encode())
    found = officer.post("/api/statutes/check", asked, content_type="application/json").json()
    said = [(text[one["start"] : one["end"]], one["grave"]["code"], one["article"]) for one in found["citations"]]
    assert said == [("第八十八条", "ok", "88"), ("第七百条", "wrong", "")]
    filed = send(officer, "/api/statutes/check/file", text.encode(), name="a.txt", on="2020-01-01").json()
    assert [one["grave"]["code"] for one in filed["citations"]] == ["ok", "wrong"]
    assert send(officer, "/api/statutes/check/file", b"x", name="a.pdf").status_code == 400
