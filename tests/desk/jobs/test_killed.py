"""`kill -9` of a real worker in the middle of a run: another one ends the job, and there is exactly one run."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jobs_parts import desk_beside, new_job, start_worker, wait

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.roles import Role
from mingjian.lake import Lake
from mingjian.runs import RunStore

pytestmark = pytest.mark.django_db(transaction=True)

# where the process hangs, by replacing a function of the library in that process only
HANG = """
import pathlib, time, os, django
os.environ["MINGJIAN_DESK"] = {desk!r}
os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.desk.settings"
django.setup()
import {module} as at
whole = at.{name}
def hang(*given, **more):
    {first}
    pathlib.Path({mark!r}).touch()
    time.sleep(600)
at.{name} = hang
"""
POINTS = {
    "before the steps": ("mingjian.runs.execute", "_made", "pass"),
    "in publishing, before the rename": ("mingjian.runs.store", "sync_tree", "whole(*given, **more)"),
    "published, but not written down": ("mingjian.desk.jobs.runs", "project", "pass"),
}


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        if one.poll() is None:
            one.kill()
        one.wait()


def code(point: str, mark: Path, desk: Path) -> str:
    module, name, first = POINTS[point]
    return HANG.format(module=module, name=name, first=first, mark=str(mark), desk=str(desk))


@pytest.mark.parametrize(
    "point", [one if at % 2 else pytest.param(one, marks=pytest.mark.slow) for at, one in enumerate(POINTS)]
)
def test_a_killed_worker_leaves_one_run(point: str, own_lake: Lake, user: Any, tmp_path: Path, processes: Any) -> None:
    before = RunStore(own_lake).ids()
    desk, mark = desk_beside(tmp_path / "beside", own_lake), tmp_path / "reached"
    job = new_job(user("p", Role.PROSECUTOR))
    first = start_worker(desk, code(point, mark, desk))
    processes.append(first)
    wait(mark.exists)
    assert Job.objects.get(pk=job.pk).state == "running"
    first.kill()
    assert first.wait() == -signal.SIGKILL
    second = Worker(stale=0.5)
    second.start()
    ended = wait(lambda: (one := Job.objects.get(pk=job.pk)).state in ("done", "failed") and one)
    second.stop()
    assert (ended.state, ended.attempt, ended.errors) == ("done", 2, [])
    new = [one for one in RunStore(own_lake).ids() if one not in before]
    assert new == [ended.result["run"]]
    assert RunStore(own_lake).verify(RunStore(own_lake).get(new[0])) == []


def test_a_frozen_worker_that_wakes_up(own_lake: Lake, user: Any, tmp_path: Path, processes: Any) -> None:
    """SIGSTOP, another worker does the job, SIGCONT: still one run, and the process goes on to the next job."""
    before = RunStore(own_lake).ids()
    desk, mark = desk_beside(tmp_path / "beside", own_lake), tmp_path / "reached"
    job = new_job(user("p", Role.PROSECUTOR))
    slow = f"""
import pathlib, time, mingjian.runs.execute as at
whole = at._made
def slow(*given, **more):
    if not pathlib.Path({str(mark)!r}).exists():
        pathlib.Path({str(mark)!r}).touch()
        time.sleep(3)
    return whole(*given, **more)
at._made = slow
"""
    first = start_worker(desk, slow)
    processes.append(first)
    wait(mark.exists)
    first.send_signal(signal.SIGSTOP)
    second = Worker(stale=0.5)
    second.start()
    ended = wait(lambda: (one := Job.objects.get(pk=job.pk)).state in ("done", "failed") and one)
    second.stop()
    assert (ended.state, ended.attempt) == ("done", 2)
    first.send_signal(signal.SIGCONT)
    later = new_job(Job.objects.get(pk=job.pk).by, "专项2号")
    wait(lambda: Job.objects.get(pk=later.pk).state == "done")
    assert Job.objects.get(pk=job.pk).result == ended.result
    assert len(RunStore(own_lake).ids()) == len(before) + 2


@pytest.mark.parametrize("how", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_worker_told_to_end_ends_well(how: int, own_lake: Lake, user: Any, tmp_path: Path, processes: Any) -> None:
    desk, mark = desk_beside(tmp_path / "beside", own_lake), tmp_path / "reached"
    job = new_job(user("p", Role.PROSECUTOR))
    wait_a_little = f"""
import pathlib, time, mingjian.runs.execute as at
whole = at._made
def slow(*given, **more):
    pathlib.Path({str(mark)!r}).touch()
    time.sleep(2)
    return whole(*given, **more)
at._made = slow
"""
    process = start_worker(desk, wait_a_little)
    processes.append(process)
    wait(mark.exists)
    process.send_signal(how)
    assert process.wait(timeout=40) == 0
    given_back = Job.objects.get(pk=job.pk)
    assert (given_back.state, given_back.attempt) == ("queued", 0)
