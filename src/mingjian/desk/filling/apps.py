"""The app that fills statutes and search."""

from __future__ import annotations

from django.apps import AppConfig


class Filling(AppConfig):
    """No tables: an import is a job, and what it did is the job's result."""

    name = "mingjian.desk.filling"
    label = "filling"
    verbose_name = "法律库与检索 statutes and search"

    def ready(self) -> None:
        """The kinds `statutes` and `index`."""
        from mingjian.desk.filling.importing import KIND
        from mingjian.desk.filling.indexing import KIND as INDEX
        from mingjian.desk.jobs.kinds import register

        register(KIND)
        register(INDEX)
