"""The app of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class Jobs(AppConfig):
    """Table: `jobs_job`."""

    name = "mingjian.desk.jobs"
    label = "jobs"
    verbose_name = "任务 jobs"
