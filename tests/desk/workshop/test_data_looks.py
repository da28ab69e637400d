"""A draft looked at over the data: what its reader sees of it, who else sees nothing, and what it leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desk_parts import COUNTIES, PER_COUNTY
from looks_parts import ASKED, drawn, look

from mingjian.desk.clues.models import Clue
from mingjian.desk.jobs.models import Job
from mingjian.desk.offices.roles import Role
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.data_looks import CODE, DRAWN
from mingjian.desk.workshop.models import DataLook
from mingjian.desk.workshop.schemas import NewEdit
from mingjian.lake import Lake
from mingjian.models.enumerations import Line
from mingjian.runs import RunStore
from mingjian.runs.signers import audit_log

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_and_counts_of_every_step_over_the_data(own_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("top", Role.PROSECUTOR, office="340000")
    runs = RunStore(own_lake).ids()
    draft, client = drawn(person), client_of(person)
    assert client.get(f"/api/workshop/drafts/{draft.pk}/data").json() == {"look": None, "job": None, "may_look": True}
    page = look(client, draft)
    assert page["job"] is None
    steps = {one["name"]: one for one in page["look"]["looks"]}
    assert (steps["deaths"]["count"], steps["per_person"]["count"]) == (12, 12)
    assert set(page["look"]["hidden"].values()) == {0}
    assert len(steps["deaths"]["rows"]) == 12
    assert [one.partition("@")[0] for one in page["look"]["datasets"]] == [
        "benefit_payment", "death_record", "pension_payment",
    ]  # fmt: skip
    assert RunStore(own_lake).ids() == runs  # nothing is published
    assert not Clue.objects.exists()
    assert list(audit_log(own_lake).entries())[-1].action == "preview"


def test_of_another_county_no_row_is_seen_and_no_small_count(own_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("county", Role.PROSECUTOR, office=COUNTIES[0])
    page = look(client_of(person), drawn(person))
    steps = {one["name"]: one for one in page["look"]["looks"]}
    deaths = steps["deaths"]
    place = deaths["columns"].index("region") if "region" in deaths["columns"] else None
    assert len(deaths["rows"]) == PER_COUNTY
    assert page["look"]["hidden"]["deaths"] == 2 * PER_COUNTY
    assert place is None or {row[place] for row in deaths["rows"]} == {COUNTIES[0]}
    told = json.dumps(page, ensure_ascii=False)
    assert not any(f"{other}1950" in told for other in COUNTIES[1:])
    small = [one for one in steps.values() if one["count"] is None]
    assert all("少于" in one["why"]["zh"] for one in small)
    assert all(one["count"] is None or one["count"] >= 5 or one["count"] == len(one["rows"]) for one in steps.values())


def test_values_above_a_clearance_are_masked_and_what_is_computed_of_them_hidden(
    own_lake: Lake, user: Any, client_of: Any
) -> None:
    digital = user("digital", Role.DIGITAL, office="340000")
    steps = {one["name"]: one for one in look(client_of(digital), drawn(digital))["look"]["looks"]}
    deaths = steps["deaths"]
    numbers = [row[deaths["columns"].index("id_number")] for row in deaths["rows"]]
    assert all("*" in number and "1950" not in number for number in numbers)
    last = steps["per_person"]
    row = dict(zip(last["columns"], last["rows"][0], strict=True))
    assert set(row.values()) <= {"＊＊＊", None} | {value for value in row.values() if value and "*" in value}


def test_a_step_that_computes_what_is_above_the_clearance_tells_nothing(
    own_lake: Lake, user: Any, client_of: Any
) -> None:
    digital = user("digital", Role.DIGITAL, office="340000")
    draft = drawn(digital)
    step = {"kind": "add_step", "name": "spied", "body": {"derive": "deaths", "take": {"k": "length(id_number)"}}}
    editing.edit(digital, draft.pk, NewEdit(edit=step, version=1))
    page = look(client_of(digital), draft)
    spied = {one["name"]: one for one in page["look"]["looks"]}["spied"]
    assert {row[spied["columns"].index("k")] for row in spied["rows"]} == {"＊＊＊"}


def test_nobody_else_reads_a_look_and_the_next_takes_its_place(own_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("top", Role.PROSECUTOR, office="340000")
    other = user("other", Role.PROSECUTOR, office="340000")
    draft = drawn(person)
    first = look(client_of(person), draft)["look"]["id"]
    page = client_of(other).get(f"/api/workshop/drafts/{draft.pk}/data").json()
    assert (page["look"], page["job"]) == (None, None)
    assert look(client_of(person), draft, upto="certain_deaths")["look"]["id"] != first
    assert DataLook.objects.count() == 1


def test_who_moved_to_another_office_or_lost_the_right_sees_his_look_no_more(
    own_lake: Lake, user: Any, client_of: Any
) -> None:
    person = user("mover", Role.PROSECUTOR, office="340100")
    draft = drawn(person)
    assert look(client_of(person), draft)["look"] is not None
    path = f"/api/workshop/drafts/{draft.pk}/data"
    person.office = type(person.office).objects.get(code="340000")
    person.save()
    assert client_of(person).get(path).json()["look"] is None


def test_who_may_not(own_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("top", Role.PROSECUTOR, office="340100")
    draft = drawn(person)
    path, body = f"/api/workshop/drafts/{draft.pk}/data", json.dumps(ASKED)
    for role, office, lines in [
        (Role.MODELLER, "340100", tuple(Line)), (Role.REVIEWER, "340100", tuple(Line)),
        (Role.PROSECUTOR, "340200", tuple(Line)), (Role.PROSECUTOR, "340100", (Line.CRIMINAL,)),
    ]:  # fmt: skip
        client = client_of(user(f"u{role}{office}{len(lines)}", role, office=office, lines=lines))
        assert client.post(path, body, content_type="application/json").status_code == 404
    assert not Job.objects.filter(kind=CODE).exists()


def test_of_a_dataset_that_is_not_of_the_readers_lines_no_row_is_seen(
    own_lake: Lake, user: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjian.desk.clues.matters.OTHER", frozenset({"pension_payment", "benefit_payment"}))
    person = user("top", Role.PROSECUTOR, office="340000", lines=(Line.PUBLIC_INTEREST, Line.ADMINISTRATIVE))
    page = look(client_of(person), drawn(person))
    steps = {one["name"]: one for one in page["look"]["looks"]}
    assert steps["deaths"]["rows"] == []
    assert page["look"]["hidden"]["deaths"] == 12 <= DRAWN


def test_real_data_are_refused_with_what_to_do_instead(real_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("top", Role.PROSECUTOR, office="340000")
    page = look(client_of(person), drawn(person))
    assert (page["look"], page["job"]["state"]["code"]) == (None, "failed")
    assert [one["kind"] for one in page["job"]["errors"]] == ["approval"]
    assert "示例或虚构数据" in page["job"]["errors"][0]["zh"]


def test_wrong_requests_are_told(own_lake: Lake, user: Any, client_of: Any) -> None:
    person = user("top", Role.PROSECUTOR, office="340000")
    draft, client = drawn(person), client_of(person)
    for given in ({"as_of": "2100-01-01"}, {"upto": "nothing"}, {"purpose": "  "}):
        answer = client.post(
            f"/api/workshop/drafts/{draft.pk}/data", json.dumps(ASKED | given), content_type="application/json"
        )
        assert answer.status_code == 400
