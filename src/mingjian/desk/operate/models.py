"""The table of the keepers' rounds: one row a server."""

from __future__ import annotations

from django.db import models

__all__ = ["Round"]


class Round(models.Model):
    """The last round of the keeper of a server, and the last that failed."""

    server = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    seconds = models.FloatField()
    ok = models.BooleanField()
    failed = models.PositiveIntegerField(default=0, help_text="rounds that failed since one succeeded")
    error = models.TextField(default="", help_text="the last failure, also when rounds succeeded since")
    error_at = models.DateTimeField(null=True)
