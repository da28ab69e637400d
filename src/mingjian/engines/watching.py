"""Watching a query and stopping it, the same for every engine: progress every half second, cancel, errors as ours."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from mingjian.engines.contract import Progress
from mingjian.engines.errors import Cancelled, EngineError

__all__ = ["Watching"]

_EVERY = 0.5  # seconds between reports of a query
_LOOK = 0.1  # seconds after which is looked whether one is due


class Watching(ABC):
    """What an engine has of it."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self._cancelled = threading.Event()
        self._turn = threading.Lock()
        self._running: tuple[str, float] | None = None  # the query and when it began
        self._watcher: threading.Thread | None = None

    @abstractmethod
    def _percent(self) -> float:
        """How far the running query is; −1: no idea."""

    @abstractmethod
    def _translated(self, error: Exception) -> EngineError | None:
        """An exception of the engine as one of ours; None: it is none of the engine's."""

    def _refuse_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled("运行已取消", "the run was cancelled")

    def _beat(self, label: str, percent: float, started: float) -> None:
        """A sign of life from a kernel, which the engine does not see working."""
        self._refuse_cancelled()
        if self.progress is not None:
            self.progress(label, percent, time.perf_counter() - started)

    @contextmanager
    def _watched(self, label: str) -> Iterator[None]:
        """Run one query: cancel, progress, and the engine's exceptions as ours."""
        self._refuse_cancelled()
        before = self._running
        self._now(label, time.perf_counter())
        try:
            yield
        except EngineError:
            raise
        except Exception as error:
            ours = self._translated(error)
            if ours is None:
                raise
            raise ours from error
        finally:
            self._now(*before or ("", None))

    def _now(self, label: str, started: float | None) -> None:
        """Say which query runs; a report of the last one that is under way is waited for. One thread watches them all
        for as long as they follow each other: a run makes a hundred, most of them in a few milliseconds."""
        if self.progress is None:
            return
        with self._turn:
            self._running = None if started is None else (label, started)
            if self._running is not None and self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, daemon=True)
                self._watcher.start()

    def _watch(self) -> None:
        """Report every half second while a query runs. An error of the listener must not stop the query."""
        watched, told = None, 0.0
        while True:
            time.sleep(_LOOK)
            with self._turn:
                if self._running is None:
                    self._watcher = None
                    return
                if watched is not self._running:
                    watched, told = self._running, self._running[1]
                now = time.perf_counter()
                if now - told >= _EVERY and self.progress is not None:
                    told = now
                    with suppress(Exception):
                        self.progress(watched[0], self._percent(), now - watched[1])
