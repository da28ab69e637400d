"""Runs on disk: whole or not at all, sealed, found again."""

from __future__ import annotations

import json
import shutil

import pytest
from runs_parts import hand_run

from mingjian.lake import Lake
from mingjian.runs.errors import RunError
from mingjian.runs.store import RUN, RunStore
from mingjian.runs.tables import CLUES


def test_a_published_run_is_read_back_as_it_was(lake: Lake) -> None:
    made = hand_run(lake, [{"key": {"person": "a"}, "witnesses": [{"row_id": "r1"}]}])
    store = RunStore(lake)
    again = store.get(made.run_id)
    assert again.record == made.record
    assert again.clues.num_rows == 1
    assert again.witnesses.to_pylist()[0]["row_id"] == "r1"
    assert store.verify(again) == []


def test_runs_are_numbered_in_order_and_found_by_number(lake: Lake) -> None:
    first, second = hand_run(lake, []), hand_run(lake, [], model="other")
    store = RunStore(lake)
    assert [first.record.number, second.record.number] == [1, 2]
    assert store.ids() == [first.run_id, second.run_id]
    assert store.get("2").run_id == second.run_id
    assert store.latest("a-model").run_id == first.run_id  # type: ignore[union-attr]
    with pytest.raises(RunError, match="more than one"):
        store.get("00000")
    with pytest.raises(RunError, match="no run"):
        store.get("77")


def test_a_failure_before_the_rename_leaves_nothing(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mingjian.runs.store.sync_tree", full)
    with pytest.raises(OSError, match="space"):
        hand_run(lake, [])
    assert RunStore(lake).ids() == []
    assert not any(path.is_dir() for path in lake.layout.staging.iterdir())


@pytest.mark.parametrize("forge_seal", [False, True])
def test_a_changed_record_is_found_even_with_a_new_name(lake: Lake, forge_seal: bool) -> None:
    made = hand_run(lake, [])
    data = json.loads((made.folder / RUN).read_text())
    data["purpose"] = "别的"
    if forge_seal:  # everything somebody without the secret could recompute
        changed = made.record.model_copy(update={"purpose": "别的"})
        data["run_id"] = f"{changed.number:06d}-{changed.digest()[:12]}"
        data["seal"] = changed.mac(b"a guess" * 8)
        shutil.move(made.folder, made.folder.parent / data["run_id"])
    folder = made.folder.parent / data["run_id"]
    (folder / RUN).write_text(json.dumps(data))
    store = RunStore(lake)
    assert [p.path for p in store.verify(store.get(data["run_id"]))] == [f"runs/{data['run_id']}/{RUN}"]


def test_changed_and_missing_tables_are_found(lake: Lake) -> None:
    made = hand_run(lake, [{"key": {"person": "a"}}])
    path = made.folder / CLUES
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    (made.folder / "witnesses.parquet").unlink()
    store = RunStore(lake)
    assert [(p.kind, p.path.split("/")[-1]) for p in store.verify(made)] == [
        ("changed", CLUES),
        ("missing", "witnesses.parquet"),
    ]
    with pytest.raises(RunError, match="cannot be read"):
        _ = store.get(made.run_id).witnesses
