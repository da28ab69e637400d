"""Working on the jobs of a desk in a process of its own, beside those that serve it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mingjian.desk.lake import the_lake
from mingjian.desk.setup import migrate, open_desk

__all__ = ["work"]


def work(folder: Path, threads: int, told: Callable[[], None]) -> None:
    """Work until the process is told to end; `told` is called once it does. Raises `SettingsError`, and `LakeError`
    when there is no lake to work over."""
    open_desk(folder)
    the_lake()
    migrate()
    from mingjian.desk.jobs.worker import Worker

    workers = [Worker() for _ in range(threads)]
    before: dict[int, Any] = {}

    def ending(number: int, frame: object) -> None:
        del frame
        for one in workers:
            one.end()
        signal.signal(number, before[number])  # a second signal does not wait

    for number in (int(signal.SIGINT), int(signal.SIGTERM)):
        before[number] = signal.signal(number, ending)
    try:
        for one in workers:
            one.start()
        told()
        for one in workers:
            while one.is_alive():
                one.join(0.5)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
