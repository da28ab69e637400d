"""`kill -9` at random moments of an intake: the lake verifies, shows no half version, and a re-run finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from agency_files import pension_rows, write_csv

from mingjian.intake import Intake
from mingjian.lake import Lake, Manifest

SEED = int(os.environ.get("MINGJIAN_KILL_SEED", "1"))
CODE = """
import sys
from mingjian.intake import Intake
from mingjian.lake import Lake
print("ready", flush=True)
sys.stdin.readline()
told = lambda step: print("at", step.en, flush=True)
Intake(Lake.open(sys.argv[1]), progress=told).load(sys.argv[2], "pension_payment@1", delivery=sys.argv[3])
print("done", flush=True)
"""
KINDS = ("append", "correction", "full")


def start(lake: Lake, path: Path, delivery: str) -> subprocess.Popen:
    """A process that has everything imported and waits to begin."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(lake.path), str(path), delivery],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline() == b"ready\n"
    return process


def timed(lake: Lake, path: Path, delivery: str) -> float:
    """Seconds until the load says it is done; what the interpreter does afterwards is nobody's risk."""
    process = start(lake, path, delivery)
    begun = time.monotonic()
    process.stdin.write(b"\n")
    process.stdin.flush()
    while (line := process.stdout.readline()) not in (b"done\n", b""):
        pass
    took = time.monotonic() - begun
    _, err = process.communicate()
    assert line == b"done\n", err.decode()
    return took


def fresh(path: Path, base: Path) -> Lake:
    lake = Lake.create(path)
    Intake(lake).load(base, "pension_payment@1")
    return lake


def holds(manifest: Manifest) -> tuple[object, ...]:
    """All that a load makes, whenever it is made: bytes of rows, rejects and subjects, and the counts."""
    refs = (*manifest.parts, *manifest.subjects, manifest.quarantine, manifest.set_aside)
    return (*(ref.sha256 if ref else None for ref in refs), manifest.counts, manifest.removed_rows)


def kills(folder: Path, count: int, seed: int) -> Counter[str]:
    """Kill that many intakes, spread evenly over the time one takes; how many died in which stage."""
    chance = random.Random(seed)
    base = write_csv(folder / "a.csv", pension_rows(3000, 1))
    more = write_csv(folder / "b.csv", pension_rows(4000, 2))
    trials = {kind: fresh(folder / f"trial{kind}", base) for kind in KINDS}
    takes = sorted(timed(trial, more, kind) for kind, trial in trials.items())[1]
    undisturbed = {kind: holds(trial.version("pension_payment")) for kind, trial in trials.items()}
    lake = fresh(folder / "lake", base)
    stages: Counter[str] = Counter()
    for number in range(count):
        kind = chance.choice(KINDS)
        process = start(lake, more, kind)
        process.stdin.write(b"\n")
        process.stdin.flush()
        time.sleep((number + chance.random()) / count * takes * 1.1)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        stages[out.decode().strip().rsplit("\n", 1)[-1] or "at nothing yet"] += 1
        versions = lake.versions("pension_payment")
        assert lake.verify() == [], number
        assert len(versions) in (1, 2), number
        assert len(versions) == 2 or b"done" not in out, number
        if len(versions) == 2 or number % 10 == 9:  # it had committed, or now and then: the same delivery again
            again = Intake(lake).load(more, "pension_payment@1", delivery=kind)
            assert len(lake.versions("pension_payment")) == 2, number
            assert holds(again) == undisturbed[kind], number
            lake = fresh(folder / f"lake{number}", base)
    manifest = Intake(lake).load(more, "pension_payment@1", delivery="append")
    assert manifest.rows > 3000
    assert lake.verify() == []
    assert list(lake.layout.staging.iterdir()) == []
    assert lake.subjects.count("person") == len(lake.subjects.keys("person", range(1, 100_000)))
    return stages


def test_a_few_kills(tmp_path):
    stages = kills(tmp_path, 6, SEED)
    assert set(stages) - {"done"}


@pytest.mark.slow
def test_a_hundred_kills(tmp_path):
    stages = kills(tmp_path, 100, SEED + 1)
    print(dict(stages))
    assert len(set(stages) - {"done"}) >= 4, stages
