"""The app of approvals."""

from __future__ import annotations

from django.apps import AppConfig


class Approvals(AppConfig):
    """Table: `approvals_request`."""

    name = "mingjian.desk.approvals"
    label = "approvals"
    verbose_name = "审批 approvals"
