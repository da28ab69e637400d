"""Rows under seal are on no screen: not for any role, by any path, in the lake or in quarantine, whatever is unmasked.

Source: Criminal Procedure Law art. 286.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_parts import name_of, person_id
from django.test import Client

from mingjian.desk.api import openapi
from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.intake import Intake, Order, Quarantine
from mingjian.lake import Lake, Manifest

COUNTY = "340102"
OPEN, SEALED, UNREAD, REJECTED, READABLE = (f"(2023)皖0102刑初{n}号" for n in (7001, 7002, 7003, 7004, 7005))
HIDDEN = (SEALED[-6:], UNREAD[-6:], REJECTED[-6:], "封姓某")
GETS = sorted(path for path, methods in openapi()["paths"].items() if "get" in methods)


def judgments() -> str:
    """Judgments against somebody whose clue is on the desk: one open, one sealed, one marked unreadably, two rejected
    for their day, of which one is sealed."""
    heads = "案号,审理法院,裁判日期,被告人,身份证号,主罪名,是否封存"
    key = person_id(COUNTY, 1)
    rows = [
        f"{OPEN},某县法院,2023-05-01,{name_of(1)},{key},盗窃罪,否",
        f"{SEALED},某县法院,2019-05-01,封姓某甲,{key},盗窃罪,是",
        f"{UNREAD},某县法院,2019-06-01,封姓某乙,{key},盗窃罪,不详?",
        f"{REJECTED},某县法院,某日,封姓某丙,{key},盗窃罪,是",
        f"{READABLE},某县法院,某日,{name_of(1)},{key},盗窃罪,否",
    ]
    return "\n".join([heads, *rows]) + "\n"


@pytest.fixture
def sealed(clues: Lake, own_lake: Lake, tmp_path: Path) -> Manifest:
    """A dataset with sealed rows beside the lists of the lake."""
    file = tmp_path / "judgments.csv"
    file.write_text(judgments(), encoding="utf-8")
    order = Order(file, "criminal_judgment", delivery="full", owner="340000", synthetic=True)
    for _ in Intake(own_lake).load_all([order]):
        pass
    made = own_lake.latest("criminal_judgment")
    assert made is not None
    assert (made.rows, made.counts.quarantined) == (3, 2)
    return made


def answers(client: Client, clue: str) -> Iterator[tuple[str, str]]:
    """What every address that only reads says, about the clue and the dataset."""
    for path in GETS:
        url = path.replace("{clue}", clue).replace("{dataset}", "criminal_judgment").replace("{version}", "1")
        url = url.replace("{name}", "benefits-paid-to-the-dead").replace("{number}", "1").replace("{code}", COUNTY)
        url = url.replace("{kind}", "suggestion").replace("{key}", "subject")
        answer = client.get(url)
        assert answer.status_code < 500, url
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield url, body.decode("utf-8", "replace")


def expanded(client: Client, clue: str) -> str:
    """The relationship graph with every node of its beginning opened."""
    said = [client.get(f"/api/clues/{clue}/graph").content.decode()]
    for node in json.loads(said[0]).get("nodes", []):
        given = json.dumps({"node": node["id"]})
        said.append(
            client.post(f"/api/clues/{clue}/graph/expand", given, content_type="application/json").content.decode()
        )
    return "\n".join(said)


def clue_of_person() -> str:
    """The clue on the person of the judgments."""
    return Clue.objects.filter(office__code=COUNTY).order_by("amount").values_list("pk", flat=True)[0]


@pytest.mark.parametrize("role", list(Role))
def test_no_address_tells_of_a_sealed_row(role: Role, sealed: Manifest, user: Any, client_of: Any) -> None:
    person: User = user("me", role, office="340000")
    client = client_of(person)
    clue = clue_of_person()
    for url, text in answers(client, clue):
        assert not [one for one in HIDDEN if one in text], (role, url)
    for url in (f"/api/clues/{clue}/unmask", f"/api/clues/{clue}/judgments"):
        text = client.post(url, json.dumps({"why": "核查"}), content_type="application/json").content.decode()
        assert not [one for one in HIDDEN if one in text], (role, url)


def test_the_graph_goes_to_the_open_judgment_alone(sealed: Manifest, user: Any, client_of: Any) -> None:
    client = client_of(user("me", Role.PROSECUTOR, office="340000"))
    said = expanded(client, clue_of_person())
    assert OPEN[-6:] in said
    assert not [one for one in HIDDEN if one in said]


def places(lake: Lake, made: Manifest) -> dict[str, dict[str, Any]]:
    """The rejected rows by case number."""
    return {
        (one.cells or {})["案号"]: {"version": made.number, "file": one.file, "line": one.line}
        for one in Quarantine(lake, made).records(0, 9)
    }


def test_quarantine_shows_that_a_sealed_row_is_there_and_no_more(
    sealed: Manifest, own_lake: Lake, user: Any, client_of: Any
) -> None:
    client, base = client_of(user("me", Role.DATA_OFFICER, office="340000")), "/api/data/datasets/criminal_judgment"
    rows = client.get(f"{base}/quarantine").json()["items"]
    assert {one["sealed"] for one in rows} == {True, False}
    shut = next(one for one in rows if one["sealed"])
    assert {one["value"] for one in shut["cells"]} == {"＊＊＊"}
    where = places(own_lake, sealed)

    def post(what: str, **given: Any) -> Any:
        return client.post(f"{base}/quarantine/{what}", json.dumps(given), content_type="application/json")

    for what, more in (("reveal", {"why": "核对"}), ("mend", {"cells": {"裁判日期": "2019-07-01"}})):
        refused = post(what, **where[REJECTED], **more)
        assert refused.status_code == 400
        assert "封存" in refused.json()["zh"]
        assert "封姓某" not in refused.content.decode()
        assert post(what, **where[READABLE], **more).status_code == 200
    assert post("dismiss", version=sealed.number, why="退回来源机关").status_code == 200


def test_samples_of_a_delivery_leave_sealed_records_out(clues: Lake, own_lake: Lake, user: Any, client_of: Any) -> None:
    del own_lake
    client = client_of(user("me", Role.DATA_OFFICER, office="340000"))
    sent = client.post(
        "/api/data/uploads?name=judgments.csv", judgments().encode(), content_type="application/octet-stream"
    )
    assert sent.status_code == 200, sent.content
    page = client.get(f"/api/data/uploads/{sent.json()['id']}?standard=criminal_judgment@1")
    said = page.content.decode()
    assert page.status_code == 200
    assert OPEN[-6:] in said
    assert not [one for one in HIDDEN if one in said]
