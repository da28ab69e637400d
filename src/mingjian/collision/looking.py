"""Every step of a plan looked at, with all its columns: rows and doubts. One that fails leaves the others standing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.collision.execute import Pass
from mingjian.collision.operators import Source
from mingjian.collision.outcome import Doubt
from mingjian.collision.plan import Plan
from mingjian.engines import EngineError, QueryEngine

__all__ = ["Seen", "look"]


@dataclass(frozen=True)
class Seen:
    """A need or step whose rows stand in ``source``; None when it failed with ``error``, or reads one that did
    (``behind``)."""

    name: str
    source: Source | None = None
    rows: int | None = None
    undetermined: tuple[Doubt, ...] = ()
    seconds: float = 0.0
    error: EngineError | None = None
    behind: str | None = None


def look(plan: Plan, engine: QueryEngine) -> Iterator[Seen]:
    """Needs, then steps in order, each told when it is made. The tables stay until the engine closes."""
    if plan.scans or plan.steps:
        yield from _Looking(plan, engine).each()


class _Looking(Pass):
    """A run over all steps at once, whatever the last one depends on, that keeps all columns and tables."""

    def __init__(self, plan: Plan, engine: QueryEngine) -> None:
        names = [*plan.scans, *(step.name for step in plan.steps)]
        super().__init__(plan, engine, names[-1], frozenset(), "auto", "keep")
        self.steps = plan.steps
        self.needed = _everything(plan, names)

    def each(self) -> Iterator[Seen]:
        """One after the other."""
        for name in self.plan.scans:
            yield self._seen(name)
        for step in self.steps:
            behind = next((name for name in step.inputs if name not in self.placed), None)
            yield self._seen(step.name) if behind is None else Seen(step.name, behind=behind)

    def _seen(self, name: str) -> Seen:
        started = time.perf_counter()
        told: tuple[Doubt, ...] = ()
        try:
            if name in self.plan.scans:
                self._scan(name, None)
                rows = int(self.engine.run(f"SELECT count(*) FROM {self.placed[name].sql}", name)[0][0])
                self.rows[name] = rows
            else:
                self._step(next(step for step in self.steps if step.name == name))
                report = self.report(name)
                rows, told = report.rows, report.undetermined
        except EngineError as error:
            self.placed.pop(name, None)
            return Seen(name, seconds=time.perf_counter() - started, error=error)
        return Seen(name, self.placed[name], rows, told, time.perf_counter() - started)


def _everything(plan: Plan, names: list[str]) -> dict[str, frozenset[str]]:
    """All visible columns of every need and step, the witnesses, and what they are made of."""
    needed: dict[str, frozenset[str]] = {name: frozenset() for name in names}
    for name in names:
        relation = plan.relation(name)
        visible = {field.name for field in relation.visible} | relation.witness_columns
        for other, columns in plan.needs(name, visible, lineage=True).items():
            needed[other] |= columns
    return needed
