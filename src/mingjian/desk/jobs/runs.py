"""The kind `run`: a model that ships, over the lake, with an as-of day and a purpose.

Doing it twice leaves one run. A worker that is killed leaves nothing published, or the whole run with nobody to say
whose it is. So an attempt that is not the first looks for it: a run of the same model, day, purpose, parameters and
person, begun after the job first was, that no other job has for its result. And a worker that was only stopped may
wake up when another has its job: it asks in its turn of publishing whether the job is still its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count

from mingjian.desk.approvals.permits import permit_for, valid_permit
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import project
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.held.services import check_runs, mapping_of
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult, NewRun
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.telling import Teller
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.known import Known, known
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text, text
from mingjian.lake import Lake
from mingjian.models import Model, ParameterError, resolve_parameters
from mingjian.runs import Control, RunRefused, RunStore, StoredRun, run_model
from mingjian.runs.request import parameter_text
from mingjian.trust.approvals import Approval

__all__ = ["KIND", "model_of_job", "start_run"]


def start_run(user: User, name: str, given: NewRun) -> Job:
    """Put a run into the queue. What is wrong with the data is found when it begins."""
    model = known().find(name, given.version)
    if model is None or not user.may(Right.RUN):
        raise NotFound("没有这个模型，或您不能运行模型", "there is no such model, or you may not run models")
    line, purpose = model.definition.line, given.purpose.strip()
    if line not in user.line_set:
        raise BadRequest(
            f"这个模型属于{line.zh}条线，不在您的条线内", f"the model is of the line {line.en}, which is not yours"
        )
    if not purpose:
        raise BadRequest(
            "请写明用途：专项名称或案件编号", "say what the run is for: a campaign or a case number", "purpose"
        )
    if given.as_of > today():
        raise BadRequest("截止日不能晚于今天", "the as-of day cannot be after today", "as_of")
    try:
        resolve_parameters(model.parameters, given.parameters)
    except ParameterError as error:
        raise BadRequest(error.zh, error.en, "parameters") from error
    argument: dict[str, Any] = {"as_of": given.as_of.isoformat(), "parameters": given.parameters,
                                "version": model.version, "fingerprint": model.fingerprint}  # fmt: skip
    check_runs(user.office, model)
    permit = permit_for(user, model, purpose, given.parameters, given.approval)
    if mapping := mapping_of(user.office, model):
        argument["datasets"] = mapping
    if permit is not None:
        argument |= {"approval": permit.request, "datasets": permit.datasets}
    return add_job(user, KIND.code, name, argument, purpose, line=line, model=name)


def model_of_job(job: Job) -> Model:
    """The very model that was queued, whatever version is current by now. `BadRequest` when it is not here any more."""
    here = known()
    model = here.exact(job.subject, job.argument.get("fingerprint", ""))
    if model is not None:
        return model
    if job.subject in here:
        asked = job.argument.get("version", "")
        raise BadRequest(
            f"模型{job.subject}在排队后已改版（排队时为{asked}），请重新运行",
            f"the model {job.subject} was changed since this was queued (it was {asked}): run it anew",
        )
    raise BadRequest(f"没有模型{job.subject}", f"there is no model {job.subject}")


def _meant(here: Known, job: Job) -> Model | None:
    """What a job is told of: its own version, or else whatever is called so."""
    return here.exact(job.subject, job.argument.get("fingerprint", "")) or here.get(job.subject)


class _There(Exception):
    """The run is there already."""

    def __init__(self, run: StoredRun) -> None:
        self.run = run


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    """Run the model and bring its clues onto the desk. Raises what a run raises, and `Stopped`."""
    lake, model = the_lake(), model_of_job(job)
    check_runs(job.office, model)  # what was withdrawn meanwhile runs no more
    run = _published(lake, job, model) or _run(lake, job, model, watch)
    watch.tell("更新线索", "bringing the clues onto the desk", 0.95)
    project(lake)
    record = run.record
    return {"run": run.run_id, "number": record.number, "clues": record.clues, "seconds": record.seconds,
            "undetermined": sum(record.undetermined.values())}  # fmt: skip


def _run(lake: Lake, job: Job, model: Model, watch: Watch) -> StoredRun:
    def permit() -> None:
        watch.check()
        if (found := _published(lake, job, model)) is not None:
            raise _There(found)
        _approvals(job)  # what was withdrawn while it ran is not published

    control = Control(Teller(model, watch), permit)
    watch.on_stop(control.cancel)
    try:
        return run_model(
            lake, model, job.argument.get("datasets"), date.fromisoformat(job.argument["as_of"]), job.purpose,
            _given(job), _approvals(job), actor=job.by.username, control=control,
        )  # fmt: skip
    except _There as there:
        return there.run
    except RunRefused as refused:
        raise Refused([(one.kind, one.zh, one.en) for one in refused.refusals]) from refused


def _published(lake: Lake, job: Job, model: Model) -> StoredRun | None:
    """The run that an earlier attempt at this job published."""
    if job.claim < 2 or job.started is None:
        return None
    texts = {name: parameter_text(value) for name, value in resolve_parameters(model.parameters, _given(job)).items()}
    since = job.started.replace(microsecond=0)  # a run notes its start in whole seconds
    wanted = (model.fingerprint, texts, job.argument["as_of"], job.purpose.strip(), job.by.username)
    others = set(
        Job.objects.filter(kind=KIND.code, subject=model.id).exclude(pk=job.pk).values_list("result__run", flat=True)
    )
    store = RunStore(lake)
    for run_id in reversed(store.ids()):
        run = store.get(run_id)
        record = run.record
        known = (record.model.fingerprint, record.parameters, str(record.as_of), record.purpose, record.actor)
        if known == wanted and record.started >= since and run_id not in others:
            return run
    return None


def _approvals(job: Job) -> tuple[Approval, ...]:
    """The signed approval the job runs under, as it stands now. `BadRequest` when it is not in force any more."""
    number = job.argument.get("approval")
    return () if number is None else (valid_permit(number),)


def _given(job: Job) -> Mapping[str, Any]:
    given: Mapping[str, Any] = job.argument.get("parameters", {})
    return given


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    """Runs as their reader sees them: he is told of the clues in his sight of which a run is the newest."""
    here = known()
    runs = [job.result["run"] for job in jobs if "run" in job.result]
    counted = Clue.objects.visible_to(user).filter(run__in=runs, found="present").order_by().values_list("run")
    clues = dict(counted.annotate(n=Count("pk"))) if runs else {}
    return {job.pk: _one(user, job, clues, _meant(here, job)) for job in jobs}


def _one(user: User, job: Job, clues: Mapping[str, int], model: Model | None) -> Told:
    run = job.result.get("run")
    facts = [Fact(label=Text(zh="截止日", en="as of"), value=job.argument["as_of"])]
    facts += [Fact(label=Text(zh=name, en=name), value=value) for name, value in job.argument["parameters"].items()]
    result = None
    if run is not None:
        number, seconds, n = job.result["number"], job.result["seconds"], clues.get(run, 0)
        said = Text(
            zh=f"第 {number} 次运行，您可见的线索 {n} 条，用时 {seconds:.1f} 秒",
            en=f"Run {number}: {n} clues that you see, in {seconds:.1f} s",
        )
        result = JobResult(said=said, place=f"/clues?model={job.subject}" if user.may(Right.SEE_CLUES) else None)
    title = text(model.title) if model else Text(zh=job.subject, en=job.subject)
    return Told(title, f"/models/{job.subject}", facts, result)


KIND = Kind("run", "模型运行", "run of a model", Right.RUN, _work, _told)
