"""Proving clues again, and saying exactly what differs when they cannot be."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from runs_models import ABSENT, AS_OF, IDS, YEAR, deaths, model, payments

from mingjian.lake import Lake, Manifest
from mingjian.runs.errors import RunError
from mingjian.runs.execute import run_model
from mingjian.runs.prove import Verdict, prove, prove_all, prove_each
from mingjian.runs.rerun import rerun, resolved_of
from mingjian.runs.restrict import restricted
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RUN, RunStore, StoredRun
from mingjian.runs.tables import CLUES, WITNESSES


@pytest.fixture
def run(lake: Lake) -> StoredRun:
    deaths(lake)
    payments(lake)
    return run_model(lake, model(), as_of=AS_OF, purpose="专项一号")


def _clue_of(run: StoredRun, person: str) -> str:
    return str(next(row["clue_id"] for row in run.clues.to_pylist() if row["subject"] == person))


def _flip(path: Path, position: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[position] ^= 0x55
    path.write_bytes(raw)


def _part(lake: Lake, dataset: str = "payments") -> Path:
    return lake.file(lake.version(dataset).parts[0].path)


def _differs(verdict: Verdict) -> str:
    assert verdict.status == "differs"
    assert all(one.zh and one.en for one in verdict.differences)
    return verdict.en


def test_every_clue_holds(lake: Lake, run: StoredRun) -> None:
    verdicts = prove_all(lake)
    assert len(verdicts) == 3
    assert all(one.proved for one in verdicts)
    assert (verdicts[0].zh, verdicts[0].en) == ("复验一致", "proved")
    one = prove(lake, _clue_of(run, IDS[1]).upper().replace("-", ""))
    assert one.proved
    entry = list(audit_log(lake).entries())[-1]
    assert (entry.action, entry.object, entry.detail) == ("clue.prove", run.run_id, {"clues": 1, "proved": 1})


def test_it_holds_although_newer_versions_came_and_coverage_changed(lake: Lake, run: StoredRun) -> None:
    deaths(lake, people=1)
    payments(lake, people=1)
    assert all(one.proved for one in prove_all(lake))


def test_unknown_ids_and_runs_are_said(lake: Lake, run: StoredRun) -> None:
    for text, words in (("x", "not the id"), ("0000-0000-0000-0000-0000", "no clue")):
        with pytest.raises(RunError, match=words):
            prove(lake, text)


def test_one_clue_is_proved_by_a_restricted_run(lake: Lake, run: StoredRun) -> None:
    from mingjian.runs.execute import compile_for
    from mingjian.runs.rerun import wanted_values

    clue = _clue_of(run, IDS[1])
    compiled = compile_for(lake, resolved_of(lake, run.record))
    narrow = restricted(compiled, wanted_values(lake, run, compiled, [clue]))
    assert narrow is not None
    assert " IN (" in narrow.plan.scans["payments"].select(["person"])
    again = rerun(lake, run, [clue])
    assert again[CLUES].to_pylist() == [row for row in run.clues.to_pylist() if row["clue_id"] == clue]
    assert again[WITNESSES].to_pylist() == [row for row in run.witnesses.to_pylist() if row["clue_id"] == clue]


@pytest.mark.parametrize("where", ["first page", "last page", "footer", "magic", "tail"])
def test_a_changed_byte_in_a_part_is_found_and_placed(lake: Lake, run: StoredRun, where: str) -> None:
    path = _part(lake)
    group = pq.read_metadata(path).row_group(0)
    columns = [group.column(n) for n in range(group.num_columns)]
    end = max(c.data_page_offset + c.total_compressed_size for c in columns)
    size = path.stat().st_size
    position = {
        "first page": columns[0].data_page_offset + 40,
        "last page": end - 4,
        "footer": end + (size - end) // 2,
        "magic": 0,
        "tail": size - 2,
    }[where]
    _flip(path, position)
    for verdict in prove_all(lake):
        told = _differs(verdict)
        assert "row group 0" in told or "footer" in told or "header" in told, told


def test_any_changed_byte_is_found(lake: Lake, run: StoredRun) -> None:
    paths = [_part(lake), _part(lake, "deaths"), *lake.path.glob("datasets/*/versions/*/subjects/*.parquet")]
    assert len(paths) > 2
    for path in paths:
        sound = path.read_bytes()
        for position in random.Random(1).sample(range(len(sound)), 4):
            _flip(path, position)
            verdict = prove(lake, _clue_of(run, IDS[0]))
            assert path.name in _differs(verdict)
            path.write_bytes(sound)
    assert prove(lake, _clue_of(run, IDS[0])).proved


def test_a_part_rewritten_with_another_value_names_the_row(lake: Lake, run: StoredRun) -> None:
    path = _part(lake)
    table = pq.read_table(path)
    amounts = table.column("amount").to_pylist()
    amounts[1] += 100
    index = table.column_names.index("amount")
    changed = table.set_column(index, "amount", [amounts])
    pq.write_table(changed.cast(table.schema), path, compression="zstd")
    row_id = table.column("row_id")[1].as_py().hex()
    verdict = prove(lake, _clue_of(run, IDS[0]))
    told = _differs(verdict)
    assert any(one.kind == "witness" and one.rows == (row_id,) for one in verdict.differences)
    assert f"row_id {row_id}" in told
    assert "2000.00 → 2100.00" in told
    other = prove(lake, _clue_of(run, IDS[2]))
    assert not any(one.kind == "witness" for one in other.differences)
    assert _differs(other)


def test_tampering_with_the_runs_own_files_is_found(lake: Lake, run: StoredRun) -> None:
    clue = _clue_of(run, IDS[0])
    record = run.folder / RUN
    sound = record.read_text()
    record.write_text(sound.replace("专项一号", "专项二号"))
    assert "seal" in _differs(prove(lake, clue))
    record.write_text(sound)
    table = pq.read_table(run.folder / CLUES)
    points = [100] * table.num_rows
    forged = table.set_column(table.column_names.index("points"), "points", [points]).cast(table.schema)
    pq.write_table(forged, run.folder / CLUES)
    told = _differs(prove(lake, clue))
    assert "clues.parquet" in told
    assert "points: 100 → 20" in told


def test_a_clue_put_in_by_hand_is_not_proved(lake: Lake, run: StoredRun) -> None:
    rows = run.clues.to_pylist()
    forged = {**rows[0], "clue_id": "0000-0000-0000-0000-0001", "subject": IDS[4]}
    pq.write_table(run.clues.from_pylist([*rows, forged], run.clues.schema), run.folder / CLUES)
    told = _differs(prove(lake, "0000-0000-0000-0000-0001"))
    assert "the second run does not find this clue" in told


def test_an_unreadable_table_of_clues_is_said_not_raised(lake: Lake, run: StoredRun) -> None:
    (run.folder / CLUES).write_bytes(b"not parquet")
    verdicts = prove_all(lake)
    assert len(verdicts) == 1
    assert "clues.parquet" in _differs(verdicts[0])


def _destroy(lake: Lake, manifest: Manifest) -> Path:
    folder = next(lake.path.glob(f"datasets/payments/versions/*-{manifest.version[:12]}"))
    shutil.rmtree(folder)
    return folder


def test_destroyed_data_is_said_with_its_certificate(lake: Lake, run: StoredRun) -> None:
    manifest = lake.version("payments")
    _destroy(lake, manifest)
    missing = prove(lake, _clue_of(run, IDS[0]))
    assert missing.status == "unavailable"
    assert "no longer in the lake" in missing.en
    body = {"dataset": "payments", "version": manifest.version, "destroyed_on": "2025-08-01", "by": "张主任"}
    lake.keep("certificates", f"payments-{manifest.version[:12]}.json", json.dumps({**body, "basis": "期满"}).encode())
    verdict = prove(lake, _clue_of(run, IDS[0]))
    assert verdict.status == "unavailable"
    assert "2025-08-01由张主任依法销毁" in verdict.zh
    assert "certificate" in verdict.en


def test_a_program_that_reads_the_model_otherwise_is_told(lake: Lake, run: StoredRun) -> None:
    record = json.loads((run.folder / RUN).read_text())
    record["model"]["file"] = record["model"]["file"].replace("last(region)", "last(nothing)")
    (run.folder / RUN).write_text(json.dumps(record))
    told = _differs(prove(lake, _clue_of(run, IDS[0])))
    assert "cannot be read" in told


def test_quarantined_records_are_part_of_the_proof_of_an_absence(lake: Lake) -> None:
    deaths(lake, people=3)
    payments(lake, people=1, coverage=YEAR, quarantined=[{"id_number": IDS[1], "month": "十三月"}])
    run = run_model(lake, model(ABSENT), as_of=AS_OF, purpose="专项一号")
    assert [row["subject"] for row in run.clues.to_pylist()] == [IDS[2]]
    assert len(run.record.dataset("payments").quarantine) == 1  # type: ignore[union-attr]
    clue = _clue_of(run, IDS[2])
    derived = list((lake.path / "derived").glob("*.parquet"))
    assert derived
    for path in derived:  # what was derived is derived anew, never believed
        pq.write_table(pq.read_table(path).slice(0, 0), path)
    assert prove(lake, clue).proved
    held = lake.file(run.record.dataset("payments").quarantine[0].path)  # type: ignore[union-attr]
    _flip(held, held.stat().st_size // 2)
    assert "quarantine" in _differs(prove(lake, clue))


def test_several_runs_are_proved_in_their_order(lake: Lake, run: StoredRun) -> None:
    """Two at a time: verdicts and audit log come as when one after the other, and one that differs is told apart."""
    others = [run_model(lake, model(), as_of=AS_OF, purpose=f"专项{number}") for number in range(2, 6)]
    broken = others[1]
    _flip(broken.folder / CLUES, 40)
    runs = [RunStore(lake).get(one.run_id) for one in (run, *others)]
    found = list(prove_each(lake, runs, actor="tester"))
    assert [{one.run_id for one in verdicts} for verdicts in found] == [{one.run_id} for one in runs]
    assert [all(one.proved for one in verdicts) for verdicts in found] == [one.run_id != broken.run_id for one in runs]
    logged = [one.object for one in audit_log(lake).entries() if one.action == "clue.prove"]
    assert [one for one in logged if one != broken.run_id] == [
        one.run_id for one in runs if one.run_id != broken.run_id
    ]
