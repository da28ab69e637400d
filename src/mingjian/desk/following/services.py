"""Following articles and searches, and telling what changed: after an import and after the index was written."""

from __future__ import annotations

from django.db.models import QuerySet

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.following import schemas
from mingjian.desk.following.models import FollowedArticle, SavedSearch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.searching.services import seen_by
from mingjian.knowledge import ALL, Query, search
from mingjian.law.articles import Article, article_code, parse_code, short_title
from mingjian.law.store.changes import Changes

__all__ = ["follow_article", "following", "mark_seen", "save_search", "tell_of_articles", "tell_of_index"]

MOST = 100
"""Articles, and searches, that one person follows."""
_BEST = 50
"""Answers of a search that are watched."""


def following(user: User) -> schemas.FollowingPage:
    """All a user follows, what changed first."""
    articles = [
        schemas.ArticleFollowed(
            law=one.law, article=one.article, label=Article("", *parse_code(one.article)).zh, changed=one.changed
        )
        for one in FollowedArticle.objects.filter(user=user)
    ]
    searches = [
        schemas.SearchSaved(q=one.q, kind=one.kind, fresh=len(one.fresh), changed=one.changed)
        for one in SavedSearch.objects.filter(user=user)
    ]
    unread = sum(one.changed is not None for one in articles) + sum(one.changed is not None for one in searches)
    return schemas.FollowingPage(
        articles=sorted(articles, key=lambda one: one.changed is None),
        searches=sorted(searches, key=lambda one: one.changed is None), unread=unread,
    )  # fmt: skip


def follow_article(user: User, given: schemas.FollowArticle) -> schemas.FollowingPage:
    """Follow an article, or no more."""
    try:
        law, article = short_title(given.law), article_code(*parse_code(given.article))
    except ValueError:
        said = given.article
        raise BadRequest(f"不是条号：{said}", f"not the number of an article: {said}", "article") from None
    mine = FollowedArticle.objects.filter(user=user)
    if not given.follow:
        mine.filter(law=law, article=article).delete()
    elif not mine.filter(law=law, article=article).exists():
        _room(mine)
        FollowedArticle.objects.create(user=user, law=law, article=article, since=now())
    return following(user)


def save_search(user: User, given: schemas.SaveSearch) -> schemas.FollowingPage:
    """Keep a search, or keep it no more."""
    mine = SavedSearch.objects.filter(user=user)
    q = given.q.strip()
    if not given.follow:
        mine.filter(q=q, kind=given.kind).delete()
    elif not mine.filter(q=q, kind=given.kind).exists():
        _room(mine)
        SavedSearch.objects.create(user=user, q=q, kind=given.kind, since=now(), known=_best(user, q, given.kind))
    return following(user)


def mark_seen(user: User) -> schemas.FollowingPage:
    """The user has seen what changed."""
    FollowedArticle.objects.filter(user=user).update(changed=None)
    for one in SavedSearch.objects.filter(user=user, changed__isnull=False):
        one.known, one.fresh, one.changed = [*one.fresh, *one.known], [], None
        one.save()
    return following(user)


def tell_of_articles(changed: Changes) -> None:
    """Mark the followed articles that read otherwise since an import."""
    for one in FollowedArticle.objects.all():
        if changed.touches(one.law, one.article):
            one.changed = now()
            one.save()


def tell_of_index() -> None:
    """Mark the kept searches that find something new among their best answers, each in its owner's sight."""
    for one in SavedSearch.objects.filter(user__is_active=True).select_related("user"):
        known = {*one.known, *one.fresh}
        fresh = [id_ for id_ in _best(one.user, one.q, one.kind) if id_ not in known]
        if fresh:
            one.fresh, one.changed = [*fresh, *one.fresh], now()
            one.save()


def _best(user: User, q: str, kind: str) -> list[str]:
    found = search(seen_by(user), Query(q, kinds=(kind,) if kind else (), limit=_BEST), ALL)
    return [one.document.id for one in found.hits]


def _room(mine: QuerySet[FollowedArticle] | QuerySet[SavedSearch]) -> None:
    if mine.count() >= MOST:
        raise Conflict(f"最多关注 {MOST} 项，请先取消一些", f"{MOST} at most: drop some first")
