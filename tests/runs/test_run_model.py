"""Running a model: clues, their ids, witnesses, funnel and undetermined rows."""

from __future__ import annotations

import json

import pytest
from runs_models import AS_OF, IDS, MODEL, deaths, model, payments

from mingjian.engines import DiskFull, OutOfMemory
from mingjian.lake import Lake
from mingjian.runs.execute import Control, Progress, run_model
from mingjian.runs.identity import canonical_key, clue_id
from mingjian.runs.prove import prove_all
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RunStore, StoredRun


def _run(lake: Lake, **more: object) -> StoredRun:
    return run_model(lake, model(), as_of=AS_OF, purpose="专项一号", **more)  # type: ignore[arg-type]


def test_clues_say_who_what_where_and_why(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    run = _run(lake)
    rows = {row["subject"]: row for row in run.clues.to_pylist()}
    assert set(rows) == set(IDS[:3])
    second = rows[IDS[1]]
    assert second["says_zh"] == "人1于2024年1月15日死亡后仍领取2个月，共4,000元"
    assert second["says_en"] == "人1 died on 2024-01-15 and was paid for 2 months: 4,000 yuan"
    assert (second["place"], second["day"], str(second["amount"])) == ("340100", "2024-01-15", "4000.00")
    assert (second["level"], second["points"]) == ("low", 20)
    assert json.loads(second["key"]) == {"id_number": IDS[1]}
    key = canonical_key({"id_number": IDS[1]})
    assert second["clue_id"] == clue_id(lake.keyring.key("clues"), "paid-after-death", key)
    assert json.loads(second["values"])["person"] == IDS[1]


def test_witness_rows_are_named_by_id_and_hash(lake: Lake) -> None:
    deaths(lake)
    paid = payments(lake)
    run = _run(lake)
    clue = next(row for row in run.clues.to_pylist() if row["subject"] == IDS[0])["clue_id"]
    rows = [row for row in run.witnesses.to_pylist() if row["clue_id"] == clue]
    assert sorted(row["need"] for row in rows) == ["deaths", "payments", "payments"]
    paid_rows = [row for row in rows if row["need"] == "payments"]
    assert [row["row"] for row in paid_rows] == [1, 2]
    assert all(row["dataset"] == paid.name and len(row["row_id"]) == len(row["row_hash"]) == 32 for row in paid_rows)


def test_the_record_is_a_whole_proof(lake: Lake) -> None:
    dead, paid = deaths(lake), payments(lake)
    run = _run(lake, parameters={"grace": "2 months"})
    record = run.record
    assert record.model.file == MODEL
    assert record.model.fingerprint == model().fingerprint
    assert record.parameters == {"grace": "2 months"}
    assert {use.need: use.version for use in record.datasets} == {"deaths": dead.version, "payments": paid.version}
    assert record.dataset("payments").parts[0].sha256 == paid.parts[0].sha256  # type: ignore[union-attr]
    assert record.engine.startswith("duckdb 1.5")
    assert [step.name for step in record.steps] == ["after_death", "per_person", "clue"]
    assert [step.rows for step in record.steps] == [3, 3, 3]
    assert all(step.sql for step in record.steps)
    assert set(record.scans) == {"deaths", "payments"}
    assert (record.clues, record.witnesses) == (3, 6)
    levels = {column.name: column.level for column in record.columns}
    assert levels["person"] == levels["id_number"] == 3
    assert levels["name"] >= 3
    assert RunStore(lake).verify(run) == []


def test_a_key_that_cannot_be_used_is_undetermined_and_never_a_clue(lake: Lake) -> None:
    deaths(lake, {"name": "坏", "id_number": None, "id_number__state": 1}, {"name": "无", "id_number": None})
    payments(lake)
    run = _run(lake)
    assert run.record.clues == 3
    assert run.record.undetermined == {"key_missing": 1, "key_unusable": 1}
    kept = {row["reason"]: row for row in run.undetermined.to_pylist()}
    assert set(kept) == {"key_missing", "key_unusable"}
    assert all(row["need"] == "deaths" and len(row["row_id"]) == 32 for row in kept.values())


def test_the_same_run_again_finds_the_same(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    first, second = _run(lake), _run(lake)
    assert first.run_id != second.run_id
    assert first.clues.equals(second.clues)
    assert first.witnesses.equals(second.witnesses)


def test_ids_do_not_depend_on_the_order_in_which_subjects_were_minted(lake: Lake, tmp_path_factory: object) -> None:
    other = Lake.create(lake.path.parent / "other", key=b"k" * 32)
    payments(other, people=5)
    deaths(other, people=5)
    deaths(lake)
    payments(lake)
    here = {row["subject"]: row["clue_id"] for row in _run(lake).clues.to_pylist()}
    there = {row["subject"]: row["clue_id"] for row in _run(other).clues.to_pylist()}
    assert here.items() <= there.items()


def test_progress_is_told_step_by_step(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    told: list[Progress] = []
    _run(lake, control=Control(told.append))
    ended = {one.step: one.rows for one in told if one.rows is not None}
    assert ended["per_person"] == 3


def test_cancelled_before_it_began_leaves_nothing(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    control = Control()
    control.cancel()
    with pytest.raises(Exception, match="cancelled"):
        _run(lake, control=control)
    assert RunStore(lake).ids() == []


def test_everything_is_in_the_audit_log(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    run = _run(lake)
    log = audit_log(lake)
    actions = [(entry.action, entry.object) for entry in log.entries()]
    assert actions == [("run.begin", "paid-after-death"), ("run.done", run.run_id)]
    assert log.verify() == []


def test_a_full_disk_is_a_clear_error_and_leaves_nothing(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    deaths(lake)
    payments(lake)

    def full(path: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mingjian.runs.store.sync_tree", full)
    with pytest.raises(DiskFull, match="free some space"):
        _run(lake)
    assert RunStore(lake).ids() == []
    monkeypatch.undo()
    assert _run(lake).record.clues == 3


def test_too_little_memory_is_a_clear_error_and_leaves_nothing(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    with pytest.raises(OutOfMemory):
        _run(lake, memory_limit="1MB")
    assert RunStore(lake).ids() == []


def test_rows_that_fall_on_one_key_are_one_clue_with_all_their_witnesses(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    text = MODEL.replace("by: [person]", "by: [person, month]")
    run = run_model(lake, model(text), as_of=AS_OF, purpose="专项一号")
    assert (run.record.clues, run.record.merged) == (3, 3)
    assert {row["rows"] for row in run.clues.to_pylist()} == {2}
    clue = run.clues.to_pylist()[0]["clue_id"]
    rows = [row["need"] for row in run.witnesses.to_pylist() if row["clue_id"] == clue]
    assert sorted(rows) == ["deaths", "payments", "payments"]
    assert all(one.proved for one in prove_all(lake))
