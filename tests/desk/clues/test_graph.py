"""The relationship graph of a clue: what it begins with, what a hop adds for whom, and that every one is logged."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from mingjian.desk.clues.matters import CRIMINAL, OTHER
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import project
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.models.enumerations import Line
from mingjian.standards import standards

sys.path.insert(0, str(Path(__file__).parents[2] / "clues"))
from relation_parts import ACCOUNT, COMPANY, ELSEWHERE, FIRST, MINOR, SECOND, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def clue(own_lake: Lake, offices: None, tmp_path: Path) -> Clue:
    """The clue about somebody with an account, a company and a case."""
    from desk_parts import run

    fill(own_lake, tmp_path / "more")
    run(own_lake)
    project(own_lake)
    hashed = own_lake.keyring.hash("desk.subject", f"person:{FIRST}")
    return Clue.objects.get(subject=hashed)


def begin(client: Any, clue: Clue) -> Any:
    return client.get(f"/api/clues/{clue.pk}/graph")


def hop(client: Any, clue: Clue, node: str) -> Any:
    return client.post(f"/api/clues/{clue.pk}/graph/expand", {"node": node}, content_type="application/json")


def one(graph: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(node for node in graph["nodes"] if node["kind"]["code"] == kind)


def test_it_begins_with_the_clue_its_subject_and_the_rows_behind_it(clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("zhang", Role.PROSECUTOR))
    graph = begin(client, clue).json()
    assert {node["kind"]["code"] for node in graph["nodes"]} == {"clue", "person_id", "account", "records"}
    person = one(graph, "person_id")
    assert (person["label"]["zh"], person["name"], person["expandable"]) == (FIRST, "甲一", True)
    ends = {(edge["source"], edge["target"]) for edge in graph["edges"]}
    assert (f"clue:{clue.pk}", person["id"]) in ends
    told = [edge for edge in graph["edges"] if edge["rows"]]
    assert {edge["dataset"]["zh"] for edge in told} >= {"死亡与殡葬登记", "养老金发放"}
    assert all(row["file"] and row["row_id"] for edge in told for row in edge["witnesses"])
    assert Trace.objects.filter(action="clue.graph", actor="zhang", object=clue.pk).count() == 1


def test_a_hop_and_the_next(clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("zhang", Role.PROSECUTOR))
    person = one(begin(client, clue).json(), "person_id")
    first = hop(client, clue, person["id"]).json()
    assert first["expanded"] == person["id"]
    assert one(first, "uscc")["label"]["zh"] == COMPANY
    account = one(first, "account")
    assert account["masked"]
    assert ACCOUNT not in json.dumps(first), "accounts are above a prosecutor's clearance"
    second = hop(client, clue, account["id"]).json()
    people = {node["label"]["zh"] for node in second["nodes"] if node["kind"]["code"] == "person_id"}
    assert people == {FIRST, SECOND, MINOR}, "the fourth is paid in another city"
    assert [(one["total"], one["shown"]) for one in second["totals"]] == [(3, 3)]
    assert person["id"] in {node["id"] for node in second["nodes"]}, "two hops meet in one node"


def test_every_hop_is_logged_by_a_keyed_hash_and_counted(
    clue: Clue, user: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    client = client_of(user("zhang", Role.PROSECUTOR))
    node = one(begin(client, clue).json(), "person_id")["id"]
    hop(client, clue, node)
    trace = Trace.objects.get(action="clue.expand")
    assert (trace.actor, trace.object) == ("zhang", clue.pk)
    assert trace.detail["subject"] == clue.subject
    assert FIRST not in json.dumps(trace.detail)
    monkeypatch.setattr("django.conf.settings.DESK", settings.DESK.model_copy(update={"expansions_per_day": 1}))
    assert hop(client, clue, node).status_code == 429
    assert Trace.objects.filter(action="clue.expand").count() == 1


def test_ids_tell_nothing_and_open_for_one_user_at_one_clue_only(clue: Clue, user: Any, client_of: Any) -> None:
    zhang, li = client_of(user("zhang", Role.PROSECUTOR)), client_of(user("li", Role.PROSECUTOR))
    mine, his = (one(begin(client, clue).json(), "person_id")["id"] for client in (zhang, li))
    assert mine != his
    assert one(begin(zhang, clue).json(), "person_id")["id"] == mine, "the same within one graph"
    other = Clue.objects.exclude(pk=clue.pk).filter(office__code__startswith="3401").first()
    assert other is not None
    for client, about, node in ((li, clue, mine), (zhang, other, mine), (zhang, clue, mine[:-2] + "AA"),
                                (zhang, clue, "x"), (zhang, clue, "é"), (zhang, clue, f"clue:{clue.pk}")):  # fmt: skip
        assert hop(client, about, node).status_code == 400
    assert not Trace.objects.filter(action="clue.expand").exists()


@pytest.mark.parametrize("lines", [(Line.PUBLIC_INTEREST,), tuple(Line)])
def test_criminal_matter_and_minors_are_for_their_lines(
    lines: tuple[Line, ...], clue: Clue, user: Any, client_of: Any
) -> None:
    Clue.objects.filter(pk=clue.pk).update(line=Line.PUBLIC_INTEREST.value)
    client = client_of(user("zhang", Role.PROSECUTOR, lines=lines))
    first = hop(client, clue, one(begin(client, clue).json(), "person_id")["id"]).json()
    case = "合公（刑）立字〔2024〕12号" in json.dumps(first, ensure_ascii=False)
    second = hop(client, clue, one(first, "account")["id"]).json()
    assert (MINOR in json.dumps(second)) == case == (len(lines) > 1)
    assert second["totals"][0]["total"] == (3 if len(lines) > 1 else 2)


def test_the_province_sees_all_its_cities_a_city_its_own(clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("wang", Role.PROSECUTOR, office="340000"))
    first = hop(client, clue, one(begin(client, clue).json(), "person_id")["id"]).json()
    second = hop(client, clue, one(first, "account")["id"]).json()
    assert ELSEWHERE in json.dumps(second)
    assert client_of(user("zhao", Role.PROSECUTOR, office="340200")).get(
        f"/api/clues/{clue.pk}/graph"
    ).status_code == 404  # fmt: skip


def test_masked_readers_see_masked_nodes_and_the_same_relations(clue: Clue, user: Any, client_of: Any) -> None:
    client = client_of(user("qian", Role.ASSISTANT))
    first = hop(client, clue, one(begin(client, clue).json(), "person_id")["id"])
    assert first.status_code == 200
    told = json.dumps([begin(client, clue).json(), first.json()], ensure_ascii=False)
    assert FIRST not in told
    assert "甲一" not in told
    assert ACCOUNT not in told
    assert one(first.json(), "person_id")["masked"]
    assert one(first.json(), "uscc")["label"]["zh"] == COMPANY, "a company's code is public"


def test_other_clues_on_a_neighbour_are_shown_to_those_who_see_them(clue: Clue, user: Any, client_of: Any) -> None:
    other = Clue.objects.exclude(pk=clue.pk).filter(office__code="340103").first()
    assert other is not None
    Clue.objects.filter(pk=other.pk).update(subject=clue.subject)
    seen = begin(client_of(user("zhang", Role.PROSECUTOR)), clue).json()
    county = begin(client_of(user("sun", Role.PROSECUTOR, office="340102")), clue).json()
    assert f"clue:{other.pk}" in {node["id"] for node in seen["nodes"]}
    assert other.pk not in json.dumps(county)


def test_every_standard_is_criminal_matter_or_known_to_be_other() -> None:
    names = {name.partition("@")[0] for name in standards()}
    assert names == CRIMINAL | OTHER
    assert not CRIMINAL & OTHER
