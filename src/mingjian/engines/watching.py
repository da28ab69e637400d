"""Watching a query and stopping it, the same for every engine: progress every half second, cancel, errors as ours."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from mingjian.engines.contract import Progress
from mingjian.engines.errors import Cancelled, EngineError

__all__ = ["Watching"]


class Watching(ABC):
    """What an engine has of it."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self._cancelled = threading.Event()

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
        done = threading.Event()
        watcher = None
        if self.progress is not None:
            watcher = threading.Thread(target=self._watch, args=(label, done), daemon=True)
            watcher.start()
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
            done.set()
            if watcher is not None:
                watcher.join()

    def _watch(self, label: str, done: threading.Event) -> None:
        """Report every half second while a query runs. An error of the listener must not stop the query."""
        started = time.perf_counter()
        while not done.wait(0.5):
            try:
                if self.progress is not None:
                    self.progress(label, self._percent(), time.perf_counter() - started)
            except Exception:
                return
