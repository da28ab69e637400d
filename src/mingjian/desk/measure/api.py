"""`/api/measure`: what came of models, and what data are missing."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.measure.gaps import gap_page
from mingjian.desk.measure.schemas import GapPage, YieldPage, YieldQuery
from mingjian.desk.measure.yields import yields_of
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["measure"])


@router.get("/measure/yield", response=YieldPage)
def yields(request: HttpRequest, query: Query[YieldQuery]) -> YieldPage:
    """What came of every version of every model: clues, verdicts, precision with its interval, outcomes."""
    return yields_of(user_of(request), query)


@router.get("/measure/gaps", response=GapPage)
def gaps(request: HttpRequest) -> GapPage:
    """Which data to get next and what is unused; awareness, use, sources and capacity as numbers."""
    return gap_page(user_of(request))
