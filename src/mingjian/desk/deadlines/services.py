"""The list of deadlines, putting one off, and the calendar file."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mingjian.desk.cases.models import Case, CaseStep, Extension, Letter, Term
from mingjian.desk.cases.states import LetterState
from mingjian.desk.cases.terms import next_deadline, term_kind
from mingjian.desk.clues.models import Clue, Step
from mingjian.desk.deadlines.calendar import calendar
from mingjian.desk.deadlines.items import REPLY, VERIFICATION, Deadlines, deadlines, rows
from mingjian.desk.deadlines.schemas import DeadlineList, DeadlineQuery, DeadlineRow, Extend, Scope
from mingjian.desk.deadlines.sources import from_sources, kind_of_source
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Counted

__all__ = ["extend", "ics", "list_deadlines"]

MOST = 5000
_SCOPES: tuple[Scope, ...] = ("mine", "office", "soon", "overdue", "escalated")


def list_deadlines(user: User, query: DeadlineQuery) -> DeadlineList:
    """A page of the deadlines of a scope, nearest first."""
    kinds = query.kind.split(",") if query.kind else None
    others = from_sources(user)
    found = deadlines(user, query.scope, kinds, others)
    end = min(query.page * query.size, MOST)
    return DeadlineList(
        items=rows(user, found, end)[(query.page - 1) * query.size : end],
        total=min(found.count(), MOST),
        scopes={one: deadlines(user, one, None, others).count() for one in _SCOPES},
        remind_days=settings.DESK.remind_days,
        kinds=[_counted(kind, count) for kind, count in deadlines(user, query.scope, None, others).kinds().items()],
    )


def ics(user: User, scope: Scope) -> bytes:
    """The deadlines of a scope as a calendar file. It names cases and models, and nobody."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    found = deadlines(user, scope)
    trace(user.username, "deadline.export", scope, count=found.count())
    return calendar(rows(user, found, MOST), _titles(found), settings.DESK.remind_days, now())


def extend(user: User, given: Extend) -> None:
    """Put a deadline off: by whom, why and how often is kept; what the law fixes cannot be."""
    row, found = _find(user, given.key)
    if row.extensions == 0:
        raise BadRequest("法定期限不得延长", "a period fixed by law cannot be extended", "key")
    if row.extended >= row.extensions:
        raise BadRequest(f"已延长{row.extended}次，不能再延长", f"it was extended {row.extended} times already", "key")
    if not row.may_extend:
        raise BadRequest("只有承办人或领导可延长期限", "only who holds it, or who leads, extends it")
    if given.until <= given.before or given.until <= today():
        raise BadRequest(
            "新期限须晚于原期限和今天", "the new deadline is later than the old one and than today", "until"
        )
    with transaction.atomic():
        if not _moved(user, given, found):
            raise Conflict("期限刚被他人更新，请刷新后再办", "somebody was quicker: load the page again")
        trace(
            user.username,
            "deadline.extend",
            given.key,
            before=given.before.isoformat(),
            until=given.until.isoformat(),
            why=given.why,
        )


# -- within ----------------------------------------------------------------------------------------------


def _find(user: User, key: str) -> tuple[DeadlineRow, Clue | Letter | Term]:
    """A deadline the user sees, with what it is of."""
    kind, _, name = key.partition(":")
    every = deadlines(user, "office")
    whole = int(name) if name.isascii() and name.isdigit() and len(name) < 18 else 0
    some = Deadlines(
        every.clues.filter(pk=name if kind == "clue" else ""),
        every.letters.filter(pk=whole if kind == "letter" else 0),
        every.terms.filter(pk=whole if kind == "term" else 0),
    )
    for row in rows(user, some, 1):
        one = some.clues.first() or some.letters.first() or some.terms.first()
        assert one is not None
        return row, one
    raise NotFound


def _moved(user: User, given: Extend, one: Clue | Letter | Term) -> bool:
    values = {"before": given.before, "after": given.until, "why": given.why.strip(), "by": user, "at": now()}
    if isinstance(one, Clue):
        if not Clue.objects.filter(pk=one.pk, deadline=given.before, version=one.version).update(
            deadline=given.until, version=F("version") + 1
        ):
            return False
        Extension.objects.create(clue=one, **values)
        Step.objects.create(
            clue=one,
            at=now(),
            by=user,
            action="extend",
            source=one.state,
            target=one.state,
            why=given.why.strip(),
            deadline=given.until,
            office=one.office,
        )
        return True
    if isinstance(one, Letter):
        same = Letter.objects.filter(pk=one.pk, reply_due=given.before, state=LetterState.SERVED)
        if not same.update(reply_due=given.until, version=F("version") + 1):
            return False
        Extension.objects.create(letter=one, **values)
    else:
        open_ = Term.objects.filter(pk=one.pk, due=given.before, done_on__isnull=True)
        if not open_.update(due=given.until, version=F("version") + 1):
            return False
        Extension.objects.create(term=one, **values)
    case = one.case
    Case.objects.filter(pk=case.pk).update(deadline=next_deadline(case), version=F("version") + 1)
    why = f"{given.before} → {given.until}：{given.why.strip()}"
    CaseStep.objects.create(
        case=case, letter=one if isinstance(one, Letter) else None, at=now(), by=user, action="extend", why=why
    )
    return True


def _counted(kind: str, count: int) -> Counted:
    named = {one.code: one for one in (VERIFICATION, REPLY)}.get(kind) or kind_of_source(kind)
    named = named or term_kind(kind)
    return Counted(code=kind, zh=named.zh, en=named.en, count=count)


def _titles(found: Deadlines) -> dict[str, str]:
    """What a clue is called where nobody may be named."""
    return {f"clue:{key}": title for key, title in found.clues.values_list("pk", "title_zh")}
