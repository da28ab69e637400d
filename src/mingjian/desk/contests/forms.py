"""Forms: sent once however often they are sent, never changed, taken back with a reason, entered by the secretary for a
judge with the paper named; each a link of the contest's chain. Anchor works are scored before the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.contest import Form
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.judging_schemas import (
    EnteredForm,
    EnteredForms,
    FormInfo,
    FormWithdrawal,
    JudgeProgress,
    NewForm,
    ProgressInfo,
    WorkProgress,
)
from mingjian.desk.contests.models import Assigned, Contest, FormRow, Seat, Work
from mingjian.desk.contests.persons import judges_of
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, SeatKind, WorkState
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = [
    "as_form", "enter_form", "entered_forms", "form_info", "forms_of", "may_score", "progress", "send_form",
    "take_back", "withdraw_form",
]  # fmt: skip

_SCORING = (Phase.JUDGING, Phase.SETTLING)
"""Not in the defence: finals are drawn on the forms there are."""


def may_score(at: Seen) -> bool:
    """Whether forms are taken now."""
    return at.user.scope is None and at.phase in _SCORING


def send_form(user: User, slug: str, given: NewForm) -> FormInfo:
    """A judge's form of a work that is assigned to him."""
    at = seen(user, slug)
    seat = at.act(What.SCORING)
    return _sent(at, seat, given, None, "")


def enter_form(user: User, slug: str, given: EnteredForm) -> FormInfo:
    """A form typed in by the secretary for a judge, from a paper that is named."""
    at = seen(user, slug)
    at.act(What.ENTERING)
    judge = Seat.objects.filter(contest=at.contest, kind=SeatKind.JUDGE.value, code=given.judge).first()
    if judge is None:
        raise BadRequest(f"没有评委{given.judge}", f"there is no judge {given.judge}", "judge")
    return _sent(at, judge, given, user, given.paper.strip())


def withdraw_form(user: User, slug: str, number: int, given: FormWithdrawal) -> FormInfo:
    """Take a form back with a reason: its judge his own, the secretary one he entered, until results are frozen."""
    at = seen(user, slug)
    seat = at.act(What.SCORING, What.ENTERING)
    rows = FormRow.objects.filter(contest=at.contest, number=number)
    row = rows.filter(judge=seat).first() if at.kind is SeatKind.JUDGE else rows.filter(entered_by=user).first()
    if row is None:
        raise NotFound
    with transaction.atomic():
        held = locked(at.contest)
        if Phase.of(held.phase) not in _SCORING:
            raise BadRequest("已进入答辩或封存，评分表不能再变", "finals are drawn or the result is frozen: forms stay")
        take_back(held, row, given.why.strip(), user)
    row.refresh_from_db()
    return form_info(at, row)


def take_back(contest: Contest, row: FormRow, why: str, user: User) -> None:
    """A form no longer counts. Within a transaction that holds the contest."""
    if not FormRow.objects.filter(pk=row.pk, withdrawn="").update(withdrawn=why):
        raise Conflict("该评分表已撤回", "the form was withdrawn already")
    link(contest, "form_withdrawn", {"form": row.number, "why": why, "by": user.username})
    trace(user.username, "contest.form.withdraw", contest.slug, form=row.number, why=why)


def forms_of(contest: Contest, kind: str = "") -> list[Form]:
    """All forms of a contest as the library takes them, in the order of their numbers. Read as plain values: there are
    thousands, and every page of a result asks for them."""
    found = FormRow.objects.filter(contest=contest)
    if kind:
        found = found.filter(work__kind=kind)
    rows = found.order_by("number").values_list(
        "number", "work__kind", "work__number", "judge__code", "scores", "reasons", "abstained",
        "entered_by__username", "paper", "withdrawn",
    )  # fmt: skip
    return [Form(*row[:7], row[7] or "", *row[8:]) for row in rows]


def as_form(row: FormRow) -> Form:
    """A form as the library takes it."""
    return Form(
        row.number, row.work.kind, row.work.number, row.judge.code, dict(row.scores), dict(row.reasons), row.abstained,
        row.entered_by.username if row.entered_by else "", row.paper, row.withdrawn,
    )  # fmt: skip


def form_info(at: Seen, row: FormRow) -> FormInfo:
    """A form as the API gives it."""
    scoring = at.rules.definition.types[row.work.kind].scoring()
    return FormInfo(
        number=row.number, work=row.work.number, judge=row.judge.code, scores=row.scores, reasons=row.reasons,
        total=None if row.abstained else round(scoring.total(as_form(row)), 4), abstained=row.abstained,
        entered_by=row.entered_by.name if row.entered_by else "", paper=row.paper, withdrawn=row.withdrawn, at=row.at,
    )  # fmt: skip


