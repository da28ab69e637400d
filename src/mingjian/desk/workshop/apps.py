"""The app of the workshop."""

from __future__ import annotations

from django.apps import AppConfig


class Workshop(AppConfig):
    """Tables: `workshop_*`."""

    name = "mingjian.desk.workshop"
    label = "workshop"
    verbose_name = "建模工坊 workshop"

    def ready(self) -> None:
        """The kind `look`."""
        from mingjian.desk.jobs.kinds import register
        from mingjian.desk.workshop.data_looks import KIND

        register(KIND)
