"""Provinces of the exercises, made once for all tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mingjian.training import Grounds

sys.path[:0] = [str(Path(__file__).parent)]


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    return Grounds(tmp_path_factory.mktemp("grounds"))
