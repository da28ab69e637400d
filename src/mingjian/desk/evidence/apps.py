"""The app of evidence guidance."""

from __future__ import annotations

from django.apps import AppConfig


class Evidence(AppConfig):
    """Tables: `evidence_*`."""

    name = "mingjian.desk.evidence"
    label = "evidence"
    verbose_name = "证据指引 evidence guidance"
