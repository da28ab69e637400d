"""Telling how far an intake is, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from mingjian.intake.errors import refuse


@dataclass(frozen=True)
class Step:
    """What is being done, the share of the whole that is done (0 … 1), seconds spent and (roughly) left."""

    zh: str
    en: str
    share: float
    seconds: float
    left: float | None


Listener = Callable[[Step], None]
_EVERY = 0.2  # seconds between two reports of one stage


class Meter:
    """Turns stages, each with its share of the whole, into steps for a listener. When `stop` is set, the next report
    raises `IntakeError`: nobody waits for this intake any more."""

    def __init__(self, listener: Listener | None, stop: Event | None = None) -> None:
        self._listener, self._stop = listener, stop
        self._begun = time.monotonic()
        self._told = 0.0
        self._zh = self._en = ""
        self._from, self._to = 0.0, 0.0

    def stage(self, zh: str, en: str, end: float) -> None:
        """Begin a stage that ends at the share `end` of the whole."""
        self._zh, self._en = zh, en
        self._from, self._to = self._to, end
        self._tell(0.0, force=True)

    def at(self, share: float) -> None:
        """The share of the present stage that is done."""
        self._tell(share)

    def done(self) -> None:
        """All is done."""
        self._from = self._to = 1.0
        self._tell(1.0, force=True)

    def _tell(self, share: float, force: bool = False) -> None:
        if self._stop is not None and self._stop.is_set():
            raise refuse("已停止", "stopped")
        now = time.monotonic()
        if self._listener is None or (not force and now - self._told < _EVERY):
            return
        self._told = now
        done = self._from + (self._to - self._from) * min(max(share, 0.0), 1.0)
        spent = now - self._begun
        left = spent * (1 - done) / done if done > 0.02 else None
        self._listener(Step(self._zh, self._en, done, spent, left))
