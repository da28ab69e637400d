"""Makes the parts of these tests importable, and with them those of data."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "data"))
sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role


@pytest.fixture
def officer(user) -> User:
    """A data officer of a city."""
    return user("officer", Role.DATA_OFFICER, office="340100")
