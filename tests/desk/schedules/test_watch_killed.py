"""`mingjian watch` as a process of its own: once, for good, killed and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from data_parts import dirty_file
from jobs_parts import desk_beside, wait
from schedules_parts import FOLDER, Planner

from mingjian.desk.schedules.models import Lease, Turn
from mingjian.lake import Lake

pytestmark = pytest.mark.django_db(transaction=True)


def start(desk: Path, *more: str, before: str = "") -> subprocess.Popen[bytes]:
    code = f"{before}\nfrom mingjian.cli.main import run\nrun()"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, "-c", code, "watch", str(desk), *more], env=kept, stdout=subprocess.PIPE,
    )  # fmt: skip


QUIET = "import datetime; from mingjian.desk.schedules import folders; folders.QUIET = datetime.timedelta(seconds=-5)"
OPENED = "from mingjian.desk.setup import open_desk; import pathlib; open_desk(pathlib.Path({desk!r}))"


@pytest.fixture
def desk(planner: Planner, own_lake: Lake, tmp_path: Path, drop: Path) -> Path:
    made = desk_beside(tmp_path / "other", own_lake)
    with (made / "desk.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[folders]]\nname = "人社投递"\npath = "{drop}"\nowner = "340000"\n')
    return made


def quiet(desk: Path) -> str:
    return f"{OPENED.format(desk=str(desk))}\n{QUIET}"


def test_once_does_all_that_follows_and_ends(planner: Planner, desk: Path, drop: Path) -> None:
    planner.plan(FOLDER)
    (drop / "养老金.csv").write_bytes(dirty_file())
    done = start(desk, "--once", "--json", before=quiet(desk))
    out, _ = done.communicate(timeout=120)
    assert done.returncode == 0
    assert json.loads(out)["turns"] == {"held": 1}
    lease = Lease.objects.get()
    assert lease.until <= lease.beat or not planner.client.get("/api/schedules").json()["scheduler"]["ok"]


def test_killed_while_it_takes_a_file_the_next_one_takes_it_once(
    planner: Planner, desk: Path, drop: Path, tmp_path: Path
) -> None:
    planner.plan(FOLDER)
    (drop / "养老金.csv").write_bytes(dirty_file())
    flag = tmp_path / "inside"
    hang = f"""{quiet(desk)}
import time, pathlib
from mingjian.desk.data import receiving
def hang(*given):
    pathlib.Path({str(flag)!r}).touch()
    time.sleep(600)
receiving._settle = hang"""
    victim = start(desk, before=hang)
    try:
        wait(flag.exists)
        victim.send_signal(signal.SIGKILL)
        victim.wait(timeout=30)
    finally:
        victim.kill()
    assert Turn.objects.count() == 0
    Lease.objects.update(until="2000-01-01T00:00:00Z")
    planner.act(planner.schedules()[0], "now")
    done = start(desk, "--once", "--json", before=quiet(desk))
    out, _ = done.communicate(timeout=120)
    assert json.loads(out)["turns"] == {"held": 1}


def test_it_ends_when_told_and_another_takes_over_at_once(planner: Planner, desk: Path) -> None:
    first = start(desk, before=quiet(desk))
    try:

        def beats() -> Any:
            return planner.client.get("/api/schedules").json()["scheduler"]["ok"]

        wait(beats)
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
        assert not beats()
    finally:
        first.kill()
