"""Papers read into a case file: shown with their words, put in once confirmed, taken back as one edit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db
PAPER = """讯问笔录
讯问时间：2024年5月4日10时30分至11时20分
地点：合肥市公安局瑶海分局
讯问人（签名）：王建
被讯问人：张小明 性别：男 出生日期：1990年3月5日
问：你因何到案？
答：我偷了东西。
以上笔录我看过，和我说的相符。
被讯问人：张小明
"""


def _file(user: Any, client_of: Any) -> tuple[Any, Any]:
    client = client_of(user("me", Role.PROSECUTOR, lines=(Line.CRIMINAL,)))
    new = {"title": "张某盗窃案", "charges": ["盗窃罪"], "line": "criminal"}
    return client, client.post("/api/evidence/files", json.dumps(new), content_type="application/json").json()


def _send(client: Any, page: Any, name: str, data: bytes) -> Any:
    return client.post(f"/api/evidence/files/{page['id']}/papers", {"file": SimpleUploadedFile(name, data)})


def test_papers_are_shown_confirmed_as_one_edit_and_taken_back_as_one(user: Any, client_of: Any) -> None:
    client, page = _file(user, client_of)
    told = _send(client, page, "a.txt", PAPER.encode()).json()
    statement = next(one for one in told["records"] if one["list"] == "statements")
    began = next(one for one in statement["values"] if one["name"]["en"] == "begin")
    assert (began["value"]["zh"], began["words"]) == ("2024-05-04 10:30", "2024年5月4日10时30分")
    assert client.get(f"/api/evidence/files/{page['id']}").json()["version"] == page["version"]
    named = [one for one in told["records"] if one["id"] in statement["names"]]
    given = {
        "version": page["version"],
        "records": [{"list": r["list"], "value": r["value"]} for r in [*named, statement]],
    }
    path = f"/api/evidence/files/{page['id']}/confirmed"
    kept = client.post(path, json.dumps(given), content_type="application/json").json()
    assert kept["kept"], kept["problems"]
    found = client.get(f"/api/evidence/files/{page['id']}/check").json()
    assert "讯问人不足二人" in json.dumps(found, ensure_ascii=False)
    second = client.post(path, json.dumps(given), content_type="application/json")
    assert second.status_code == 409
    act = {"action": "undo", "version": kept["page"]["version"]}
    back = client.post(f"/api/evidence/files/{page['id']}/act", json.dumps(act), content_type="application/json").json()
    assert sum(len(one["records"]) for one in back["lists"]) == 0


def test_who_may_not_write_and_what_is_no_paper_are_told(user: Any, client_of: Any) -> None:
    client, page = _file(user, client_of)
    assert _send(client, page, "a.exe", b"MZ").status_code == 400
    told = _send(client, page, "a.docx", b"PK no word file").json()
    assert [one["file"] for one in told["problems"]] == ["a.docx"]
    other = client_of(user("other", Role.PROSECUTOR, lines=(Line.PUBLIC_INTEREST,)))
    assert _send(other, page, "a.txt", PAPER.encode()).status_code == 404
