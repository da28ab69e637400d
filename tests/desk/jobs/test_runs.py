"""The kind `run`: what it leaves when it ends well, is refused, cancelled, stopped, or outlived by a second attempt."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import Any

import pytest
from desk_parts import AS_OF
from jobs_parts import MODEL, new_job, wait

from mingjian.desk.clues.models import Clue
from mingjian.desk.jobs import queue, runs
from mingjian.desk.jobs.kinds import KINDS
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.services import cancel_job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.known import Known
from mingjian.desk.offices.roles import Role
from mingjian.desk.shipped import shipped
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.models.enumerations import Line
from mingjian.runs import Control, RunStore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(user: Any) -> Any:
    return user("p", Role.PROSECUTOR)


def again(job: Job) -> Job:
    return Job.objects.select_related("by").get(pk=job.pk)


def ids(lake: Lake) -> list[str]:
    return RunStore(lake).ids()


def test_a_run_from_its_start_to_its_clues(own_lake: Lake, person: Any, client_of: Any) -> None:
    client = client_of(person)
    body = {"as_of": str(AS_OF), "purpose": " 专项〔2025〕1号 ", "parameters": {"grace": "2 months"}}
    made = client.post(f"/api/models/{MODEL}/run", json.dumps(body), content_type="application/json").json()
    assert (made["state"]["code"], made["can_cancel"]) == ("queued", True)
    assert Worker().one()
    told = client.get(f"/api/jobs/{made['id']}").json()
    assert (told["state"]["code"], told["share"], told["errors"]) == ("done", 1.0, [])
    result = again(Job(pk=made["id"])).result
    record = RunStore(own_lake).get(result["run"]).record
    assert record.parameters["grace"] == "2 months"
    assert (record.actor, record.purpose, record.as_of) == (person.username, "专项〔2025〕1号", AS_OF)
    mine = Clue.objects.visible_to(person).filter(run=record.run_id, found="present").count()
    assert f"您可见的线索 {mine} 条" in told["result"]["said"]["zh"]
    assert told["result"]["place"] == f"/clues?model={MODEL}"
    assert (told["kind"]["code"], told["place"]) == ("run", f"/models/{MODEL}")
    assert [one["value"] for one in told["facts"]] == [str(AS_OF), "2 months"]
    assert 0 < mine < record.clues  # those of the other city are in no count
    listed = client.get(f"/api/jobs?subject={MODEL}&kind=run&state=done").json()
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    assert Trace.objects.get(action="job.start").detail["purpose"] == "专项〔2025〕1号"
    assert not Worker().one()


def test_what_is_wrong_with_a_request_is_told_at_once(own_lake: Lake, user: Any, person: Any, client_of: Any) -> None:
    def ask(who: Any, model: str = MODEL, **changed: Any) -> Any:
        body = {"as_of": str(AS_OF), "purpose": "x", **changed}
        return client_of(who).post(f"/api/models/{model}/run", json.dumps(body), content_type="application/json")

    for changed, field in (
        ({"purpose": "  "}, "purpose"), ({"as_of": "2999-01-01"}, "as_of"), ({"parameters": {"grace": "99 months"}},
        "parameters"), ({"parameters": {"grcae": "1 month"}}, "parameters"),
    ):  # fmt: skip
        answer = ask(person, **changed)
        assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert ask(person, "no-such-model").status_code == 404
    assert ask(user("a", Role.ASSISTANT)).status_code == 404
    other = ask(user("c", Role.PROSECUTOR, lines=(Line.CRIMINAL,)))
    assert (other.status_code, "公益诉讼" in other.json()["zh"]) == (400, True)
    assert not Job.objects.exists()


def test_a_refused_run_names_every_reason(own_lake: Lake, person: Any, client_of: Any) -> None:
    before = ids(own_lake)
    job = new_job(person, model="sentence-dates")
    Worker().one()
    told = client_of(person).get(f"/api/jobs/{job.pk}").json()
    assert (told["state"]["code"], told["result"], told["can_cancel"]) == ("failed", None, False)
    assert {one["kind"] for one in told["errors"]} == {"dataset"}
    assert all(one["zh"] and one["en"] for one in told["errors"])
    assert "intake load" in told["errors"][0]["en"]
    assert ids(own_lake) == before


class Held:
    """Holds a run in the middle, until it is stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.free = threading.Event(), threading.Event()
        held = self

        class HeldControl(Control):
            def cancel(self) -> None:
                super().cancel()
                held.free.set()

            def ended(self, *given: Any) -> None:
                super().ended(*given)
                held.reached.set()
                held.free.wait(30)

        monkeypatch.setattr(runs, "Control", HeldControl)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def test_progress_is_seen_and_cancelling_stops_in_the_middle(own_lake: Lake, person: Any, held: Held) -> None:
    before = ids(own_lake)
    job, worker = new_job(person), Worker(beat=0.05)
    worker.start()
    assert held.reached.wait(30)
    seen = wait(lambda: (one := again(job)).share > 0 and one)
    assert (seen.state, bool(seen.step_zh), bool(seen.step_en)) == ("running", True, True)
    cancel_job(person, job.pk)
    wait(lambda: again(job).state != "running")
    worker.stop()
    assert again(job).state == "cancelled"
    assert ids(own_lake) == before
    assert list((own_lake.path / "staging").glob("*")) == []


