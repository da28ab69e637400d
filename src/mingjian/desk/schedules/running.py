"""Turns of models: which have new data, runs put into the queue, runs that wait for their approval.

A model over personal data is run only under an approval for exactly these dataset versions, this version of the model
and this purpose (`approvals.permits`). Until somebody has given it, the turn waits; when newer data come in, it is
overtaken by one for those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from mingjian.desk.approvals.permits import need_of
from mingjian.desk.errors import DeskError
from mingjian.desk.jobs.models import OVER, Status
from mingjian.desk.jobs.runs import start_run
from mingjian.desk.jobs.schemas import NewRun
from mingjian.desk.known import runnable_by
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.schedules.models import Schedule, Turn, TurnState
from mingjian.desk.schedules.schemas import What
from mingjian.desk.schedules.turns import begin, reasons, settle
from mingjian.desk.traces.services import trace
from mingjian.models import Model
from mingjian.runs import FoundNeed, examine_needs

__all__ = ["affected", "chosen", "follow_run", "present", "run_models"]


def chosen(schedule: Schedule) -> list[Model]:
    """The models of a schedule that whoever answers for it may run."""
    may = runnable_by(schedule.by)
    return [may[name] for name in schedule.what.get("models") or may if name in may]


def present(models: Iterable[Model]) -> dict[str, str]:
    """Model → digest of what it would be run with now; models whose data are not there are left out."""
    by_id = {one.id: one for one in models}
    found = examine_needs(the_lake(), by_id.values())
    return {name: _digest(by_id[name], needs) for name, needs in found.items() if _whole(needs)}


def _whole(needs: Mapping[str, FoundNeed]) -> bool:
    return all(not one.refusals for one in needs.values())


def _digest(model: Model, needs: Mapping[str, FoundNeed]) -> str:
    versions = {alias: one.manifest.name for alias, one in needs.items() if one.manifest is not None}
    return hashlib.sha256(f"{model.fingerprint} {sorted(versions.items())}".encode()).hexdigest()[:32]


def affected(schedule: Schedule) -> dict[str, str]:
    """Those of `present` that are new since the schedule last ran them."""
    return {name: mark for name, mark in present(chosen(schedule)).items() if schedule.known.get(name) != mark}


def run_models(schedule: Schedule, marks: Mapping[str, str]) -> None:
    """Begin a turn for each model; one whose last turn is under way has its next when that is over."""
    may = runnable_by(schedule.by)
    for name, mark in marks.items():
        model = may[name]
        last = Turn.objects.filter(schedule=schedule, name=name).order_by("-id").first()
        if last is not None and last.state == TurnState.OPEN.value:
            continue
        if last is not None and last.state == TurnState.WAITS.value:
            if last.mark == mark:
                continue
            settle(last, TurnState.OVERTAKEN)
        schedule.known[name] = mark
        schedule.save(update_fields=["known"])
        _run(begin(schedule, name, mark=mark, line=model.definition.line.value))


def follow_run(turn: Turn) -> None:
    """Bring a turn on: a run that is over ends it, an approval lets one that waits begin."""
    if turn.job is None:
        _run(turn)
        return
    state, result = Status.of(turn.job.state), turn.job.result
    if state not in OVER:
        return
    if state is Status.DONE:
        number = result.get("number")  # not how many clues: its reader may see fewer
        settle(turn, TurnState.DONE, f"第{number}次运行", f"run {number}")
    elif state is Status.CANCELLED:
        settle(turn, TurnState.FAILED, "已由人员取消", "somebody cancelled it")
    else:
        said = reasons(turn.job)
        settle(turn, TurnState.FAILED, said.zh, said.en)


def _run(turn: Turn) -> None:
    """Put the run into the queue, if it needs no approval or there is one that fits."""
    schedule, model = turn.schedule, runnable_by(turn.schedule.by).get(turn.name)
    purpose = What.model_validate(schedule.what).purpose.strip()
    try:
        version = None if model is None else model.version
        need = need_of(schedule.by, turn.name, version=version)
        fits = [one.id for one in need.usable
                if (one.purpose, one.parameters, one.datasets) == (purpose, {}, need.datasets)]  # fmt: skip
        if need.needed and not fits:
            _wait(turn)
            return
        approval = fits[0] if need.needed else None
        given = NewRun(as_of=today(), purpose=purpose, version=version, approval=approval)
        job = start_run(schedule.by, turn.name, given)
    except DeskError as error:
        settle(turn, TurnState.FAILED, error.zh, error.en)
        return
    trace(schedule.by.username, "schedule.run", f"schedule {schedule.pk}", model=turn.name, job=job.pk,
          fingerprint="" if model is None else model.fingerprint)  # fmt: skip
    settle(turn, TurnState.OPEN, job=job)


def _wait(turn: Turn) -> None:
    if turn.state != TurnState.WAITS.value:
        settle(
            turn, TurnState.WAITS, "有新数据；此模型读取敏感个人信息，须对这批数据先经审批",
            "there are new data; the model reads personal data and needs an approval for these",
        )  # fmt: skip
