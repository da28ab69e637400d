"""Evidence as people read it, and the report filled from the lake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from runs_models import ABSENT, AS_OF, IDS, YEAR, deaths, model, payments

from mingjian.clues import ClueLedger, evidence_of, report, report_data
from mingjian.lake import Lake, Source
from mingjian.runs import StoredRun, audit_log, prove_all, run_model

HOSTILE = "</script><img src=x onerror=alert(1)>=1+1\u202e{{7*7}}{died_on}"


@pytest.fixture
def run(lake: Lake) -> StoredRun:
    sources = (Source(name="死亡登记.xlsx", sha256="0" * 64, bytes=1, sheet="表一"),)
    deaths(lake, {"name": HOSTILE, "id_number": IDS[3], "_raw": '{"died_on":"2024.1.15"}'}, sources=sources)
    payments(lake, people=4)
    return run_model(lake, model(), as_of=AS_OF, purpose="专项一号")


def _clue(run: StoredRun, person: str) -> str:
    return str(next(row["clue_id"] for row in run.clues.to_pylist() if row["subject"] == person))


def test_rows_are_labelled_with_raw_beside_clean_and_their_source(lake: Lake, run: StoredRun) -> None:
    dead, paid = evidence_of(lake, run, [_clue(run, IDS[3])])[_clue(run, IDS[3])]
    assert (dead.zh, dead.agency_zh != "", len(dead.rows), len(paid.rows)) == ("死亡与殡葬登记", True, 1, 2)
    columns = {one.name: one for one in dead.columns}
    assert columns["died_on"].zh.startswith("死亡")
    assert columns["died_on"].collided
    assert columns["id_number"].collided
    cells = dict(zip(columns, dead.rows[0].cells, strict=True))
    assert (cells["died_on"].zh, cells["died_on"].raw) == ("2024-01-15", "2024.1.15")
    assert cells["name"].raw is None
    assert (dead.rows[0].file, dead.rows[0].sheet, dead.rows[0].line) == ("死亡登记.xlsx", "表一", 5)
    months = [row.cells[[one.name for one in paid.columns].index("month")].zh for row in paid.rows]
    assert months == ["2024-03", "2024-04"]


def test_masked_by_clearance(lake: Lake, run: StoredRun) -> None:
    clue = _clue(run, IDS[0])
    tables = evidence_of(lake, run, [clue], clearance=2)[clue]
    assert IDS[0] not in repr(tables)
    assert "人0" not in repr(tables)
    hidden = {column.name for table in tables for column in table.columns if column.masked}
    assert {"name", "id_number"} <= hidden


def test_absence_shows_the_probe_and_the_coverage(lake: Lake) -> None:
    deaths(lake, people=2)
    payments(lake, people=1, coverage=YEAR)
    run = run_model(lake, model(ABSENT), as_of=AS_OF, purpose="专项一号")
    clue = _clue(run, IDS[1])
    probe, absence = evidence_of(lake, run)[clue]
    assert (probe.role, [one.name for one in probe.columns]) == ("row", ["name", "died_on"])
    assert (absence.role, absence.need, absence.coverage) == ("absence", "payments", YEAR)


def test_many_rows_are_counted_and_digested(lake: Lake) -> None:
    deaths(lake, people=1)
    payments(lake, people=1, months=302)
    run = run_model(lake, model(), as_of=AS_OF, purpose="专项一号")
    assert [row["alias"] for row in run.witnesses.to_pylist()].count("payments") == 200
    tables = {one.need: one for one in evidence_of(lake, run)[_clue(run, IDS[0])]}
    assert (len(tables["payments"].rows), tables["payments"].more) == (50, 251)
    assert len(tables["payments"].digest or "") == 64
    assert all(one.proved for one in prove_all(lake))


def test_the_report_holds_everything_and_is_logged(lake: Lake, run: StoredRun, tmp_path: Path) -> None:
    data = report_data(lake, verdicts=prove_all(lake))
    assert data.synthetic
    assert [clue.rank for clue in data.clues] == [1, 2, 3, 4]
    assert {clue.proof.status for clue in data.clues} == {"proved"}
    assert all(clue.evidence and clue.proof.witnesses and clue.state == "new" for clue in data.clues)
    shown = data.runs[0]
    assert shown.model.basis[0].law == "中华人民共和国社会保险法"
    assert [step.rows for step in shown.funnel] == [8, 4, 4]
    assert str(lake.path) not in shown.sql
    assert "datasets/payments/versions" in shown.sql
    path = report(lake, None, tmp_path / "report.html")
    page = path.read_text("utf-8")
    assert "<img src=x" not in page
    entry = list(audit_log(lake).entries())[-1]
    assert (entry.action, entry.detail["clues"]) == ("clue.report", 4)


def test_a_masked_report_names_nobody(lake: Lake, run: StoredRun, tmp_path: Path) -> None:
    page = report(lake, None, tmp_path / "masked.html", clearance=1).read_text("utf-8")
    for person in IDS[:4]:
        assert person not in page
    assert "人0" not in page


def test_vanished_clues_are_reported_with_the_reason(lake: Lake, run: StoredRun) -> None:
    deaths(lake, people=2)
    run_model(lake, model(), as_of=date(2025, 8, 1), purpose="专项一号")
    data = report_data(lake)
    gone = data.runs[0].vanished
    assert len(gone) == 2
    assert all("更正或移除" in one.why.zh and one.last_seen == AS_OF for one in gone)
    assert {clue.state for clue in data.clues} == {"again"}
    assert {clue.first_seen for clue in data.clues} == {AS_OF}
    assert ClueLedger(lake).verify() == []


def test_two_runs_of_one_model_show_each_clue_once(lake: Lake, run: StoredRun) -> None:
    again = run_model(lake, model(), as_of=AS_OF, purpose="专项一号")
    data = report_data(lake, [run.run_id, again.run_id])
    assert len(data.clues) == 4
    assert {clue.run_id for clue in data.clues} == {again.run_id}


def test_a_report_of_no_runs_can_be_made(lake: Lake, tmp_path: Path) -> None:
    assert report(lake, None, tmp_path / "empty.html").stat().st_size > 1000