def test_a_worker_that_ends_gives_its_job_back(own_lake: Lake, person: Any, held: Held) -> None:
    before = ids(own_lake)
    job, worker = new_job(person), Worker(beat=0.05)
    worker.start()
    assert held.reached.wait(30)
    worker.stop()
    assert not worker.is_alive()
    given_back = again(job)
    assert (given_back.state, given_back.attempt, given_back.claim) == ("queued", 0, 1)
    assert ids(own_lake) == before
    Worker().one()
    assert again(job).state == "done"
    assert len(ids(own_lake)) == len(before) + 1


def test_a_worker_that_wakes_up_publishes_nothing(own_lake: Lake, person: Any, monkeypatch: Any) -> None:
    """Frozen in a step, taken for dead, overtaken, and then awake again; its own heartbeat has not told it."""
    before = ids(own_lake)
    frozen, awake = threading.Event(), threading.Event()

    def held(*given: Any, control: Any, **more: Any) -> Any:
        tell = control.listener

        def listener(state: Any) -> None:
            tell(state)
            if tell.watch.job.claim == 1:
                frozen.set()
                awake.wait(30)

        control.listener = listener
        return original(*given, control=control, **more)

    original = runs.run_model
    monkeypatch.setattr(runs, "run_model", held)
    job, slow = new_job(person), Worker(beat=30)
    slow.start()
    assert frozen.wait(30)
    assert queue.reap(stale=0) == 1
    assert Worker().one()
    done = again(job)
    assert (done.state, done.attempt) == ("done", 2)
    awake.set()
    slow.stop()
    assert again(job).result == done.result
    assert len(ids(own_lake)) == len(before) + 1


def test_two_equal_jobs_make_two_runs(own_lake: Lake, person: Any) -> None:
    before = ids(own_lake)
    jobs = [new_job(person), new_job(person)]
    Worker().one()
    claimed = queue.claim()  # the second, lost before it did anything
    assert claimed is not None
    queue.reap(stale=0)
    Worker().one()
    assert len({again(one).result["run"] for one in jobs}) == 2
    assert len(ids(own_lake)) == len(before) + 2


def test_a_fault_of_the_program_ends_the_job_and_not_the_worker(
    own_lake: Lake, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("1/0")

    monkeypatch.setitem(KINDS, "run", replace(KINDS["run"], work=broken))
    job = new_job(person)
    assert Worker().one()
    assert (again(job).state, again(job).errors[0]["kind"]) == ("failed", "internal")


def test_a_run_is_of_the_version_that_was_queued(own_lake: Lake, person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs that one while it is here, whatever is current; when it is gone, the job says so and runs no other."""
    own = shipped()[MODEL]
    newer = replace(own, definition=own.definition.model_copy(update={"version": "9.0.0"}), data={**own.data, "x": 1})
    first, second = new_job(person), new_job(person)
    assert (first.argument["version"], first.argument["fingerprint"]) == (own.version, own.fingerprint)
    monkeypatch.setattr(runs, "known", lambda: Known({MODEL: newer}, [own]))
    assert Worker().one()
    assert RunStore(own_lake).get(again(first).result["run"]).record.model.fingerprint == own.fingerprint
    monkeypatch.setattr(runs, "known", lambda: Known({MODEL: newer}))
    assert Worker().one()
    (error,) = again(second).errors
    assert again(second).state == "failed"
    assert "排队后已改版" in error["zh"]
    assert own.version in error["en"]


def test_a_version_may_be_named(person: Any, client_of: Any) -> None:
    client, body = client_of(person), {"as_of": str(AS_OF), "purpose": "专项"}
    own = shipped()[MODEL].version
    for version, status in ((own, 200), ("7.7.7", 404)):
        given = json.dumps({**body, "version": version})
        assert client.post(f"/api/models/{MODEL}/run", given, content_type="application/json").status_code == status
    assert client.get(f"/api/models/{MODEL}/approval?version={own}").json()["version"] == own
    assert client.get(f"/api/models/{MODEL}/approval?version=7.7.7").status_code == 404
