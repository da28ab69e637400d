"""An office's layer on the desk: changed by forms, refused where it loosens, kept as versions, in force below."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingjian.desk.evidence.models import EvidenceLayer
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.django_db
PATH = "/api/evidence/packs/theft/layer"
TIGHTER = {"id": "possession", "any_of": ["ownership"], "level": "must", "stage": "transfer", "ref": ["刑法264"]}
LOOSER = {
    "id": "victim", "any_of": ["victim_statement"], "level": "may", "stage": "prosecution", "each": "victim",
    "when": "sold", "ref": ["刑诉法50-2-4"],
}  # fmt: skip


def send(client: Any, address: str, method: str = "post", **given: Any) -> tuple[int, Any]:
    answer = getattr(client, method)(address, json.dumps(given), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def head(user: Any, client_of: Any) -> Any:
    return client_of(user("head", Role.HEAD, office="340000"))


def with_need(client: Any, text: str, need: dict[str, Any], point: str = "loss") -> Any:
    status, changed = send(client, f"{PATH}/change", text=text, kind="need", name=point, value=need)
    assert status == 200, changed
    return changed


def saved(client: Any, text: str, number: int) -> Any:
    status, kept = send(client, PATH, "put", text=text, number=number, note="省院要求")
    assert status == 200, kept
    return kept


def needs_of(client: Any) -> dict[str, Any]:
    page = client.get("/api/evidence/packs/theft").json()
    return {need["id"]: need for point in page["points"] for need in point["needs"]}


def test_a_layer_begins_is_changed_by_forms_and_kept_as_a_version(head: Any) -> None:
    page = head.get(PATH).json()
    assert (page["number"], page["in_use"], page["versions"]) == (0, False, [])
    changed = with_need(head, page["text"], TIGHTER)
    assert changed["problems"] == []
    assert changed["text"].startswith(page["text"]), "what is not touched keeps its bytes"
    assert changed["own"]["points"]["loss"]["sources"] == 2, "the point is restated"
    assert EvidenceLayer.objects.count() == 0, "a form keeps nothing"
    assert saved(head, changed["text"], 0)["kept"]
    need = needs_of(head)["possession"]
    assert (need["level"]["code"], need["any_of"], need["layer"]) == ("must", ["ownership"], True)
    assert Trace.objects.filter(action="evidence.layer", object="340000/theft").exists()
    status, told = send(head, PATH, "put", text=changed["text"], number=0)
    assert status == 409, told


def test_what_would_loosen_is_refused_entry_by_entry(head: Any) -> None:
    changed = with_need(head, head.get(PATH).json()["text"], LOOSER)
    paths = [one["path"] for one in changed["problems"]]
    assert paths == ["points.loss.needs.0.level", "points.loss.needs.0.stage", "points.loss.needs.0.when"]
    assert all("不能放宽" in one["zh"] for one in changed["problems"])
    assert not saved(head, changed["text"], 0)["kept"]
    other = changed["text"].replace("adds_to: theft", "adds_to: fraud")
    assert saved(head, other, 0)["problems"][0]["path"] == "adds_to"


def test_a_city_tightens_over_its_province_and_loosens_none_of_it(head: Any, user: Any, client_of: Any) -> None:
    assert saved(head, with_need(head, head.get(PATH).json()["text"], TIGHTER)["text"], 0)["kept"]
    city = client_of(user("city", Role.CHIEF, office="340100"))
    assert needs_of(city)["possession"]["level"]["code"] == "must", "a province's layer holds below it"
    start = city.get(PATH).json()["text"]
    loose = with_need(city, start, {**TIGHTER, "level": "should"})
    assert [one["path"] for one in loose["problems"]] == ["points.loss.needs.0.level"]
    tight = with_need(city, start, {**TIGHTER, "stage": "arrest"})
    assert saved(city, tight["text"], 0)["kept"]
    assert needs_of(city)["possession"]["stage"]["code"] == "arrest"
    assert needs_of(head)["possession"]["stage"]["code"] == "transfer", "and only below"


def test_versions_are_withdrawn_and_used_again(head: Any) -> None:
    first = with_need(head, head.get(PATH).json()["text"], TIGHTER)["text"]
    saved(head, first, 0)
    second = send(head, f"{PATH}/change", text=first, kind="remove", path=["points", "loss", "needs", 0])[1]
    assert "points" not in second["own"], "a point goes with its last requirement"
    saved(head, second["text"], 1)
    assert needs_of(head)["possession"]["layer"] is False
    page = send(head, f"{PATH}/use", number=2, use=1)[1]
    assert [(one["number"], one["in_use"]) for one in page["versions"]] == [(2, False), (1, True)]
    assert needs_of(head)["possession"]["layer"] is True
    assert head.get("/api/evidence/packs/theft/versions/1").content.decode() == first
    assert send(head, f"{PATH}/use", number=2)[1]["in_use"] is False
    assert needs_of(head)["possession"]["layer"] is False
    assert send(head, f"{PATH}/use", number=1, use=1)[0] == 409
    assert send(head, f"{PATH}/change", text=first, kind="remove", path=["points", "none"])[0] == 400


def test_facts_points_and_what_speaks_for_him_are_added_by_forms(head: Any) -> None:
    text = head.get(PATH).json()["text"]
    both = {"zh": "有同案人", "en": "with others"}
    text = send(head, f"{PATH}/change", text=text, kind="fact", name="together", value={"title": both})[1]["text"]
    need = {"id": "shares", "any_of": ["bank_flow"], "when": "together", "ref": ["刑法264"]}
    point = {"element": "conduct", "title": {"zh": "分赃", "en": "Shares"}, "needs": [need]}
    text = send(head, f"{PATH}/change", text=text, kind="point", name="shares", value=point)[1]["text"]
    one = {"id": "poor", "title": {"zh": "生活困难", "en": "Need"}, "asks": both, "ref": ["刑法264"]}
    for _ in range(2):
        made = send(head, f"{PATH}/change", text=text, kind="favourable", value=one)[1]
        text = made["text"]
    assert (made["problems"], len(made["own"]["favourable"])) == ([], 1)
    assert saved(head, text, 0)["kept"]
    page = head.get("/api/evidence/packs/theft").json()
    assert "together" in {fact["name"] for fact in page["facts"]}
    assert "poor" in {item["id"] for item in page["favourable"]}


def test_who_writes_layers(user: Any, client_of: Any) -> None:
    prosecutor = client_of(user("reader", Role.PROSECUTOR))
    page = prosecutor.get(PATH).json()
    assert page["may_edit"] is False
    assert send(prosecutor, PATH, "put", text=page["text"], number=0)[0] == 404
    admin = client_of(user("admin", Role.SYSTEM_ADMIN))
    assert admin.get(PATH).status_code == 404