def progress(user: User, slug: str) -> ProgressInfo:
    """How many forms there are by judge and by work, without any score. Who judges what only the secretary is told."""
    at = seen(user, slug)
    at.need(What.COUNTS)
    live = WorkState.ADMITTED.value
    assigned = Assigned.objects.filter(contest=at.contest, work__state=live)
    pairs = list(assigned.values_list("work", "judge"))
    forms = FormRow.objects.filter(contest=at.contest, withdrawn="", work__state=live)
    done = {(work, judge): bool(why) for work, judge, why in forms.values_list("work", "judge", "abstained")}
    judges = judges_of(at.contest, idle=True)  # who looks at both lists is not told who is missing
    codes = {one.pk: one.code for one in judges} if at.may(What.ASSIGNING) else None
    items = [
        JudgeProgress(
            judge=one.code, assigned=sum(j == one.pk for _, j in pairs), done=sum(j == one.pk for _, j in done),
            abstained=sum(j == one.pk and away for (_, j), away in done.items()),
        )
        for one in judges
    ]  # fmt: skip
    judging, given = defaultdict[Any, list[int]](list), defaultdict[Any, dict[int, bool]](dict)
    for work, judge in pairs:
        judging[work].append(judge)
    for (work, judge), away in done.items():
        given[work][judge] = away
    works = [
        _of_work(one, judging[one.pk], given[one.pk], codes)
        for one in Work.objects.filter(contest=at.contest, state=live).order_by("number")
    ]
    return ProgressInfo(items=items, works=works, forms=len(done), wanted=len(pairs))


def entered_forms(user: User, slug: str) -> EnteredForms:
    """Forms the reader typed in himself, newest first; what others gave is not told."""
    at = seen(user, slug)
    at.need(What.ENTERING)
    rows = FormRow.objects.filter(contest=at.contest, entered_by=user).select_related("work", "judge", "entered_by")
    return EnteredForms(items=[form_info(at, one) for one in rows.order_by("-number")])


# -- within ----------------------------------------------------------------------------------------------


def _of_work(work: Work, judges: list[int], done: dict[int, bool], codes: dict[int, str] | None) -> WorkProgress:
    """`done`: whether a judge who has a form abstained; `codes`: of judges, None where it is not told who they are."""
    waiting = None if codes is None else sorted(codes[one] for one in judges if one not in done)
    return WorkProgress(
        work=work.number, type=type_of(work.kind), anchor=work.anchor, assigned=len(judges), done=len(done),
        abstained=sum(done.values()), waiting=waiting,
    )  # fmt: skip


def _sent(at: Seen, judge: Seat, given: NewForm, by: User | None, paper: str) -> FormInfo:
    """Once: what was sent before under the same key is answered again, if it is the same."""
    with transaction.atomic():
        held = locked(at.contest)
        before = FormRow.objects.select_related("work", "judge", "entered_by").filter(contest=held, key=given.key)
        if (row := before.first()) is not None:
            if row.judge_id != judge.pk or not _same(row, given):
                raise Conflict("这个编号已用于另一份评分表", "the key was used for another form")
            return form_info(at, row)
        here = Seen(at.user, held, at.seat)
        if not may_score(here):
            raise BadRequest("现在不接收评分", "forms are not taken now")
        work = _to_score(here, judge, given.work)
        row = FormRow(
            contest=held, number=held.last_form + 1, key=given.key, work=work, judge=judge, scores=given.scores,
            reasons={name: why.strip() for name, why in given.reasons.items() if why.strip()},
            abstained=given.abstained.strip(), entered_by=by, paper=paper, at=now(),
        )  # fmt: skip
        _refuse_flaws(here, row)
        row.save(force_insert=True)
        Contest.objects.filter(pk=held.pk).update(last_form=F("last_form") + 1)
        link(held, "form", as_form(row).data())
        trace(at.user.username, "contest.form", held.slug, form=row.number, judge=judge.code, paper=paper)
    return form_info(at, row)


def _to_score(at: Seen, judge: Seat, number: str) -> Work:
    """A work the judge is to score now."""
    mine = Assigned.objects.filter(judge=judge, work__state=WorkState.ADMITTED.value).select_related("work")
    works = {one.work.number: one.work for one in mine}
    if number not in works:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it")
    scored = set(FormRow.objects.filter(judge=judge, withdrawn="").values_list("work__number", flat=True))
    if number in scored:
        raise Conflict("这件作品已有评分表，如需更改请先撤回", "there is a form of this work: withdraw it first")
    work = works[number]
    first = sorted(
        one.number for one in works.values() if one.anchor and one.kind == work.kind and one.number not in scored
    )
    if first and not work.anchor:
        raise BadRequest(
            f"请先评审锚定作品：{'、'.join(first)}", f"the anchor works come first: {', '.join(first)}", "work"
        )
    return work


def _refuse_flaws(at: Seen, row: FormRow) -> None:
    """Everything a form lacks, at once."""
    flaws = at.rules.definition.types[row.work.kind].scoring().flaws(as_form(row))
    known = set(at.rules.definition.types[row.work.kind].criteria)
    if strange := sorted(set(row.reasons) - known):
        raise BadRequest(f"没有评分项“{strange[0]}”", f"there is no criterion '{strange[0]}'", "reasons")
    if flaws:
        raise BadRequest(
            "；".join(one.zh for one in flaws), "; ".join(one.en for one in flaws), flaws[0].criterion or "scores"
        )


def _same(row: FormRow, given: NewForm) -> bool:
    reasons = {name: why.strip() for name, why in given.reasons.items() if why.strip()}
    said: Iterable[tuple[Any, Any]] = (
        (row.work.number, given.work), (dict(row.scores), given.scores), (dict(row.reasons), reasons),
        (row.abstained, given.abstained.strip()), (row.paper, getattr(given, "paper", "").strip()),
    )  # fmt: skip
    return all(one == other for one, other in said)
