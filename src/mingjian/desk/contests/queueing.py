"""What takes its time is a job of the contest, not of a work: no job names a work, nor who handed it in."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mingjian.desk.contests.chain import locked
from mingjian.desk.contests.models import Contest
from mingjian.desk.contests.schemas import ContestJob, ContestJobs
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.errors import NotFound
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded

__all__ = ["CODE", "NAMES", "jobs_of", "queue_task", "stop_job", "tasks_waiting"]

CODE = "contest"
NAMES = {
    "complete": ("完整性检查", "completeness"),
    "blind": ("制作匿名材料", "blind packages"),
    "assign": ("分配评委", "assignment"),
    "settle": ("一致性与偏离检查", "agreement and outliers"),
    "finals": ("决赛抽签", "drawing the finals"),
    "freeze": ("计算结果", "computing the result"),
    "rejudge": ("复核方案预览", "preview of a rejudging set"),
    "run": ("运行作品", "running works"),
    "likeness": ("原创性比对", "originality"),
}


def queue_task(contest: Contest, user: User, task: str, **more: Any) -> Job:
    """A job that does all that is to be done of a kind. One that waits for the same is the same job, also for two who
    ask at once."""
    argument = {"contest": contest.slug, "task": task, **more}
    with transaction.atomic():
        locked(contest)
        waiting = Job.objects.filter(kind=CODE, subject=contest.slug, state=Status.QUEUED.value, argument=argument)
        found = waiting.select_for_update().first()
        if found is not None:
            return found
        made = Job.objects.create(
            kind=CODE, subject=contest.slug, argument=argument, office=contest.office, by=user,
            purpose=NAMES[task][0], sight="seat", created=now(),  # of no right: it is seen in the contest only
        )  # fmt: skip
        trace(user.username, "job.start", f"job {made.pk}", kind=CODE, **argument)
    return made


def tasks_waiting(contest: Contest, *tasks: str) -> bool:
    """Whether a job of these tasks waits or runs."""
    going = [Status.QUEUED.value, Status.RUNNING.value]
    jobs = Job.objects.filter(kind=CODE, subject=contest.slug, state__in=going)
    return any(one.argument.get("task") in tasks for one in jobs)


def jobs_of(user: User, slug: str) -> ContestJobs:
    """Jobs of a contest, newest first."""
    at = seen(user, slug)
    at.need(What.TASKS)
    found = Job.objects.filter(kind=CODE, subject=at.contest.slug).order_by("-id")[:50]
    return ContestJobs(items=[job_info(one) for one in found])


def stop_job(user: User, slug: str, number: int) -> ContestJob:
    """Stop a job of the contest."""
    at = seen(user, slug)
    at.act(What.TASKS)
    job = Job.objects.filter(kind=CODE, subject=at.contest.slug, pk=number).first()
    if job is None:
        raise NotFound
    with transaction.atomic():
        if queue.stop(job.pk):
            trace(user.username, "job.cancel", f"job {job.pk}")
    job.refresh_from_db()
    return job_info(job)


def job_info(job: Job) -> ContestJob:
    """A job as the API gives it."""
    state, task = Status.of(job.state), str(job.argument.get("task"))
    zh, en = NAMES.get(task, (task, task))
    return ContestJob(
        id=job.pk, task=coded(task, Text(zh=zh, en=en)), state=coded(state.value, state),
        step=Text(zh=job.step_zh, en=job.step_en), share=1.0 if state is Status.DONE else job.share,
        created=job.created, ended=job.ended if state in OVER else None,
        errors=[Text(zh=one["zh"], en=one["en"]) for one in job.errors],
    )  # fmt: skip
