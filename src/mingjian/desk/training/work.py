"""The kind of jobs `train`: what a learner handed in, checked or tried. All data are synthetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from mingjian.desk.errors import NotFound
from mingjian.desk.jobs.kinds import Kind, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import JobResult
from mingjian.desk.jobs.watch import Stopped, Watch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.training.models import Attempt
from mingjian.desk.training.services import KIND as CODE
from mingjian.desk.training.telling import trial
from mingjian.desk.words import Text
from mingjian.training import Grounds, Handed, check, exercises, practise

__all__ = ["KIND", "grounds"]

KEPT = 2
"""Trials of an exercise that are kept; checks all are."""


def grounds() -> Grounds:
    """The provinces of the exercises, under the desk's folder; they can be made again at any time."""
    return Grounds(settings.DESK.folder / "training")


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    attempt = Attempt.objects.select_related("course").filter(job=job).first()
    one = None if attempt is None else exercises().get(attempt.course.exercise)
    if attempt is None or one is None:
        raise NotFound("没有此练习", "there is no such exercise")

    def told(share: float, zh: str, en: str) -> None:
        watch.tell(zh, en, 0.9 * share)
        if watch.why is not None:
            raise Stopped

    if attempt.ended is None:
        if attempt.check_it:
            found = check(one, Handed(attempt.files, attempt.answers), grounds(), told)
            attempt.passed, attempt.found = found.passed, {"findings": [each.as_dict() for each in found.findings]}
            attempt.exercise_digest, attempt.handed_digest = found.exercise_digest, found.handed_digest
        else:
            attempt.found = trial(practise(one, attempt.files, grounds(), told))
        watch.check()
        attempt.ended = now()
        attempt.save()
        if attempt.check_it:
            trace(job.by.username, "training.check", one.id, passed=attempt.passed, digest=attempt.handed_digest)
        else:
            old = Attempt.objects.filter(course=attempt.course, check_it=False).values_list("pk", flat=True)[KEPT:]
            Attempt.objects.filter(pk__in=list(old)).delete()
    return {"attempt": attempt.pk}


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    """Its title for everybody; what came of it only for the learner himself."""
    mine = {one.job_id: one for one in Attempt.objects.filter(job__in=[job for job in jobs if job.by_id == user.pk])}
    found = {}
    for job in jobs:
        one = exercises().get(job.subject)
        title = Text(zh=job.subject, en=job.subject)
        if one is not None:
            title = Text(zh=one.definition.title.zh, en=one.definition.title.en)
        attempt, result = mine.get(job.pk), None
        if attempt is not None and attempt.ended is not None:
            said = Text(zh="试运行完成", en="tried")
            if attempt.check_it:
                said = Text(zh="通过", en="passed") if attempt.passed else Text(zh="还没有通过", en="not passed yet")
            result = JobResult(said=said, place=f"/training/{job.subject}")
        found[job.pk] = Told(title, "/training", [], result)
    return found


KIND = Kind(CODE, "练习", "exercise", Right.BUILD, _work, _told)
