"""`/api/coverage`: the coverage map."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.coverage.schemas import CoverageMap, CoverageMapQuery
from mingjian.desk.coverage.services import coverage_map
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["coverage"])


@router.get("/coverage", response=CoverageMap)
def coverage(request: HttpRequest, query: Query[CoverageMapQuery]) -> CoverageMap:
    """Models × offices: what runs, what could, what is blocked by which data; and which data to get next."""
    return coverage_map(user_of(request), query)
