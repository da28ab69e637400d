"""Provinces by content: made once, used as copies, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.training import Grounds, exercise
from mingjian.training.definition import Ground
from mingjian.training.grounds import Standing

ONE = exercise("01-first-match")
GROUND: Ground = ONE.definition.province


def test_a_copy_is_thrown_away_and_the_ground_stays(grounds: Grounds) -> None:
    with grounds.standing(GROUND, GROUND.seed, ONE.standards) as first:
        names = first.lake.datasets()
        assert names == ["criminal_judgment", "driving_licence"]
        (first.lake.path / "runs").mkdir()
        (first.lake.path / "lake.json").write_text("spoiled")
        place = first.lake.path
    assert not place.exists()
    told: list[float] = []
    with grounds.standing(GROUND, GROUND.seed, ONE.standards, lambda share, zh, en: told.append(share)) as second:
        assert second.lake.datasets() == names
        assert not (second.lake.path / "runs").exists()
        assert second.as_of.isoformat() == "2025-06-30"
    assert told == [0.0], "nothing is made again"


def test_what_a_killed_maker_left_is_removed(grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(self: object, orders: object, progress: object) -> None:
        raise KeyboardInterrupt

    wanted = ("death_record@1",)
    with monkeypatch.context() as patched:
        patched.setattr("mingjian.training.grounds.Intake.load_all", killed)
        with pytest.raises(KeyboardInterrupt), grounds.standing(GROUND, GROUND.seed, wanted):
            pass
    parts = list(grounds.home.glob("*/*.part"))
    assert len(parts) == 1
    with grounds.standing(GROUND, GROUND.seed, wanted) as standing:
        assert standing.lake.datasets() == ["death_record"]
    assert not parts[0].exists()


def test_a_file_system_without_links_copies(grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: object, target: object) -> None:
        raise OSError

    monkeypatch.setattr("mingjian.training.grounds.os.link", refused)
    with grounds.standing(GROUND, GROUND.seed, ONE.standards) as standing:
        assert _parts(standing)[0].stat().st_nlink == 1


def _parts(standing: Standing) -> list[Path]:
    return sorted(standing.lake.path.rglob("parts/*.parquet"))
