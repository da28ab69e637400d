"""`/api/home`: what waits for the user today."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db.models import Count, Q, Value
from django.http import HttpRequest
from ninja import Router

from mingjian.desk.approvals.services import answered, to_decide
from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.cases.states import CaseState, LetterState
from mingjian.desk.clues.listing import rows_of
from mingjian.desk.clues.models import Clue, Verdict
from mingjian.desk.clues.schemas import ClueRow
from mingjian.desk.clues.states import OPEN, State
from mingjian.desk.deadlines.items import deadlines, rows
from mingjian.desk.deadlines.schemas import DeadlineRow
from mingjian.desk.deadlines.sources import from_sources
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.people import who_left
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Shown, Text

__all__ = ["router"]

router = Router(tags=["home"])
SHOWN = 8


class Counts(Shown):
    """How much waits: to triage, in the user's hands, due soon, overdue, letters to sign, approvals to decide.

    `answered` are the user's own requests that were decided this week; `left_clues` and `left_cases` are held by
    people who cannot log in any more, for those who may give them to others.
    """

    new: int
    mine: int
    due: int
    overdue: int
    review: int
    approvals: int
    answered: int
    left_clues: int
    left_cases: int


class Due(Shown):
    """A deadline of a clue, a case, a question, or of getting data. `days_left` is negative when it has passed."""

    kind: Literal["clue", "case", "request", "agreement", "dataset", "question"]
    id: str
    what: Coded
    text: Text
    due: date
    days_left: int


class Funnel(Shown):
    """From what runs found to what was achieved, of what the user sees."""

    found: int
    handled: int
    verified: int
    cases: int
    outcomes: int


class Home(Shown):
    """The first page."""

    counts: Counts
    deadlines: list[Due]
    escalated: list[Due]
    latest: list[ClueRow]
    funnel: Funnel


@router.get("/home", response=Home)
def home(request: HttpRequest) -> Home:
    """What waits for the user today."""
    user = user_of(request)
    clues, cases = Clue.objects.visible_to(user), Case.objects.visible_to(user)
    waits, one = Q(state=State.NEW), Value(1)  # a star takes no filter, a column would have to be read
    all_ = clues.aggregate(  # a province is counted once
        total=Count("*"), handled=Count(one, filter=~waits), new=Count(one, filter=waits & Q(found="present"))
    )
    open_ = [one.value for one in OPEN]
    mine = clues.filter(owner=user, state__in=open_)
    review = Letter.objects.filter(case__in=cases.values("pk"), state=LetterState.REVIEW)
    others = from_sources(user)
    left = who_left() if user.may(Right.ASSIGN) else who_left().none()
    signs = user.may(Right.SIGN_LETTER) or user.may(Right.REVIEW_LETTER)
    return Home(
        counts=Counts(
            new=all_["new"], mine=mine.count(),
            due=deadlines(user, "soon", None, others).count(),
            overdue=deadlines(user, "overdue", None, others).count(),
            review=review.count() if signs else 0,
            approvals=to_decide(user).count(), answered=answered(user),
            left_clues=clues.filter(owner__in=left, state__in=open_).count(),
            left_cases=cases.filter(owner__in=left).exclude(state=CaseState.CLOSED).count(),
        ),
        deadlines=[_due(one) for one in rows(user, deadlines(user, "office", None, others), SHOWN)],
        escalated=[_due(one) for one in rows(user, deadlines(user, "escalated", None, others), SHOWN)] if signs else [],
        latest=rows_of(user, (mine if mine.exists() else clues.filter(state__in=open_))
                       .select_related("office", "owner")[:SHOWN]),
        funnel=Funnel(
            found=all_["total"], handled=all_["handled"],
            verified=clues.filter(pk__in=Verdict.objects.values("clue")).count(), cases=cases.count(),
            outcomes=cases.filter(state__in=[CaseState.RECTIFIED.value, CaseState.CLOSED.value]).count(),
        ),
    )  # fmt: skip


def _due(one: DeadlineRow) -> Due:
    return Due(kind=one.about, id=one.id, what=one.kind, text=one.text, due=one.due, days_left=one.days_left)
