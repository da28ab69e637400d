"""The table of tallies."""

from __future__ import annotations

from django.db import models

__all__ = ["Tally"]


class Tally(models.Model):
    """How often something was done until `until`, when it begins anew. `name` is whom it is about, if anybody."""

    key = models.CharField(max_length=120, primary_key=True)
    name = models.CharField(max_length=40, default="", blank=True, db_index=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)
