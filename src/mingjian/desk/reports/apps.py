"""The app of class reports."""

from __future__ import annotations

from django.apps import AppConfig


class Reports(AppConfig):
    """Table: `reports_report`."""

    name = "mingjian.desk.reports"
    label = "reports"
    verbose_name = "类案报告 class reports"
