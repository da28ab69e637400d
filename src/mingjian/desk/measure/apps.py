"""The app of measuring."""

from __future__ import annotations

from django.apps import AppConfig


class Measure(AppConfig):
    """Tables: `measure_*`."""

    name = "mingjian.desk.measure"
    label = "measure"
    verbose_name = "成效与缺口 measure"

    def ready(self) -> None:
        """The kind `backtest`."""
        from mingjian.desk.jobs.kinds import register
        from mingjian.desk.measure.backtest_job import KIND

        register(KIND)
