"""The API: routers of the apps, one log-in, errors in both languages. `openapi()` is its description."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.errors import ValidationError as Invalid
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from mingjian.desk.errors import DeskError, TooMany
from mingjian.desk.tokens.auth import BySession, ByToken
from mingjian.knowledge.index import IndexFault
from mingjian.lake import LakeError
from mingjian.law.store import DamagedStore
from mingjian.runs import RunError
from mingjian.standards.wrong_value import listed

__all__ = ["api", "openapi"]


class Json(BaseRenderer):
    """Answers as JSON, written at once: the standard library's way takes longer than the question behind a list."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """UTF-8, without spaces."""
        del request, response_status
        return to_json(data)


api = NinjaAPI(
    title="Mingjian 明鉴", version="1", auth=[ByToken(), BySession(csrf=True)], urls_namespace="api", docs_url=None,
    openapi_url=None, renderer=Json(),
)  # fmt: skip


def _routers() -> None:
    from mingjian.desk.advice.api import router as advice
    from mingjian.desk.answers.api import router as answers
    from mingjian.desk.approvals.api import router as approvals
    from mingjian.desk.audit import router as audit
    from mingjian.desk.campaigns.api import router as campaigns
    from mingjian.desk.cards.api import router as cards
    from mingjian.desk.cases.api import router as cases
    from mingjian.desk.clues.api import router as clues
    from mingjian.desk.contests.api import router as contests
    from mingjian.desk.contests.finals_api import router as contest_finals
    from mingjian.desk.contests.judging_api import router as contest_judging
    from mingjian.desk.contests.likeness_api import router as contest_likeness
    from mingjian.desk.contests.papers_api import router as contest_papers
    from mingjian.desk.contests.results_api import router as contest_results
    from mingjian.desk.contests.running_api import router as contest_runs
    from mingjian.desk.contests.works_api import router as contest_works
    from mingjian.desk.coverage.api import router as coverage
    from mingjian.desk.data.api import router as data
    from mingjian.desk.data.identity_api import router as identity
    from mingjian.desk.data.source_api import router as sources
    from mingjian.desk.deadlines.api import router as deadlines
    from mingjian.desk.evidence.api import router as evidence
    from mingjian.desk.exchange.api import router as exchange
    from mingjian.desk.exports.api import router as exports
    from mingjian.desk.figures.api import router as figures
    from mingjian.desk.filling.api import router as filling
    from mingjian.desk.following.api import router as following
    from mingjian.desk.home import router as home
    from mingjian.desk.jobs.api import router as jobs
    from mingjian.desk.library.api import router as library
    from mingjian.desk.library.comparing import router as comparing
    from mingjian.desk.measure.api import router as measure
    from mingjian.desk.offices.admin_api import router as offices
    from mingjian.desk.offices.api import router as me
    from mingjian.desk.operate.api import router as operate
    from mingjian.desk.reader.api import router as reader
    from mingjian.desk.reports.api import router as reports
    from mingjian.desk.schedules.api import router as schedules
    from mingjian.desk.searching.api import router as searching
    from mingjian.desk.sentencing.api import router as sentencing
    from mingjian.desk.shelving.api import router as shelving
    from mingjian.desk.stationery.api import router as stationery
    from mingjian.desk.statutes.api import router as statutes
    from mingjian.desk.supply.api import router as supply
    from mingjian.desk.tokens.api import router as tokens
    from mingjian.desk.training.api import router as training
    from mingjian.desk.workshop.api import router as workshop

    for router in (me, home, clues, cases, library, comparing, offices, audit, operate, jobs, tokens):
        api.add_router("", router)
    for router in (stationery, deadlines, reports, exchange, cards, data, sources, identity):  # cases whole, data
        api.add_router("", router)
    for router in (exports, approvals):  # trust
        api.add_router("", router)
    for router in (statutes, searching, answers, filling, following, evidence):  # knowledge
        api.add_router("", router)
    for router in (reader, sentencing, advice):  # help with a case
        api.add_router("", router)
    for router in (supply, coverage):  # getting data
        api.add_router("", router)
    for router in (figures, campaigns, measure):  # feedback
        api.add_router("", router)
    for router in (schedules, shelving, workshop, training):
        api.add_router("", router)
    for router in (contests, contest_works, contest_judging, contest_results, contest_likeness, contest_runs,
                   contest_finals, contest_papers):  # fmt: skip
        api.add_router("", router)


def openapi() -> dict[str, Any]:
    """The OpenAPI document of the API; the browser's client is generated from it. The caller may change what it got."""
    return deepcopy(_described())


@cache
def _described() -> dict[str, Any]:
    """Made once a process: the paths never change, and writing the schemas of all answers takes seconds."""
    return dict(api.get_openapi_schema(path_prefix="/api/"))


@api.exception_handler(DeskError)
def _told(request: HttpRequest, error: DeskError) -> HttpResponse:
    body = {"zh": error.zh, "en": error.en, "field": error.field}
    response = api.create_response(request, body, status=error.status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry)
    return response


@api.exception_handler(LakeError)
@api.exception_handler(RunError)
@api.exception_handler(IndexFault)
@api.exception_handler(DamagedStore)
def _lake(request: HttpRequest, error: LakeError | RunError | IndexFault | DamagedStore) -> HttpResponse:
    """What the library cannot do now: damaged or missing data. The text says which."""
    return api.create_response(request, {"zh": error.zh, "en": error.en, "field": None}, status=409)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del error
    body = {"zh": "请先登录", "en": "log in first", "field": None}
    return api.create_response(request, body, status=401)


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    """Every wrong value of a request at once."""
    errors = [{**one, "loc": tuple(part for part in one["loc"][1:] if part != "given")} for one in error.errors]
    zh, en = listed(errors)
    field = ".".join(map(str, errors[0]["loc"])) if errors else None
    body = {"zh": f"请求有误：{zh}", "en": f"wrong request: {en}", "field": field}
    return api.create_response(request, body, status=422)


@api.get("/openapi.json", include_in_schema=False)
def description(request: HttpRequest) -> dict[str, Any]:
    """The OpenAPI document, for those logged in and for tokens."""
    del request
    return openapi()


_routers()
