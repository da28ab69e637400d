"""The app of exchange files."""

from __future__ import annotations

from django.apps import AppConfig


class Exchange(AppConfig):
    """Tables: `exchange_partner`, `exchange_sent`, `exchange_file`."""

    name = "mingjian.desk.exchange"
    label = "exchange"
    verbose_name = "交换文件 exchange files"
