"""What somebody follows. Rows are his own; nobody else sees or counts them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["FollowedArticle", "SavedSearch"]


class FollowedArticle(models.Model):
    """An article somebody follows. `changed`: when an import changed it since he last looked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_articles")
    law = models.CharField(max_length=200)
    article = models.CharField(max_length=40)
    since = models.DateTimeField()
    changed = models.DateTimeField(null=True)

    class Meta:
        db_table = "following_article"
        ordering: ClassVar = ["law", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "law", "article"], name="followed_once")]


class SavedSearch(models.Model):
    """A search somebody keeps. `known`: ids of its best answers when it was last looked at; `fresh`: new ones since."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    q = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    known = models.JSONField(default=list)
    fresh = models.JSONField(default=list)
    changed = models.DateTimeField(null=True)

    class Meta:
        db_table = "following_search"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "q", "kind"], name="saved_once")]
