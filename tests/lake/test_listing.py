"""Lists of folders: never older than the folder, and not read again while it stands still."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mingjian.lake import listing
from mingjian.lake.listing import names


def _aged(folder: Path) -> None:
    """As if the folder had last changed an hour ago."""
    past = time.time() - 3600
    os.utime(folder, (past, past))


def test_no_folder_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert names(tmp_path / "none") == ()
    assert names(tmp_path / "file") == ()


def test_what_comes_and_goes_is_seen_at_once(tmp_path: Path) -> None:
    for number in range(50):  # within one tick of the clock, most of them
        (tmp_path / f"{number:02}").touch()
        assert len(names(tmp_path)) == number + 1
    (tmp_path / "07").unlink()
    assert "07" not in names(tmp_path)
    assert names(tmp_path) == tuple(sorted(path.name for path in tmp_path.iterdir()))


def test_a_folder_that_stands_still_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").touch()
    _aged(tmp_path)
    assert names(tmp_path) == ("one",)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", lambda _: pytest.fail("listed again"))
        assert names(tmp_path) == ("one",)
    (tmp_path / "two").touch()
    assert names(tmp_path) == ("one", "two")
    _aged(tmp_path)
    assert names(tmp_path) == ("one", "two")


def test_a_folder_made_anew_is_not_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").touch()
    _aged(folder)
    assert names(folder) == ("old",)
    (folder / "old").unlink()
    folder.rmdir()
    assert names(folder) == ()
    folder.mkdir()
    assert names(folder) == ()


def test_what_is_remembered_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_MOST", 3)
    monkeypatch.setattr(listing, "_seen", {})
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        _aged(folder)
        names(folder)
        assert len(listing._seen) <= 3


def test_a_folder_that_goes_while_it_is_listed_has_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").touch()

    def gone(_: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("os.listdir", gone)
    assert names(tmp_path) == ()
