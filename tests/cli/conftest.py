"""A small lake made through the command line itself: three agencies' files, one person paid after death."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cli_parts import call, write_agency_files


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "MINGJIAN_LAKE", "MINGJIAN_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MINGJIAN_LANG", "en")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `files/` and a lake that holds them and one run. Tests do not change it."""
    root = tmp_path_factory.mktemp("cli")
    write_agency_files(root / "files")
    assert call("init", root / "lake").code == 0
    for file, standard in (
        ("deaths.csv", "death_record"),
        ("pensions.csv", "pension_payment"),
        ("relief.csv", "benefit_payment"),
    ):
        told = call(
            "intake",
            "load",
            root / "files" / file,
            standard,
            "--synthetic",
            "--owner",
            "340100",
            "--lake",
            root / "lake",
        )
        assert told.code == 0, told.err
    told = call("run", "P02", "--as-of", "2025-06-30", "--purpose", "test", "--as", "tester", "--lake", root / "lake")
    assert told.code == 0, told.err
    return root


@pytest.fixture
def own(ready: Path, tmp_path: Path) -> Path:
    """A copy of the lake that a test may change."""
    shutil.copytree(ready / "lake", tmp_path / "lake")
    return tmp_path / "lake"
