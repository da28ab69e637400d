"""The app of the training ground."""

from __future__ import annotations

from django.apps import AppConfig


class Training(AppConfig):
    """Tables: `training_*`."""

    name = "mingjian.desk.training"
    label = "training"
    verbose_name = "练兵场 training"

    def ready(self) -> None:
        """The kind `train`."""
        from mingjian.desk.jobs.kinds import register
        from mingjian.desk.training.work import KIND

        register(KIND)
