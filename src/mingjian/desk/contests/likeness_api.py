"""`/api/contests/{slug}/likeness`: what works have in common, and what two people say of it."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from mingjian.desk.contests import likeness, masking
from mingjian.desk.contests.likeness_schemas import LikenessInfo, LikenessList, LikenessWord, MaskedCases
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/likeness", response=LikenessList)
def cases(request: HttpRequest, slug: str) -> LikenessList:
    """Works that are alike, with what is common to them."""
    return likeness.likenesses(user_of(request), slug)


@router.post("/contests/{slug}/likeness", response=LikenessList)
def compare(request: HttpRequest, slug: str) -> LikenessList:
    """Compare all works with a finished package."""
    user = user_of(request)
    likeness.compare(user, slug)
    return likeness.likenesses(user, slug)


@router.post("/contests/{slug}/likeness/{number}", response=LikenessInfo)
def say(request: HttpRequest, slug: str, number: int, given: LikenessWord) -> LikenessInfo:
    """What one of two people says of a case, with a reason."""
    return likeness.say(user_of(request), slug, number, given)


@router.get("/contests/{slug}/works/{work}/likeness", response=MaskedCases)
def own(request: HttpRequest, slug: str, work: str) -> MaskedCases:
    """What was decided of the likeness of one's own work: its passages, the other side covered."""
    return masking.masked_cases(user_of(request), slug, work)
