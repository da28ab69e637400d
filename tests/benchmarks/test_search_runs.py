"""Runs of the search's benchmarks: kept, read again, and compared item by item."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.search.__main__ import main
from benchmarks.search.runs import Run, read, save


def test_gains_and_losses_are_told_item_by_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    save(old, [Run("words", {"gone": {"MAP": 1.0}, "up": {"MAP": 0.2}, "down": {"MAP": 0.5}, "same": {"MAP": 0.3}})])
    save(new, [Run("words", {"up": {"MAP": 0.6}, "down": {"MAP": 0.4}, "same": {"MAP": 0.3}}), Run("facts", {})])
    assert read(old)[0].values("MAP") == [1.0, 0.2, 0.5, 0.3]
    assert main(["compare", str(old), str(new)]) == 0
    told = capsys.readouterr().out
    assert "3 items in both, 1 in one alone" in told
    for line in ("0.333 → 0.433", "1 won, 1 lost", "+0.400  up", "-0.100  down"):
        assert line in told
    assert "same" not in told


def test_runs_without_a_name_in_common_cannot_be_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    save(old, [Run("one", {})])
    save(new, [Run("other", {})])
    assert main(["compare", str(old), str(new)]) == 1


def test_without_data_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINGJIAN_DATA", raising=False)
    assert main(["similar"]) == 2
