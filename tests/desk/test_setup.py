"""Making and opening a desk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mingjian.cli.exits import Exit
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


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nobody_serves_or_works_without_a_lake(command: str, tmp_path: Path) -> None:
    """One clear line at the start, not a failure every few seconds behind a desk that seems to work."""
    make_desk(tmp_path / "desk", tmp_path / "gone")
    said = subprocess.run(
        [sys.executable, "-c", "from mingjian.cli.main import run; run()", command, str(tmp_path / "desk")],
        capture_output=True, text=True, timeout=60, check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith(("MINGJIAN_", "DJANGO_"))},
    )  # fmt: skip
    assert said.returncode == Exit.USAGE
    assert str(tmp_path / "gone") in said.stderr
    assert "Traceback" not in said.stderr + said.stdout
