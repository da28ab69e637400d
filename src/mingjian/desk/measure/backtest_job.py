"""The kind of jobs `backtest`: a version of a model that is here, tried on the data of a past run of another version.

Nothing is published; what is kept are counts by office, and examples with what they say to each clearance. Doing it
twice keeps one result: it hangs on the job.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.clues.clue import clues_in
from mingjian.desk.approvals.permits import permit_for, valid_permit
from mingjian.desk.approvals.services import model_of
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import CLEARANCES, Places, project
from mingjian.desk.errors import BadRequest
from mingjian.desk.feedback.precision import standing
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.runs import model_of_job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.telling import Teller
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake
from mingjian.desk.measure.backtest_schemas import NewBacktest
from mingjian.desk.measure.models import Backtest, BacktestCount, BacktestExample
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text, text
from mingjian.measure import Trial, funnel_of, kind_of, past_run, trial
from mingjian.models import Model
from mingjian.runs import Control, RunError, RunRefused
from mingjian.runs.tables import values
from mingjian.trust.approvals import Approval

__all__ = ["KIND", "start_backtest"]

CODE = "backtest"
EXAMPLES = 5
"""Examples of a kind an office has."""
REASONS = 20
"""Vanished clues for which the step that drops them is looked for: each look runs the version over a few rows."""


def start_backtest(user: User, given: NewBacktest) -> Job:
    """Put a backtest into the queue, under the approval a run over these data needs."""
    model, purpose = model_of(user, given.model, given.version), given.purpose.strip()
    if not purpose:
        raise BadRequest("请写明用途：专项名称或案件编号", "say what it is for: a campaign or a case number", "purpose")
    try:
        past = past_run(the_lake(), model, given.run)
    except RunError as error:
        raise BadRequest("没有这个模型的这次运行", "there is no such run of the model", "run") from error
    argument: dict[str, Any] = {"run": past.run_id, "version": model.version, "fingerprint": model.fingerprint}
    permit = permit_for(user, model, purpose, {}, given.approval, past.run_id)
    if permit is not None:
        argument["approval"] = permit.request
    return add_job(user, CODE, model.id, argument, purpose, line=model.definition.line, model=model.id)


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    kept = Backtest.objects.filter(job=job).first()
    if kept is None:
        kept = _keep(job, _tried(job, watch), watch)
    return {"backtest": kept.pk, "seconds": kept.seconds}


def _tried(job: Job, watch: Watch) -> tuple[Trial, Control]:
    lake, model = the_lake(), model_of_job(job)
    project(lake)  # where the clues of the past run lie is known then
    control = Control(Teller(model, watch))
    watch.on_stop(control.cancel)
    try:
        made = trial(
            lake, model, job.argument["run"], approvals=_approvals(job), actor=job.by.username, purpose=job.purpose,
            control=control,
        )  # fmt: skip
    except RunRefused as refused:
        raise Refused([(one.kind, one.zh, one.en) for one in refused.refusals]) from refused
    return made, control


def _approvals(job: Job) -> tuple[Approval, ...]:
    """The signed approval as it stands now. `BadRequest` when it is not in force any more."""
    number = job.argument.get("approval")
    return () if number is None else (valid_permit(number),)


def _keep(job: Job, tried: tuple[Trial, Control], watch: Watch) -> Backtest:
    made, control = tried
    past, found = made.past, made.found
    lying, codes = _offices(made), _codes(past.record.model.id)
    kinds: dict[str, frozenset[str]] = {"vanished": found.gone, "appeared": found.new, "moved": found.changed}
    chosen = {kind: _chosen(ids, lying, codes) for kind, ids in kinds.items()}

    def told(n: int) -> None:
        watch.check()
        watch.tell("查找消失的原因", "looking for why clues vanished", 0.9 + 0.1 * n / (REASONS + 1))

    control.listener = None  # the looks are runs of their own, of a few rows
    whys = {
        "vanished": made.whys(chosen["vanished"], REASONS, control=control, told=told), "appeared": {},
        "moved": made.moves(chosen["moved"]),
    }  # fmt: skip
    same = frozenset(values(past.clues, "clue_id")) - found.gone - found.changed
    elsewhere = frozenset(clue for clue, names in made.changes.items() if "place" in names)
    watch.check()
    _approvals(job)  # what was withdrawn meanwhile is not kept
    with transaction.atomic():
        kept = _row(job, made)
        kept.save()
        BacktestCount.objects.bulk_create(
            BacktestCount(backtest=kept, office_id=office, kind=kind, decided=decided, n=n)
            for kind, ids in (*kinds.items(), ("elsewhere", elsewhere), ("same", same))
            for (office, decided), n in Counter((lying[one], kind_of(codes.get(one))) for one in ids).items()
        )
        for kind, ids in chosen.items():
            BacktestExample.objects.bulk_create(_examples(kept, made, kind, ids, whys[kind], lying, codes))
    return kept


def _row(job: Job, made: Trial) -> Backtest:
    past, record = made.past.record, made.record
    return Backtest(
        office=job.office, line=job.line, model=past.model.id, before=past.model.version, after=record.model.version,
        alike=past.model.fingerprint == record.model.fingerprint, run=past.run_id, number=past.number,
        as_of=past.as_of, datasets=list(made.resolved.names), parameters=dict(made.resolved.texts),
        undetermined=[sum(one.undetermined.values()) for one in (past, record)],
        steps=[[one.step, one.before, one.after] for one in funnel_of(past, record)], seconds=made.seconds,
        purpose=job.purpose, job=job, by=job.by, at=now(),
    )  # fmt: skip


def _offices(made: Trial) -> dict[str, int]:
    """Where each clue lies: of those on the desk its office, else the office of its place."""
    places, known = Places(), dict(Clue.objects.filter(model=made.record.model.id).values_list("pk", "office"))
    found: dict[str, int] = {}
    for table in (made.clues, made.past.clues):
        for clue, place in zip(values(table, "clue_id"), values(table, "place"), strict=True):
            found[clue] = known.get(clue) or places.office(place or "").pk
    return found


def _codes(model: str) -> dict[str, str]:
    """What was decided about the present episode of each clue."""
    now_ = standing(Clue.objects.filter(model=model)).filter(episode=F("clue__episode"))
    return dict(now_.values_list("clue", "code"))


def _chosen(ids: Iterable[str], lying: Mapping[str, int], codes: Mapping[str, str]) -> list[str]:
    """Examples of each office: those with a verdict first, confirmed ones before all. The offices take turns."""
    order = {"confirmed": 0, "rejected": 1, "neutral": 2, "open": 3}
    turns: Counter[int] = Counter()
    listed: list[tuple[int, int, str]] = []
    for clue in sorted(ids, key=lambda one: (order[kind_of(codes.get(one))], one)):
        office = lying[clue]
        if turns[office] < EXAMPLES:
            listed.append((turns[office], office, clue))
        turns[office] += 1
    return [clue for *_, clue in sorted(listed)]


def _examples(
    kept: Backtest, made: Trial, kind: str, ids: Sequence[str], whys: Mapping[str, tuple[str, str]],
    lying: Mapping[str, int], codes: Mapping[str, str],
) -> list[BacktestExample]:  # fmt: skip
    before: dict[str, dict[str, list[str]]] = {clue: {} for clue in ids}
    after: dict[str, dict[str, list[str]]] = {clue: {} for clue in ids}
    for level in CLEARANCES if ids else ():
        for said, record, table in ((before, made.past.record, made.past.clues), (after, made.record, made.clues)):
            for one in clues_in(record, table, level, ids):
                said[one.clue_id][str(level)] = [one.says_zh, one.says_en]
    return [
        BacktestExample(
            backtest=kept, kind=kind, place=place, clue=clue, office_id=lying[clue], code=codes.get(clue) or "",
            why_zh=whys.get(clue, ("", ""))[0], why_en=whys.get(clue, ("", ""))[1], before=before[clue],
            after=after[clue],
        )
        for place, clue in enumerate(ids)
    ]  # fmt: skip


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    del user  # how many clues changed is told on the page, each reader his own
    here = known()
    return {job.pk: _one(job, here.get(job.subject)) for job in jobs}


def _one(job: Job, model: Model | None) -> Told:
    result = None
    if "backtest" in job.result:
        seconds = job.result["seconds"]
        said = Text(zh=f"回测完成，用时 {seconds:.1f} 秒", en=f"tried, in {seconds:.1f} s")
        result = JobResult(said=said, place=f"/yield/backtests/{job.result['backtest']}")
    title = text(model.title) if model else Text(zh=job.subject, en=job.subject)
    facts = [Fact(label=Text(zh="过去的运行", en="past run"), value=job.argument["run"])]
    return Told(title, "/yield/backtests", facts, result)


KIND = Kind(CODE, "回测", "backtest", Right.RUN, _work, _told)
