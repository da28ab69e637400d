"""An import as a job: what it leaves when it ends well, is refused, cancelled, done twice, or outlived by another."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from data_parts import Officer, dirty_file
from jobs_parts import desk_beside, start_worker, wait

from mingjian.desk.data import importing
from mingjian.desk.data.models import Upload
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "pension_payment"


def waiting(officer: Officer, data: bytes | None = None) -> dict[str, Any]:
    number = officer.upload(data=data)["id"]
    return officer.told("post", f"uploads/{number}/import", {"version": officer.map(number)["version"]})


def job_of(officer: Officer, upload: dict[str, Any]) -> dict[str, Any]:
    return officer.client.get(f"/api/jobs/{upload['job']}").json()


def test_from_a_dirty_file_to_a_version(officer: Officer, own_lake: Lake) -> None:
    made = officer.load(
        extracted_on="2025-06-30", coverage=[{"region": "340100", "start": "2024-01-01", "end": "2025-06-30"}]
    )
    assert (made["state"]["code"], made["dataset"], made["number"]) == ("imported", NAME, 2)
    manifest = own_lake.latest(NAME)
    assert manifest is not None
    assert made["counts"] == manifest.counts.model_dump()
    assert (made["counts"]["quarantined"], manifest.owner, manifest.synthetic) == (3, "340000", False)
    assert manifest.sources[0].sha256 == made["sha256"]
    assert [str(one.to) for one in own_lake.coverage(manifest)] == ["2025-06-30"]
    job = job_of(officer, made)
    assert (job["kind"]["code"], job["state"]["code"], job["line"]) == ("import", "done", None)
    assert (job["place"], job["result"]["place"]) == (f"/data/uploads/{made['id']}", f"/data/{NAME}?version=2")
    assert "隔离 3 条" in job["result"]["said"]["zh"]
    assert Trace.objects.filter(action="data.imported", object=manifest.name).count() == 1
    assert not importing.place_of(Upload.objects.get(pk=made["id"])).exists()  # the lake keeps the original


def test_the_same_file_twice_is_one_version(officer: Officer, own_lake: Lake) -> None:
    officer.load()
    again = officer.load()
    assert (again["state"]["code"], again["there"], again["number"]) == ("imported", True, 2)
    assert len(own_lake.versions(NAME)) == 2
    assert "没有重复导入" in job_of(officer, again)["result"]["said"]["zh"]


def test_a_refused_import_says_all_that_is_wrong_and_can_be_mended(officer: Officer, own_lake: Lake) -> None:
    bad = "姓名,身份证号,所属月份,实发数\n甲,x,没有,没有\n乙,y,没有,没有\n".encode()
    upload = waiting(officer, bad)
    Worker().one()
    page, job = officer.page(upload["id"]), job_of(officer, upload)
    assert (page["state"]["code"], page["can_change"], job["state"]["code"]) == ("failed", True, "failed")
    assert job["errors"][0]["zh"]
    assert len(own_lake.versions(NAME)) == 1
    assert officer.map(page["id"])["state"]["code"] == "mapped"


class Held:
    """Holds an import in the middle until it is stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.free = threading.Event(), threading.Event()
        tell = importing._Teller.__call__

        def held(teller: Any, step: Any) -> None:
            tell(teller, step)
            if step.en == "cleaning" and not self.reached.is_set():
                self.reached.set()
                self.free.wait(30)
                tell(teller, step)

        monkeypatch.setattr(importing._Teller, "__call__", held)


