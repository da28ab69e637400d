"""The table of traces: a waiting room before the audit log."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

__all__ = ["Trace"]


class Trace(models.Model):
    """One thing that was done. `sealed` is the number of the entry of the audit log that holds it, 0 until then."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    object = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    sealed = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["sealed", "id"], name="unsealed_first")]
