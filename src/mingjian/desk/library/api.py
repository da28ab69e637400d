"""`/api/models`: the models that ship or ran, each explained, with its clues and its precision."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from ninja import Router

from mingjian.clues import REJECTIONS
from mingjian.desk.basis import BasisInfo, basis_of
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.states import OPEN
from mingjian.desk.errors import NotFound
from mingjian.desk.feedback.precision import Record, records
from mingjian.desk.held.services import may_read
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Counted, Shown, Text, coded, text
from mingjian.models import Model, explain
from mingjian.models.parameters import Parameter
from mingjian.runs import RunStore
from mingjian.runs.request import parameter_text

__all__ = ["router"]

router = Router(tags=["models"])


class ModelRow(Shown):
    """A model in a list. The figures count clues the reader sees; `precision` is None while nothing was decided."""

    id: str
    version: str
    title: Text
    line: Coded
    point: Text
    catalogue: str
    sensitivity: int
    clues: int
    open: int
    confirmed: int
    rejected: int
    precision: float | None


class VersionInfo(Shown):
    """How one version of a model fared."""

    version: str
    clues: int
    confirmed: int
    rejected: int
    neutral: int
    precision: float | None
    reasons: list[Counted]


class ModelRun(Shown):
    """A run of the model. `clues` counts all it found, wherever they are."""

    id: str
    number: int
    version: str
    as_of: date
    clues: int | None
    purpose: str
    actor: str
    seconds: float
    started: datetime


class ParameterInfo(Shown):
    """A parameter: its value as text, what it may be (`lowest` to `highest`, or `choices`), and the reason for it."""

    name: str
    kind: Coded
    value: str
    unit: Text | None
    lowest: str | None
    highest: str | None
    choices: list[str]
    why: Text


class ModelPage(ModelRow):
    """A model with its explanation in Markdown, its parameters, its versions and its runs."""

    problem: Text
    basis: list[BasisInfo]
    parameters: list[ParameterInfo]
    explained: Text
    versions: list[VersionInfo]
    runs: list[ModelRun]


@router.get("/models", response=list[ModelRow])
def list_(request: HttpRequest) -> list[ModelRow]:
    """All models that ship."""
    user = _reader(request)
    seen = Clue.objects.visible_to(user)
    counts = _counts(seen)
    by_model: dict[str, list[Record]] = {}
    for one in records(seen):
        by_model.setdefault(one.model, []).append(one)
    return [_row(model, counts.get(model.id, (0, 0)), by_model.get(model.id, [])) for model in known().values()]


@router.get("/models/{name}", response=ModelPage)
def one(request: HttpRequest, name: str, version: str | None = None) -> ModelPage:
    """One model, told aloud; in its current version where none is named."""
    user = _reader(request)
    model = known().find(name, version)
    if model is None or not may_read(user.offices_below, model):
        raise NotFound("没有这个模型", "there is no such model")
    seen = Clue.objects.visible_to(user).filter(model=name)
    fared = records(seen)
    row = _row(model, _counts(seen).get(name, (0, 0)), fared)
    return ModelPage(
        **row.model_dump(), problem=text(model.definition.problem), basis=basis_of(model, today()),
        parameters=[_parameter(name, one) for name, one in model.parameters.items()],
        explained=Text(zh=explain(model, "zh"), en=explain(model, "en")), versions=_versions(seen, fared),
        runs=_runs(user, name),
    )  # fmt: skip


def _reader(request: HttpRequest) -> User:
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user


def _counts(clues: QuerySet[Clue]) -> dict[str, tuple[int, int]]:
    """Model → (all clues, open clues)."""
    still = Count("pk", filter=Q(state__in=[one.value for one in OPEN]))
    rows = clues.order_by().values("model").annotate(all=Count("pk"), still=still)
    return {row["model"]: (row["all"], row["still"]) for row in rows}


def _row(model: Model, counts: tuple[int, int], fared: list[Record]) -> ModelRow:
    own = next((one for one in fared if one.version == model.version), None)
    return ModelRow(
        id=model.id, version=model.version, title=text(model.title), point=text(model.definition.point),
        line=coded(model.definition.line.value, model.definition.line), catalogue=model.definition.catalogue or "",
        sensitivity=model.sensitivity, clues=counts[0], open=counts[1], confirmed=own.confirmed if own else 0,
        rejected=own.rejected if own else 0, precision=own.precision if own else None,
    )  # fmt: skip


def _parameter(name: str, one: Parameter) -> ParameterInfo:
    lowest, highest = map(str, one.range) if one.range else (None, None)
    return ParameterInfo(
        name=name, kind=Coded(code=one.kind.value, zh=one.kind.zh, en=one.kind.value), value=parameter_text(one.value),
        unit=None if one.unit is None else text(one.unit), lowest=lowest, highest=highest, choices=one.choices or [],
        why=text(one.why),
    )  # fmt: skip


def _versions(clues: QuerySet[Clue], fared: list[Record]) -> list[VersionInfo]:
    found = {row["model_version"]: row["n"] for row in clues.order_by().values("model_version").annotate(n=Count("pk"))}
    known = {one.version: one for one in fared}
    listed = []
    for version in sorted({*found, *known}, reverse=True):
        one = known.get(version, Record("", version))
        listed.append(
            VersionInfo(
                version=version, clues=found.get(version, 0), confirmed=one.confirmed, rejected=one.rejected,
                neutral=one.neutral, precision=one.precision,
                reasons=[
                    Counted(code=code, zh=REJECTIONS[code][0], en=REJECTIONS[code][1], count=n)
                    for code, n in one.reasons.most_common()
                ],
            )
        )  # fmt: skip
    return listed


def _runs(user: User, model: str) -> list[ModelRun]:
    """Runs of a model, newest first. How many clues one found in all is told at the top of the tree only."""
    whole = user.may(Right.SEE_CLUES) and user.office.parent_id is None
    return [
        ModelRun(
            id=run.run_id, number=run.record.number, version=run.record.model.version, as_of=run.record.as_of,
            clues=run.record.clues if whole else None, purpose=run.record.purpose, actor=run.record.actor,
            seconds=run.record.seconds, started=run.record.started,
        )
        for run in reversed(RunStore(the_lake()).runs(model))
    ]  # fmt: skip
