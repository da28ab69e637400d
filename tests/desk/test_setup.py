"""Making and opening a desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.desk.config import SettingsError
from mingjian.desk.secret import FILE
from mingjian.desk.setup import make_desk, open_desk
from mingjian.lake import Lake


def test_a_desk_whose_secret_is_gone_is_not_opened(tmp_path: Path) -> None:
    """Each process would invent a key, and whoever logged in with one would be thrown out by the next."""
    make_desk(tmp_path / "desk", Lake.create(tmp_path / "lake").path)
    (tmp_path / "desk" / FILE).unlink()
    with pytest.raises(SettingsError) as told:
        open_desk(tmp_path / "desk")
    assert str(tmp_path / "desk" / FILE) in told.value.zh
    assert "restore" in told.value.en
    assert not (tmp_path / "desk" / FILE).exists()


def test_making_a_desk_again_keeps_its_secret(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake").path
    make_desk(tmp_path / "desk", lake)
    kept = (tmp_path / "desk" / FILE).read_bytes()
    with pytest.raises(FileExistsError):
        make_desk(tmp_path / "desk", lake)
    assert (tmp_path / "desk" / FILE).read_bytes() == kept
