"""The app of contests."""

from __future__ import annotations

from django.apps import AppConfig


class Contests(AppConfig):
    """Tables: `contests_*`."""

    name = "mingjian.desk.contests"
    label = "contests"
    verbose_name = "竞赛 contests"

    def ready(self) -> None:
        """The kind `contest`."""
        from mingjian.desk.contests.tasks import KIND
        from mingjian.desk.jobs.kinds import register

        register(KIND)
