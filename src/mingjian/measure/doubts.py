"""Undetermined rows of a run by the list that would have to be better for them to be decided.

A row whose own key or value fails waits for its own list. One that lies outside the declared coverage, or may be the
same as a damaged row of a list, waits for that list. What the model's own rules leave open (hubs, groups too small to
judge by) waits for no data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from mingjian.models import Model
from mingjian.runs import RunError, StoredRun
from mingjian.runs.rerun import model_of

__all__ = ["Doubt", "doubts_of"]

Cure = Literal["coverage", "values", "rules", "unknown"]
_OF_LIST = frozenset({"possible_match", "possible_row", "unidentifiable"})
_OF_RULES = frozenset(
    {"hub", "few_peers", "unknown_peers", "zero_bottom", "uncounted_rows", "many", "over_cap", "short"}
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Rows with one reason. `cure`: what of the list behind `need` would decide them: `coverage` or `values`; `rules`
    and `unknown` (rows not kept by the run) have no list."""

    need: str
    cure: Cure
    reason: str
    rows: int


def doubts_of(run: StoredRun) -> list[Doubt]:
    """The undetermined rows of a run, grouped. Raises `RunError` for a damaged run."""
    try:
        model: Model | None = model_of(run.record)
    except RunError:
        model = None
    found = list(_kept(run, model))
    for reason, rows in run.record.undetermined.items():
        missing = rows - sum(one.rows for one in found if one.reason == reason)
        if missing > 0:
            found.append(Doubt("", "unknown", reason, missing))
    return found


def _kept(run: StoredRun, model: Model | None) -> Iterator[Doubt]:
    table: pa.Table = run.undetermined
    counted = table.group_by(["step", "reason", "need"]).aggregate([([], "count_all")])
    for row in counted.to_pylist():
        reason, kind = row["reason"], row["reason"].partition(":")[0]
        if kind in _OF_RULES:
            yield Doubt("", "rules", reason, row["count_all"])
        elif kind == "outside_coverage":
            yield Doubt(_listed(run, model, row["step"]), "coverage", reason, row["count_all"])
        elif kind in _OF_LIST:
            yield Doubt(_listed(run, model, row["step"]) or row["need"], "values", reason, row["count_all"])
        else:
            yield Doubt(row["need"], "values", reason, row["count_all"])


def _listed(run: StoredRun, model: Model | None, step: str) -> str:
    """The need that a step looks rows up in: the one behind its second input."""
    if model is not None:
        own = next((one for one in model.steps if one.name == step), None)
        inputs = own.inputs[1:] if own is not None else ()
        for _, name in inputs:
            sources = _sources(model, name)
            if sources:
                return sources[0]
    return run.record.absent[0] if len(run.record.absent) == 1 else ""


def _sources(model: Model, name: str) -> list[str]:
    """The needs behind a need or step, in order."""
    if name in model.needs:
        return [name]
    step = next(one for one in model.steps if one.name == name)
    return [source for _, given in step.inputs for source in _sources(model, given)]
