"""Claiming jobs and letting go of them. Each is one UPDATE with a condition, which decides between two at once.

A worker that was thought dead and wakes up holds a `claim` that is no longer the row's: nothing it writes is taken.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.now import now

__all__ = ["ATTEMPTS", "STALE", "beat", "claim", "end", "give_back", "reap", "stop"]

STALE = 60.0
"""Seconds without a heartbeat after which a job is given to another worker."""
ATTEMPTS = 3
_LOST = {
    "kind": "lost",
    "zh": f"执行进程连续{ATTEMPTS}次中断，任务已停止：请检查内存和磁盘空间后重新提交",
    "en": f"the worker was lost {ATTEMPTS} times: check memory and disk space, then start the job again",
}


def claim() -> Job | None:
    """The oldest waiting job, now this worker's; None when none waits."""
    while True:
        found = Job.objects.filter(state=Status.QUEUED.value).order_by("id").values_list("pk", "claim").first()
        if found is None:
            return None
        pk, seen = found
        at = now()
        if Job.objects.filter(pk=pk, claim=seen, state=Status.QUEUED.value).update(
            state=Status.RUNNING.value, claim=seen + 1, attempt=F("attempt") + 1, heartbeat=at,
            started=Coalesce("started", at), share=0.0, left=None, step_zh="", step_en="",
        ):  # fmt: skip
            job = Job.objects.select_related("by").get(pk=pk)
            job.claim = seen + 1  # what was claimed, should it be somebody else's already
            return job


def beat(job: Job, **progress: Any) -> bool:
    """Say that the worker lives, and how far it is; whether the job is still its own."""
    return _held(job).update(heartbeat=now(), **progress) == 1


def end(job: Job, state: Status, **facts: Any) -> bool:
    """The job is over; whether it still was this worker's to end."""
    return _held(job).update(state=state.value, ended=now(), left=None, **facts) == 1


def give_back(job: Job) -> bool:
    """The worker stops: another takes the job up, and this attempt does not count."""
    return _held(job).update(state=Status.QUEUED.value, attempt=F("attempt") - 1, heartbeat=None, left=None) == 1


def reap(stale: float = STALE) -> int:
    """Take jobs from workers that are silent: to the next one, or ended after the last attempt; answers how many."""
    at = now()
    silent = Job.objects.filter(state=Status.RUNNING.value, heartbeat__lt=at - timedelta(seconds=stale))
    over = {"ended": at, "left": None}
    return (
        silent.filter(cancel=True).update(state=Status.CANCELLED.value, **over)
        + silent.filter(attempt__gte=ATTEMPTS).update(state=Status.FAILED.value, errors=[_LOST], **over)
        + silent.update(state=Status.QUEUED.value, heartbeat=None, left=None)
    )


def stop(pk: int) -> bool:
    """Cancel a waiting job, or ask the worker of a running one to stop; False when it is over."""
    waiting = Job.objects.filter(pk=pk, state=Status.QUEUED.value)
    if waiting.update(state=Status.CANCELLED.value, cancel=True, ended=now()):
        return True
    return Job.objects.filter(~Q(state__in=[one.value for one in OVER]), pk=pk).update(cancel=True) == 1


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Status.RUNNING.value)
