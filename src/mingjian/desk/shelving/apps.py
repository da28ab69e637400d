"""The app of the shelf."""

from __future__ import annotations

from django.apps import AppConfig


class Shelving(AppConfig):
    """Tables: `shelving_*`."""

    name = "mingjian.desk.shelving"
    label = "shelving"
    verbose_name = "模型共享 shelf"
