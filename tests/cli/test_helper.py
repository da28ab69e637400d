"""A second process beside a command: what it answers, what it cannot do, and how it ends; models and proofs by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mingjian.cli.helper import Helper, HelperLost, Told
from mingjian.cli.prove import prove_runs
from mingjian.cli.run import Done, Wanted, run_models
from mingjian.lake import Lake
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.runs import RunStore, StoredRun, audit_log


class Unpassable(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")


def doubled(tell: Told, number: int) -> int:
    tell("begun")
    return 2 * number


def failing(tell: Told, passable: bool) -> None:
    raise ValueError("as it is") if passable else Unpassable("甲", "a")


def pid(tell: Told) -> int:
    return os.getpid()


def killed(tell: Told) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def unpicklable(tell: Told) -> object:
    return lambda: None


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    made = Helper()
    yield made
    made.close()


def test_it_answers_and_tells_meanwhile(helper: Helper) -> None:
    told: list[str] = []
    assert helper.call(doubled, 21, told=told.append) == 42
    assert told == ["begun"]
    assert helper.call(pid) != os.getpid()


def test_its_errors_are_told_as_they_are_or_it_could_not_do_it(helper: Helper) -> None:
    with pytest.raises(ValueError, match="as it is"):
        helper.call(failing, True)
    with pytest.raises(HelperLost):
        helper.call(failing, False)
    with pytest.raises((AttributeError, HelperLost, TypeError)):
        helper.call(unpicklable)
    assert helper.call(doubled, 1) == 2


def test_it_has_one_turn_at_a_time(helper: Helper) -> None:
    with helper.turn() as free, helper.turn() as second:
        assert (free, second) == (True, False)
    with helper.turn() as again:
        assert again


def test_one_that_was_killed_is_lost_for_good() -> None:
    helper = Helper()
    for _ in range(2):
        with pytest.raises(HelperLost):
            helper.call(killed)
    helper.close()


def test_it_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\nfrom mingjian.cli.helper import Helper\nfrom test_helper import pid\n"
        "print(Helper().call(pid), flush=True)\ntime.sleep(60)\n"
    )
    place = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": place}
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until = time.monotonic() + 20
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


# -- models and proofs ------------------------------------------------------------------------------------


def some_models() -> list[object]:
    found = {load_model(folder).definition.catalogue: load_model(folder) for folder in shipped_models().values()}
    return [found[name] for name in ("P02", "P01", "A01")]


def ran(lake: Lake, helper: Helper | None) -> list[Done]:
    wanted = Wanted(date(2025, 6, 30), "test", "tester", {}, {})
    return run_models(lake, some_models(), wanted, helper)  # type: ignore[arg-type]


def found(runs: list[StoredRun]) -> list[object]:
    return [(one.record.model.id, one.clues.to_pylist(), one.witnesses.to_pylist()) for one in runs]


def test_models_come_out_the_same_with_it_and_refused_ones_say_the_same(own: Path, ready: Path, helper: Helper) -> None:
    with_it = ran(Lake.open(own), helper)
    alone = ran(Lake.open(own), None)
    assert [one.model.id for one in with_it] == [one.model.id for one in alone]
    assert found([one.run for one in with_it if one.run]) == found([one.run for one in alone if one.run])
    assert [one.refused.refusals for one in with_it if one.refused] == [
        one.refused.refusals for one in alone if one.refused
    ]
    assert any(one.run for one in with_it)
    assert any(one.refused for one in with_it)


def test_a_helper_that_is_lost_stops_no_run(own: Path) -> None:
    helper = Helper()
    with pytest.raises(HelperLost):
        helper.call(killed)
    assert ran(Lake.open(own), helper)[0].run is not None
    helper.close()


def test_proofs_come_out_the_same_with_it(own: Path, helper: Helper) -> None:
    lake = Lake.open(own)
    runs = [ran(lake, None)[0].run for _ in range(3)]
    ids = [one.run_id for one in runs if one is not None]
    assert all(one.proved for one in prove_runs(lake, ids, "tester", helper=helper))
    logged = [one.object for one in audit_log(lake).entries() if one.action == "clue.prove"]
    assert logged[-3:] == ids
    part = lake.file(RunStore(lake).get(ids[0]).record.datasets[0].parts[0].path)
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 255
    part.write_bytes(data)
    with_it, alone = (prove_runs(lake, ids, "tester", helper=one) for one in (helper, None))
    assert not any(one.proved for one in with_it)
    assert [(one.clue_id, one.differences) for one in with_it] == [(one.clue_id, one.differences) for one in alone]
