"""The app of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class Jobs(AppConfig):
    """Table: `jobs_job`."""

    name = "mingjian.desk.jobs"
    label = "jobs"
    verbose_name = "任务 jobs"

    def ready(self) -> None:
        """The kind `run`."""
        from mingjian.desk.jobs import runs
        from mingjian.desk.jobs.kinds import register

        register(runs.KIND)
