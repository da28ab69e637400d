"""Beginning and ending turns."""

from __future__ import annotations

from typing import Any

from mingjian.desk.jobs.models import Job
from mingjian.desk.now import now
from mingjian.desk.schedules.models import Schedule, Turn, TurnState
from mingjian.desk.words import Text

__all__ = ["OVER", "begin", "reasons", "settle"]

OVER = (TurnState.DONE, TurnState.NOTHING, TurnState.FAILED, TurnState.OVERTAKEN)
_LONGEST = 500


def begin(schedule: Schedule, name: str, **facts: Any) -> Turn:
    """A turn that is under way."""
    return Turn.objects.create(schedule=schedule, at=now(), name=name, **facts)


def settle(turn: Turn, state: TurnState, zh: str = "", en: str = "", **facts: Any) -> None:
    """Where a turn stands now, and what is to be said of it."""
    turn.state, turn.said_zh, turn.said_en = state.value, zh[:_LONGEST], en[:_LONGEST]
    turn.ended = now() if state in OVER else None
    for name, value in facts.items():
        setattr(turn, name, value)
    turn.save()


def reasons(job: Job | None) -> Text:
    """Why a job failed."""
    errors = [] if job is None else job.errors
    return Text(zh="；".join(one["zh"] for one in errors), en="; ".join(one["en"] for one in errors))
