"""The one place where the desk reads the clock, so that deadlines, sessions and expiry can be tested on any day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

__all__ = ["now", "today"]


def now() -> datetime:
    """This instant, with its zone."""
    return timezone.now()


def today() -> date:
    """The day it is at the office."""
    return timezone.localdate(now())
