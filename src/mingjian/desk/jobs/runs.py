"""The kind `run`: a model that ships, over the lake, with an as-of day and a purpose.

Doing it twice leaves one run. A worker that is killed leaves nothing published, or the whole run with nobody to say
whose it is. So an attempt that is not the first looks for it: a run of the same model, day, purpose, parameters and
person, begun after the job first was, that no other job has for its result. And a worker that was only stopped may
wake up when another has its job: it asks in its turn of publishing whether the job is still its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingjian.desk.clues.projection import project
from mingjian.desk.errors import BadRequest
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.lake import the_lake
from mingjian.desk.shelf import shelf
from mingjian.lake import Lake
from mingjian.models import Model, resolve_parameters
from mingjian.runs import Control, Progress, RunStore, StoredRun, run_model
from mingjian.runs.request import parameter_text

__all__ = ["KIND", "work"]

KIND = "run"


class _There(Exception):
    """The run is there already."""

    def __init__(self, run: StoredRun) -> None:
        self.run = run


def work(job: Job, watch: Watch) -> dict[str, Any]:
    """Run the model and bring its clues onto the desk. Raises what a run raises, and `Stopped`."""
    lake, model = the_lake(), shelf().get(job.subject)
    if model is None:
        raise BadRequest(f"没有模型{job.subject}", f"there is no model {job.subject}")
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

    control = Control(_Teller(model, watch), permit)
    watch.on_stop(control.cancel)
    try:
        return run_model(
            lake, model, None, date.fromisoformat(job.argument["as_of"]), job.purpose, _given(job),
            actor=job.by.username, control=control,
        )  # fmt: skip
    except _There as there:
        return there.run


class _Teller:
    """Turns the reports of a run into what is shown: the step as its author describes it, the share of all steps."""

    def __init__(self, model: Model, watch: Watch) -> None:
        self.model, self.watch = model, watch
        self.ended, self.all = 0, len(model.steps) + len(model.needs)

    def __call__(self, state: Progress) -> None:
        self.ended += state.rows is not None
        inside = (state.percent or 0) / 100 if state.rows is None else 0
        note = self.model.notes.get(state.step)
        zh, en = (note.zh, note.en) if note is not None else (state.step, state.step)
        self.watch.tell(zh, en, 0.9 * min((self.ended + inside) / self.all, 1))


def _published(lake: Lake, job: Job, model: Model) -> StoredRun | None:
    """The run that an earlier attempt at this job published."""
    if job.claim < 2 or job.started is None:
        return None
    texts = {name: parameter_text(value) for name, value in resolve_parameters(model.parameters, _given(job)).items()}
    since = job.started.replace(microsecond=0)  # a run notes its start in whole seconds
    wanted = (model.fingerprint, texts, job.argument["as_of"], job.purpose.strip(), job.by.username)
    others = set(
        Job.objects.filter(kind=KIND, subject=model.id).exclude(pk=job.pk).values_list("result__run", flat=True)
    )
    store = RunStore(lake)
    for run_id in reversed(store.ids()):
        run = store.get(run_id)
        record = run.record
        known = (record.model.fingerprint, record.parameters, str(record.as_of), record.purpose, record.actor)
        if known == wanted and record.started >= since and run_id not in others:
            return run
    return None


def _given(job: Job) -> Mapping[str, Any]:
    given: Mapping[str, Any] = job.argument.get("parameters", {})
    return given
