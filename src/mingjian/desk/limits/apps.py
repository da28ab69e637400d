"""The app of limits."""

from __future__ import annotations

from django.apps import AppConfig


class Limits(AppConfig):
    """Table: `limits_tally`."""

    name = "mingjian.desk.limits"
    label = "limits"
    verbose_name = "次数限制 limits"
