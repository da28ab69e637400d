"""What the first to ask would wait for, read when a process starts: addresses, pages without JavaScript, the models."""

from __future__ import annotations

import threading

__all__ = ["warm"]


def warm() -> None:
    """Read the addresses now, and in a thread the rest: the process answers while that goes on."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it imports the whole API
    threading.Thread(target=_rest, name="warm").start()  # no daemon: ending the process within an import may crash it


def _rest() -> None:
    from django.template.loader import get_template

    from mingjian.desk.shipped import shipped

    get_template("login.html")
    shipped()
