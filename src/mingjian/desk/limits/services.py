"""Counting in the database, which all processes share: for acts that write anyway. Requests are counted by `pace`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.desk.errors import TooMany
from mingjian.desk.limits.models import Tally
from mingjian.desk.now import now, today

__all__ = ["add", "count", "prune", "spend"]

KEPT = timedelta(days=1)
"""Tallies that ended so long ago are deleted."""


def add(key: str, lasts: timedelta, name: str = "") -> int:
    """Count one more; answers how many there are. The first one begins a tally that lasts so long."""
    at = now()
    for _ in range(3):
        if Tally.objects.filter(pk=key, until__gt=at).update(count=F("count") + 1):
            break
        if Tally.objects.filter(pk=key, until__lte=at).update(count=1, until=at + lasts, name=name):
            break
        try:
            with transaction.atomic():
                Tally.objects.create(key=key, count=1, until=at + lasts, name=name)
            break
        except IntegrityError:  # another process began it at this instant
            continue
    return count(key)[0]


def count(key: str) -> tuple[int, datetime | None]:
    """How many there are, and until when they count."""
    found = Tally.objects.filter(pk=key, until__gt=now()).first()
    return (found.count, found.until) if found is not None else (0, None)


def spend(user: int, what: str, most: int, zh: str, en: str) -> None:
    """One more of the acts a user may do a day; `TooMany` when there were `most`. 0 is no limit.

    Called in the transaction of the act: what is not done is not counted.
    """
    if most and add(f"day:{what}:{user}:{today():%Y%m%d}", timedelta(days=1)) > most:
        raise TooMany(
            f"今日{zh}已达上限{most}次，请明日再办，或请系统管理员调整设置",
            f"{most} {en} a day is the limit: go on tomorrow, or ask the system administrator for more",
            3600,
        )


def prune() -> None:
    """Delete what ended long ago. Looked at first, since deleting takes the only writer's place on SQLite."""
    old = Tally.objects.filter(until__lt=now() - KEPT)
    if old.exists():
        old.delete()
