"""`/api/measure`: what came of models, and what data are missing."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.measure import plans
from mingjian.desk.measure.gaps import gap_page
from mingjian.desk.measure.plan_schemas import CheckPlanInfo, CheckPlanList, CheckPlanQuery, NewPlan
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


@router.get("/measure/plans", response=CheckPlanList)
def list_plans(request: HttpRequest, query: Query[CheckPlanQuery]) -> CheckPlanList:
    """Plans of checking the user sees, newest first."""
    return plans.list_plans(user_of(request), query)


@router.post("/measure/plans", response=CheckPlanInfo)
def make_plan(request: HttpRequest, given: NewPlan) -> CheckPlanInfo:
    """Choose which clues to check: the likeliest to be confirmed, and a random few of the rest."""
    user = user_of(request)
    return plans.plan_info(user, plans.make_plan(user, given))


@router.get("/measure/plans/{number}", response=CheckPlanInfo)
def one_plan(request: HttpRequest, number: int) -> CheckPlanInfo:
    """A plan with its clues, what was decided since, and what the random few tell of the rest."""
    return plans.plan_info(user_of(request), number)
