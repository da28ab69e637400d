"""The app of data."""

from __future__ import annotations

from django.apps import AppConfig


class Data(AppConfig):
    """Tables: `data_upload`, `data_mark`, `data_retention`."""

    name = "mingjian.desk.data"
    label = "data"
    verbose_name = "数据 data"

    def ready(self) -> None:
        """The kinds of jobs `import` and `fetch`."""
        from mingjian.desk.data.fetching import KIND as FETCH
        from mingjian.desk.data.importing import KIND
        from mingjian.desk.jobs.kinds import register

        register(KIND)
        register(FETCH)
