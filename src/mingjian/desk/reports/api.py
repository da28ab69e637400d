"""`/api/reports`."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from ninja import Query, Router

from mingjian.desk.errors import NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.roles import Right
from mingjian.desk.reports import services
from mingjian.desk.reports.paper import paper
from mingjian.desk.reports.schemas import (
    Figures,
    NewReport,
    ReportForm,
    ReportInfo,
    ReportList,
    ReportQuery,
)
from mingjian.desk.traces.services import trace

__all__ = ["router"]

router = Router(tags=["reports"])
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"
}  # fmt: skip


@router.get("/reports", response=ReportList)
def list_(request: HttpRequest, query: Query[ReportQuery]) -> ReportList:
    """Class reports the user sees, newest first."""
    return services.list_reports(user_of(request), query)


@router.post("/reports", response=ReportInfo)
def make(request: HttpRequest, given: NewReport) -> ReportInfo:
    """Make a class report of one model's clues, as the user sees them."""
    user = user_of(request)
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    made = services.make_report(user, given)
    return services.report_info(user, services.find_report(user, made.pk))


@router.get("/reports/{number}", response=ReportInfo)
def one(request: HttpRequest, number: int) -> ReportInfo:
    """A class report with its figures."""
    user = user_of(request)
    return services.report_info(user, services.find_report(user, number))


@router.get("/reports/{number}/file")
def file(request: HttpRequest, number: int, form: ReportForm = "docx") -> HttpResponse:
    """The report as Word or PDF, marked with who took it and when."""
    user = user_of(request)
    report = services.find_report(user, number)
    if not user.may(Right.EXPORT):
        raise NotFound
    mark = f"{user.office.zh} {user.name} {localtime(now()):%Y-%m-%d %H:%M}"
    data = paper(report, Figures.model_validate(report.figures), form, mark)
    trace(user.username, "report.export", str(report.pk), form=form)
    name = quote(f"类案报告-{report.title_zh}.{form}")
    response = HttpResponse(data, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f"attachment; filename=\"report.{form}\"; filename*=UTF-8''{name}"
    return response


@router.post("/reports/{number}/suggestion", response=ReportInfo)
def suggestion(request: HttpRequest, number: int) -> ReportInfo:
    """File a class case from the report and draft its governance suggestion."""
    user = user_of(request)
    services.suggest(user, services.find_report(user, number))
    return services.report_info(user, services.find_report(user, number))
