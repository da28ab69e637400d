"""The app of the workshop."""

from __future__ import annotations

from django.apps import AppConfig


class Workshop(AppConfig):
    """Tables: `workshop_*`."""

    name = "mingjian.desk.workshop"
    label = "workshop"
    verbose_name = "建模工坊 workshop"
