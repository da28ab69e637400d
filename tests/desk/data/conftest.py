"""Makes the parts of these tests importable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))
sys.path += [str(Path(__file__).parents[2] / part) for part in ("identity", "runs")]

from data_parts import Officer
from django.conf import settings as desk

from mingjian.desk.data.mapping import _planned
from mingjian.desk.offices.roles import Role
from mingjian.lake import Lake

Configure = Callable[..., None]


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Change settings of the desk for one test."""

    def change(**changed: object) -> None:
        monkeypatch.setattr("django.conf.settings.DESK", desk.DESK.model_copy(update=changed))

    return change


@pytest.fixture
def officer(own_lake: Lake, user, client_of, configure: Configure, tmp_path: Path) -> Iterator[Officer]:
    """A data officer of the top office, over a lake and a folder of uploads that may be changed."""
    configure(folder=tmp_path / "desk")
    _planned.cache_clear()
    yield Officer(client_of(user("officer", Role.DATA_OFFICER, office="340000")))
    _planned.cache_clear()
