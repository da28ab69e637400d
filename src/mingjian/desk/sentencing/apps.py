"""The app of sentencing."""

from __future__ import annotations

from django.apps import AppConfig


class Sentencing(AppConfig):
    """Table: `sentencing_calculation`."""

    name = "mingjian.desk.sentencing"
    label = "sentencing"
    verbose_name = "量刑计算 sentencing"
