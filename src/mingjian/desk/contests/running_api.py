"""`/api/contests/{slug}/runs`: works run on the open and the sealed province."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from mingjian.desk.contests import running
from mingjian.desk.contests.result_schemas import RunList
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/runs", response=RunList)
def runs(request: HttpRequest, slug: str) -> RunList:
    """Which runs have ended, for who may see them with their figures, and which walls this host lacks."""
    return running.runs_of(user_of(request), slug)


@router.post("/contests/{slug}/runs", response=RunList)
def run(request: HttpRequest, slug: str) -> RunList:
    """Run all admitted works that are models and were not run yet."""
    user = user_of(request)
    running.run_works(user, slug)
    return running.runs_of(user, slug)
