"""Case files on the desk: made, filled, taken in, seen by whom they concern, changed by one at a time, checked."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingjian.assist.evidence.tables import empty_tables
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.evidence.models import EvidenceFile
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db
NEW = {"title": "张甲盗窃案", "charges": ["盗窃罪"], "line": "criminal"}
SUSPECT = {"id": "p1", "name": "张甲", "roles": ["suspect"], "born": "1990-03-05"}
ACT = {"id": "a1", "charge": "盗窃罪", "from": "2024-05-01 20:00", "suspects": ["p1"], "amount": "3000"}
TOLD = {"id": "s1", "kind": "interrogation", "person": "p1", "officers": ["王丙"], "confesses": True}
PAPER = {"id": "d1", "kind": "interrogation", "of": ["p1"], "acts": ["a1"]}
YAML = """# 我的材料
case: t1
title: 李某盗窃案   # 暂定
charges: [盗窃罪]
stage: arrest
persons:
  - {id: p1, name: 李某, roles: [suspect]}
"""


@pytest.fixture
def me(user: Any, client_of: Any) -> Any:
    return client_of(user("me", Role.PROSECUTOR, lines=(Line.CRIMINAL, Line.PUBLIC_INTEREST)))


def send(client: Any, path: str, method: str = "post", **given: Any) -> Any:
    answer = getattr(client, method)(f"/api/evidence{path}", json.dumps(given), content_type="application/json")
    return answer.status_code, answer.json()


def new(client: Any, **given: Any) -> Any:
    status, page = send(client, "/files", **{**NEW, **given})
    assert status == 200, page
    return page


def put(client: Any, page: Any, name: str, value: Any, old: str | None = None) -> Any:
    status, kept = send(
        client, f"/files/{page['id']}/records", list=name, value=value, old=old, version=page["version"]
    )
    assert status == 200, kept
    return kept


def filled(client: Any) -> Any:
    page = new(client)
    for name, value in (("persons", SUSPECT), ("acts", ACT), ("documents", PAPER), ("statements", TOLD)):
        page = put(client, page, name, value)["page"]
    return page


def upload(client: Any, name: str, data: bytes, **form: Any) -> Any:
    answer = client.post("/api/evidence/files/upload", {"file": SimpleUploadedFile(name, data), **form})
    assert answer.status_code == 200, answer.content
    return answer.json()


def checked(client: Any, page: Any, **query: Any) -> Any:
    answer = client.get(f"/api/evidence/files/{page['id']}/check", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def records(page: Any, name: str) -> list[str]:
    return [one["id"] for group in page["lists"] if group["name"] == name for one in group["records"]]


def test_forms_come_from_the_records_definitions(me: Any) -> None:
    forms = me.get("/api/evidence/forms").json()
    assert len(forms["forms"]) == 13
    fields = {one["name"]: one for form in forms["forms"] if form["name"] == "statements" for one in form["fields"]}
    assert (fields["person"]["kind"], fields["person"]["target"], fields["person"]["required"]) == (
        "record", "persons", True,
    )  # fmt: skip
    assert {one["code"]: one["zh"] for one in fields["kind"]["choices"]} == {"interrogation": "讯问", "inquiry": "询问"}
    assert all(one["label"]["zh"] and one["label"]["en"] for form in forms["forms"] for one in form["fields"])
    assert len(forms["charges"]) == 19


def test_records_are_put_changed_and_removed_and_every_mistake_is_told(me: Any) -> None:
    page = filled(me)
    assert records(page, "statements") == ["s1"]
    wrong = put(me, page, "statements", {"id": "s1", "kind": "chat", "person": "p9", "from": "昨天"})
    assert (wrong["kept"], wrong["page"]) == (False, None)
    paths = {one["path"] for one in wrong["problems"]}
    assert {"statements.1.kind", "statements.1.person", "statements.1.from", "statements.1.id"} <= paths
    page = put(me, page, "statements", {**TOLD, "officers": ["王丙", "赵丁"]}, old="s1")["page"]
    assert page["lists"][6]["records"][0]["values"]["officers"] == ["王丙", "赵丁"]
    kept = send(me, f"/files/{page['id']}/remove", list="persons", id="p1", version=page["version"])[1]
    assert not kept["kept"], "others name him"
    assert "p1" in kept["problems"][0]["zh"]
    page = send(me, f"/files/{page['id']}/remove", list="statements", id="s1", version=page["version"])[1]["page"]
    assert records(page, "statements") == []
    assert page["history"][0]["text"]["zh"] == "删除笔录“s1”"
    page = send(me, f"/files/{page['id']}/act", action="undo", version=page["version"])[1]
    assert (records(page, "statements"), page["can_redo"]) == (["s1"], True)
    page = send(me, f"/files/{page['id']}/act", action="redo", version=page["version"])[1]
    assert records(page, "statements") == []
    status, told = send(me, f"/files/{page['id']}/remove", list="statements", id="s1", version=page["version"])
    assert status == 409, told


def test_of_two_who_write_at_once_the_second_is_told_who_was_quicker(me: Any, user: Any, client_of: Any) -> None:
    page = new(me)
    other = client_of(user("other", Role.ASSISTANT, lines=(Line.CRIMINAL,)))
    assert put(other, page, "persons", SUSPECT)["kept"]
    status, told = send(me, f"/files/{page['id']}/records", list="persons", value=SUSPECT, version=page["version"])
    assert status == 409
    assert told["zh"].startswith("人other在")
    assert EvidenceFile.objects.get().text.count("张甲，") == 0
    assert records(me.get(f"/api/evidence/files/{page['id']}").json(), "persons") == ["p1"]


def test_who_sees_and_who_writes(me: Any, user: Any, client_of: Any) -> None:
    page = new(me)
    sight = {
        "above": (user("above", Role.CHIEF, office="340000"), 200, False),
        "county": (user("county", Role.PROSECUTOR, office="340102"), 404, False),
        "line": (user("line", Role.PROSECUTOR, lines=(Line.CIVIL,)), 404, False),
        "modeller": (user("modeller", Role.MODELLER), 404, False),
        "mate": (user("mate", Role.ASSISTANT), 200, True),
    }
    for name, (person, status, writes) in sight.items():
        client = client_of(person)
        answer = client.get(f"/api/evidence/files/{page['id']}")
        assert answer.status_code == status, name
        assert status == 404 or answer.json()["may_edit"] == writes, name
        for part in ("/check", "/views", "/text", "/outline", "/matrix"):
            assert client.get(f"/api/evidence/files/{page['id']}{part}").status_code == status, name
        wrote = send(client, f"/files/{page['id']}/records", list="persons", value=SUSPECT, version=99)[0]
        assert wrote == (409 if status == 200 else 404), name
        if name == "above":
            assert send(client, f"/files/{page['id']}/act", action="close", version=1)[0] == 400


def test_a_file_of_a_clue_or_a_case_goes_where_that_goes(user: Any, client_of: Any, clues: Any) -> None:
    clue = Clue.objects.filter(office__code="340102").order_by("id")[0]
    holder, far = user("holder", Role.PROSECUTOR, office="340102"), user("far", Role.PROSECUTOR, office="340202")
    page = new(client_of(holder), clue=clue.pk)
    assert (page["clue"], page["line"]["code"]) == (clue.pk, clue.line)
    assert client_of(far).get(f"/api/evidence/files/{page['id']}").status_code == 404
    assert send(client_of(far), "/files", **{**NEW, "clue": clue.pk})[0] == 404
    Clue.objects.filter(pk=clue.pk).update(office=far.office)
    assert client_of(holder).get(f"/api/evidence/files/{page['id']}").status_code == 404
    assert client_of(far).get(f"/api/evidence/files/{page['id']}").json()["may_edit"]
    Clue.objects.filter(pk=clue.pk).update(office=holder.office, state="filed")
    clue.refresh_from_db()
    filed(clue=clue, user=holder, why="x")
    case = Case.objects.get(members__clue=clue)
    page = new(client_of(holder), case=case.pk)
    listed = client_of(holder).get("/api/evidence/files", {"case": case.pk}).json()
    assert [one["id"] for one in listed["items"]] == [page["id"]]
    assert listed["items"][0]["case_number"] == case.number
    for words, count in (("盗窃 张甲", 2), ("诈骗", 0), (case.number, 1)):
        assert client_of(holder).get("/api/evidence/files", {"q": words}).json()["total"] == count, words


def test_uploads_are_kept_as_they_are_or_told_whole(me: Any) -> None:
    kept = upload(me, "我的.yaml", YAML.encode(), line="criminal")
    assert kept["kept"], kept
    text = me.get(f"/api/evidence/files/{kept['id']}/text").content.decode()
    assert text == YAML, "comments and all"
    page = put(me, kept["page"], "persons", {"id": "v1", "name": "王某", "roles": ["victim"]})["page"]
    assert EvidenceFile.objects.get(pk=page["id"]).text.startswith(YAML.rstrip("\n"))
    wrong = upload(me, "坏.yaml", YAML.replace("arrest", "arest").replace("盗窃罪", "盗切罪").encode())
    assert not wrong["kept"]
    assert [(one["file"], one["line"]) for one in wrong["problems"]] == [("坏.yaml", 4), ("坏.yaml", 5)]
    data = {"case": "j", "title": "某案", "charges": ["盗窃罪"], "stage": "arrest", "persons": [SUSPECT]}
    assert upload(me, "j.json", json.dumps(data).encode(), line="criminal")["kept"]


def test_workbooks_folders_and_documents_become_case_files(me: Any) -> None:
    book, out = empty_tables(), io.BytesIO()
    for row, value in enumerate(("t2", "表格案", "盗窃罪", "transfer"), 1):
        book["case"].cell(row, 2, value)
    book["persons"].append(["p1"])
    book.save(out)
    wrong = upload(me, "表.xlsx", out.getvalue(), line="criminal")
    assert [(one["file"], one["line"], one["path"]) for one in wrong["problems"]] == [("表.xlsx[persons]", 2, "name")]
    columns = [cell.value for cell in book["persons"][1]]
    book["persons"].cell(2, columns.index("name") + 1, "张甲")
    book.save(out := io.BytesIO())
    assert upload(me, "表.xlsx", out.getvalue(), line="criminal")["page"]["title"] == "表格案"
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as archive:
        archive.writestr("案/case.yaml", YAML + "documents:\n  - {id: d1, kind: interrogation}\n")
        archive.writestr("案/d1.txt", "问：姓名？答：李某。")
    page = upload(me, "案.zip", folder.getvalue(), line="criminal")["page"]
    assert page["lists"][0]["records"][0]["values"]["text"] == "问：姓名？答：李某。"
    none = upload(me, "随便.txt", "今天天气很好。".encode(), line="criminal")
    assert "没有读出罪名" in none["problems"][0]["zh"]
    assert not upload(me, "坏.zip", b"PK\x03\x04 broken", line="criminal")["kept"]
    with zipfile.ZipFile(folder, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("案/补充/d1.txt", "问：补充。" * 40)
    two = upload(me, "案.zip", folder.getvalue(), line="criminal")
    assert (two["kept"], two["problems"][0]["zh"]) == (False, "压缩包中有同名文件")
    damaged = bytearray(folder.getvalue())
    at = damaged.index("案/补充/d1.txt".encode()) + len("案/补充/d1.txt".encode())
    damaged[at : at + 6] = b"\xff" * 6
    assert not upload(me, "坏.zip", bytes(damaged), line="criminal")["kept"]
    answer = me.post("/api/evidence/files/upload", {"file": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 400


def test_the_check_tells_what_is_new_and_gone_and_confession_only_always(me: Any) -> None:
    page = filled(me)
    found = checked(me, page)
    assert "two_interrogators" in {one["rule"] for one in found["findings"] if one["new"]}
    assert found["speaking"], "and what speaks for the suspect"
    assert "事实清楚" in found["told"]["zh"]
    assert not found["complete"]
    (only,) = (one for one in found["findings"] if one["always"])
    reason = {"finding": only["key"], "reason": "另案证据正在调取，先行审查"}
    page = send(me, f"/files/{page['id']}/aside", version=page["version"], **reason)[1]["page"]
    found = checked(me, page)
    (only,) = (one for one in found["findings"] if one["always"])
    assert only["aside"]["by"] == "人me（me）"
    assert Trace.objects.filter(action="evidence.aside", detail__reason=reason["reason"]).exists()
    mended = put(me, page, "statements", {**TOLD, "officers": ["王丙", "赵丁"]}, old="s1")["page"]
    found = checked(me, mended)
    assert any("讯问人不足二人" in one["says"]["zh"] for one in found["gone"])
    since = checked(me, mended, since=0)
    assert since["since"] == 0
    assert all(one["new"] for one in since["findings"])
    page = send(me, f"/files/{page['id']}/aside", version=mended["version"], finding=only["key"])[1]["page"]
    assert next(one for one in checked(me, page)["findings"] if one["always"])["aside"] is None
    status, told = send(me, f"/files/{page['id']}/aside", version=page["version"], finding=only["key"], reason="无")
    assert status == 400, told


def test_both_places_of_a_contradiction_are_quoted(me: Any) -> None:
    text = "我们五月一日晚上八点在长江路拿了一部手机，卖了三千元。" * 4
    page = filled(me)
    page = put(me, page, "documents", {**PAPER, "text": text}, old="d1")["page"]
    page = put(me, page, "documents", {"id": "d2", "kind": "victim_statement", "text": "被偷的手机值五千元。"})["page"]
    at = text.index("三千元")
    page = put(me, page, "acts", {**ACT, "document": "d1", "span": [at, at + 3]}, old="a1")["page"]
    claim = {"id": "c1", "about": "a1", "what": "amount", "value": 5000, "document": "d2", "span": [6, 9]}
    page = put(me, page, "claims", claim)["page"]
    found = [one for one in checked(me, page)["findings"] if one["kind"]["code"] == "contradiction"]
    quotes = [
        {place["quote"][place["start"] : place["end"]] for place in one["places"] if place["quote"]} for one in found
    ]
    assert {"三千元", "五千元"} in quotes, found


def test_timeline_relations_and_papers(me: Any) -> None:
    page = filled(me)
    views = me.get(f"/api/evidence/files/{page['id']}/views").json()
    assert views["moments"][0]["at"].startswith("2024-05-01")
    assert {"source": "a1", "target": "p1"}.items() <= next(o for o in views["links"] if o["source"] == "a1").items()
    word = me.get(f"/api/evidence/files/{page['id']}/outline", {"lang": "en"})
    assert word.content[:2] == b"PK"
    assert "张甲" in me.get(f"/api/evidence/files/{page['id']}/matrix").content.decode()
    assert Trace.objects.filter(action="evidence.take").count() == 2


def test_packs_with_versions_and_what_is_unverified(me: Any) -> None:
    listed = me.get("/api/evidence/packs").json()
    assert len(listed["items"]) == 20
    assert any(one["unverified"] for one in listed["items"])
    page = me.get("/api/evidence/packs/theft").json()
    need = page["points"][0]["needs"][0]
    assert need["sources"][0]["law"]
    assert {one["element"]["code"] for one in page["points"]} >= {"conduct", "mental"}
    assert not any(need["layer"] for point in page["points"] for need in point["needs"])
    assert me.get("/api/evidence/packs/none").status_code == 404
