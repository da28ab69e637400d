"""Deadlines of a case beside the replies: statutory ones from `law.deadlines`, looks back, and others."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count, F, Min

from mingjian.desk.cases.models import Case, CaseStep, Letter, Outcome, Term
from mingjian.desk.cases.schemas import NewTerm, TermDone, TermInfo, TermKind
from mingjian.desk.cases.states import CaseState, Finding, LetterState
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text, coded
from mingjian.law import DEADLINES, english_title

__all__ = ["LOOK_BACK", "cited", "finish_term", "next_deadline", "set_term", "term_kind", "term_kinds", "terms_of"]

LOOK_BACK, OTHER = "look_back", "other"
_OWN = {LOOK_BACK: ("回头看", "look back"), OTHER: ("其他期限", "another deadline")}


def next_deadline(case: Case) -> date | None:
    """The nearest of the replies still awaited and of the terms not done."""
    awaited = Letter.objects.filter(case=case, state=LetterState.SERVED).aggregate(first=Min("reply_due"))["first"]
    open_ = Term.objects.filter(case=case, done_on__isnull=True).aggregate(first=Min("due"))["first"]
    return min((day for day in (awaited, open_) if day is not None), default=None)


def cited(law: str, article: str) -> Text:
    """As 《刑诉法》第230条; empty where no law is named."""
    if not law:
        return Text(zh="", en="")
    return Text(
        zh=f"《{law}》第{article}条" if article else f"《{law}》",
        en=f"{english_title(law)} art. {article}" if article else english_title(law),
    )


def term_kind(code: str) -> Coded:
    """A kind of term as a coded value."""
    if code in DEADLINES:
        return coded(code, DEADLINES[code])
    zh, en = _OWN.get(code, _OWN[OTHER])
    return Coded(code=code, zh=zh, en=en)


def term_kinds() -> list[TermKind]:
    """What may be set: a look back, another deadline, and those the law sets."""
    own = [
        TermKind(code=code, zh=zh, en=en, statutory=False, by_law=cited("", ""), verified=False)
        for code, (zh, en) in _OWN.items()
    ]
    law = [
        TermKind(code=code, zh=f"{one.zh}（{one.days}日）", en=f"{one.en} ({one.days} days)", statutory=True,
                 by_law=cited(one.law, one.article), verified=one.verified)
        for code, one in DEADLINES.items()
    ]  # fmt: skip
    return [*own, *law]


def terms_of(user: User, case: Case) -> list[TermInfo]:
    """The terms of a case, those not done first."""
    listed = case.terms.select_related("by", "done_by").annotate(times=Count("extensions"))
    return [
        TermInfo(
            id=one.pk, kind=term_kind(one.kind), title=one.title, event_on=one.event_on, due=one.due,
            by_law=cited(one.law, one.article), verified=one.verified, by=one.by.name, done_on=one.done_on,
            done_by=one.done_by.name if one.done_by is not None else None,
            finding=coded(one.finding, Finding.of(one.finding)) if one.finding else None, note=one.note,
            extended=one.times, version=one.version, may=one.done_on is None and _may(user, case),
        )
        for one in sorted(listed, key=lambda one: (one.done_on is not None, one.due))
    ]  # fmt: skip


def set_term(user: User, case: Case, given: NewTerm) -> Term:
    """Set a deadline. A statutory one is reckoned from the day of its event; its source goes with it."""
    if not _may(user, case):
        raise BadRequest("只有承办人或领导可设定期限", "only who holds the case, or a chief, sets a deadline")
    law = DEADLINES.get(given.kind)
    if law is None and given.kind not in _OWN:
        raise BadRequest("没有这种期限", f"there is no deadline called '{given.kind}'", "kind")
    if law is not None:
        if given.event_on is None or not law.start <= given.event_on <= today():
            raise BadRequest(
                "请填写起算事件的日期（不晚于今天）", "give the day of the event, not after today", "event_on"
            )
        due = law.last_day(given.event_on)
    else:
        if given.due is None or given.due < today():
            raise BadRequest("请填写期限（不早于今天）", "give the deadline, today or later", "due")
        if given.kind == OTHER and not given.title.strip():
            raise BadRequest("请写明是什么期限", "say what the deadline is for", "title")
        due = given.due
    with transaction.atomic():
        made = Term.objects.create(
            case=case, kind=given.kind, title=given.title.strip(), event_on=given.event_on if law else None, due=due,
            law=law.law if law else "", article=law.article if law else "", verified=law.verified if law else False,
            by=user, at=now(),
        )  # fmt: skip
        _moved(case, user, "plan", f"{term_kind(given.kind).zh} {given.title} {due}".replace("  ", " "))
        trace(user.username, "case.plan", case.number, kind=given.kind, due=due.isoformat())
    return made


def finish_term(user: User, number: int, given: TermDone) -> tuple[Case, str]:
    """A deadline was met. Answers the case, and the kind of letter to draft next where the look back asks for one."""
    term = Term.objects.select_related("case").filter(
        pk=number, case__in=Case.objects.visible_to(user).values("pk")
    ).first()  # fmt: skip
    if term is None:
        raise NotFound
    case = term.case
    if not _may(user, case) or term.done_on is not None:
        raise BadRequest("现在不能这样办理", "this cannot be done now")
    looked = term.kind == LOOK_BACK
    if looked and given.finding not in list(Finding):
        raise BadRequest("请选择回头看的结果", "say what the look back found", "finding")
    if not given.note.strip():
        raise BadRequest("请写明情况", "say how it is", "note")
    bad = looked and given.finding != Finding.RECTIFIED
    if given.next and not bad:
        raise BadRequest("整改到位的无须重新办理", "what was put right is not taken up again", "next")
    with transaction.atomic():
        same = Term.objects.filter(pk=term.pk, version=given.version, done_on__isnull=True)
        finding = given.finding if looked else ""
        if not same.update(
            done_on=today(), done_by=user, finding=finding, note=given.note.strip(), version=F("version") + 1
        ):
            raise Conflict("刚被他人更新，请刷新后再办", "somebody was quicker: load the page again")
        if looked:
            Outcome.objects.filter(case=case).update(looked_back_on=today(), **({"rectified": False} if bad else {}))
            _state_after(case, bad, given.next)
        says = f"{Finding.of(finding).zh}：{given.note.strip()}" if looked else given.note.strip()
        _moved(case, user, "look_back" if looked else "done", says)
        trace(user.username, "case.look_back" if looked else "case.done", case.number, finding=finding, next=given.next)
    last = case.letters.exclude(kind="urge").filter(served_on__isnull=False).last()
    return case, (last.kind if last is not None else "suggestion") if given.next == "letter" else ""


# -- within ----------------------------------------------------------------------------------------------


def _may(user: User, case: Case) -> bool:
    return user.may(Right.DECIDE) and (case.owner_id == user.pk or user.may(Right.SIGN_LETTER))


def _state_after(case: Case, bad: bool, then: str) -> None:
    if bad and then:
        Case.objects.filter(pk=case.pk).update(state=CaseState.FILED)
    elif not bad and case.state == CaseState.RECTIFIED:
        Case.objects.filter(pk=case.pk).update(state=CaseState.LOOKED_BACK)


def _moved(case: Case, user: User, action: str, why: str) -> None:
    Case.objects.filter(pk=case.pk).update(deadline=next_deadline(case), version=F("version") + 1)
    CaseStep.objects.create(case=case, at=now(), by=user, action=action, why=why)
