"""How the answers are used, in figures that name nobody: how many, how fast, in time or not, by topic and level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from mingjian.knowledge.answers.thread import Thread
from mingjian.law import is_working_day

__all__ = ["Usage", "usage"]


@dataclass(frozen=True)
class Usage:
    """Figures of some questions. `in_time`: answered until the day set when they were given to whoever answered;
    `median_days`: working days from the question to the answer; `escalated`: went to a level above at least once.
    """

    asked: int
    answered: int
    in_time: int
    escalated: int
    published: int
    withdrawn: int
    median_days: float | None
    by_topic: dict[str, int]
    by_level: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return asdict(self)


def usage(threads: Iterable[Thread]) -> Usage:
    """The figures."""
    all_ = list(threads)
    days = [days_between(one.asked, on) for one in all_ if (on := one.day_of("answer")) is not None]
    return Usage(
        asked=len(all_), answered=len(days), in_time=sum(_in_time(one) for one in all_),
        escalated=sum(one.day_of("escalate") is not None for one in all_),
        published=sum(one.day_of("publish") is not None for one in all_),
        withdrawn=sum(one.day_of("withdraw") is not None for one in all_),
        median_days=float(median(days)) if days else None,
        by_topic=_counted(one.topic for one in all_), by_level=_counted(one.level for one in all_),
    )  # fmt: skip


def days_between(start: date, end: date) -> int:
    """Working days after `start` up to `end`."""
    return sum(is_working_day(start + timedelta(days=one)) for one in range(1, (end - start).days + 1))


def _in_time(thread: Thread) -> bool:
    """Whether the first answer came until the last day that had been set before it."""
    due = None
    for step in thread.steps:
        if step.move == "answer":
            return due is not None and step.on <= due
        due = step.due or due
    return False


def _counted(values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in values:
        found[one] = found.get(one, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
