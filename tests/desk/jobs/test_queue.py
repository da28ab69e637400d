"""Claiming, silence, cancelling: each is decided by one UPDATE."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from jobs_parts import new_job

from mingjian.desk.errors import Conflict
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.models import Job, Status
from mingjian.desk.jobs.services import cancel_job
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role


@pytest.fixture
def person(user: Any, shared_lake: object) -> Any:
    return user("p", Role.PROSECUTOR)


@pytest.mark.django_db(transaction=True)
def test_many_claim_and_nobody_gets_what_another_has(person: Any) -> None:
    jobs = [new_job(person, f"{n}号") for n in range(30)]
    taken: list[list[int]] = [[] for _ in range(8)]
    start = threading.Barrier(8)

    def take(mine: list[int]) -> None:
        start.wait()
        while (job := queue.claim()) is not None:
            mine.append(job.pk)
        connection.close()

    threads = [threading.Thread(target=take, args=(mine,)) for mine in taken]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(pk for mine in taken for pk in mine) == [job.pk for job in jobs]
    assert set(Job.objects.values_list("state", "claim", "attempt")) == {("running", 1, 1)}


def silent(job: Job, seconds: float) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat=now() - timedelta(seconds=seconds))


def test_a_silent_job_goes_to_the_next_worker_and_the_old_one_has_lost_it(person: Any) -> None:
    new_job(person)
    first = queue.claim()
    assert first is not None
    silent(first, 59)
    assert queue.reap() == 0
    silent(first, 61)
    assert queue.reap() == 1
    second = queue.claim()
    assert second is not None
    assert (second.pk, second.attempt, second.claim) == (first.pk, 2, 2)
    assert second.started == first.started
    assert not queue.beat(first)
    assert not queue.end(first, Status.DONE)
    assert not queue.give_back(first)
    assert queue.beat(second, share=0.5)
    assert queue.end(second, Status.DONE, result={"run": "x"})


def test_a_job_lost_three_times_has_failed(person: Any) -> None:
    job = new_job(person)
    for attempt in (1, 2, 3):
        claimed = queue.claim()
        assert claimed is not None
        assert claimed.attempt == attempt
        silent(claimed, 61)
        queue.reap()
    job.refresh_from_db()
    assert (job.state, job.errors[0]["kind"]) == ("failed", "lost")
    assert "3" in job.errors[0]["zh"]
    assert job.ended is not None
    assert queue.claim() is None


def test_a_job_given_back_has_lost_no_attempt(person: Any) -> None:
    new_job(person)
    for round_ in range(1, 6):
        job = queue.claim()
        assert job is not None
        assert (job.attempt, job.claim) == (1, round_)
        assert queue.give_back(job)


def test_the_oldest_is_first(person: Any) -> None:
    jobs = [new_job(person), new_job(person)]
    assert [one.pk for _ in jobs if (one := queue.claim())] == [one.pk for one in jobs]


def test_cancelling(person: Any) -> None:
    waiting, silent_one, over = new_job(person), new_job(person), new_job(person)
    cancel_job(person, waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended is not None) == ("cancelled", True)
    claimed = queue.claim()
    assert claimed is not None
    assert claimed.pk == silent_one.pk
    cancel_job(person, claimed.pk)
    claimed.refresh_from_db()
    assert (claimed.state, claimed.cancel) == ("running", True)
    silent(claimed, 61)
    queue.reap()
    claimed.refresh_from_db()
    assert claimed.state == "cancelled"
    last = queue.claim()
    assert last is not None
    queue.end(last, Status.DONE)
    with pytest.raises(Conflict):
        cancel_job(person, over.pk)
