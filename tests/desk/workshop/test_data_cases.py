"""A row of a look becomes a case: it does what the row did, nobody can be told from it, and it is one edit to undo."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desk_parts import AS_OF, COUNTIES, name_of, person_id
from looks_parts import drawn, look

from mingjian.desk.offices.roles import Role
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.looking import run_cases
from mingjian.desk.workshop.models import DataLook, Draft
from mingjian.desk.workshop.schemas import Versioned
from mingjian.lake import Lake
from mingjian.models.examples import read_texts

pytestmark = pytest.mark.django_db(transaction=True)
FILE = f"examples/looked-{AS_OF}.yaml"


@pytest.fixture
def person(user: Any) -> Any:
    return user("builder", Role.PROSECUTOR, office="340000")


def make(client: Any, draft: Draft, seen: int, **given: Any) -> Any:
    draft.refresh_from_db()
    asked = {"version": draft.version, "look": seen, "zh": "死亡后仍发放", "name": "paid_on", "fires": True, "row": 0}
    return client.post(
        f"/api/workshop/drafts/{draft.pk}/cases", json.dumps(asked | given), content_type="application/json"
    )


def test_a_row_of_the_result_becomes_a_case_that_fires(own_lake: Lake, person: Any, client_of: Any) -> None:
    draft, client = drawn(person), client_of(person)
    before = dict(draft.files)
    seen = look(client, draft)["look"]["id"]
    assert make(client, draft, seen, step="per_person", row=1).status_code == 200
    draft.refresh_from_db()
    (read,) = read_texts({FILE: draft.files[FILE]})
    case = read.content.cases["paid_on"]
    assert set(case.rows) == {"deaths", "pensions"}
    assert (case.zh, case.en) == ("死亡后仍发放", "paid on")
    tested = {one.name: one for one in run_cases(person, draft.pk).cases}
    assert tested["paid_on"].ok, tested["paid_on"].failures
    assert len(tested["paid_on"].clues) == 1
    text = draft.files[FILE]
    assert not any(person_id(county, n) in text for county in COUNTIES for n in range(30))
    assert not any(name_of(n) in text for n in range(8))
    for _ in range(2):  # the file, then the case
        editing.undo(person, draft.pk, Versioned(version=draft.version))
        draft.refresh_from_db()
    assert draft.files == before


def test_a_row_of_a_list_that_is_said_to_stay_silent_and_does_not_is_told(
    own_lake: Lake, person: Any, client_of: Any
) -> None:
    draft, client = drawn(person), client_of(person)
    seen = look(client, draft)["look"]["id"]
    assert make(client, draft, seen, step="deaths", row=2, fires=False).status_code == 200
    tested = {one.name: one for one in run_cases(person, draft.pk).cases}
    assert not tested["paid_on"].ok  # the pensions of the same person came with it
    assert "pensions" in read_texts({FILE: Draft.objects.get(pk=draft.pk).files[FILE]})[0].content.cases["paid_on"].rows


def test_two_cases_in_one_file_do_not_disturb_each_other(own_lake: Lake, person: Any, client_of: Any) -> None:
    draft, client = drawn(person), client_of(person)
    seen = look(client, draft)["look"]["id"]
    for n in range(3):
        assert make(client, draft, seen, step="per_person", row=n, name=f"case_{n}").status_code == 200
    tested = {one.name: one for one in run_cases(person, draft.pk).cases}
    assert [tested[f"case_{n}"].ok for n in range(3)] == [True] * 3
    again = make(client, draft, seen, step="per_person", row=1, name="case_1")
    assert again.status_code == 400
    assert "已有" in again.json()["zh"]


def test_who_may_not_and_what_is_not_there(own_lake: Lake, person: Any, user: Any, client_of: Any) -> None:
    draft, client = drawn(person), client_of(person)
    seen = look(client, draft)["look"]["id"]
    other = client_of(user("other", Role.PROSECUTOR, office="340000"))
    assert make(other, draft, seen, step="per_person").status_code in (400, 404)
    for given in ({"step": "nothing"}, {"step": "per_person", "row": 999}, {"step": "per_person", "zh": ""}):
        assert make(client, draft, seen, **({"row": 0} | given)).status_code in (400, 422)
    assert make(client, draft, 0, step="per_person").status_code == 404
    assert make(client, draft, seen, step="per_person", version=99).status_code == 409
    draft.editors.add(type(person).objects.get(username="other"))
    assert make(other, draft, seen, step="per_person").status_code == 404  # a look is its maker's alone
    assert FILE not in Draft.objects.get(pk=draft.pk).files
    assert DataLook.objects.count() == 1
