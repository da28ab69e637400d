"""One scheduler at a time: whoever holds the lease goes on with it; it is free once its holder is silent."""

from __future__ import annotations

import os
import socket
import time
import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from mingjian.desk.now import now
from mingjian.desk.schedules.models import Lease

__all__ = ["SILENT", "Holder", "last_beat"]

SILENT = timedelta(seconds=90)
"""After which another scheduler takes over."""
_NAME = "scheduler"


class Holder:
    """This scheduler's hold on the lease."""

    def __init__(self) -> None:
        self._kept = 0.0
        self.name = f"{socket.gethostname()[:100]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def take(self) -> bool:
        """Take or keep the lease; False while another has it. One UPDATE decides between two."""
        at = now()
        free = Q(holder=self.name) | Q(until__lt=at) | Q(until__gt=at + 2 * SILENT)  # a clock that was put back
        given = {"holder": self.name, "until": at + SILENT, "beat": at}
        if Lease.objects.filter(free, name=_NAME).update(**given):
            return True
        if Lease.objects.filter(name=_NAME).exists():
            return False
        try:
            with transaction.atomic():
                Lease.objects.create(name=_NAME, **given)
        except IntegrityError:
            return False
        return True

    def keep(self) -> None:
        """Keep the lease through work that takes long; may be called as often as one likes."""
        if time.monotonic() - self._kept > SILENT.total_seconds() / 6:
            self._kept = time.monotonic()
            self.take()

    def tell(self, error: str) -> None:
        """Write down how the last round went; empty: well."""
        Lease.objects.filter(name=_NAME, holder=self.name).exclude(error=error[:500]).update(error=error[:500])

    def leave(self) -> None:
        """Let another take over at once."""
        Lease.objects.filter(name=_NAME, holder=self.name).update(until=now())


def last_beat() -> Lease | None:
    """The lease as it stands; None when no scheduler ever ran."""
    return Lease.objects.filter(name=_NAME).first()
