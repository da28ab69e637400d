"""The rows of a case: witnesses and what else is of the same people, as far as somebody sees, without identities."""

from __future__ import annotations

import json

from runs_models import IDS, deaths, model, payments

from mingjian.lake import Lake
from mingjian.runs.case_rows import MOST, CaseRows, Sight, case_rows

ALL = {"deaths": Sight("true"), "payments": Sight("true")}


def made(lake: Lake, witnesses: dict[str, list[int]], sight: dict[str, Sight] = ALL, **options: int) -> CaseRows:
    manifests = {"deaths": deaths(lake), "payments": payments(lake, **options)}
    return case_rows(lake, model(), manifests, witnesses, sight, "case")


def test_what_is_of_the_same_person_comes_along(lake: Lake) -> None:
    found = made(lake, {"deaths": [1]})
    assert {need: len(rows) for need, rows in found.rows.items()} == {"deaths": 1, "payments": 3}
    (died,), paid = found.rows["deaths"], found.rows["payments"]
    assert {row["id_number"] for row in paid} == {died["id_number"]}
    assert not any(number in json.dumps(found.rows, default=str) for number in IDS)
    assert "region" not in died  # no column that the need does not name


def test_rows_that_the_reader_does_not_see_do_not_come_along(lake: Lake) -> None:
    found = made(lake, {"deaths": [1]}, {**ALL, "payments": Sight("starts_with(region, '99')", ("region",))})
    assert set(found.rows) == {"deaths"}


def test_more_than_anybody_reads_are_none(lake: Lake) -> None:
    found = made(lake, {"deaths": [0]}, months=MOST + 5)
    assert (found.rows, found.more) == ({}, True)


def test_nothing_behind_gives_nothing(lake: Lake) -> None:
    assert made(lake, {}).rows == {}
