"""Jobs as people see them: queueing, watching, cancelling. Everything begins with what the user sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from mingjian.desk.errors import Conflict, NotFound
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.kinds import KINDS, Kind, Told, kind_of
from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.jobs.schemas import JobInfo, JobList, JobQuery, Reason
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded
from mingjian.models.enumerations import Line

__all__ = ["add_job", "cancel_job", "find_job", "job_info", "list_jobs"]


def add_job(
    user: User, kind: str, subject: str, argument: dict[str, Any], purpose: str, *, line: Line | None = None,
    sight: Right = Right.SEE_MODELS, **told: Any,
) -> Job:  # fmt: skip
    """Put a job into the queue; the caller has checked that the user may. `sight`: the right it takes to see it;
    `told`: what the trace says beside the argument."""
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind, subject=subject, argument=argument, office=user.office, line="" if line is None else line.value,
            by=user, purpose=purpose, sight=sight.value, created=now(),
        )  # fmt: skip
        trace(user.username, "job.start", f"job {job.pk}", kind=kind, purpose=purpose, **told, **argument)
    return job


def list_jobs(user: User, query: JobQuery) -> JobList:
    """A page of the jobs the user sees, newest first."""
    found = Job.objects.visible_to(user)
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.subject:
        found = found.filter(subject=query.subject)
    if query.state:
        found = found.filter(state__in=query.state.split(","))
    start = (query.page - 1) * query.size
    shown = found.select_related("office", "by").order_by("-id")[start : start + query.size]
    return JobList(items=_infos(user, shown), total=found.count())


def find_job(user: User, number: int) -> Job:
    """A job the user sees; `NotFound` for every other."""
    found = Job.objects.visible_to(user).select_related("office", "by").filter(pk=number).first()
    if found is None:
        raise NotFound("没有此任务，或您无权查看", "there is no such job, or you may not see it")
    return found


def cancel_job(user: User, number: int) -> None:
    """Stop a job: a waiting one at once, a running one as soon as its worker hears of it."""
    job = find_job(user, number)
    if not _may_cancel(user, kind_of(job)):
        raise NotFound("没有此任务，或您不能取消任务", "there is no such job, or you may not cancel jobs")
    with transaction.atomic():
        if not queue.stop(job.pk):
            raise Conflict("任务已经结束，不能取消", "the job is over and cannot be cancelled")
        trace(user.username, "job.cancel", f"job {job.pk}")


def job_info(user: User, job: Job) -> JobInfo:
    """A job as the API gives it."""
    return _infos(user, [job])[0]


def _may_cancel(user: User, kind: Kind | None) -> bool:
    return kind is not None and user.may(kind.right)


def _infos(user: User, jobs: Iterable[Job]) -> list[JobInfo]:
    shown = list(jobs)
    told: dict[int, Told] = {}
    for code, kind in KINDS.items():
        if own := [job for job in shown if job.kind == code]:
            told.update(kind.told(user, own))
    return [_info(user, job, told.get(job.pk)) for job in shown]


def _info(user: User, job: Job, told: Told | None) -> JobInfo:
    kind, state = kind_of(job), Status.of(job.state)
    known = told or Told(Text(zh=job.subject, en=job.subject), "")
    return JobInfo(
        id=job.pk, kind=coded(job.kind, kind or Text(zh=job.kind, en=job.kind)), subject=job.subject,
        title=known.title, place=known.place, facts=known.facts, office=office_code(job.office),
        line=coded(job.line, Line.of(job.line)) if job.line else None,
        by=Person(username=job.by.username, name=job.by.name), purpose=job.purpose, state=coded(state.value, state),
        approval=job.argument.get("approval"),
        step=Text(zh=job.step_zh, en=job.step_en), share=job.share, left=job.left, attempt=job.attempt,
        stopping=job.cancel and state is Status.RUNNING,
        can_cancel=state not in OVER and not job.cancel and _may_cancel(user, kind), result=known.result,
        errors=[Reason(**one) for one in job.errors], created=job.created, started=job.started, ended=job.ended,
    )  # fmt: skip
