"""Writing down how the keeper's rounds go, for whoever operates the desk."""

from __future__ import annotations

import socket
from datetime import timedelta

from django.db import transaction

from mingjian.desk.now import now
from mingjian.desk.operate.models import Round

__all__ = ["LATE", "record_round"]

LATE = timedelta(minutes=2)
"""A keeper that made no round for so long is not well."""
_EVERY = timedelta(seconds=15)
_LONGEST = 2000


def record_round(seconds: float, error: Exception | None) -> None:
    """Write down a round; of those that succeed, one in fifteen seconds."""
    server, at = socket.gethostname()[:120], now()
    told = "" if error is None else f"{type(error).__name__}: {error}"[:_LONGEST].replace("\x00", "")
    last = Round.objects.filter(server=server).first()
    if last is not None and last.ok and error is None and timedelta(0) <= at - last.at < _EVERY:
        return
    with transaction.atomic():
        row, _ = Round.objects.select_for_update().get_or_create(
            server=server, defaults={"at": at, "seconds": seconds, "ok": error is None}
        )
        row.at, row.seconds, row.ok = at, round(seconds, 3), error is None
        row.failed = 0 if error is None else row.failed + 1
        if error is not None:
            row.error, row.error_at = told, at
        row.save()
