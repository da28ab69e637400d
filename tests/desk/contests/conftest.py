"""A small contest, its people, and the clock."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from contest_parts import Clock, Desk, new_contest, people


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def desk(offices: None, clock: Clock, shared_lake: Any) -> Desk:
    """Drafted, with six judges' and eight entrants' log-ins."""
    people(6, 8)
    return new_contest(clock)


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """Works are taken."""
    desk.step("announced")
    desk.clock.to("03-02 09:00")
    desk.step("open")
    return desk
