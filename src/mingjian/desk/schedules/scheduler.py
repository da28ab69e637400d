"""The scheduler: one round looks what is due and brings on what is under way; it only queues what workers do.

All it knows stands in the database, so a process that is killed loses nothing, and the next one goes on from there.
Times that were missed meanwhile count once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.db import close_old_connections, connection
from django.db.models import Count, Q, QuerySet

from mingjian.desk.errors import DeskError
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.schedules.lease import Holder
from mingjian.desk.schedules.models import Kind, Schedule, Turn, TurnState, right_of
from mingjian.desk.schedules.rhythm import Rhythm, next_after
from mingjian.desk.schedules.running import affected, chosen, follow_run, present, run_models
from mingjian.desk.schedules.taking import follow, take_files, take_table
from mingjian.lake import LakeError

__all__ = ["Scheduler", "one_round"]

log = logging.getLogger("mingjian.desk")
_UNFINISHED = (TurnState.OPEN.value, TurnState.HELD.value, TurnState.WAITS.value)
_ANEW = 60.0
"""Seconds after which models are looked at though no data came in: a run was under way when they did, or a model is
new."""
_SOON = Rhythm(every="minutes", minutes=1)


def one_round(*, data_changed: bool = True, alive: Callable[[], object] = lambda: None) -> None:
    """Look at everything once. What is wrong with one schedule is written on it and keeps no other from its turn.
    `data_changed`: look which models have new data, too; `alive` is called again and again."""
    for schedule in _awake().filter(next__lte=now()).order_by("next"):
        _tell(schedule, _tried(schedule, partial(_due, schedule, alive)))
    unfinished = Turn.objects.filter(state__in=_UNFINISHED, schedule__paused=False)
    for turn in unfinished.select_related("schedule__by__office", "upload__job", "job"):
        alive()
        problem = _tried(turn.schedule, partial(follow_run if turn.upload is None else follow, turn))
        if problem and (turn.said_zh, turn.said_en) != problem:
            Turn.objects.filter(pk=turn.pk).update(said_zh=problem[0], said_en=problem[1])
    for schedule in _awake().filter(kind=Kind.MODELS.value) if data_changed else ():
        if schedule.what.get("on_data"):
            alive()
            _tell(schedule, _tried(schedule, partial(_new_data, schedule)))


def _awake() -> QuerySet[Schedule]:
    return Schedule.objects.filter(paused=False, ended=None).select_related("by__office", "office")


def _due(schedule: Schedule, alive: Callable[[], object]) -> None:
    """Do what is due. When it is due again is written down first: what fails is tried then, not in every round."""
    rhythm, at = None if schedule.rhythm is None else Rhythm.model_validate(schedule.rhythm), now()
    schedule.next = None if rhythm is None else next_after(rhythm, at)
    schedule.last = at
    schedule.save(update_fields=["next", "last"])
    if schedule.kind == Kind.MODELS.value:
        run_models(schedule, present(chosen(schedule)))
    elif schedule.kind == Kind.DATABASE.value:
        take_table(schedule)
    elif take_files(schedule, alive):
        soon = next_after(_SOON, at)
        Schedule.objects.filter(pk=schedule.pk).update(next=min(schedule.next or soon, soon))


def _new_data(schedule: Schedule) -> None:
    run_models(schedule, affected(schedule))


def _tried(schedule: Schedule, work: Callable[[], object]) -> tuple[str, str] | None:
    """Do something in the name of whoever answers for a schedule; what keeps it from being done, in both languages."""
    if not schedule.by.is_active or not schedule.by.may(right_of(schedule.kind)):
        return (
            f"{schedule.by.name}已不能办理此事，请由他人修改此任务以接手",
            f"{schedule.by.name} may not do this any more: somebody else takes it over by changing it",
        )
    try:
        work()
    except (DeskError, LakeError) as error:
        return error.zh[:500], error.en[:500]
    except Exception as error:
        log.exception("schedule %s failed", schedule.pk)
        what = f"{type(error).__name__}: {error}"[:400]
        return f"程序自身的错误：{what}", f"a fault of the program itself: {what}"
    return None


def _tell(schedule: Schedule, problem: tuple[str, str] | None) -> None:
    zh, en = problem or ("", "")
    if (schedule.problem_zh, schedule.problem_en) != (zh, en):
        Schedule.objects.filter(pk=schedule.pk).update(problem_zh=zh, problem_en=en)


class Scheduler(threading.Thread):
    """Makes rounds while it holds the lease, until it is told to stop."""

    def __init__(self, seconds: float = 3.0) -> None:
        super().__init__(name="scheduler", daemon=True)
        self.seconds = seconds
        self._stopped = threading.Event()
        self._holder = Holder()
        self._published: tuple[str, ...] | None = None
        self._looked = 0.0
        self._began = now()

    def run(self) -> None:
        """Make rounds."""
        while not self._stopped.is_set():
            close_old_connections()
            try:
                self.round()
            except Exception as error:
                log.exception("a round of the scheduler failed; it will be tried again")
                with suppress(Exception):
                    self._holder.tell(f"{type(error).__name__}: {error}")
            self._stopped.wait(self.seconds)
        with suppress(Exception):
            self.leave()
        connection.close()

    def round(self) -> bool:
        """One round; whether this scheduler has the lease."""
        if not self._holder.take():
            return False
        published, fresh = the_lake().published(), time.monotonic() - self._looked < _ANEW
        if (published, True) != (self._published, fresh):
            self._published, self._looked, fresh = published, time.monotonic(), False
        one_round(data_changed=not fresh, alive=self._holder.keep)
        self._holder.tell("")
        return True

    def told(self) -> dict[str, int]:
        """How many turns there were since this scheduler began, by state, with those that still wait."""
        since = Turn.objects.filter(Q(at__gte=self._began) | Q(ended__gte=self._began) | Q(ended=None))
        return dict(since.order_by().values_list("state").annotate(n=Count("pk")))

    def leave(self) -> None:
        """Let another scheduler take over at once."""
        self._holder.leave()

    def end(self) -> None:
        """Stop soon; may be called from anywhere, also twice."""
        self._stopped.set()

    def stop(self) -> None:
        """End after the present round."""
        self.end()
        self.join(timeout=30)
