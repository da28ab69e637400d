"""How far back a column of a result reaches: to the columns of the needs it is made of, and to their witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.collision.plan import BoundStep, Plan

__all__ = ["pushed", "witness_needs"]


def pushed(plan: Plan, steps: Sequence[BoundStep], final: str, column: str) -> dict[str, str]:
    """Needs that a restriction of the final rows to values of ``column`` reaches, and by which column; ``steps`` are
    those that ``final`` depends on, in order."""
    wanted: dict[str, set[str | None]] = {final: {column}}
    for step in reversed(steps):
        columns = wanted.get(step.name, {None})
        only = next(iter(columns)) if len(columns) == 1 else None
        inner_columns = step.bound.push(only) if only is not None else (None,) * len(step.inputs)
        for name, inner in zip(step.inputs, inner_columns, strict=True):
            wanted.setdefault(name, set()).add(inner)
    reached = {name: columns for name, columns in wanted.items() if name in plan.scans}
    return {name: only for name, columns in reached.items() if len(columns) == 1 for only in columns if only}


def witness_needs(step: BoundStep, column: str) -> tuple[frozenset[str], ...]:
    """The witness columns of the inputs that a witness column of the output is made of."""
    needs = step.bound.requires(frozenset([column]))
    return tuple(frozenset(name for name in need if name.startswith("_w.")) for need in needs)
