"""The app of tokens."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.signals import request_started

from mingjian.desk.traces.acting import acting


def _nobody(**more: Any) -> None:
    """A thread answers one request after another: what the last one acted through is not the next one's."""
    del more
    acting.set("")


class Tokens(AppConfig):
    """Table: `tokens_token`."""

    name = "mingjian.desk.tokens"
    label = "tokens"
    verbose_name = "访问令牌 tokens"

    def ready(self) -> None:
        """Every request begins with no token."""
        request_started.connect(_nobody, dispatch_uid="tokens")
