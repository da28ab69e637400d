"""Ctrl-C and SIGTERM: the first stops what runs and lets it clean up, a second one ends the program at once.

The lake needs no cleaning up to stay whole — a version or a run appears by one rename — so ending at once is safe.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from mingjian.cli.exits import Exit

__all__ = ["listening", "stopped_by", "stopping"]

_stopped: list[int] = []
_cancels: list[Callable[[], None]] = []


def stopped_by() -> Exit | None:
    """The exit code of the signal that stopped the program, None when none did."""
    if not _stopped:
        return None
    return Exit.TERMINATED if _stopped[0] == signal.SIGTERM else Exit.CANCELLED


@contextmanager
def stopping(cancel: Callable[[], None]) -> Iterator[None]:
    """While the block runs, a signal also calls `cancel` (which must be quick and may be called at any time)."""
    _cancels.append(cancel)
    try:
        yield
    finally:
        _cancels.remove(cancel)


@contextmanager
def listening() -> Iterator[None]:
    """Handle the signals while a command line runs. Outside the main thread nothing can be handled."""
    _stopped.clear()
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    if _stopped:
        os._exit(128 + number)
    _stopped.append(number)
    for cancel in list(_cancels):
        cancel()
    raise KeyboardInterrupt
