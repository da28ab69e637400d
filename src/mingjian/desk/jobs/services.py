"""Jobs as people see them: starting a run, watching, cancelling. Everything begins with what the user sees."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count

from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.jobs.runs import KIND
from mingjian.desk.jobs.schemas import JobInfo, JobList, JobQuery, JobResult, NewRun, Reason
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelf import shelf
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded, text
from mingjian.models import ParameterError, resolve_parameters
from mingjian.models.enumerations import Line

__all__ = ["cancel_job", "find_job", "job_info", "list_jobs", "start_run"]


def start_run(user: User, name: str, given: NewRun) -> Job:
    """Put a run into the queue. What is wrong with the data is found when it begins."""
    model = shelf().get(name)
    if model is None or not user.may(Right.RUN):
        raise NotFound("没有这个模型，或您不能运行模型", "there is no such model, or you may not run models")
    line, purpose = model.definition.line, given.purpose.strip()
    if line not in user.line_set:
        raise BadRequest(
            f"这个模型属于{line.zh}条线，不在您的条线内", f"the model is of the line {line.en}, which is not yours"
        )
    if not purpose:
        raise BadRequest(
            "请写明用途：专项名称或案件编号", "say what the run is for: a campaign or a case number", "purpose"
        )
    if given.as_of > today():
        raise BadRequest("截止日不能晚于今天", "the as-of day cannot be after today", "as_of")
    try:
        resolve_parameters(model.parameters, given.parameters)
    except ParameterError as error:
        raise BadRequest(error.zh, error.en, "parameters") from error
    argument = {"as_of": given.as_of.isoformat(), "parameters": given.parameters}
    with transaction.atomic():
        job = Job.objects.create(
            kind=KIND, subject=name, argument=argument, office=user.office, line=line.value, by=user, purpose=purpose,
            created=now(),
        )  # fmt: skip
        trace(user.username, "job.start", f"job {job.pk}", kind=KIND, model=name, purpose=purpose, **argument)
    return job


def list_jobs(user: User, query: JobQuery) -> JobList:
    """A page of the jobs the user sees, newest first."""
    found = Job.objects.visible_to(user)
    if query.model:
        found = found.filter(subject=query.model)
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
    if not user.may(Right.RUN):
        raise NotFound("没有此任务，或您不能取消任务", "there is no such job, or you may not cancel jobs")
    with transaction.atomic():
        if not queue.stop(job.pk):
            raise Conflict("任务已经结束，不能取消", "the job is over and cannot be cancelled")
        trace(user.username, "job.cancel", f"job {job.pk}")


def job_info(user: User, job: Job) -> JobInfo:
    """A job as the API gives it."""
    return _infos(user, [job])[0]


def _infos(user: User, jobs: Iterable[Job]) -> list[JobInfo]:
    shown = list(jobs)
    runs = [job.result["run"] for job in shown if "run" in job.result]
    counted = Clue.objects.visible_to(user).filter(run__in=runs, found="present").order_by().values_list("run")
    clues = dict(counted.annotate(n=Count("pk"))) if runs else {}
    return [_info(user, job, clues) for job in shown]


def _info(user: User, job: Job, clues: dict[str, int]) -> JobInfo:
    model, state, run = shelf().get(job.subject), Status.of(job.state), job.result.get("run")
    return JobInfo(
        id=job.pk, model=job.subject, title=text(model.title) if model else Text(zh=job.subject, en=job.subject),
        as_of=job.argument["as_of"], parameters=job.argument["parameters"], office=office_code(job.office),
        line=coded(job.line, Line.of(job.line)), by=Person(username=job.by.username, name=job.by.name),
        purpose=job.purpose, state=coded(state.value, state), step=Text(zh=job.step_zh, en=job.step_en),
        share=job.share, left=job.left, attempt=job.attempt, stopping=job.cancel and state is Status.RUNNING,
        can_cancel=state not in OVER and not job.cancel and user.may(Right.RUN),
        result=None if run is None else JobResult(
            run=run, number=job.result["number"], clues=clues.get(run, 0), seconds=job.result["seconds"]
        ),
        errors=[Reason(**one) for one in job.errors], created=job.created, started=job.started, ended=job.ended,
    )  # fmt: skip
