"""The kind of jobs `contest`: what does each of its tasks. All may be done twice and go on where they stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mingjian.contest import ContestError
from mingjian.desk.contests.assigning import proposed_by_job
from mingjian.desk.contests.blind import blind_works
from mingjian.desk.contests.checking import check_versions
from mingjian.desk.contests.finals import draw_by_job
from mingjian.desk.contests.freezing import freeze_by_job
from mingjian.desk.contests.likeness import compared_by_job
from mingjian.desk.contests.models import Contest
from mingjian.desk.contests.queueing import CODE, NAMES
from mingjian.desk.contests.rejudging import preview_by_job
from mingjian.desk.contests.running import run_by_job
from mingjian.desk.contests.settling import settled_by_job
from mingjian.desk.errors import BadRequest
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text

__all__ = ["KIND"]

Task = Callable[[Contest, Job, Watch], dict[str, Any]]
_TASKS: dict[str, Task] = {
    "complete": check_versions, "blind": blind_works, "assign": proposed_by_job, "settle": settled_by_job,
    "finals": draw_by_job, "freeze": freeze_by_job, "rejudge": preview_by_job, "likeness": compared_by_job,
    "run": run_by_job,
}  # fmt: skip


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    contest = Contest.objects.filter(slug=job.subject).first()
    task = _TASKS.get(str(job.argument.get("task")))
    if contest is None or task is None:
        raise BadRequest("竞赛或任务已不存在", "the contest or the task is not there any more")
    try:
        return task(contest, job, watch)
    except ContestError as error:
        raise Refused([("contest", one.zh, one.en) for one in error.problems or [error]]) from error


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    """Nobody sees them among the jobs of an office; this is for the desk's own lists."""
    del user
    return {
        job.pk: Told(Text(zh=zh, en=en), f"/contests/{job.subject}")
        for job in jobs
        for zh, en in [NAMES.get(str(job.argument.get("task")), (job.subject, job.subject))]
    }


KIND = Kind(CODE, "竞赛任务", "task of a contest", Right.ASSIGN, _work, _told)
