"""The app of offices and people."""

from __future__ import annotations

from django.apps import AppConfig


class Offices(AppConfig):
    """Tables: `offices_office`, `offices_user`, `offices_userrole`, `offices_userline`."""

    name = "mingjian.desk.offices"
    label = "offices"
    verbose_name = "检察院与人员 offices and people"
