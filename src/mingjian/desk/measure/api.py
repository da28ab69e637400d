"""`/api/measure`: what came of models, what another version would have found, what data are missing; as files too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.exports.services import answer
from mingjian.desk.jobs.schemas import JobInfo
from mingjian.desk.jobs.services import job_info
from mingjian.desk.measure import backtests, plans
from mingjian.desk.measure.backtest_job import start_backtest
from mingjian.desk.measure.backtest_schemas import BacktestInfo, BacktestList, BacktestQuery, NewBacktest, PastRun
from mingjian.desk.measure.file_schemas import MeasureFile
from mingjian.desk.measure.files import measure_file
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


@router.get("/measure/backtests", response=BacktestList)
def list_backtests(request: HttpRequest, query: Query[BacktestQuery]) -> BacktestList:
    """Backtests the user sees, newest first, and the models one could be of."""
    return backtests.list_backtests(user_of(request), query)


@router.post("/measure/backtests", response=JobInfo)
def new_backtest(request: HttpRequest, given: NewBacktest) -> JobInfo:
    """Try the installed version of a model on the data of a past run, as soon as a worker is free."""
    user = user_of(request)
    return job_info(user, start_backtest(user, given))


@router.get("/measure/backtests/{number}", response=BacktestInfo)
def one_backtest(request: HttpRequest, number: int) -> BacktestInfo:
    """A backtest: what appeared, vanished and moved of the clues the user sees, with examples."""
    return backtests.backtest_info(user_of(request), number)


@router.get("/measure/models/{name}/runs", response=list[PastRun])
def past_runs(request: HttpRequest, name: str) -> list[PastRun]:
    """Kept runs of a model that a backtest can be made on, newest first."""
    return backtests.past_runs(user_of(request), name)


@router.post("/measure/file")
def file(request: HttpRequest, given: MeasureFile) -> HttpResponse:
    """One of the tables of measuring as a file that carries who took it."""
    return answer(measure_file(user_of(request), given), given.form)
