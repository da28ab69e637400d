"""Sheets to be printed: what each seat may have on paper. Nobody who made a work stands on one before publication, not
even for those who see names on the desk: paper is passed on."""

from __future__ import annotations

from typing import Any

from mingjian.contest.forms import Form
from mingjian.desk.contests.appeals import lettered
from mingjian.desk.contests.forms import as_form
from mingjian.desk.contests.models import Assigned, FormRow, Work
from mingjian.desk.contests.papers.paper import Paper
from mingjian.desk.contests.papers.pdf import paper_pdf
from mingjian.desk.contests.papers.sheets import score_sheet, summary_sheet
from mingjian.desk.contests.papers.word import paper_word
from mingjian.desk.contests.papers_schemas import PaperKind
from mingjian.desk.contests.results import page_of
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, SeatKind, WorkState
from mingjian.desk.contests.works import about_of, own_work, type_of
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.models.problems import Lang

__all__ = ["own_sheet", "type_sheet", "work_sheet"]

Made = tuple[str, bytes]


def work_sheet(user: User, slug: str, number: str, kind: PaperKind, lang: Lang) -> Made:
    """A judge's own sheet of a work he scores, blank where he has not; the whole one for those who run and sign, once
    the result is frozen."""
    at = seen(user, slug)
    seat = at.need(What.SHEETS)
    works = Work.objects.filter(contest=at.contest, number=number).exclude(number="")
    own = at.kind is SeatKind.JUDGE
    if own:
        mine = Assigned.objects.filter(judge=seat, work__state=WorkState.ADMITTED.value).values("work")
        works = works.filter(pk__in=mine)
    work = works.first()
    if work is None:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it")
    rows = FormRow.objects.filter(work=work, withdrawn="").select_related("work", "judge", "entered_by")
    if own:
        rows = rows.filter(judge=seat)
    forms = [(one.judge.code, as_form(one)) for one in rows.order_by("judge__code")]
    if own and not forms:
        forms = [(seat.code, Form(0, work.kind, number, seat.code))]
    named = about_of(work) if not own and at.phase.reached(Phase.PUBLISHED) else None
    rules = at.rules.definition
    paper = score_sheet(rules, type_of(work.kind), number, forms, named=named, lang=lang, own=own)
    return _made(at, paper, number, kind)


def own_sheet(user: User, slug: str, word: str, kind: PaperKind, lang: Lang) -> Made:
    """An entrant's sheet of his own work after publication: judges are called A, B, C."""
    at = seen(user, slug)
    at.need(What.PUBLISHED)
    work = own_work(at, word)
    forms = [(letter, _nobody(as_form(one))) for letter, one in lettered(work)]
    if not work.number or not forms:
        raise NotFound("此作品没有评分", "there are no scores of this work")
    rules = at.rules.definition
    paper = score_sheet(rules, type_of(work.kind), work.number, forms, named=about_of(work), lang=lang, own=False)
    return _made(at, paper, work.number, kind)


def type_sheet(user: User, slug: str, of: str, kind: PaperKind, lang: Lang) -> Made:
    """The summary of a type, for those who run and sign."""
    at = seen(user, slug)
    at.need(What.EXPORT)
    result = page_of(at, names=at.phase.reached(Phase.PUBLISHED))
    found = next((one for one in result.types if one.type.code == of), None)
    if found is None:
        raise NotFound("结果尚未计算完成", "the result is not computed yet")
    signed = result.signatures
    paper = summary_sheet(at.rules.definition, found, digest=result.digest, signed=signed, lang=lang)
    return _made(at, paper, of, kind)


def _made(at: Seen, paper: Paper, name: str, kind: PaperKind) -> Made:
    trace(at.user.username, "contest.sheet", at.contest.slug, sheet=name if at.kind is not SeatKind.ENTRANT else "own")
    data: Any = paper_pdf(paper) if kind == "pdf" else paper_word(paper)
    return f"{at.contest.slug}-{name}.{kind}", data


def _nobody(form: Form) -> Form:
    """An entrant is told what was scored, not who typed it in from which paper."""
    return Form(form.number, form.kind, form.work, "", form.scores, form.reasons, form.abstained)
