"""The app of what people follow."""

from __future__ import annotations

from django.apps import AppConfig


class Following(AppConfig):
    """Tables: `following_article`, `following_search`."""

    name = "mingjian.desk.following"
    label = "following"
    verbose_name = "关注 following"
