"""Threads that work until the process is told to end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from typing import Any, Protocol

__all__ = ["Ending", "until_ended"]


class Ending(Protocol):
    """A thread that ends soon after it is told to."""

    def start(self) -> None: ...
    def end(self) -> None: ...
    def is_alive(self) -> bool: ...
    def join(self, timeout: float | None = None) -> None: ...


def until_ended(threads: Sequence[Ending], told: Callable[[], None]) -> None:
    """Start threads and wait until the process is told to end and all have ended; `told` is called once they work."""
    before: dict[int, Any] = {}

    def ending(number: int, frame: object) -> None:
        del frame
        for one in threads:
            one.end()
        signal.signal(number, before[number])  # a second signal does not wait

    for number in (int(signal.SIGINT), int(signal.SIGTERM)):
        before[number] = signal.signal(number, ending)
    try:
        for one in threads:
            one.start()
        told()
        for one in threads:
            while one.is_alive():
                one.join(0.5)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
