"""Class reports: making one, listing them, and drafting the governance suggestion that follows from one."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Count

from mingjian.desk.cases.letters import draft_with
from mingjian.desk.cases.models import Case, CaseStep
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.clues.copies import model_of_clue
from mingjian.desk.clues.models import Clue, Projection
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.reports.figures import figures
from mingjian.desk.reports.models import Report
from mingjian.desk.reports.schemas import Figures, NewReport, ReportInfo, ReportList, ReportQuery, ReportRow
from mingjian.desk.reports.suggestion import suggestion_fields
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Counted, Text, coded
from mingjian.models.enumerations import DocumentKind, Line

__all__ = ["find_report", "list_reports", "make_report", "report_info", "suggest"]


def list_reports(user: User, query: ReportQuery) -> ReportList:
    """A page of the reports the user sees, and what a new one may be about."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    seen = Report.objects.visible_to(user)
    start = (query.page - 1) * query.size
    listed = seen.select_related("office", "below", "by").order_by("-id")[start : start + query.size]
    counts = Clue.objects.visible_to(user).order_by().values_list("model").annotate(n=Count("pk")).order_by("-n")
    called = {one.model: one for one in Projection.objects.all()}
    return ReportList(
        items=[_row(one) for one in listed],
        total=seen.count(),
        models=[
            Counted(code=model, zh=called[model].title_zh, en=called[model].title_en, count=count)
            for model, count in counts
            if model in called
        ],
        offices=[office_code(one) for one in _offices(user)],
    )


def make_report(user: User, given: NewReport) -> Report:
    """Count what the user sees of one model, and keep it. `BadRequest` where there is nothing."""
    if given.first and given.last and given.last < given.first:
        raise BadRequest("截止日期早于开始日期", "the last day is before the first", "last")
    below = next((one for one in _offices(user) if one.code == (given.office or user.office.code)), None)
    if below is None:
        raise BadRequest("没有这个检察院，或不在您的查看范围", "there is no such office in your sight", "office")
    clues = Clue.objects.visible_to(user).filter(model=given.model, office__path__startswith=below.path)
    if given.first:
        clues = clues.filter(first_seen__gte=given.first)
    if given.last:
        clues = clues.filter(first_seen__lte=given.last)
    newest = clues.order_by("-last_seen", "pk").first()
    if newest is None:
        raise BadRequest("没有符合条件的线索", "no clue fits", "model")
    model = model_of_clue(newest)
    cases = Case.objects.visible_to(user).filter(
        pk__in=Case.objects.filter(members__clue__in=clues.order_by().values("pk")).values("pk")
    )
    made = figures(clues, cases, model)
    with transaction.atomic():
        report = Report.objects.create(
            office=user.office, line=newest.line, model=given.model, title_zh=newest.title_zh,
            title_en=newest.title_en, below=below, first=given.first, last=given.last,
            figures=made.model_dump(mode="json"), by=user, at=now(),
        )  # fmt: skip
        trace(user.username, "report.make", str(report.pk), model=given.model, below=below.code, clues=made.clues)
    return report


def find_report(user: User, number: int) -> Report:
    """A report the user sees; `NotFound` for every other."""
    found = Report.objects.visible_to(user).select_related("office", "below", "by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def report_info(user: User, report: Report) -> ReportInfo:
    """A report with its figures."""
    return ReportInfo(
        **_row(report).model_dump(), figures=_figures(report),
        may_suggest=report.case_id is None and user.may(Right.DECIDE) and user.office_id == report.office_id,
    )  # fmt: skip


def suggest(user: User, report: Report) -> Case:
    """File a class case from the report and draft its governance suggestion; from there on it is like any letter."""
    if not user.may(Right.DECIDE) or user.office_id != report.office_id:
        raise BadRequest("只有制作院的检察官可起草", "a prosecutor of the office that made the report drafts it")
    year, made = today().year, _figures(report)
    number = f"{user.office.short or user.office.zh}检类〔{year}〕"
    with transaction.atomic():
        case = Case.objects.create(
            number=f"{number}{next_number('class', user.office, year)}号", title=f"类案：{report.title_zh}",
            model=report.model, line=report.line, office=user.office, owner=user, filed_at=now(),
        )  # fmt: skip
        if not Report.objects.filter(pk=report.pk, case__isnull=True).update(case=case):
            raise Conflict("已据此报告起草建议", "the suggestion was drafted already")
        CaseStep.objects.create(case=case, at=now(), by=user, action="file", why=f"类案报告 {report.pk}")
        trace(user.username, "case.file", case.number, report=report.pk)
        draft_with(user, case, DocumentKind.GOVERNANCE_SUGGESTION.value, suggestion_fields(report, made, case, user))
    return case


# -- within ----------------------------------------------------------------------------------------------


def _offices(user: User) -> list[Office]:
    if not user.may(Right.SEE_CLUES):
        return []
    return list(Office.objects.filter(path__startswith=user.office.path).order_by("path"))


def _figures(report: Report) -> Figures:
    return Figures.model_validate(report.figures)


def _row(one: Report) -> ReportRow:
    by = person(one.by)
    assert by is not None
    return ReportRow(
        id=one.pk, title=Text(zh=one.title_zh, en=one.title_en), model=one.model,
        line=coded(one.line, Line.of(one.line)), office=office_code(one.office), below=office_code(one.below),
        first=one.first, last=one.last, clues=one.figures["clues"], amount=Decimal(one.figures["amount"]),
        by=by, at=one.at, case=one.case_id,
    )  # fmt: skip
