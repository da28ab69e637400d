"""The app of letter templates."""

from __future__ import annotations

from django.apps import AppConfig


class Stationery(AppConfig):
    """Table: `stationery_lettertemplate`."""

    name = "mingjian.desk.stationery"
    label = "stationery"
    verbose_name = "文书模板 letter templates"
