"""Finished steps are shared by content, and only by content."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from runs_models import AS_OF, MODEL, deaths, model, payments

from mingjian.lake import Lake
from mingjian.runs import checkpoints
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints
from mingjian.runs.execute import run_model
from mingjian.runs.prove import prove_all
from mingjian.runs.store import StoredRun


@pytest.fixture
def keep(tmp_path: Path) -> Checkpoints:
    folder = tmp_path / "steps"
    folder.mkdir()
    return Checkpoints(folder, least_seconds=0.0)


def _reused(keep: Checkpoints, *tables: tuple[str, str]) -> set[str]:
    with CheckpointEngine(keep, keep.folder) as engine:
        for name, sql in tables:
            engine.materialise(name, sql)
        return engine.ever_reused


def test_the_same_step_over_the_same_data_is_found_whatever_it_is_called(keep: Checkpoints) -> None:
    one = ("one", "SELECT range AS n FROM range(10)")
    assert _reused(keep, one, ("sum", 'SELECT sum(n) AS s FROM "one"')) == set()
    other = ("other", "SELECT range AS n FROM range(10)")
    assert _reused(keep, other, ("total", 'SELECT sum(n) AS s FROM "other"')) == {"other", "total"}


def test_the_same_words_over_other_data_are_not(keep: Checkpoints) -> None:
    total = ("sum", 'SELECT sum(n) AS s FROM "one"')
    _reused(keep, ("one", "SELECT range AS n FROM range(10)"), total)
    assert _reused(keep, ("one", "SELECT range AS n FROM range(11)"), total) == set()


def test_what_was_registered_counts_by_its_content(keep: Checkpoints) -> None:
    import pyarrow as pa

    for values, reused in (([1, 2], False), ([1, 3], False), ([1, 2], True)):
        with CheckpointEngine(keep, keep.folder) as engine:
            engine.register("codes", pa.table({"c": values}))
            engine.materialise("sum", 'SELECT sum(c) AS s FROM "codes"')
            assert engine.run('SELECT s FROM "sum"') == [(sum(values),)]
            assert ("sum" in engine.ever_reused) == reused


def test_a_reused_table_can_be_dropped_and_made_again(keep: Checkpoints) -> None:
    for _ in range(2):
        with CheckpointEngine(keep, keep.folder) as engine:
            engine.materialise("t", "SELECT 1 AS n")
            engine.drop("t")
            engine.materialise("t", "SELECT 2 AS n")
            assert engine.run('SELECT n FROM "t"') == [(2,)]


def test_a_damaged_checkpoint_is_made_anew(keep: Checkpoints) -> None:
    table = ("t", "SELECT 7 AS n")
    _reused(keep, table)
    path = next(keep.folder.glob("*.parquet"))
    path.write_bytes(b"half a file")
    assert _reused(keep, table) == set()
    assert _reused(keep, table) == {"t"}


def test_least_recently_used_make_room(tmp_path: Path) -> None:
    small = Checkpoints(tmp_path, least_seconds=0.0, cap=10_000)
    for number in range(9):
        path = tmp_path / f"made{number}"
        path.write_bytes(b"x" * 2000)
        os.utime(path, (number, number))
        small.keep(path, f"k{number}")
    assert sorted(path.stem for path in tmp_path.glob("*.parquet")) == ["k4", "k5", "k6", "k7", "k8"]
    large = tmp_path / "large"
    large.write_bytes(b"x" * 3000)
    small.keep(large, "large")
    assert not (tmp_path / "large.parquet").exists()
    assert small.clear() == 5


def test_a_full_disk_for_checkpoints_does_not_stop_the_run(keep: Checkpoints, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoints, "sync_file", full)
    with CheckpointEngine(keep, keep.folder) as engine:
        assert engine.materialise("t", "SELECT 1 AS n").rows == 1
    assert list(keep.folder.glob("*.parquet")) == []


def _run(lake: Lake, text: str = MODEL) -> StoredRun:
    return run_model(lake, model(text), as_of=AS_OF, purpose="专项一号")


def test_runs_and_models_share_steps_and_proofs_do_not(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (0.0, 4 << 30, 5.0))
    deaths(lake)
    payments(lake)
    first = _run(lake)
    assert not any(step.reused for step in first.record.steps)
    second = _run(lake)
    assert any(step.reused for step in second.record.steps)
    assert first.clues.equals(second.clues)
    assert first.witnesses.equals(second.witnesses)
    assert first.undetermined.equals(second.undetermined)
    sister = MODEL.replace("paid-after-death", "sister").replace("after_death", "late_payments")
    assert any(step.reused for step in _run(lake, sister).record.steps)
    for path in (lake.path / "steps").glob("*.parquet"):
        path.write_bytes(b"poison")
    assert all(one.proved for one in prove_all(lake))
    payments(lake, people=2)
    time.sleep(0.01)
    fresh = _run(lake)
    assert fresh.record.clues == 2
