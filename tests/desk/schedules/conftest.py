"""Makes the parts of these tests importable; an officer with a folder and a base that agencies fill."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path += [str(Path(__file__).parents[1] / part) for part in ("jobs", "data")]

from bureau_parts import fill_sqlite
from django.conf import settings as desk
from schedules_parts import Planner

from mingjian.desk.connection import Connection, DropFolder
from mingjian.desk.data.mapping import _planned
from mingjian.desk.offices.roles import Role
from mingjian.desk.schedules import folders
from mingjian.lake import Lake

Configure = Callable[..., None]


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Change settings of the desk for one test."""

    def change(**changed: object) -> None:
        monkeypatch.setattr("django.conf.settings.DESK", desk.DESK.model_copy(update=changed))

    return change


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """The folder."""
    place = tmp_path / "drop"
    place.mkdir()
    return place


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The bureau's SQLite file."""
    return fill_sqlite(tmp_path / "bureau.db")


@pytest.fixture
def planner(
    own_lake: Lake, user, client_of, configure: Configure, tmp_path: Path, drop: Path, base: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Planner]:  # fmt: skip
    """A data officer of the top office. A file is taken as soon as it is there."""
    monkeypatch.setattr(folders, "QUIET", timedelta(seconds=-5))
    configure(
        folder=tmp_path / "desk", folders=[DropFolder(name="人社投递", path=str(drop), owner="340000")],
        sources=[Connection(name="人社库", url=str(base), owner="340000", tables=["pay", "hollow"])],
    )  # fmt: skip
    _planned.cache_clear()
    yield Planner(client_of(user("officer", Role.DATA_OFFICER, office="340000")))
    _planned.cache_clear()
