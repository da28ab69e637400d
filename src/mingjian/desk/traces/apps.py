"""The app of traces."""

from __future__ import annotations

from django.apps import AppConfig


class Traces(AppConfig):
    """Table: `traces_trace`."""

    name = "mingjian.desk.traces"
    label = "traces"
    verbose_name = "操作留痕 traces"
