"""kill -9 at any moment of a run: the lake is as it was, what is published is whole, and a second run finishes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from runs_models import AS_OF, deaths, model, payments

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.runs.checkpoints import Checkpoints
from mingjian.runs.execute import run_model
from mingjian.runs.prove import prove_all
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RunStore

SEED = int(os.environ.get("MINGJIAN_KILL_SEED", "1"))
_CHILD = """
import sys
sys.path.insert(0, {here!r})
from runs_models import AS_OF, model
from mingjian.lake import Lake
from mingjian.runs import Checkpoints, run_model
from mingjian.clues import ClueLedger
Checkpoints.__init__.__defaults__ = (0.0, 4 << 30, 5.0)  # keep every step, so that this too is killed
lake = Lake.open({lake!r})
print("ready", flush=True)
while True:
    run_model(lake, model(), as_of=AS_OF, purpose="test")
    ClueLedger(lake).update()
    print("done", flush=True)
"""


def _kill_once(lake: Lake, after: float) -> None:
    code = _CHILD.format(here=str(Path(__file__).parent), lake=str(lake.path))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def _takes(lake: Lake) -> float:
    """Seconds of the first and the second run of a process, the first without any kept step."""
    code = _CHILD.format(here=str(Path(__file__).parent), lake=str(lake.path))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    begun = time.monotonic()
    assert [child.stdout.readline() for _ in range(2)] == [b"done\n"] * 2
    taken = time.monotonic() - begun
    child.kill()
    child.wait()
    child.stdout.close()
    return taken


def _whole(lake: Lake) -> None:
    """Everything that is visible verifies, and work goes on."""
    assert lake.verify() == []
    store = RunStore(lake)
    for run in store.runs():
        assert store.verify(run) == []
    assert audit_log(lake).verify() == []
    ledger = ClueLedger(lake)
    ledger.update()
    assert ledger.verify() == []
    known = {
        event.run for clue in ledger.states("paid-after-death") for event in ledger.history("paid-after-death", clue)
    }
    assert known <= set(store.ids())


def _kill_many(lake: Lake, times: int, seed: int) -> None:
    deaths(lake)
    payments(lake, months=200)
    chance = random.Random(seed)
    takes = _takes(lake)
    for number in range(times):
        if number % 3 == 0:
            Checkpoints.of(lake).clear()  # so that the making of steps is killed too, not only what follows it
        _kill_once(lake, (number + chance.random()) / times * takes)
        _whole(lake)
    run = run_model(lake, model(), as_of=AS_OF, purpose="专项一号")
    assert run.record.clues == 3
    assert all(one.proved for one in prove_all(lake))
    with lake.writing():
        pass
    assert list(lake.layout.staging.iterdir()) == []


def test_a_few_kills(lake: Lake) -> None:
    _kill_many(lake, 3, SEED)


@pytest.mark.slow
def test_a_hundred_kills(lake: Lake) -> None:
    _kill_many(lake, 100, SEED + 1)
