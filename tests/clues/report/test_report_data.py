"""The contract of the report's data: what fits together is accepted, what does not is named."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from mingjian.clues.report import Basis, Cell, Column, Evidence, EvidenceRow, ReportData, Text


def test_plain_text_stands_for_both_languages() -> None:
    assert Text.model_validate("某省") == Text(zh="某省", en="某省")
    assert Text(zh="某省", en="").of("en") == "某省"


def test_json_round_trip(maker) -> None:
    data = maker.report()
    assert ReportData.model_validate_json(data.model_dump_json(by_alias=True)) == data
    assert ReportData.model_validate_json(data.model_dump_json()) == data


def test_interval_is_written_as_from_and_to() -> None:
    assert Basis.model_validate({"law": "刑法", "article": "72", "from": "1997-10-01"}).model_dump(
        mode="json", by_alias=True, include={"from_", "to"}
    ) == {"from": "1997-10-01", "to": None}


def test_row_must_have_the_columns_of_its_table() -> None:
    with pytest.raises(ValidationError, match="evidence 'deaths', row 2: 2 cells for 1 columns"):
        Evidence(
            alias="deaths",
            dataset="deaths",
            title=Text(zh="死亡", en="deaths"),
            agency=Text(zh="民政", en="civil"),
            columns=[Column(name="a", zh="甲", en="A")],
            rows=[EvidenceRow(cells=[Cell()], row_id="1"), EvidenceRow(cells=[Cell(), Cell()], row_id="2")],
        )


def test_clue_needs_its_run(maker) -> None:
    data = maker.report(clues=2, runs=2)
    with pytest.raises(ValidationError, match="names run 'run-1', which the report does not hold"):
        ReportData.model_validate(data.model_dump() | {"runs": [data.runs[0].model_dump()]})


def test_clue_stands_once(maker) -> None:
    data = maker.report(clues=2)
    with pytest.raises(ValidationError, match="stands twice"):
        ReportData.model_validate(data.model_dump() | {"clues": [data.clues[0].model_dump()] * 2})


def test_unknown_field_is_an_error() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Cell.model_validate({"value": "1", "vlaue": "2"})
