"""`/api/following`: articles and searches the reader follows, and what changed in them."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from mingjian.desk.errors import NotFound
from mingjian.desk.following import services
from mingjian.desk.following.schemas import FollowArticle, FollowingPage, SaveSearch
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right

__all__ = ["router"]

router = Router(tags=["following"])


@router.get("/following", response=FollowingPage)
def following(request: HttpRequest) -> FollowingPage:
    """All the reader follows, what changed first."""
    return services.following(_reader(request))


@router.post("/following/article", response=FollowingPage)
def article(request: HttpRequest, given: FollowArticle) -> FollowingPage:
    """Follow an article, or no more."""
    return services.follow_article(_reader(request), given)


@router.post("/following/search", response=FollowingPage)
def search(request: HttpRequest, given: SaveSearch) -> FollowingPage:
    """Keep a search, or keep it no more."""
    return services.save_search(_reader(request), given)


@router.post("/following/seen", response=FollowingPage)
def seen(request: HttpRequest) -> FollowingPage:
    """What changed has been seen."""
    return services.mark_seen(_reader(request))


def _reader(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user
