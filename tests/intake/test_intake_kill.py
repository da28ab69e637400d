"""`kill -9` at random moments of an intake: the lake verifies, shows no half version, and a re-run finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from agency_files import pension_rows, write_csv

from mingjian.intake import Intake
from mingjian.lake import Lake

SEED = int(os.environ.get("MINGJIAN_KILL_SEED", "1"))
CODE = """
import sys
from mingjian.intake import Intake
from mingjian.lake import Lake
print("ready", flush=True)
sys.stdin.readline()
Intake(Lake.open(sys.argv[1])).load(sys.argv[2], "pension_payment@1", delivery=sys.argv[3])
print("done", flush=True)
"""


def start(lake: Lake, path: Path, delivery: str) -> subprocess.Popen:
    """A process that has everything imported and waits to begin."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(lake.path), str(path), delivery],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline() == b"ready\n"
    return process


def timed(lake: Lake, path: Path, delivery: str) -> float:
    process = start(lake, path, delivery)
    begun = time.monotonic()
    _, err = process.communicate(b"\n")
    assert process.returncode == 0, err.decode()
    return time.monotonic() - begun


def kills(folder: Path, count: int, seed: int) -> None:
    chance = random.Random(seed)
    base = write_csv(folder / "a.csv", pension_rows(3000, 1))
    more = write_csv(folder / "b.csv", pension_rows(4000, 2))
    takes = timed(Lake.create(folder / "trial"), base, "full")
    lake = Lake.create(folder / "lake")
    Intake(lake).load(base, "pension_payment@1")
    first = lake.version("pension_payment")
    killed = 0
    for number in range(count):
        process = start(lake, more, "append")
        process.stdin.write(b"\n")
        process.stdin.flush()
        time.sleep(chance.uniform(0, takes * 1.1))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        versions = lake.versions("pension_payment")
        assert lake.verify() == [], number
        assert len(versions) in (1, 2), number
        killed += b"done" not in out
        if len(versions) == 2:  # it had committed: start again from the first version
            lake = Lake.create(folder / f"lake{number}")
            Intake(lake).load(base, "pension_payment@1")
            first = lake.version("pension_payment")
    assert killed
    manifest = Intake(lake).load(more, "pension_payment@1", delivery="append")
    assert manifest.parent == first.version
    assert manifest.rows > first.rows
    assert lake.verify() == []
    assert list(lake.layout.staging.iterdir()) == []
    assert lake.subjects.count("person") == len(lake.subjects.keys("person", range(1, 100_000)))


def test_a_few_kills(tmp_path):
    kills(tmp_path, 5, SEED)


@pytest.mark.slow
def test_a_hundred_kills(tmp_path):
    kills(tmp_path, 100, SEED + 1)
