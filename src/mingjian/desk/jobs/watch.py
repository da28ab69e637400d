"""What a job in work has to do with the rest of the world: it tells how far it is, and is told when to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

from django.db import close_old_connections, connection

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.queue import beat

__all__ = ["Stopped", "Watch", "Why"]

log = logging.getLogger("mingjian.desk")
SECONDS = 2.0


class Why(Enum):
    """Why a job stops before its end: somebody cancelled it, the worker ends, another worker has it."""

    CANCELLED = "cancelled"
    ENDING = "ending"
    LOST = "lost"


class Stopped(Exception):
    """The job stops before its end."""


class Watch:
    """A context: while it is open a thread writes heartbeat and progress, and looks whether the job is to stop."""

    def __init__(self, job: Job, seconds: float = SECONDS) -> None:
        self.job, self.seconds = job, seconds
        self.why: Why | None = None
        self._began = time.monotonic()
        self._step = ("", "")
        self._share = 0.0
        self._cancel: Callable[[], None] | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"job {job.pk}", daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._thread.join(timeout=30)

    def tell(self, zh: str, en: str, share: float) -> None:
        """What is being done, and how much is done, 0 to 1. Cheap: the thread writes it down."""
        self._step, self._share = (zh[:300], en[:300]), min(max(share, self._share), 1.0)

    def on_stop(self, cancel: Callable[[], None]) -> None:
        """What to call, from another thread, when the job is to stop."""
        self._cancel = cancel
        if self.why is not None:
            cancel()

    def stop(self, why: Why) -> None:
        """Let the job stop; the first reason counts."""
        if self.why is None:
            self.why = why
        if self._cancel is not None:
            with suppress(Exception):  # what it stops may have ended in this moment
                self._cancel()

    def check(self) -> None:
        """Raise `Stopped` unless the job is to go on. To be asked before what cannot be taken back."""
        if self.why is None:
            self._beat()
        if self.why is not None:
            raise Stopped

    def _keep(self) -> None:
        try:
            while not self._closed.wait(self.seconds):
                close_old_connections()
                try:
                    self._beat()
                except Exception:
                    log.exception("the heartbeat of job %s could not be written; it will be tried again", self.job.pk)
        finally:
            connection.close()

    def _beat(self) -> None:
        past = time.monotonic() - self._began
        left = past * (1 - self._share) / self._share if self._share > 0.05 else None
        zh, en = self._step
        if not beat(self.job, step_zh=zh, step_en=en, share=round(self._share, 3), left=left):
            self.stop(Why.LOST)
        elif Job.objects.filter(pk=self.job.pk, cancel=True).exists():
            self.stop(Why.CANCELLED)
