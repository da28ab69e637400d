"""The quarantine on the desk: seen masked, mended and delivered so that lineage tells it, dismissed, taken back."""

from __future__ import annotations

import json

import pytest
from data_parts import Officer
from desk_parts import COUNTIES, person_id

from mingjian.desk.data.models import Mark
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "pension_payment"
ROWS = f"datasets/{NAME}/quarantine"


@pytest.fixture
def loaded(officer: Officer) -> Officer:
    officer.load()
    return officer


def rows(officer: Officer, query: str = "") -> dict:
    return officer.told("get", f"{ROWS}?version=2{query}")


def counts(listed: list[dict]) -> dict[str, int]:
    return {one["code"]: one["count"] for one in listed}


def dismiss(officer: Officer, why: str, **which: object) -> int:
    return officer.told("post", f"{ROWS}/dismiss", {"version": 2, "why": why, **which})["count"]


def by_note(officer: Officer, word: str) -> dict:
    """The row whose remark holds a word (remarks belong to no column: their first two signs are shown)."""
    return next(
        one for one in rows(officer)["items"]
        if any(cell["header"] == "备注#1" and cell["value"].startswith(word[:2]) for cell in one["cells"])
    )  # fmt: skip


def place(row: dict) -> dict:
    return {"version": 2, "file": row["file"], "line": row["line"]}


def test_rows_with_reasons_lines_and_masks(loaded: Officer) -> None:
    found = rows(loaded)
    assert (found["total"], found["numbers"], found["number"]) == (3, [2], 2)
    assert {one["code"]: one["count"] for one in found["reasons"]} == {
        "missing:month": 1,
        "damaged:amount": 1,
        "damaged:month": 1,
    }
    assert {one["code"]: one["count"] for one in found["states"]} == {
        "open": 3,
        "mended": 0,
        "delivered": 0,
        "dismissed": 0,
    }
    answer = json.dumps(found, ensure_ascii=False)
    assert person_id(COUNTIES[0], 7) not in answer
    assert "戊己" not in answer
    assert "见附表" not in answer
    row = by_note(loaded, "缺月份")
    assert (row["source"], row["line"] > 3, row["reasons"][0]["zh"]) == ("养老金发放202406.csv", True, "缺少所属月份")
    assert rows(loaded, "&reason=damaged:amount")["total"] == 1
    assert len(rows(loaded, "&size=2&page=2")["items"]) == 1


def test_only_whoever_looks_after_the_data_sees_them(loaded: Officer, user, client_of) -> None:
    county = Officer(client_of(user("county", Role.DATA_OFFICER, office="340102")))
    chief = Officer(client_of(user("chief", Role.CHIEF, office="340000")))
    for other in (county, chief):
        assert other.ask("get", ROWS).status_code == 404
        assert other.ask("post", f"{ROWS}/dismiss", {"version": 2, "why": "x"}).status_code == 404
        assert not other.told("get", f"datasets/{NAME}")["can"]


def test_unmasking_is_logged(loaded: Officer) -> None:
    row = by_note(loaded, "缺月份")
    shown = loaded.told("post", f"{ROWS}/reveal", {**place(row), "why": "核对原件"})
    assert person_id(COUNTIES[0], 7) in json.dumps(shown)
    assert Trace.objects.get(action="data.unmask").detail["why"] == "核对原件"


def test_mended_rows_are_delivered_and_point_to_where_they_came_from(loaded: Officer, own_lake: Lake) -> None:
    before = own_lake.latest(NAME)
    assert before is not None
    for word, cells in (("缺月份", {"所属月份": "2024-05"}), ("金额不明", {"实发数": "900"})):
        made = loaded.told("post", f"{ROWS}/mend", {**place(by_note(loaded, word)), "cells": cells})
        assert made["state"]["code"] == "mended"
    upload = loaded.told("post", f"{ROWS}/deliver", {"version": 2})
    assert (upload["mends"], upload["state"]["code"]) == (True, "importing")
    assert Worker().one()
    after = own_lake.latest(NAME)
    assert after is not None
    assert (after.number, after.delivery, after.parent) == (3, "append", before.version)
    assert (after.rows, after.counts.quarantined) == (before.rows + 2, 0)
    source = after.sources[-1]
    assert source.name == upload["name"]
    kept = [json.loads(line) for line in own_lake.file(str(source.kept)).read_text().splitlines()]
    assert {one["原版本"] for one in kept} == {before.name}
    assert {one["原文件"] for one in kept} == {"养老金发放202406.csv"}
    assert [int(one["原行号"]) for one in kept] == sorted(int(one["原行号"]) for one in kept)
    assert counts(rows(loaded)["states"]) == {"open": 1, "mended": 0, "delivered": 2, "dismissed": 0}
    assert not any(mark.cells for mark in Mark.objects.all())  # what was mended is in the lake now
    assert own_lake.verify() == []
    listed = {one["dataset"]: one for one in loaded.told("get", "datasets")["items"]}
    assert (listed[NAME]["open"], listed[NAME]["number"]) == (1, 3)
    page = loaded.told("get", f"datasets/{NAME}?version=2")
    assert next(one for one in page["versions"] if one["number"] == 2)["delivered"] == 2


def test_what_would_be_rejected_again_is_not_kept(loaded: Officer) -> None:
    row = by_note(loaded, "没有这个月")
    answer = loaded.ask("post", f"{ROWS}/mend", {**place(row), "cells": {"所属月份": "2024-14"}})
    assert (answer.status_code, "所属月份" in answer.json()["zh"]) == (400, True)
    assert loaded.ask("post", f"{ROWS}/mend", {**place(row), "cells": {"没有的列": "1"}}).status_code == 400
    assert not Mark.objects.exists()
    assert loaded.ask("post", f"{ROWS}/deliver", {"version": 2}).status_code == 400


def test_dismissing_and_taking_back(loaded: Officer) -> None:
    row = by_note(loaded, "金额不明")
    told = loaded.told(
        "post", f"{ROWS}/dismiss", {"version": 2, "places": [[row["file"], row["line"]]], "why": "原件也不明"}
    )
    assert told == {"count": 1}
    shown = rows(loaded, "&state=dismissed")["items"]
    assert [(one["why"], one["by"]["username"]) for one in shown] == [("原件也不明", "officer")]
    assert loaded.told("post", f"{ROWS}/dismiss", {"version": 2, "reason": "missing:month", "why": "放弃"}) == {
        "count": 1
    }
    assert loaded.told("post", f"{ROWS}/dismiss", {"version": 2, "reason": "missing:month", "why": "放弃"}) == {
        "count": 0
    }
    assert rows(loaded)["total"] == 1
    loaded.told("post", f"{ROWS}/reopen", place(row))
    assert rows(loaded)["total"] == 2
    assert loaded.ask("post", f"{ROWS}/reopen", place(row)).status_code == 409
    assert Trace.objects.filter(action="data.dismiss").count() == 3


def test_two_officers_decide_on_one_row(loaded: Officer, user, client_of) -> None:
    other = Officer(client_of(user("other", Role.DATA_OFFICER, office="340000")))
    row = by_note(loaded, "缺月份")
    loaded.told("post", f"{ROWS}/dismiss", {"version": 2, "places": [[row["file"], row["line"]]], "why": "放弃"})
    late = other.ask("post", f"{ROWS}/mend", {**place(row), "cells": {"所属月份": "2024-05"}})
    assert late.status_code == 409
