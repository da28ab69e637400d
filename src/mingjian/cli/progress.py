"""How far something is and how long it will still take: shown on a terminal after two seconds, never elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mingjian.cli.language import language

__all__ = ["Bar", "progress"]

WAIT = 2.0
"""Seconds without an answer before a bar appears."""


class Bar:
    """Told a share of the whole (0 … 1; None: nobody knows) and what is being done; a thread may tell it."""

    def __init__(self, shown: bool) -> None:
        self._lock = threading.Lock()
        self._text, self._share, self._live = "", None, None  # type: tuple[str, float | None, Any]
        self._task: Any = None
        self._closed = False
        self._timer = threading.Timer(WAIT, self._begin) if shown else None
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def at(self, share: float | None, zh: str, en: str) -> None:
        """So much is done, and this is going on."""
        with self._lock:
            self._share, self._text = share, zh if language() == "zh" else en
            self._show()

    def close(self) -> None:
        """Take the bar away."""
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._live is not None:
                self._live.stop()
                self._live = None

    def _begin(self) -> None:
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        from mingjian.cli.screen import console

        columns = (SpinnerColumn(), BarColumn(bar_width=28), TaskProgressColumn(), TimeRemainingColumn())
        text = TextColumn("{task.description}", markup=False)
        with self._lock:
            if self._closed:
                return
            self._live = Progress(*columns, text, console=console(sys.stderr), transient=True)
            self._task = self._live.add_task("", total=None)
            self._live.start()
            self._show()

    def _show(self) -> None:
        if self._live is None:
            return
        done: dict[str, Any] = {} if self._share is None else {"total": 1.0, "completed": self._share}
        self._live.update(self._task, description=self._text, **done)


@contextmanager
def progress(zh: str, en: str) -> Iterator[Bar]:
    """A bar while the block runs; it writes to standard error, and only to a terminal."""
    bar = Bar(sys.stderr.isatty())
    bar.at(None, zh, en)
    try:
        yield bar
    finally:
        bar.close()