def test_progress_is_seen_and_cancelling_leaves_the_lake_as_it_was(
    officer: Officer, own_lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, upload = Held(monkeypatch), waiting(officer)
    worker = Worker(beat=0.05)
    worker.start()
    assert held.reached.wait(30)
    seen = wait(lambda: (job := job_of(officer, upload))["share"] > 0.3 and job)
    assert (seen["step"]["zh"], seen["left"] > 0) == ("清洗", True)
    assert officer.page(upload["id"])["state"]["code"] == "importing"
    assert officer.client.post(f"/api/jobs/{upload['job']}/cancel").status_code == 200
    held.free.set()
    wait(lambda: Job.objects.get(pk=upload["job"]).state == "cancelled")
    worker.stop()
    assert len(own_lake.versions(NAME)) == 1
    assert list((own_lake.path / "staging").glob("*")) == []
    page = officer.page(upload["id"])
    assert (page["state"]["code"], page["can_import"]) == ("mapped", True)
    officer.told("post", f"uploads/{upload['id']}/import", {"version": page["version"]})
    Worker().one()
    assert officer.page(upload["id"])["state"]["code"] == "imported"


def test_an_attempt_finds_what_an_earlier_one_published_whatever_came_after(officer: Officer, own_lake: Lake) -> None:
    upload = waiting(officer)
    job = queue.claim()
    assert job is not None
    from mingjian.desk.data.importing import _load
    from mingjian.desk.jobs.watch import Watch

    with Watch(job) as watch:
        mine = _load(own_lake, Upload.objects.select_related("by").get(pk=upload["id"]), watch)
    Job.objects.filter(pk=job.pk).update(heartbeat=now() - timedelta(seconds=90))
    other = Officer(officer.client)
    queued = Upload.objects.count()
    later = officer.upload("另一批.csv", dirty_file(9))["id"]
    officer.told("post", f"uploads/{later}/import", {"version": other.map(later)["version"]})
    Job.objects.filter(pk=job.pk).update(state="running")
    Worker(stale=1e6).one()  # the later delivery, while the first one's worker is only silent
    assert queue.reap() == 1
    Worker().one()
    found = officer.page(upload["id"])
    assert (found["state"]["code"], found["number"], Upload.objects.count()) == ("imported", mine.number, queued + 1)
    assert [one.number for one in own_lake.versions(NAME)] == [1, 2, 3]


def test_jobs_of_imports_are_for_those_who_load_data(officer: Officer, user, client_of) -> None:
    upload = waiting(officer)
    chief = client_of(user("chief", Role.CHIEF, office="340000"))
    assert chief.get("/api/jobs").json()["total"] == 0
    assert chief.get(f"/api/jobs/{upload['job']}").status_code == 404
    assert officer.client.get("/api/jobs?kind=import").json()["items"][0]["can_cancel"]


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
    "while it reads": ("mingjian.intake.reading", "source_sql", "pass"),
    "in publishing, before the rename": ("mingjian.lake.publishing", "sync_tree", "whole(*given, **more)"),
    "published, but not written down": ("mingjian.desk.data.importing", "_record", "pass"),
    "written down, but the bytes are still there": ("mingjian.desk.data.importing", "forget", "pass"),
}


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        if one.poll() is None:
            one.kill()
        one.wait()


@pytest.mark.parametrize(
    "point", [one if at % 2 else pytest.param(one, marks=pytest.mark.slow) for at, one in enumerate(POINTS)]
)
def test_a_killed_worker_leaves_one_version(
    point: str, officer: Officer, own_lake: Lake, tmp_path: Path, processes: list[Any]
) -> None:
    module, name, first = POINTS[point]
    desk, mark = desk_beside(tmp_path / "beside", own_lake), tmp_path / "reached"
    (desk / "uploads").symlink_to(tmp_path / "desk" / "uploads")
    upload = waiting(officer)
    code = HANG.format(module=module, name=name, first=first, mark=str(mark), desk=str(desk))
    worker = start_worker(desk, code)
    processes.append(worker)
    wait(mark.exists)
    worker.kill()
    assert worker.wait() == -signal.SIGKILL
    second = Worker(stale=0.5)
    second.start()
    ended = wait(lambda: (one := Job.objects.get(pk=upload["job"])).state in ("done", "failed") and one)
    second.stop()
    assert (ended.state, ended.attempt, ended.errors) == ("done", 2, [])
    page = officer.page(upload["id"])
    assert (page["state"]["code"], page["number"], page["there"]) == ("imported", 2, False)
    assert [one.number for one in own_lake.versions(NAME)] == [1, 2]
    assert own_lake.verify() == []
    assert not (tmp_path / "desk" / "uploads" / str(upload["id"])).exists()
    assert Trace.objects.filter(action="data.imported").count() == 1


@pytest.mark.usefixtures("clues")
def test_a_run_afterwards_finds_its_clues_in_the_file(officer: Officer, configure, user, client_of) -> None:
    from jobs_parts import new_job

    from mingjian.desk.clues.models import Clue

    configure(demo=True)  # invented data needs no approval
    made = officer.load(data=dirty_file(amount=1200))
    prosecutor = user("p", Role.PROSECUTOR, office="340000")
    job = new_job(prosecutor)
    assert Worker().one()
    assert Job.objects.get(pk=job.pk).errors == []
    clue = Clue.objects.filter(found="present")[0]
    shown = client_of(prosecutor).get(f"/api/clues/{clue.pk}/evidence").json()
    files = {row["file"] for table in shown["tables"] if table["dataset"].startswith(NAME) for row in table["rows"]}
    assert files == {made["name"]}
