"""`/api/jobs`, and starting a run of a model."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.jobs.runs import start_run
from mingjian.desk.jobs.schemas import JobInfo, JobList, JobQuery, NewRun
from mingjian.desk.jobs.services import cancel_job, find_job, job_info, list_jobs
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["jobs"])


@router.post("/models/{name}/run", response=JobInfo)
def run(request: HttpRequest, name: str, given: NewRun) -> JobInfo:
    """Run a model over the lake as soon as a worker is free."""
    user = user_of(request)
    return job_info(user, start_run(user, name, given))


@router.get("/jobs", response=JobList)
def list_(request: HttpRequest, query: Query[JobQuery]) -> JobList:
    """Jobs the user sees, newest first."""
    return list_jobs(user_of(request), query)


@router.get("/jobs/{number}", response=JobInfo)
def one(request: HttpRequest, number: int) -> JobInfo:
    """One job: where it stands, how far it is, what it gave."""
    user = user_of(request)
    return job_info(user, find_job(user, number))


@router.post("/jobs/{number}/cancel", response=JobInfo)
def cancel(request: HttpRequest, number: int) -> JobInfo:
    """Stop a job; what it was doing leaves nothing behind."""
    user = user_of(request)
    cancel_job(user, number)
    return job_info(user, find_job(user, number))
