"""Working on the jobs of a desk and looking after its schedules, in processes beside those that serve it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mingjian.desk.lake import the_lake
from mingjian.desk.setup import migrate, open_desk
from mingjian.desk.until import until_ended

__all__ = ["watch", "watch_once", "work"]


def work(folder: Path, threads: int, told: Callable[[], None]) -> None:
    """Work until the process is told to end; `told` is called once it does. Raises `SettingsError`, and `LakeError`
    when there is no lake to work over."""
    _open(folder)
    from mingjian.desk.jobs.worker import Worker

    until_ended([Worker() for _ in range(threads)], told)


def watch(folder: Path, threads: int, told: Callable[[], None]) -> None:
    """Look after the schedules until the process is told to end, with `threads` that work on jobs. Raises as `work`."""
    _open(folder)
    from mingjian.desk.jobs.worker import Worker
    from mingjian.desk.schedules.scheduler import Scheduler

    until_ended([Scheduler(), *(Worker() for _ in range(threads))], told)


def watch_once(folder: Path) -> dict[str, int] | None:
    """Do all that is due and all that follows from it, and answer how many turns stand how; None while another
    scheduler is at work. Raises as `work`."""
    _open(folder)
    from mingjian.desk.jobs.worker import Worker
    from mingjian.desk.schedules.scheduler import Scheduler

    scheduler, worker = Scheduler(), Worker()
    try:
        begun = scheduler.round()
        while begun and worker.one():
            while worker.one():
                pass
            begun = scheduler.round()
        return scheduler.told() if begun else None
    finally:
        scheduler.leave()


def _open(folder: Path) -> None:
    open_desk(folder)
    the_lake()
    migrate()
