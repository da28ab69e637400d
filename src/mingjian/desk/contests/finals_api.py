"""`/api/contests/{slug}/finals` and `…/pairs`: finals by pairs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from mingjian.desk.contests import finals, pairing
from mingjian.desk.contests.finals_schemas import FinalList, NewChoice, PairList
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/finals", response=FinalList)
def list_finals(request: HttpRequest, slug: str) -> FinalList:
    """Which works are compared by pairs, and how far judges are."""
    return finals.finals_list(user_of(request), slug)


@router.post("/contests/{slug}/finals", response=FinalList)
def draw(request: HttpRequest, slug: str) -> FinalList:
    """Let the pairs be drawn anew, while nobody has answered."""
    user = user_of(request)
    finals.draw_again(user, slug)
    return finals.finals_list(user, slug)


@router.get("/contests/{slug}/pairs", response=PairList)
def own(request: HttpRequest, slug: str) -> PairList:
    """A judge's pairs."""
    return pairing.own_pairs(user_of(request), slug)


@router.post("/contests/{slug}/pairs/{number}", response=PairList)
def answer(request: HttpRequest, slug: str, number: int, given: NewChoice) -> PairList:
    """Which of two works is better, and why."""
    user = user_of(request)
    pairing.answer_pair(user, slug, number, given)
    return pairing.own_pairs(user, slug)
