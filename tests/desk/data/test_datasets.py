"""List and page of datasets: what is there, what is not and which models wait for it, quality, coverage, expiry, and
destruction with its certificate."""

from __future__ import annotations

import json
from datetime import date

import pytest
from data_parts import Officer, dirty_file

from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "pension_payment"


def test_what_is_there_and_what_is_not(officer: Officer, user, client_of) -> None:
    officer.load()
    for who in (officer, Officer(client_of(user("m", Role.MODELLER, office="340102")))):
        listed = who.told("get", "datasets")
        found = {one["dataset"]: one for one in listed["items"]}
        assert set(found) == {"death_record", NAME, "benefit_payment"}
        assert (found[NAME]["number"], found[NAME]["open"], found[NAME]["owner"]["code"]) == (2, 3, "340000")
        assert "benefits-paid-to-the-dead" in {one["id"] for one in found[NAME]["models"]}
        missing = {one["id"]: one for one in listed["missing"]}
        assert not set(missing) & {one["standard"].split(".")[0] for one in found.values()}
        assert any(one["models"] for one in missing.values())
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        admin = Officer(client_of(user(role.value, role, office="340000")))
        for path in ("datasets", f"datasets/{NAME}", "standards", f"datasets/{NAME}/certificates/1"):
            assert admin.ask("get", path).status_code == 404


def test_quality_is_what_the_lake_says_and_masked(officer: Officer, own_lake: Lake, user, client_of) -> None:
    officer.load()
    manifest = own_lake.latest(NAME)
    assert manifest is not None
    page = officer.told("get", f"datasets/{NAME}")
    shown = {one["name"]: one for one in page["quality"]}
    for one in manifest.quality:
        assert (shown[one.column]["filled"], shown[one.column]["distinct"]) == (one.filled, one.distinct)
    assert (shown["month"]["rejected"], shown["amount"]["rejected"]) == (2, 1)
    assert shown["amount"]["least"] == "＊＊＊"
    assert shown["month"]["least"] == "2024-01"
    chief = Officer(client_of(user("chief", Role.CHIEF, office="340100")))
    seen = {one["name"]: one for one in chief.told("get", f"datasets/{NAME}")["quality"]}
    assert seen["amount"]["least"] == "800.00"
    assert {one["code"]: one["count"] for one in page["set_aside"]} == {"title": 2, "total": 1, "blank": 2}
    assert [(one["number"], one["by"] and one["by"]["username"]) for one in page["versions"]] == [
        (2, "officer"),
        (1, None),
    ]
    assert officer.told("get", f"datasets/{NAME}?version=1")["shown"] == 1
    assert officer.ask("get", f"datasets/{NAME}?version=9").status_code == 404
    assert officer.ask("get", "datasets/nothing").status_code == 404
    assert officer.ask("get", "datasets/..").status_code == 404


def test_coverage_is_declared_and_told_with_who_said_so(officer: Officer, own_lake: Lake) -> None:
    path = f"datasets/{NAME}/coverage"
    span = {"region": "340100", "start": "2024-01-01", "end": "2025-06-30"}
    page = officer.told("post", path, {"coverage": [span], "extracted_on": "2025-06-30"})
    assert [(one["by"], one["end"]) for one in page["coverage"]] == [("officer", "2025-06-30")]
    manifest = own_lake.latest(NAME)
    assert manifest is not None
    assert own_lake.coverage(manifest)[0].covers("340102", date(2024, 5, 5))
    for wrong in ({"region": "999999"}, {"end": "2023-01-01"}, {"end": "2025-12-31"}):
        answer = officer.ask("post", path, {"coverage": [{**span, **wrong}], "extracted_on": "2025-06-30"})
        assert answer.status_code == 400
    assert Trace.objects.filter(action="data.declare").count() == 1


def test_expiry(officer: Officer) -> None:
    page = officer.told("put", f"datasets/{NAME}/retention", {"until": "2020-01-01", "basis": "协议第三条"})
    assert (page["retention"]["expired"], page["retention"]["by"]["username"]) == (True, "officer")
    listed = {one["dataset"]: one for one in officer.told("get", "datasets")["items"]}
    assert listed[NAME]["expires"] == "2020-01-01"


def destroy(officer: Officer, *versions: int, **changed: object):
    body = {"versions": versions, "basis": "协议到期", "why": "保存期满", "confirm": NAME, **changed}
    return officer.ask("post", f"datasets/{NAME}/destroy", body)


@pytest.mark.usefixtures("clues")
def test_destruction_is_confirmed_and_leaves_a_certificate(officer: Officer, own_lake: Lake) -> None:
    officer.load()
    first = own_lake.versions(NAME)[0]
    assert destroy(officer, 1, confirm="yes").status_code == 400
    assert destroy(officer, 7).status_code == 404
    resting = destroy(officer, 1)
    assert (resting.status_code, "1次模型运行" in resting.json()["zh"]) == (409, True)
    assert own_lake.certificate(first) is None
    done = destroy(officer, 1, proofs=True)
    assert done.status_code == 200, done.content
    page = done.json()
    gone = next(one for one in page["versions"] if one["number"] == 1)
    assert (bool(gone["destroyed"]), page["shown"], page["destroyable"]) == (True, 2, [{"number": 2, "along": []}])
    paper = page["certificates"][0]
    assert (paper["number"], paper["basis"], paper["why"], len(paper["proofs"])) == (1, "协议到期", "保存期满", 1)
    assert {one[1] for one in paper["files"]} >= {part.sha256 for part in first.parts}
    assert not any((own_lake.path / one[0]).exists() for one in paper["files"])
    kept = officer.client.get(f"/api/data/datasets/{NAME}/certificates/1")
    assert json.loads(kept.content)["version"] == first.version
    assert Trace.objects.get(action="data.destroy").detail["rows"] == first.rows
    assert own_lake.verify() == []


@pytest.mark.usefixtures("clues")
def test_a_clue_whose_data_was_destroyed_says_so(officer: Officer, own_lake: Lake, user, client_of) -> None:
    assert destroy(officer, 1, proofs=True).status_code == 200
    listed = officer.told("get", "datasets")
    assert (listed["destroyed"], NAME in {one["dataset"] for one in listed["items"]}) == ([NAME], False)
    reader = client_of(user("reader", Role.PROSECUTOR, office="340000"))
    clue = Clue.objects.filter(found="present")[0]
    evidence = reader.get(f"/api/clues/{clue.pk}/evidence")
    assert (evidence.status_code, "销毁" in evidence.json()["zh"]) == (400, True)
    proof = reader.post(f"/api/clues/{clue.pk}/prove").json()
    assert (proof["status"], "销毁" in proof["zh"]) == ("unavailable", True)
    again = officer.load()  # data that comes anew is a new version with a number of its own
    assert again["number"] == 2


def test_what_another_version_stands_on_does_not_go_alone(officer: Officer, own_lake: Lake) -> None:
    officer.load()
    officer.load("追加.csv", dirty_file(9), delivery="append")
    assert len(own_lake.versions(NAME)) == 3
    page = officer.told("get", f"datasets/{NAME}")
    assert page["destroyable"] == [{"number": 1, "along": []}, {"number": 2, "along": [3]}, {"number": 3, "along": []}]
    alone = destroy(officer, 2, proofs=True)
    assert (alone.status_code, "第3版" in alone.json()["zh"]) == (409, True)
    assert destroy(officer, 2, 3, proofs=True).status_code == 200
    assert own_lake.verify() == []
