"""Identity on the desk: what waits for people, both sides, who sees what, decisions that count from the next job on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from data_parts import Officer
from identity_parts import people, publish_rows, spoiled
from test_companies import companies, failed

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.identity import Decisions
from mingjian.lake import Lake
from mingjian.standards.identifiers import uscc

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 240


@pytest.fixture
def town(officer: Officer, own_lake: Lake) -> list[dict[str, Any]]:
    """A town whose pensions are paid by number, and hotels that wrote a hundred numbers badly; two of one name."""
    known = people(MANY)
    twin = next(one for one in known[1:] if one["id_number"][:5] == known[0]["id_number"][:5])
    twin["name"] = known[0]["name"]
    base = {"region": "340100", "month": 2024 * 12 + 3, "amount": 1000}
    publish_rows(own_lake, "town_pensions", "pension_payment@1", [{**base, **one} for one in known])
    stay = {"region": "340100", "hotel": "江淮旅馆", "checked_in": date(2024, 3, 1)}
    rows = [spoiled(known[0], "float"), *(spoiled(one, "masked") for one in known[1:100])]
    publish_rows(own_lake, "town_stays", "hotel_stay@1", [{**stay, **one} for one in rows])
    return known


@pytest.fixture
def firms(officer: Officer, own_lake: Lake) -> list[dict[str, str]]:
    """Companies by their codes; tax cases of two of one name and authority, of a former code, and of codes masked."""
    known = companies(60)
    whole = known[0]["uscc"][:8] + f"20000001{uscc.organisation_check('20000001')}"
    known.append({"uscc": whole + uscc.check_character(whole), "company_name": known[0]["company_name"]})
    base = {"region": "340104", "company_kind": "company", "address": "蜀山区长江西路1号", "phone": "0551-60000001",
            "name": "甲乙丙", "id_number": people(1)[0]["id_number"]}  # fmt: skip
    publish_rows(own_lake, "town_companies", "company_registration@1", [{**base, **one} for one in known])
    case = {"decided_on": date(2024, 1, 5), "region": "340100"}
    twin = {**failed(known[0], "masked"), "_raw": json.dumps({"uscc": known[0]["uscc"][:8] + "*" * 10})}
    former = {"uscc": f"org:{known[1]['uscc'][8:17]}", "company_name": "原来的名称"}
    rows = [twin, former, *(failed(one, "masked") for one in known[2:20])]
    publish_rows(own_lake, "town_cases", "tax_case@1", [{**case, **one} for one in rows])
    return known


def resolved(officer: Officer) -> dict[str, Any]:
    """The page after a job has resolved."""
    job = officer.told("post", "identity/resolve")
    assert officer.told("get", "identity")["running"] == job["id"]
    assert officer.ask("post", "identity/resolve").status_code == 409
    Worker().one()
    done = officer.client.get(f"/api/jobs/{job['id']}").json()
    assert (done["state"]["code"], done["place"]) == ("done", "/data/identity")
    page: dict[str, Any] = officer.told("get", "identity")
    assert page["running"] is None
    return page


def test_nothing_was_resolved_yet(officer: Officer) -> None:
    page = officer.told("get", "identity")
    assert (page["newest"], page["items"], page["total"]) == (None, [], 0)


def test_what_waits_and_both_sides(officer: Officer, town: list[dict[str, Any]], user, client_of) -> None:
    page = resolved(officer)
    assert not page["newest"]["stale"]
    mine = next(one for one in page["datasets"] if one["dataset"] == "town_stays")
    assert (mine["rows"], mine["unsure"]) == (100, sum(one["rows"] for one in page["items"]))
    record = next(one for one in page["items"] if len(one["candidates"]) > 1)
    assert {one["label"]["en"] for one in record["told"]} == {"Number", "Name"}
    assert all("the 5 digits" in one["reasons"][0]["en"] for one in record["candidates"])
    linked = officer.told("get", "identity?state=linked&dataset=town_stays&size=5")
    assert (len(linked["items"]), linked["total"]) == (5, mine["linked"])

    sides = officer.told("get", f"identity/{record['record']}")
    rows = [row for known in sides["known"].values() for row in known]
    assert {row["dataset"] for row in rows} == {"town_pensions"}
    shown = json.dumps(sides, ensure_ascii=False)
    numbers = {one["id_number"] for one in town}
    assert not [one for one in numbers if one in shown]
    assert town[0]["name"] not in shown
    open_ = officer.told("post", f"identity/{record['record']}/reveal", {"why": "核对身份"})
    assert {one["shown"] for each in open_["records"] for one in each["candidates"]} <= numbers
    assert open_["revealed"]
    assert Trace.objects.filter(action="identity.unmask").count() == 1
    for role in (Role.PROSECUTOR, Role.MODELLER, Role.SYSTEM_ADMIN):
        other = Officer(client_of(user(role.value, role)))
        for path in ("identity", f"identity/{record['record']}"):
            assert other.ask("get", path).status_code == 404


def test_a_decision_counts_from_the_next_job_on(officer: Officer, own_lake: Lake, town: list[dict[str, Any]]) -> None:
    record = next(one for one in resolved(officer)["items"] if len(one["candidates"]) > 1)
    place, number = f"identity/{record['record']}", record["candidates"][1]["number"]
    refused = officer.ask("post", f"{place}/decide", {"number": number, "word": "same"})
    assert refused.status_code == 400
    assert "say why" in refused.content.decode()
    assert Decisions(own_lake).all() == []
    assert not Trace.objects.filter(action="identity.decide").exists()
    assert officer.ask("post", f"{place}/decide", {"number": 999_999, "word": "unsure"}).status_code == 400
    assert officer.ask("post", "identity/none/decide", {"number": number, "word": "unsure"}).status_code == 404
    sides = officer.told("post", f"{place}/decide", {"number": number, "word": "same", "why": "核对户籍"})
    assert [(one["word"]["code"], one["by"], one["why"]) for one in sides["decisions"]] == [
        ("same", "officer", "核对户籍")
    ]
    assert officer.told("get", "identity")["newest"]["stale"]
    after = resolved(officer)
    assert not after["newest"]["stale"]
    assert record["record"] not in {one["record"] for one in after["items"]}
    decided = officer.told("get", place)["records"][0]
    assert (decided["state"]["code"], decided["candidates"][0]["number"]) == ("linked", number)
    assert decided["candidates"][0]["decided"]


def test_an_officer_sees_only_what_he_looks_after(
    officer: Officer, town: list[dict[str, Any]], user, client_of
) -> None:
    record = resolved(officer)["items"][0]["record"]
    elsewhere = Officer(client_of(user("elsewhere", Role.DATA_OFFICER, office="340202")))
    page = elsewhere.told("get", "identity")
    assert (page["items"], page["datasets"]) == ([], [])
    assert elsewhere.ask("get", f"identity/{record}").status_code == 404
    assert elsewhere.ask("post", f"identity/{record}/decide", {"number": 1, "word": "unsure"}).status_code == 404


def test_a_company_by_both_sides(officer: Officer, town: list[dict[str, Any]], firms: list[dict[str, str]]) -> None:
    page = resolved(officer)
    assert {one["kind"]["code"] for one in page["items"]} == {"person", "company"}
    mine = officer.told("get", "identity?kind=company")
    assert {one["kind"]["code"] for one in mine["items"]} == {"company"}
    assert mine["total"] + officer.told("get", "identity?kind=person")["total"] == page["total"]
    twins = next(one for one in mine["items"] if len(one["candidates"]) > 1)
    assert {one["shown"] for one in twins["candidates"]} == {firms[0]["uscc"], firms[-1]["uscc"]}
    assert twins["candidates"][0]["reasons"][0]["zh"] == "信用代码可读的8位全部相符"
    sides = officer.told("get", f"identity/{twins['record']}")
    number, name = sides["compared"][:2]
    assert (number["label"]["en"], name["own"]["zh"]) == ("Credit code", firms[0]["company_name"])
    assert all(one["values"] == [name["own"]] and one["reason"]["speaks"] == "for" for one in name["known"].values())
    assert [[one["value"]["zh"] for one in row["told"]].count("2024-01-05") for row in sides["own"]] == [1]
    rows = {one["label"]["en"]: one["value"]["zh"] for known in sides["known"].values() for one in known[0]["told"]}
    assert (rows["Telephone"], rows["Address"]) == ("＊＊＊", "蜀山区长江西路1号"), "masked by its level"
    assert rows["Name"] != "甲乙丙"

    linked = officer.told("get", "identity?kind=company&state=linked&size=100")["items"]
    former = next(one for one in linked if one["told"][0]["label"]["zh"] == "原组织机构代码")
    assert former["told"][0]["value"]["zh"] == firms[1]["uscc"][8:17], "without a mark that is ours"
    assert former["candidates"][0]["shown"] == firms[1]["uscc"]


def test_what_was_decided_is_found_again_and_withdrawn(officer: Officer, firms: list[dict[str, str]]) -> None:
    record = next(one for one in resolved(officer)["items"] if len(one["candidates"]) > 1)
    place, number = f"identity/{record['record']}", record["candidates"][0]["number"]
    assert (
        officer.ask("post", f"{place}/decide", {"number": number, "word": "withdrawn", "why": "x"}).status_code == 400
    )
    officer.told("post", f"{place}/decide", {"number": number, "word": "different", "why": "登记机关不同"})
    assert record["record"] not in {one["record"] for one in officer.told("get", "identity")["items"]}, "it waits"
    listed = officer.told("get", "identity?state=decided")["items"]
    assert [(one["record"], one["decision"]["code"], one["waiting"]) for one in listed] == [
        (record["record"], "different", True)
    ]
    resolved(officer)
    sides = officer.told("get", place)
    assert number not in {one["number"] for each in sides["records"] for one in each["candidates"]}
    assert str(number) in sides["known"], "whom it was said not to be can still be looked at"
    assert not officer.told("get", "identity?state=decided")["items"][0]["waiting"]
    back = officer.told("post", f"{place}/decide", {"number": number, "word": "withdrawn", "why": "看错了行"})
    assert [(one["word"]["code"], one["standing"]) for one in back["decisions"]] == [
        ("withdrawn", False), ("different", False)
    ]  # fmt: skip
    assert officer.told("get", "identity")["newest"]["stale"]
    again = next(one for one in resolved(officer)["items"] if one["record"] == record["record"])
    assert {one["number"] for one in again["candidates"]} == {one["number"] for one in record["candidates"]}
    assert officer.told("get", "identity?state=decided")["total"] == 0
