"""The table of tokens."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from mingjian.models.enumerations import Labelled

__all__ = ["Token", "TokenState"]


class TokenState(Labelled):
    """Whether a token opens anything, and if not, why."""

    ASKED = "asked", "待准许", "to be allowed"
    ACTIVE = "active", "有效", "active"
    EXPIRED = "expired", "已过期", "expired"
    REVOKED = "revoked", "已撤销", "revoked"


class Token(models.Model):
    """A token of a user. Of itself only a keyed hash is kept, and its beginning, by which people tell it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    hashed = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    rights = models.JSONField(default=list)
    reads = models.BooleanField(default=True, help_text="it only reads")
    why = models.CharField(max_length=200)
    asked = models.DateTimeField()
    expires = models.DateTimeField()
    allowed = models.DateTimeField(null=True)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    used = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=45, default="", blank=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
