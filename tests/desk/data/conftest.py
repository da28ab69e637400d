"""Makes the parts of these tests importable."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from data_parts import Officer

from mingjian.desk.data.mapping import _planned
from mingjian.desk.offices.roles import Role
from mingjian.lake import Lake


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path: Path) -> Iterator[None]:
    """Deliveries of a test lie in a folder of its own."""
    settings.DESK = settings.DESK.model_copy(update={"folder": tmp_path / "desk"})
    _planned.cache_clear()
    yield
    _planned.cache_clear()


@pytest.fixture
def officer(own_lake: Lake, user, client_of, _uploads, settings, tmp_path: Path) -> Officer:
    """A data officer of the top office, over a lake that may be changed."""
    settings.DESK = settings.DESK.model_copy(update={"folder": tmp_path / "desk"})
    return Officer(client_of(user("officer", Role.DATA_OFFICER, office="340000")))
