"""Every deadline a user sees, from the places they are kept: clues, replies to letters, terms of cases, other apps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from mingjian.desk.cases.models import Case, Letter, Term
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.cases.terms import LOOK_BACK, cited, term_kind
from mingjian.desk.clues.models import Clue, ClueText
from mingjian.desk.clues.states import OPEN
from mingjian.desk.deadlines.schemas import DeadlineRow, Scope
from mingjian.desk.deadlines.sources import from_sources
from mingjian.desk.letters import kind_of
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text
from mingjian.law import DEADLINES
from mingjian.models.enumerations import DocumentKind

__all__ = ["Deadlines", "deadlines", "rows"]

VERIFICATION = Coded(code="verification", zh="核查期限", en="verification")
REPLY = Coded(code="reply", zh="文书回复", en="reply to a letter")


@dataclass(frozen=True)
class Deadlines:
    """The deadlines of a scope as three queries, and those of other apps."""

    clues: QuerySet[Clue]
    letters: QuerySet[Letter]
    terms: QuerySet[Term]
    others: Sequence[DeadlineRow] = ()

    def count(self) -> int:
        """How many there are."""
        return self.clues.count() + self.letters.count() + self.terms.count() + len(self.others)

    def kinds(self) -> dict[str, int]:
        """How many of each kind."""
        found = {VERIFICATION.code: self.clues.count(), REPLY.code: self.letters.count()}
        found.update(self.terms.order_by().values_list("kind").annotate(n=Count("pk")))
        found.update(Counter(one.kind.code for one in self.others))
        return {kind: count for kind, count in found.items() if count}


def deadlines(
    user: User, scope: Scope, kinds: Iterable[str] | None = None, others: Sequence[DeadlineRow] | None = None
) -> Deadlines:
    """What the user sees of a scope. A closed case has no deadline but its look back.

    `others`: those of other apps, where the caller has them at hand.
    """
    more = from_sources(user) if others is None else others
    cases = Case.objects.visible_to(user)
    going = cases.exclude(state=CaseState.CLOSED)
    clues = Clue.objects.visible_to(user).filter(deadline__isnull=False, state__in=[one.value for one in OPEN])
    letters = Letter.objects.filter(case__in=going.values("pk"), state=LetterState.SERVED, reply_due__isnull=False)
    terms = Term.objects.filter(done_on__isnull=True).filter(
        Q(case__in=going.values("pk")) | Q(case__in=cases.values("pk"), kind=LOOK_BACK)
    )
    if kinds is not None:
        wanted = set(kinds)
        clues = clues if VERIFICATION.code in wanted else clues.none()
        letters = letters if REPLY.code in wanted else letters.none()
        terms = terms.filter(kind__in=wanted)
        more = [one for one in more if one.kind.code in wanted]
    if scope == "mine":
        more = [one for one in more if one.owner is not None and one.owner.username == user.username]
        return Deadlines(
            clues.filter(owner=user), letters.filter(case__owner=user), terms.filter(case__owner=user), more
        )
    if scope == "office":
        return Deadlines(clues, letters, terms, more)
    first, last = _window(user, scope)
    between = [
        {f"{name}__lte": last} | ({f"{name}__gte": first} if first is not None else {})
        for name in ("deadline", "reply_due", "due")
    ]
    more = [one for one in more if _told(user, one, scope, first, last)]
    return Deadlines(clues.filter(**between[0]), letters.filter(**between[1]), terms.filter(**between[2]), more)


def rows(user: User, found: Deadlines, most: int) -> list[DeadlineRow]:
    """The nearest ones, in order."""
    clues = list(
        found.clues.select_related("office", "owner")
        .annotate(times=Count("extensions"))
        .order_by("deadline", "-rank")[:most]
    )
    texts = {one.clue_id: one for one in ClueText.objects.filter(clue__in=clues, clearance=user.clearance)}
    related = ("case__office", "case__owner")
    listed = [_clue(user, one, texts.get(one.pk)) for one in clues]
    letters = found.letters.select_related(*related).annotate(times=Count("extensions")).order_by("reply_due", "id")
    listed += [_letter(user, one) for one in letters[:most]]
    terms = found.terms.select_related(*related).annotate(times=Count("extensions")).order_by("due", "id")
    listed += [_term(user, one) for one in terms[:most]]
    listed += sorted(found.others, key=lambda one: (one.due, one.key))[:most]
    return sorted(listed, key=lambda one: (one.due, one.key))[:most]


# -- within ----------------------------------------------------------------------------------------------


def _window(user: User, scope: Scope) -> tuple[date | None, date]:
    """First and last day. What is overdue comes to the head of department at once, to the chief after some days."""
    if scope == "soon":
        return today(), today() + timedelta(days=settings.DESK.remind_days)
    if scope == "overdue":
        return None, today() - timedelta(days=1)
    if user.may(Right.SIGN_LETTER):
        return None, today() - timedelta(days=max(1, settings.DESK.escalate_days))
    if user.may(Right.REVIEW_LETTER):
        return None, today() - timedelta(days=1)
    return None, date.min


def _told(user: User, one: DeadlineRow, scope: Scope, first: date | None, last: date) -> bool:
    """Whether one of another app is of a scope: by its day, or because it was handed up to those who lead here."""
    if scope == "escalated" and one.handed_up and (user.may(Right.SIGN_LETTER) or user.may(Right.REVIEW_LETTER)):
        return True
    return (first is None or first <= one.due) and one.due <= last


def _clue(user: User, one: Clue, says: ClueText | None) -> DeadlineRow:
    assert one.deadline is not None
    text = Text(zh=says.zh, en=says.en) if says is not None else Text(zh=one.title_zh, en=one.title_en)
    times: int = one.times  # type: ignore[attr-defined]
    may = one.owner_id == user.pk or user.may(Right.ASSIGN)
    return DeadlineRow(
        key=f"clue:{one.pk}",
        kind=VERIFICATION,
        about="clue",
        id=one.pk,
        text=text,
        due=one.deadline,
        days_left=_left(one.deadline),
        by_law=cited("", ""),
        verified=False,
        owner=person(one.owner),
        office=office_code(one.office),
        extended=times,
        extensions=settings.DESK.extensions,
        may_extend=may and times < settings.DESK.extensions,
        may_urge=False,
        letter=None,
    )


def _letter(user: User, one: Letter) -> DeadlineRow:
    assert one.reply_due is not None
    kind = DocumentKind.of(one.kind)
    fixed, times = kind_of(kind).reply, one.times  # type: ignore[attr-defined]
    holder = one.case.owner_id == user.pk
    return DeadlineRow(
        key=f"letter:{one.pk}",
        kind=REPLY,
        about="case",
        id=str(one.case_id),
        text=Text(zh=f"{one.number} {kind.zh}：{one.case.title}", en=f"{one.number} {kind.en}: {one.case.title}"),
        due=one.reply_due,
        days_left=_left(one.reply_due),
        by_law=cited(fixed.law, str(fixed.article)) if fixed is not None else cited("", ""),
        verified=fixed is not None and fixed.verified,
        owner=person(one.case.owner),
        office=office_code(one.case.office),
        extended=times,
        extensions=settings.DESK.extensions,
        may_extend=_leads(user, one.case) and times < settings.DESK.extensions,
        may_urge=holder and user.may(Right.DECIDE) and one.reply_due < today(),
        letter=one.pk,
    )


def _term(user: User, one: Term) -> DeadlineRow:
    most = 0 if one.kind in DEADLINES else settings.DESK.extensions
    times: int = one.times  # type: ignore[attr-defined]
    label = f"{one.case.number} {one.title or one.case.title}"
    return DeadlineRow(
        key=f"term:{one.pk}",
        kind=term_kind(one.kind),
        about="case",
        id=str(one.case_id),
        text=Text(zh=label, en=label),
        due=one.due,
        days_left=_left(one.due),
        by_law=cited(one.law, one.article),
        verified=one.verified,
        owner=person(one.case.owner),
        office=office_code(one.case.office),
        extended=times,
        extensions=most,
        may_extend=_leads(user, one.case) and times < most,
        may_urge=False,
        letter=None,
    )


def _leads(user: User, case: Case) -> bool:
    return user.may(Right.DECIDE) and (case.owner_id == user.pk or user.may(Right.SIGN_LETTER))


def _left(day: date) -> int:
    return (day - today()).days
