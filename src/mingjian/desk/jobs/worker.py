"""Working on jobs: a loop over the table, no queue beside it.

A task queue (huey, Celery) would bring a second truth, what its own store says of a task, and one more thing to install
and to back up. Here the row is the truth: it waits, is claimed by one UPDATE, shows its heartbeat and is taken from a
worker that fell silent. Looking at an index once a second costs nothing beside what the jobs do.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections, connection

from mingjian.desk.errors import DeskError
from mingjian.desk.jobs import queue
from mingjian.desk.jobs.kinds import Refused, kind_of
from mingjian.desk.jobs.models import Job, Status
from mingjian.desk.jobs.watch import Stopped, Watch, Why
from mingjian.engines import Cancelled, EngineError
from mingjian.lake import LakeError
from mingjian.runs import RunError

__all__ = ["Worker"]

log = logging.getLogger("mingjian.desk")


class Worker(threading.Thread):
    """Works on one job at a time until it is told to stop; the job it then has goes back to the queue."""

    def __init__(self, seconds: float = 1.0, stale: float = queue.STALE, beat: float = 2.0) -> None:
        super().__init__(name="worker", daemon=True)
        self.seconds, self.stale, self.beat = seconds, stale, beat
        self._stopping = threading.Event()
        self._watch: Watch | None = None
        self._reaped = 0.0

    def run(self) -> None:
        """Work."""
        while not self._stopping.is_set():
            close_old_connections()
            try:
                busy = self.one()
            except Exception:
                log.exception("a worker cannot reach its jobs; it will try again")
                busy = False
            if not busy:
                self._stopping.wait(self.seconds)
        connection.close()

    def one(self) -> bool:
        """Work on one job; whether there was one."""
        self._reap()
        job = queue.claim()
        if job is None:
            return False
        with Watch(job, self.beat) as watch:
            self._watch = watch
            if self._stopping.is_set():
                watch.stop(Why.ENDING)
            _carry_out(job, watch)
            self._watch = None
        return True

    def end(self) -> None:
        """Stop soon; may be called from anywhere, also twice."""
        self._stopping.set()
        if (watch := self._watch) is not None:
            watch.stop(Why.ENDING)

    def stop(self) -> None:
        """Stop, and wait until the job is back in the queue."""
        self.end()
        self.join(timeout=30)

    def _reap(self) -> None:
        if time.monotonic() - self._reaped > min(self.stale / 4, 10):
            self._reaped = time.monotonic()
            queue.reap(self.stale)


def _carry_out(job: Job, watch: Watch) -> None:
    """Do what the job says and write down what became of it."""
    try:
        kind = kind_of(job)
        if kind is None:
            raise DeskError(f"没有“{job.kind}”这种任务", f"there is no kind of job '{job.kind}'")
        result = kind.work(job, watch)
    except (Stopped, Cancelled):
        _stopped(job, watch)
    except Refused as refused:
        _failed(job, refused.reasons)
    except (DeskError, RunError, EngineError, LakeError) as error:
        _failed(job, [(type(error).__name__, error.zh, error.en)])
    except Exception as error:
        if watch.why is not None:  # whatever breaks when a job is stopped in the middle
            _stopped(job, watch)
            return
        log.exception("job %s failed", job.pk)
        what = f"{type(error).__name__}: {error}"[:300]
        _failed(job, [("internal", f"程序自身的错误：{what}", f"a fault of the program itself: {what}")])
    else:
        queue.end(job, Status.DONE, share=1.0, result=result)


def _failed(job: Job, reasons: list[tuple[str, str, str]]) -> None:
    queue.end(job, Status.FAILED, errors=[{"kind": kind, "zh": zh, "en": en} for kind, zh, en in reasons])


def _stopped(job: Job, watch: Watch) -> None:
    if watch.why is Why.CANCELLED:
        queue.end(job, Status.CANCELLED)
    elif watch.why is not Why.LOST:
        queue.give_back(job)
