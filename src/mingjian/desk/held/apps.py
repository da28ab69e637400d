"""The app of models kept here."""

from __future__ import annotations

from django.apps import AppConfig


class Held(AppConfig):
    """Tables: `held_*`."""

    name = "mingjian.desk.held"
    label = "held"
    verbose_name = "本地模型 models kept here"
