"""`/api/home`: what waits for the user today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Router, Schema

from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.clues.listing import SOON_DAYS, rows_of
from mingjian.desk.clues.models import Clue, ClueText
from mingjian.desk.clues.schemas import ClueRow
from mingjian.desk.clues.states import OPEN, State
from mingjian.desk.now import today
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text

__all__ = ["router"]

router = Router(tags=["home"])
SHOWN = 8


class Counts(Schema):
    """How much waits: to triage, in the user's hands, due soon, overdue, letters to review or sign."""

    new: int
    mine: int
    due: int
    overdue: int
    review: int


class Due(Schema):
    """A deadline of a clue or a case. `days_left` is negative when it has passed."""

    kind: Literal["clue", "case"]
    id: str
    text: Text
    due: date
    days_left: int


class Funnel(Schema):
    """From what runs found to what was achieved, of what the user sees."""

    found: int
    handled: int
    verified: int
    cases: int
    outcomes: int


class Home(Schema):
    """The first page."""

    counts: Counts
    deadlines: list[Due]
    latest: list[ClueRow]
    funnel: Funnel


@router.get("/home", response=Home)
def home(request: HttpRequest) -> Home:
    """What waits for the user today."""
    user = user_of(request)
    clues, cases = Clue.objects.visible_to(user), Case.objects.visible_to(user)
    mine = clues.filter(owner=user, state__in=[one.value for one in OPEN])
    soon, now = today() + timedelta(days=SOON_DAYS), today()
    dated = clues.filter(state__in=[one.value for one in OPEN]).filter(Q(owner=user) | Q(owner__isnull=False))
    review = Letter.objects.filter(case__in=cases.values("pk"), state=LetterState.REVIEW)
    signs = user.may(Right.SIGN_LETTER) or user.may(Right.REVIEW_LETTER)
    return Home(
        counts=Counts(
            new=clues.filter(state=State.NEW, found="present").count(), mine=mine.count(),
            due=dated.filter(deadline__gte=now, deadline__lte=soon).count(),
            overdue=dated.filter(deadline__lt=now).count(), review=review.count() if signs else 0,
        ),
        deadlines=_deadlines(user),
        latest=rows_of(user, (mine if mine.exists() else clues.filter(state__in=[one.value for one in OPEN]))
                       .select_related("office", "owner")[:SHOWN]),
        funnel=Funnel(
            found=clues.count(), handled=clues.exclude(state=State.NEW).count(),
            verified=clues.filter(verdicts__isnull=False).distinct().count(), cases=cases.count(),
            outcomes=cases.filter(state__in=[CaseState.RECTIFIED.value, CaseState.CLOSED.value]).count(),
        ),
    )  # fmt: skip


def _deadlines(user: User) -> list[Due]:
    """The nearest deadlines of open clues and cases the user sees."""
    clues = list(
        Clue.objects.visible_to(user).filter(deadline__isnull=False, state__in=[one.value for one in OPEN])
        .order_by("deadline", "-rank")[:SHOWN]
    )  # fmt: skip
    says = {one.clue_id: one for one in ClueText.objects.filter(clue__in=clues, clearance=user.clearance)}
    found = [
        _due("clue", one.pk, Text(zh=says[one.pk].zh, en=says[one.pk].en), one.deadline)
        for one in clues
        if one.deadline is not None and one.pk in says
    ]
    cases = Case.objects.visible_to(user).filter(deadline__isnull=False).exclude(state=CaseState.CLOSED)
    for case in cases.order_by("deadline")[:SHOWN]:
        if case.deadline is not None:
            label = f"{case.number} {case.title}"
            found.append(_due("case", str(case.pk), Text(zh=label, en=label), case.deadline))
    return sorted(found, key=lambda one: one.due)[:SHOWN]


def _due(kind: Literal["clue", "case"], key: str, label: Text, day: date) -> Due:
    return Due(kind=kind, id=key, text=label, due=day, days_left=(day - today()).days)
