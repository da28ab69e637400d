"""The app of campaigns."""

from __future__ import annotations

from django.apps import AppConfig


class Campaigns(AppConfig):
    """Tables: `campaigns_*`."""

    name = "mingjian.desk.campaigns"
    label = "campaigns"
    verbose_name = "专项 campaigns"
