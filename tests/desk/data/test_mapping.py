"""The mapping page: suggested, judged, corrected, remembered; every fault at its place; what is masked is masked."""

from __future__ import annotations

import pytest
from data_parts import Officer, dirty_file
from desk_parts import COUNTIES, person_id

from mingjian.desk.offices.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


def notes(page: dict, column: str) -> list[tuple[bool, str]]:
    return [(one["error"], one["zh"]) for one in page["plan"]["notes"] if one["column"] == column]


def column(page: dict, name: str) -> dict:
    return next(one for one in page["plan"]["columns"] if one["name"] == name)


def test_a_dirty_file_is_understood_but_for_what_nobody_can_know(officer: Officer) -> None:
    number = officer.upload()["id"]
    guessed = officer.page(number)["plan"]["standard"]
    assert guessed == "social_insurance_payment@1"  # its headers are in both: somebody has to look
    page = officer.page(number, "?standard=pension_payment@1")
    plan = page["plan"]
    assert (plan["standard"], plan["remembered"], page["can_import"]) == ("pension_payment@1", False, False)
    chosen = {one["name"]: one["chosen"]["header"] for one in plan["columns"] if one["chosen"]["header"]}
    assert chosen == {"name": "姓名", "id_number": "身份证号", "month": "所属月份", "region": "行政区划"}
    assert column(page, "id_number")["confidence"] > 0.9
    assert column(page, "id_number")["why"]["zh"]
    assert notes(page, "amount") == [(True, "必填列没有对应关系")]
    assert [one["name"] for one in plan["headers"]] == [
        "姓名",
        "身份证号",
        "所属月份",
        "实发数",
        "备注#1",
        "备注#2",
        "行政区划",
    ]
    assert any("gb" in one["where"].lower() for one in plan["read"])


def test_what_is_too_sensitive_for_the_reader_is_masked(officer: Officer) -> None:
    number = officer.upload()["id"]
    answer = officer.client.get(f"/api/data/uploads/{number}").content.decode()
    assert person_id(COUNTIES[0], 1) not in answer
    assert "甲丙" not in answer
    page = officer.map(number)
    assert column(page, "id_number")["samples"][0].startswith("3401**")
    assert column(page, "amount")["masked"]
    assert column(page, "month")["samples"][0] == "2024-01"
    assert next(one for one in page["plan"]["headers"] if one["name"] == "实发数")["samples"][0] == "＊＊＊"


def test_a_correction_makes_it_ready_and_is_remembered(officer: Officer) -> None:
    first = officer.load()
    assert first["state"]["code"] == "imported"
    again = officer.page(officer.upload("养老金发放202407.csv", dirty_file(7))["id"])
    assert again["plan"]["remembered"]
    assert column(again, "amount")["chosen"]["header"] == "实发数"
    assert not any(one["error"] for one in again["plan"]["notes"])
    anew = officer.page(again["id"], "?anew=true&standard=pension_payment@1")
    assert (anew["plan"]["remembered"], column(anew, "amount")["chosen"]["header"]) == (False, None)


def test_a_changed_header_is_told_and_suggested_anew(officer: Officer) -> None:
    officer.load()
    changed = dirty_file(7).replace("实发数".encode("gbk"), "实发金额".encode("gbk"))
    page = officer.page(officer.upload("养老金发放202407.csv", changed)["id"])
    assert not page["plan"]["remembered"]
    told = "".join(text for _, text in notes(page, ""))
    assert "实发数" in told
    assert "实发金额" in told


def test_all_faults_are_told_at_once_each_at_its_row(officer: Officer) -> None:
    number = officer.upload()["id"]
    page = officer.map(
        number, columns={
            "id_number": {"header": "没有的列"}, "month": {"header": "所属月份"}, "paid_month": {"header": "所属月份"},
            "region": {"value": "合肥市附近"}, "name": {"header": "姓名", "unit": "万元"},
            "nothing": {"header": "备注#1"},
        },
        owner="340299", extracted_on="2999-01-01", delivery="append", dataset="pensions_of_nobody",
        coverage=[{"region": "999999", "start": "2024-02-01", "end": "2024-01-01"}],
    )  # fmt: skip
    faults = {one["column"] for one in page["plan"]["notes"] if one["error"]}
    columns = {"id_number", "month", "paid_month", "region", "name", "nothing", "amount"}
    assert faults == {*columns, "owner", "extracted_on", "delivery", "coverage.0"}
    assert page["state"]["code"] == "uploaded"
    assert page["draft"]["columns"]["region"]["value"] == "合肥市附近"
    refused = officer.ask("post", f"uploads/{number}/import", {"version": page["version"]})
    assert refused.status_code == 409


def test_sample_values_speak_against_a_wrong_mapping(officer: Officer) -> None:
    page = officer.map(officer.upload()["id"], columns={"month": {"header": "姓名"}, "amount": {"header": "实发数"}})
    assert [error for error, _ in notes(page, "month")] == [False]
    assert "样本值" in notes(page, "month")[0][1]


def test_another_standard_can_be_looked_at(officer: Officer) -> None:
    number = officer.upload()["id"]
    page = officer.page(number, "?standard=benefit_payment@1")
    assert page["plan"]["standard"] == "benefit_payment@1"
    none = officer.page(number, "?standard=nothing@1")
    assert (none["plan"], bool(none["said"])) == (None, True)
    assert len(officer.told("get", "standards")) > 20


def test_a_file_without_a_header_is_told(officer: Officer) -> None:
    page = officer.page(officer.upload("a.csv", b"1\n")["id"])
    assert page["plan"] is None
    assert page["said"][0]["zh"]
    assert page["said"][0]["en"]


def test_a_lower_office_does_not_replace_what_is_above_it(officer: Officer, user, client_of) -> None:
    officer.load()
    county = Officer(client_of(user("county", Role.DATA_OFFICER, office="340102")))
    page = county.map(county.upload(data=dirty_file(7))["id"])
    assert notes(page, "dataset")[0][0]
    own = county.map(page["id"], dataset="pension_of_county", owner="340102")
    assert own["state"]["code"] == "mapped"
    assert county.map(page["id"], dataset="pension_of_county", owner="340000")["state"]["code"] == "uploaded"
