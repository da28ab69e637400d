"""Running a plan again for one clue only, where the plan says that this changes nothing.

An operator tells for each of its inputs by which column a restriction of its output may be applied there exactly
(`Bound.push`). A value of the clue is pushed down to the scans as far as that goes; what it does not reach is read
whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mingjian.collision import Plan, Scan, bind_plan
from mingjian.engines import Kind
from mingjian.engines.dialect import literal
from mingjian.engines.dialect import name as quoted
from mingjian.models.compile import Compiled

__all__ = ["restricted"]


@dataclass(frozen=True)
class _OnlyScan(Scan):
    """A scan of which only rows with given values in a column are wanted."""

    whole: Scan | None = None
    column: str = ""
    values: tuple[str, ...] = field(default_factory=tuple)

    def select(self, columns: Sequence[str]) -> str:
        assert self.whole is not None
        wanted = list(columns) if self.column in columns else [*columns, self.column]
        return f"SELECT * FROM ({self.whole.select(wanted)}) WHERE {quoted(self.column)} IN ({', '.join(self.values)})"


def restricted(compiled: Compiled, values: Mapping[str, Sequence[Any]]) -> Compiled | None:
    """The same model over the rows that can matter for results with these values; None when nothing can be left out.

    `values` maps columns of the result to the values wanted (subject columns: subject ids). The column that reaches
    most scans is used.
    """
    best: tuple[str, dict[str, str]] = ("", {})
    for column in values:
        reached = _reach(compiled.plan, compiled.final, column)
        if len(reached) > len(best[1]):
            best = (column, reached)
    column, reached = best
    if not reached:
        return None
    scans = {}
    for need, scan in compiled.plan.scans.items():
        inner = reached.get(need)
        found = scan.relation.field(inner) if inner else None
        if inner is None or found is None:
            scans[need] = scan
            continue
        kind = found.kind if found.kind is not Kind.SUBJECT else Kind.INTEGER
        given = tuple(literal(kind, value) for value in values[column] if value is not None)
        scans[need] = _OnlyScan(
            scan.relation, covered=scan.covered, whole=scan, column=inner, values=given or ("NULL",)
        )
    steps = [bound.step for bound in compiled.plan.steps]
    return replace(compiled, plan=bind_plan(scans, steps, compiled.plan.context))


def _reach(plan: Plan, final: str, column: str) -> dict[str, str]:
    """Needs that a restriction of the result by a column reaches, and their column."""
    wanted: dict[str, set[str | None]] = {final: {column}}
    for step in reversed(plan.upstream(final)):
        columns = wanted.get(step.name, {None})
        only = next(iter(columns)) if len(columns) == 1 else None
        pushed = step.bound.push(only) if only is not None else ()
        for name, inner in zip(step.inputs, pushed or (None,) * len(step.inputs), strict=True):
            wanted.setdefault(name, set()).add(inner)
    reached: dict[str, str] = {}
    for name, columns in wanted.items():
        only = next(iter(columns)) if len(columns) == 1 else None
        if name in plan.scans and only is not None:
            reached[name] = only
    return reached
