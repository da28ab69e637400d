"""Cases gather clues: a clue is filed into one that is there, cases are put together, clues taken out; who holds one.

All clues of a case are of one model, line and office, since one letter speaks of them. What was written in a case that
is put into another stays there to be read.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from mingjian.desk.cases.models import Case, CaseStep, Letter, Member
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.cases.schemas import CaseAct
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.models.enumerations import Line

__all__ = ["add_clue", "give", "handlers", "join", "new_case", "split"]


def new_case(clue: Clue, user: User) -> Case:
    """A case with this clue, of the office of whoever opens it: it is his office that writes the letters."""
    year, office = today().year, user.office
    number = next_number("case", office, year)
    case = Case.objects.create(
        number=f"{office.short or office.zh}检监〔{year}〕{number}号",  # our own form: no published rule fixes one
        title=clue.title_zh, model=clue.model, line=clue.line, office=office, owner=user, filed_at=now(),
    )  # fmt: skip
    Member.objects.create(case=case, clue=clue)
    return case


def add_clue(clue: Clue, user: User, number: int) -> Case:
    """Put a clue that is filed into a case of the user's. Called in the transaction that files it."""
    case = _locked([number]).get(number)
    if case is None or case.owner_id != user.pk:
        raise BadRequest("没有这个可并入的案件", "there is no such case to file into", "to_case")
    _fits(case, clue.model, clue.line, "to_case")
    Member.objects.create(case=case, clue=clue)
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    return case


def join(user: User, case: Case, given: CaseAct) -> None:
    """Put all clues of a case into another one of its holder; it is closed, and says where they are."""
    target = Case.objects.visible_to(user).filter(pk=given.case or 0).first()
    if target is None or target.pk == case.pk or target.owner_id != case.owner_id or target.office_id != case.office_id:
        raise BadRequest("请选择同一承办人的另一案件", "choose another case of the same holder", "case")
    with transaction.atomic():
        locked = _locked([case.pk, target.pk])
        source, target = locked[case.pk], locked[target.pk]
        if source.version != given.version or source.state == CaseState.CLOSED:
            raise _quicker()
        if Letter.objects.filter(case=source).exclude(state=LetterState.DRAFT).exists():
            raise BadRequest(
                "本案已有送审或签发的文书，不能并入他案；可将他案并入本案",
                "this case has letters beyond a draft: put the other case into this one instead",
                "case",
            )
        _fits(target, source.model, source.line, "case")
        moved = Member.objects.filter(case=source).update(case=target)
        Case.objects.filter(pk=source.pk).update(state=CaseState.CLOSED, deadline=None, version=F("version") + 1)
        Case.objects.filter(pk=target.pk).update(version=F("version") + 1)
        why = given.why.strip()
        _step(source, user, "joined", f"{target.number}：{why}")
        _step(target, user, "join", f"{source.number}：{why}")
        trace(user.username, "case.join", source.number, into=target.number, clues=moved, why=why)


def split(user: User, case: Case, given: CaseAct) -> None:
    """Take a clue out of a case into one of its own, of the same holder."""
    with transaction.atomic():
        source = _locked([case.pk])[case.pk]
        if source.version != given.version:
            raise _quicker()
        member = Member.objects.select_related("clue").filter(case=source, clue=given.clue or "").first()
        if member is None or not Clue.objects.visible_to(user).filter(pk=member.clue_id).exists():
            raise BadRequest("请选择本案的线索", "choose a clue of this case", "clue")
        if Member.objects.filter(case=source).count() < 2:
            raise BadRequest("本案只有这一条线索", "it is the only clue of this case", "clue")
        clue, why = member.clue, given.why.strip()
        member.delete()
        made = new_case(clue, source.owner)
        Case.objects.filter(pk=source.pk).update(version=F("version") + 1)
        _step(source, user, "split", f"{made.number}：{why}")
        _step(made, user, "file", f"{source.number}：{why}")
        trace(user.username, "case.split", source.number, into=made.number, clue=clue.pk, why=why)


def give(user: User, case: Case, given: CaseAct) -> None:
    """Let somebody else of the case's office hold it."""
    to = next((one for one in handlers(case) if one.username == given.to_user), None)
    if to is None:
        raise BadRequest("请选择本院办理该条线的检察官", "choose a prosecutor of this office and line", "to_user")
    with transaction.atomic():
        same = Case.objects.filter(pk=case.pk, version=given.version).exclude(state=CaseState.CLOSED)
        if not same.update(owner=to, version=F("version") + 1):
            raise _quicker()
        _step(case, user, "assign", f"{case.owner.name} → {to.name}：{given.why.strip()}")
        trace(user.username, "case.assign", case.number, before=case.owner.username, after=to.username, why=given.why)


def handlers(case: Case) -> list[User]:
    """Who may hold a case beside its holder: those of its office and line who decide."""
    people = (
        User.objects.filter(is_active=True, locked=False, office=case.office).exclude(pk=case.owner_id)
        .select_related("office").prefetch_related("roles", "lines")
    )  # fmt: skip
    return [one for one in people if one.may(Right.DECIDE) and Line.of(case.line) in one.line_set]


# -- within ----------------------------------------------------------------------------------------------


def _locked(numbers: Iterable[int]) -> dict[int, Case]:
    """Cases that nobody else changes until this transaction ends; in one order: two never wait for each other."""
    found = Case.objects.select_for_update(of=("self",)).filter(pk__in=sorted(numbers)).order_by("pk")
    return {one.pk: one for one in found}


def _fits(case: Case, model: str, line: str, field: str) -> None:
    if case.state == CaseState.CLOSED:
        raise BadRequest("该案件已办结", "that case is closed", field)
    if (case.model, case.line) != (model, line) or not Member.objects.filter(case=case).exists():
        raise BadRequest(
            "只能并入同一模型、同一条线的线索案件", "only clues of the same model and line go into one case", field
        )


def _step(case: Case, user: User, action: str, why: str) -> None:
    CaseStep.objects.create(case=case, at=now(), by=user, action=action, why=why)


def _quicker() -> Conflict:
    return Conflict("案件刚被他人更新，请刷新后再办", "somebody was quicker: load the case again")
