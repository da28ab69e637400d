"""The kind of jobs `identity`: finding out who the records without a usable number are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from mingjian.desk.errors import Conflict, NotFound
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import OVER, Job
from mingjian.desk.jobs.schemas import JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text
from mingjian.identity import IdentityError, resolve

__all__ = ["KIND", "running", "start"]

CODE = "identity"
PLACE = "/data/identity"


def running() -> int | None:
    """The number of the job that is resolving, or waits to."""
    found = Job.objects.filter(kind=CODE).exclude(state__in=[one.value for one in OVER]).first()
    return found.pk if found is not None else None


def start(user: User) -> Job:
    """Put it into the queue; one at a time is enough."""
    if not user.may(Right.LOAD_DATA):
        raise NotFound
    with transaction.atomic():
        if running() is not None:
            raise Conflict("身份认定正在进行", "identity is being resolved already")
        return add_job(user, CODE, "person", {}, "身份认定 · identity", sight=Right.LOAD_DATA)


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    """Killed before it is published nothing has changed, and the next worker begins anew."""
    del job
    shares = iter((0.1, 0.8))

    def told(zh: str, en: str) -> None:
        watch.check()
        watch.tell(zh, en, next(shares, 0.9))

    try:
        made = resolve(the_lake(), told=told)
    except IdentityError as error:
        raise Refused([("identity", error.zh, error.en)]) from error
    linked, unsure = sum(one.linked for one in made.datasets), sum(one.unsure for one in made.datasets)
    return {"resolution": made.id, "linked": linked, "unsure": unsure, "changed": made.changed}


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    del user
    return {job.pk: _one(job) for job in jobs}


def _one(job: Job) -> Told:
    result = None
    if job.result.get("linked") is not None:
        linked, unsure = f"{job.result['linked']:,}", f"{job.result['unsure']:,}"
        zh = f"认定 {linked} 行，待人工 {unsure} 行"
        said = Text(zh=zh, en=f"{linked} rows taken for somebody, {unsure} left for people")
        result = JobResult(said=said, place=PLACE)
    return Told(Text(zh="身份认定", en="Identity"), PLACE, [], result)


KIND = Kind(CODE, "身份认定", "identity", Right.LOAD_DATA, _work, _told)
