"""A workbook that unpacks to far more than it may is refused, or read, within bounded memory and time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from mangle_books import BOMBS, bomb

from mingjian.lake import Lake

SPACES = 1 << 30  # bytes a part unpacks to
MOST = 1200  # MiB a process may take, the engine's own memory among it
CODE = """
import json, resource, sys, time
from mingjian.intake import Intake, IntakeError
from mingjian.lake import Lake
began, said = time.process_time(), ""
try:
    Intake(Lake.open(sys.argv[1]), memory_limit="500MB").load(sys.argv[2], "pension_payment@1")
except IntakeError as error:
    said = error.messages[0].en
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"said": said, "peak": peak, "seconds": time.process_time() - began}))
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_bounded(lake: Lake, tmp_path: Path, kind: str):
    path = tmp_path / "a.xlsx"
    bomb(kind, path, SPACES)
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(lake.path), str(path)], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["peak"] < MOST, told
    assert told["seconds"] < 60, told
    if kind in ("spaces", "grid", "lying", "strings", "garbage", "empty", "ole"):
        assert told["said"], kind
        assert lake.datasets() == []
    assert lake.verify() == []
