"""The app of running the desk."""

from __future__ import annotations

from django.apps import AppConfig


class Operate(AppConfig):
    """Table: `operate_round`."""

    name = "mingjian.desk.operate"
    label = "operate"
    verbose_name = "运行维护 operating"
