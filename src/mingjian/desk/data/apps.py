"""The app of data."""

from __future__ import annotations

from django.apps import AppConfig


class Data(AppConfig):
    """Tables: `data_upload`, `data_mark`, `data_retention`."""

    name = "mingjian.desk.data"
    label = "data"
    verbose_name = "数据 data"

    def ready(self) -> None:
        """The kinds of jobs `import`, `fetch` and `identity`."""
        from mingjian.desk.data.fetching import KIND as FETCH
        from mingjian.desk.data.identity_job import KIND as IDENTITY
        from mingjian.desk.data.importing import KIND
        from mingjian.desk.jobs.kinds import register

        register(KIND)
        register(FETCH)
        register(IDENTITY)
