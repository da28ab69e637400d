import sys
from pathlib import Path

import pytest

from mingjian.lake import Lake

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("runs", "cli")]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.create(tmp_path / "lake", key=b"k" * 32)
