"""`/api/models/{name}/compare`: two runs of a model side by side, told of the clues the reader sees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from mingjian.clues import Clue as Found
from mingjian.clues import clues_of
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import NotFound
from mingjian.desk.known import known
from mingjian.desk.lake import run_of
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Asked, Shown, Text, text
from mingjian.models import Model
from mingjian.runs import RunError, StoredRun
from mingjian.runs.difference import EVIDENCE, RunDifference, changed_fields, compare_runs
from mingjian.runs.tables import of_clues

__all__ = ["router"]

router = Router(tags=["models"])
Kind = Literal["new", "gone", "changed"]


class CompareQuery(Asked):
    """Which runs, which of the clues."""

    before: str = Field(max_length=80)
    after: str = Field(max_length=80)
    kind: Kind = "new"
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class Side(Shown):
    """A run that is compared."""

    id: str
    number: int
    version: str
    as_of: date
    purpose: str
    actor: str
    started: datetime
    seconds: float


class Unlike(Text):
    """A setting or a list that is otherwise: before and after, None where there was none."""

    name: str
    before: str | None
    after: str | None


class StepPair(Text):
    """A step and its rows in each run; None where a run has no such step. Only for whoever sees the whole tree."""

    step: str
    before: int | None
    after: int | None


class CluePair(Shown):
    """A clue in both runs: its sentence in each, and what is otherwise."""

    id: str
    before: Text | None
    after: Text | None
    fields: list[Text]


class Compared(Shown):
    """Two runs of a model. Counts and items are of the clues the reader sees."""

    before: Side
    after: Side
    settings: list[Unlike]
    datasets: list[Unlike]
    steps: list[StepPair]
    new: int
    gone: int
    changed: int
    same: int
    items: list[CluePair]


@router.get("/models/{name}/compare", response=Compared)
def compare(request: HttpRequest, name: str, query: Query[CompareQuery]) -> Compared:
    """Compare two runs of a model."""
    user = user_of(request)
    model = known().get(name)
    if model is None or not user.may(Right.SEE_MODELS):
        raise NotFound("没有这个模型", "there is no such model")
    before, after = (_run(name, one) for one in (query.before, query.after))
    found = compare_runs(before, after)
    seen = frozenset(Clue.objects.visible_to(user).filter(model=name).values_list("pk", flat=True))
    parts = {"new": found.new & seen, "gone": found.gone & seen, "changed": found.changed & seen}
    start = (query.page - 1) * query.size
    shown = sorted(parts[query.kind])[start : start + query.size]
    both = frozenset(before.clues.column("clue_id").to_pylist()) & seen - found.gone - found.changed
    return Compared(
        before=_side(before), after=_side(after), settings=_settings(model, found), datasets=_datasets(model, found),
        steps=_steps(model, before, after) if user.office.parent_id is None else [],
        new=len(parts["new"]), gone=len(parts["gone"]), changed=len(parts["changed"]), same=len(both),
        items=_pairs(user, before, after, shown, found),
    )  # fmt: skip


def _run(model: str, run_id: str) -> StoredRun:
    try:
        run = run_of(run_id)
    except RunError:
        run = None
    if run is None or run.record.model.id != model:
        raise NotFound("没有这次运行", "there is no such run")
    return run


def _side(run: StoredRun) -> Side:
    record = run.record
    return Side(
        id=run.run_id, number=record.number, version=record.model.version, as_of=record.as_of, purpose=record.purpose,
        actor=record.actor, started=record.started, seconds=record.seconds,
    )  # fmt: skip


def _settings(model: Model, found: RunDifference) -> list[Unlike]:
    known = {"version": ("模型版本", "version of the model"), "as_of": ("截止日", "as of")}
    listed = []
    for name, (old, new) in found.settings.items():
        parameter = model.parameters.get(name)
        zh, en = known.get(name) or ((parameter.why.zh, parameter.why.en) if parameter is not None else (name, name))
        listed.append(Unlike(name=name, zh=zh, en=en, before=old, after=new))
    return listed


def _datasets(model: Model, found: RunDifference) -> list[Unlike]:
    listed = []
    for need, (old, new) in found.datasets.items():
        called = model.needs[need].called if need in model.needs else None
        zh, en = (called.zh, called.en) if called is not None else (need, need)
        listed.append(Unlike(name=need, zh=zh, en=en, before=old, after=new))
    return listed


def _steps(model: Model, before: StoredRun, after: StoredRun) -> list[StepPair]:
    old, new = ({one.name: one.rows for one in run.record.steps} for run in (before, after))
    listed = []
    for step in dict.fromkeys([*old, *new]):
        note = model.notes.get(step)
        told = text(note) if note is not None else Text(zh=step, en=step)
        listed.append(StepPair(step=step, zh=told.zh, en=told.en, before=old.get(step), after=new.get(step)))
    return listed


def _pairs(user: User, before: StoredRun, after: StoredRun, ids: list[str], found: RunDifference) -> list[CluePair]:
    """Sentences as the reader may see them; the values that differ are only named."""
    sentences = [{one.clue_id: one for one in clues_of(run, user.clearance, ids)} for run in (before, after)]
    old, new = ({row["clue_id"]: row for row in of_clues(run.clues, ids).to_pylist()} for run in (before, after))
    listed = []
    for one in ids:
        fields = changed_fields(old[one], new[one]) if one in old and one in new else []
        fields += [EVIDENCE] if one in found.evidence else []
        said = [_says(side.get(one)) for side in sentences]
        listed.append(CluePair(id=one, before=said[0], after=said[1], fields=[Text(zh=zh, en=en) for zh, en in fields]))
    return listed


def _says(found: Found | None) -> Text | None:
    return None if found is None else Text(zh=found.says_zh, en=found.says_en)
