"""The app of cases."""

from __future__ import annotations

from django.apps import AppConfig


class Cases(AppConfig):
    """Tables: `cases_case`, `cases_member`, `cases_letter`, `cases_outcome`, `cases_casestep`, `cases_counter`."""

    name = "mingjian.desk.cases"
    label = "cases"
    verbose_name = "监督案件 cases"

    def ready(self) -> None:
        """Listen for clues that are filed."""
        from mingjian.desk.cases.filing import filed
        from mingjian.desk.clues.steps import clue_filed

        clue_filed.connect(filed, dispatch_uid="cases.filed")
