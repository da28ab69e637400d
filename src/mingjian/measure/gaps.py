"""Data gaps 数据缺口: what to get next, ranked by the models it frees and the undetermined rows it decides; and what is
there and used by nobody.

Whether a model can run is the decision of a run itself (`runs.examine_needs`); which rows are undetermined is told by
the newest run of each model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from mingjian.lake import Lake
from mingjian.measure.doubts import Doubt, doubts_of
from mingjian.models import Model
from mingjian.runs import FoundNeed, RunRecord, RunStore, examine_needs

__all__ = ["LACKS", "UNUSED", "Gap", "Gaps", "Lack", "Unused", "gaps"]

Lack = Literal["none", "choice", "columns", "undeclared", "coverage", "values"]
LACKS: dict[Lack, tuple[str, str]] = {
    "none": ("没有数据", "no data"),
    "choice": ("有多个数据集，须指定", "several datasets: one must be named"),
    "columns": ("缺少所需的列", "columns are missing"),
    "undeclared": ("未声明覆盖范围", "coverage not declared"),
    "coverage": ("覆盖范围不够", "the declared coverage does not reach"),
    "values": ("标识或数值缺失、损坏", "keys or values missing or damaged"),
}
"""What a list lacks. The first four keep models from running, the others leave rows undetermined."""
Idle = Literal["no_model", "no_run", "older"]
UNUSED: dict[Idle, tuple[str, str]] = {
    "no_model": ("没有模型需要", "no model needs it"),
    "no_run": ("有模型需要，但从未运行", "models need it, none ever read it"),
    "older": ("最新版本还没有运行用过", "no run has read its newest version"),
}
"""Why a dataset counts as unused."""


@dataclass
class Gap:
    """One list and one thing it lacks. `models` cannot run for it, `alone` for nothing else, `optional` run without it
    but would see more with it; `rows`: undetermined rows of the newest runs it would decide, by reason, `over` those
    runs. A row that several models look at counts once a model."""

    standard: str
    lack: Lack
    models: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    over: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Unused:
    """A dataset whose newest version nobody uses. `last`: the newest run that read any version of it."""

    dataset: str
    standard: str
    number: int
    rows: int
    why: Idle
    models: tuple[str, ...]
    last: str | None
    day: date | None


@dataclass(frozen=True)
class Gaps:
    """All gaps, what is unused, and where the models stand: `idle` could run and never did. `undecided` are rows that
    wait for no data: for rules of the models, or not kept by the run. `runs`: those the rows were counted over."""

    gaps: tuple[Gap, ...]
    unused: tuple[Unused, ...]
    models: int
    blocked: tuple[str, ...]
    idle: tuple[str, ...]
    undecided: Mapping[str, int]
    runs: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """Everything as plain data."""
        return asdict(self)


def gaps(lake: Lake, models: Iterable[Model]) -> Gaps:
    """What lacks, for these models, over the newest run of each."""
    listed = list(models)
    needs = examine_needs(lake, listed)
    store = RunStore(lake)
    newest: dict[str, RunRecord] = {one.model.id: one for one in store.records() if one.model.id in needs}
    found: dict[tuple[str, Lack], Gap] = {}
    blocked = [name for name, own in needs.items() if _blocking(name, own, found)]
    undecided: Counter[str] = Counter()
    for record in newest.values():
        for doubt in doubts_of(store.get(record.run_id)):
            _row(record, doubt, found, undecided)
    idle = [name for name in needs if name not in newest and name not in blocked]
    return Gaps(
        tuple(sorted(found.values(), key=_order)), tuple(_unused(lake, listed, store.records())), len(listed),
        tuple(blocked), tuple(idle), dict(undecided), tuple(one.run_id for one in newest.values()),
    )  # fmt: skip


def _order(gap: Gap) -> tuple[int, int, int, int, str, str]:
    rows = gap.rows.total()
    return (-len(gap.alone), -len(gap.models), -rows, -len(gap.optional), gap.standard, gap.lack)


def _blocking(model: str, needs: Mapping[str, FoundNeed], found: dict[tuple[str, Lack], Gap]) -> bool:
    """Write down what keeps a model from running, if anything does."""
    lacks: dict[tuple[str, Lack], None] = {}
    for need in needs.values():
        lack = lack_of(need)
        if lack is not None:
            lacks[need.standard, lack] = None
        elif need.manifest is None:
            _gap(found, (need.standard, "none")).optional.append(model)
    for key in lacks:
        _gap(found, key).models.append(model)
        if len(lacks) == 1:
            _gap(found, key).alone.append(model)
    return bool(lacks)


def lack_of(need: FoundNeed) -> Lack | None:
    """What keeps a model from running with this need."""
    if need.manifest is None:
        return None if need.optional and not need.refusals else "choice" if need.there else "none"
    kinds: dict[str, Lack] = {"columns": "columns", "coverage": "undeclared"}
    return kinds.get(need.refusals[0].kind, "none") if need.refusals else None


def _gap(found: dict[tuple[str, Lack], Gap], key: tuple[str, Lack]) -> Gap:
    return found.setdefault(key, Gap(*key))


def _row(record: RunRecord, doubt: Doubt, found: dict[tuple[str, Lack], Gap], undecided: Counter[str]) -> None:
    use = record.dataset(doubt.need)
    if use is None or doubt.cure in ("rules", "unknown"):
        undecided[doubt.reason] += doubt.rows
        return
    lack: Lack = "coverage" if doubt.cure == "coverage" else "values"
    gap = _gap(found, (use.standard.partition(".")[0], lack))
    gap.rows[doubt.reason] += doubt.rows
    if record.run_id not in gap.over:
        gap.over.append(record.run_id)


def _unused(lake: Lake, models: Sequence[Model], records: Sequence[RunRecord]) -> Iterable[Unused]:
    """Datasets whose newest version no run read, those no model needs first."""
    wanted: dict[str, list[str]] = {}
    for model in models:
        for standard in model.datasets.values():
            wanted.setdefault(standard, []).append(model.id)
    last = {use.dataset: record for record in records for use in record.datasets}
    read = {(use.dataset, use.version) for record in records for use in record.datasets}
    found = []
    for name in lake.datasets():
        manifest = lake.latest(name)
        if manifest is None or (name, manifest.version) in read:
            continue
        standard, before = manifest.standard.partition(".")[0], last.get(name)
        needing = tuple(dict.fromkeys(wanted.get(standard, ())))
        why: Idle = "older" if before is not None else "no_run" if needing else "no_model"
        found.append(Unused(
            name, standard, manifest.number, manifest.rows, why, needing, before.run_id if before else None,
            before.as_of if before else None,
        ))  # fmt: skip
    return sorted(found, key=lambda one: (list(UNUSED).index(one.why), -one.rows, one.dataset))
