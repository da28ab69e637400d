"""The app of supply."""

from __future__ import annotations

from django.apps import AppConfig


class Supply(AppConfig):
    """Tables: `supply_datarequest`, `supply_agreement`, `supply_event`, `supply_paper`, `supply_under`."""

    name = "mingjian.desk.supply"
    label = "supply"
    verbose_name = "数据获取 supply"

    def ready(self) -> None:
        """What falls due here stands in the one list of deadlines."""
        from mingjian.desk.deadlines.sources import register
        from mingjian.desk.supply.reminders import KINDS, reminders

        register("supply", reminders, KINDS)
