"""Clues that were handed over to another office, for the giver: when, by whom, to whom and why, not what is in them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from mingjian.desk.clues.models import Clue, Step
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Asked, Coded, Shown, coded
from mingjian.models.enumerations import Line

__all__ = ["HandoverList", "HandoverQuery", "handovers"]


class HandoverQuery(Asked):
    """A page of hand-overs."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


class Handover(Shown):
    """One hand-over. `clue` is its number, for those alone who see the clue now."""

    id: int
    at: datetime
    by: str
    office: Coded
    to_office: Coded
    line: Coded
    why: str
    clue: str | None


class HandoverList(Shown):
    """A page of hand-overs, newest first."""

    items: list[Handover]
    total: int


def _receiver(one: Step) -> Coded:
    """The office of this desk, or the one on another network, by the file it went with."""
    if one.to_office is not None:
        return office_code(one.to_office)
    return Coded(code="", zh=one.document_no, en=one.document_no)


def handovers(user: User, query: HandoverQuery) -> HandoverList:
    """What the user's office and those below it gave away, in his lines."""
    lines = [one.value for one in user.line_set]
    given = Step.objects.filter(
        action__in=("hand_over", "send_out"), office__in=user.offices_below, clue__line__in=lines
    )
    if not user.may(Right.SEE_CLUES):
        given = given.none()
    start = (query.page - 1) * query.size
    listed = list(
        given.select_related("by", "office", "to_office", "clue").order_by("-id")[start : start + query.size]
    )  # fmt: skip
    seen = set(
        Clue.objects.visible_to(user).filter(pk__in=[one.clue_id for one in listed]).values_list("pk", flat=True)
    )
    return HandoverList(
        items=[
            Handover(
                id=one.pk, at=one.at, by=one.by.name if one.by is not None else "", office=office_code(one.office),
                to_office=_receiver(one), line=coded(one.clue.line, Line.of(one.clue.line)), why=one.why,
                clue=one.clue_id if one.clue_id in seen else None,
            )
            for one in listed
        ],
        total=given.count(),
    )  # fmt: skip
