"""The app of schedules."""

from __future__ import annotations

from django.apps import AppConfig


class Schedules(AppConfig):
    """Tables: `schedules_schedule`, `schedules_turn`, `schedules_lease`."""

    name = "mingjian.desk.schedules"
    label = "schedules"
    verbose_name = "定时任务 schedules"
