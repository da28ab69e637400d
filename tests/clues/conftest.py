import sys
from pathlib import Path

import pytest

from mingjian.lake import Lake

sys.path.insert(0, str(Path(__file__).parent.parent / "runs"))
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.create(tmp_path / "lake", key=b"k" * 32)
