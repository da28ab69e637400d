"""What the API says of what people follow."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.words import Asked, Shown


class FollowArticle(Asked):
    """An article to follow, or to follow no more."""

    law: str = Field(min_length=1, max_length=200)
    article: str = Field(min_length=1, max_length=40)
    follow: bool = True


class SaveSearch(Asked):
    """A search to keep, or to keep no more."""

    q: str = Field(min_length=1, max_length=500, pattern=r"\S")
    kind: Literal["", "article", "judgment", "case", "model", "answer"] = ""
    follow: bool = True


class ArticleFollowed(Shown):
    """An article the reader follows; `changed` since he last looked."""

    law: str
    article: str
    label: str
    changed: datetime | None


class SearchSaved(Shown):
    """A search the reader keeps; `fresh`: new answers among the best since he last looked."""

    q: str
    kind: str
    fresh: int
    changed: datetime | None


class FollowingPage(Shown):
    """All a reader follows; `unread`: how many of it changed."""

    articles: list[ArticleFollowed]
    searches: list[SearchSaved]
    unread: int
