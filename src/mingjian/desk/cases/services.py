"""Cases: lists, the page, steps, outcome. Everything begins with what the user sees."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from mingjian.desk.cases.gathering import give, join, split
from mingjian.desk.cases.letters import kinds_of, letter_info
from mingjian.desk.cases.models import Case, CaseStep, Letter, Member, Outcome
from mingjian.desk.cases.schemas import (
    CaseAct,
    CaseAction,
    CaseFacets,
    CaseList,
    CasePage,
    CaseQuery,
    CaseRow,
    CaseStepInfo,
    OutcomeInfo,
)
from mingjian.desk.cases.states import LETTER_STEPS, CaseState, Finding, LetterState
from mingjian.desk.cases.terms import term_kinds, terms_of
from mingjian.desk.clues.listing import rows_of
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code, who_left
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import part_of
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Counted, Text, coded
from mingjian.models.enumerations import Line

__all__ = ["act_on_case", "case_page", "chosen_cases", "find_case", "list_cases", "save_outcome"]

_SEARCHED = ("title", "number", "unified_number", "department_number")
_STEPS: dict[str, tuple[str, str]] = {
    "file": ("立案", "filed"),
    "draft": ("起草文书", "letter drafted"),
    "outcome": ("登记成效", "outcome recorded"),
    "close": ("办结", "closed"),
    "reopen": ("重新办理", "reopened"),
    "plan": ("设定期限", "deadline set"),
    "extend": ("延长期限", "deadline extended"),
    "done": ("期限事项办结", "deadline met"),
    "look_back": ("回头看", "looked back"),
    "assign": ("更换承办人", "given to somebody else"),
    "join": ("并入线索", "clues of another case taken in"),
    "joined": ("并入他案", "put into another case"),
    "split": ("分出线索", "a clue taken out"),
    "sentencing": ("量刑计算", "sentencing calculated"),
    "register": ("自统一业务系统导入", "taken over from the unified case system"),
}


def list_cases(user: User, query: CaseQuery) -> CaseList:
    """A page of the cases the user sees, newest first."""
    base = _filtered(user, query)
    counts = dict(base.order_by().values_list("state").annotate(n=Count("pk")))
    chosen = _of_state(base, query)
    start = (query.page - 1) * query.size
    return CaseList(
        items=_rows(chosen[start : start + query.size]),
        total=chosen.count(),
        facets=CaseFacets(
            state=[Counted(code=s.value, zh=s.zh, en=s.en, count=n) for s in CaseState if (n := counts.get(s.value))]
        ),
    )


def chosen_cases(user: User, query: CaseQuery) -> QuerySet[Case]:
    """All cases the user sees that fit, newest first."""
    return _of_state(_filtered(user, query), query)


def _of_state(cases: QuerySet[Case], query: CaseQuery) -> QuerySet[Case]:
    found = cases.filter(state__in=query.state.split(",")) if query.state else cases
    return found.order_by("-filed_at", "-id")


def _filtered(user: User, query: CaseQuery) -> QuerySet[Case]:
    """All filters but the state."""
    base: QuerySet[Case] = Case.objects.visible_to(user)
    for name in ("line", "model"):
        if given := getattr(query, name):
            base = base.filter(**{f"{name}__in": given.split(",")})
    if query.owner == "gone":
        base = base.filter(owner__in=who_left()).exclude(state=CaseState.CLOSED)
    elif query.owner:
        base = base.filter(owner=user) if query.owner == "me" else base.filter(owner__username=query.owner)
    for word in (query.q or "").split():
        named = [Q(**{f"{name}__icontains": word}) for name in _SEARCHED]
        base = base.filter(reduce(or_, named))
    return _of_figures(user, base, query)


def _of_figures(user: User, cases: QuerySet[Case], query: CaseQuery) -> QuerySet[Case]:
    """The filters that a number of the figures leads here with."""
    if query.office:
        cases = cases.filter(office__in=part_of(user, query.office, query.below))
    if query.first or query.last:
        found = Clue.objects.all()
        found = found.filter(first_seen__gte=query.first) if query.first else found
        found = found.filter(first_seen__lte=query.last) if query.last else found
        cases = cases.filter(pk__in=Member.objects.filter(clue__in=found.order_by().values("pk")).values("case"))
    if query.rectified is not None:
        right = Outcome.objects.filter(rectified=True).values("case")
        cases = cases.filter(pk__in=right) if query.rectified else cases.exclude(pk__in=right)
    if query.letters:
        letters = Letter.objects.filter(served_on__isnull=False).exclude(kind="urge")
        which = {
            "served": Q(), "replied": Q(replied_on__isnull=False), "accepted": Q(accepted=True),
            "late": Q(state=LetterState.SERVED.value, reply_due__lt=today()),
        }[query.letters]  # fmt: skip
        cases = cases.filter(pk__in=letters.filter(which).values("case"))
    return cases


def find_case(user: User, number: int) -> Case:
    """A case the user sees; `NotFound` for every other."""
    found = Case.objects.visible_to(user).select_related("office", "owner").filter(pk=number).first()
    if found is None:
        raise NotFound("没有此案件，或您无权查看", "there is no such case, or you may not see it")
    return found


def case_page(user: User, number: int) -> CasePage:
    """A case with its clues, letters, steps and outcome."""
    case = find_case(user, number)
    row = _rows(Case.objects.filter(pk=case.pk))[0]
    clues = Clue.objects.visible_to(user).filter(membership__case=case).select_related("office", "owner")
    outcome = Outcome.objects.filter(case=case).first()
    return CasePage(
        **row.model_dump(), department_number=case.department_number, accepted_on=case.accepted_on,
        clue_rows=rows_of(user, clues),
        letters=[letter_info(user, case, one) for one in _letters(case)],
        steps=[_step(one) for one in case.steps.select_related("by")],
        outcome=None if outcome is None else _outcome(outcome), kinds=kinds_of(case), actions=_actions(user, case),
        report=_report(case), terms=terms_of(user, case), term_kinds=term_kinds(),
        findings=[coded(one.value, one) for one in Finding],
    )  # fmt: skip


def save_outcome(user: User, number: int, given: OutcomeInfo) -> None:
    """Record what a case achieved; putting right moves it on."""
    case = find_case(user, number)
    if case.owner_id != user.pk and not user.may(Right.SIGN_LETTER):
        raise BadRequest("只有承办人或领导可登记成效", "only who holds the case, or a chief, records its outcome")
    if case.state == CaseState.CLOSED:
        raise BadRequest("案件已办结", "the case is closed")
    values = {**given.model_dump(), "by": user, "at": now()}
    with transaction.atomic():
        Outcome.objects.update_or_create(case=case, defaults=values)
        if given.rectified and case.state != CaseState.LOOKED_BACK:
            Case.objects.filter(pk=case.pk).update(state=CaseState.RECTIFIED, deadline=None, version=F("version") + 1)
        CaseStep.objects.create(case=case, at=now(), by=user, action="outcome", why=given.note)
        trace(user.username, "case.outcome", case.number, rectified=given.rectified, recovered=str(given.recovered))


def act_on_case(user: User, number: int, given: CaseAct) -> None:
    """A step of a case: closing, taking up again, another holder, putting cases together, taking a clue out."""
    case = find_case(user, number)
    known = {one.code: one for one in _actions(user, case)}
    if given.action not in known:
        raise BadRequest("现在不能这样办理", "this cannot be done now", "action")
    if "why" in known[given.action].needs and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    if gather := {"assign": give, "join": join, "split": split}.get(given.action):
        gather(user, case, given)
        return
    target = CaseState.CLOSED if given.action == "close" else CaseState.FILED
    with transaction.atomic():
        same = Case.objects.filter(pk=case.pk, version=given.version, state=case.state)
        if not same.update(state=target, version=F("version") + 1, deadline=None):
            raise Conflict("案件刚被他人更新，请刷新后再办", "somebody was quicker: load the case again")
        CaseStep.objects.create(case=case, at=now(), by=user, action=given.action, why=given.why.strip())
        trace(user.username, f"case.{given.action}", case.number, why=given.why)


# -- within ----------------------------------------------------------------------------------------------


def _rows(cases: QuerySet[Case]) -> list[CaseRow]:
    listed = cases.select_related("office", "owner").annotate(
        held=Count("members", distinct=True), money=Sum("members__clue__amount")
    )
    titles = dict(
        Clue.objects.filter(model__in={one.model for one in listed}).values_list("model", "title_en").distinct()
    )
    return [
        CaseRow(
            id=one.pk, number=one.number, title=Text(zh=one.title, en=titles.get(one.model, one.title)),
            model=one.model, line=coded(one.line, Line.of(one.line)), office=office_code(one.office),
            state=coded(one.state, CaseState.of(one.state)),
            owner=Person(username=one.owner.username, name=one.owner.name), clues=one.held, amount=one.money,
            deadline=one.deadline, filed_at=one.filed_at, unified_number=one.unified_number, version=one.version,
        )
        for one in listed
    ]  # fmt: skip


def _report(case: Case) -> int | None:
    """The class report a class case was filed from: of the app of reports, which this one does not know."""
    report = getattr(case, "class_report", None)
    return None if report is None else report.pk


def _letters(case: Case) -> QuerySet[Letter]:
    return case.letters.select_related("drafted_by", "signed_by")


def _step(one: CaseStep) -> CaseStepInfo:
    letter = LETTER_STEPS.get(one.action)
    zh, en = (letter.zh, letter.en) if letter is not None else _STEPS.get(one.action, (one.action, one.action))
    return CaseStepInfo(
        at=one.at, by=one.by.name, action=Coded(code=one.action, zh=zh, en=en), letter=one.letter_id, why=one.why
    )


def _outcome(one: Outcome) -> OutcomeInfo:
    return OutcomeInfo(
        rectified=one.rectified, recovered=one.recovered, held_to_account=one.held_to_account,
        governance=one.governance, note=one.note, looked_back_on=one.looked_back_on,
    )  # fmt: skip


def _actions(user: User, case: Case) -> list[CaseAction]:
    """Closing is the holder's or a chief's, taking up again a chief's; clues are gathered by the holder; who assigns
    clues says who holds a case."""
    gathered, holds = Member.objects.filter(case=case).count(), case.owner_id == user.pk
    if case.state == CaseState.CLOSED:
        again = user.may(Right.SIGN_LETTER) and (gathered or _report(case) is not None)  # else it is in another case
        return [CaseAction(code="reopen", zh="重新办理", en="take up again", needs=["why"])] if again else []
    found = []
    if user.may(Right.DECIDE) and (holds or user.may(Right.SIGN_LETTER)):
        found.append(CaseAction(code="close", zh="办结", en="close", needs=["why"]))
    if gathered and user.may(Right.DECIDE) and holds:
        found.append(CaseAction(code="join", zh="并入他案", en="put into another case", needs=["case", "why"]))
        if gathered > 1:
            found.append(CaseAction(code="split", zh="分出线索", en="take a clue out", needs=["clue", "why"]))
    if user.may(Right.ASSIGN):
        found.append(CaseAction(code="assign", zh="更换承办人", en="give to somebody else", needs=["to_user", "why"]))
    return found
