"""Some steps of a plan over given sources: what is made when only a change is taken (see `renewing`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from mingjian.collision.execute import Pass
from mingjian.collision.operators import ASIDE, Source, StepPlan
from mingjian.collision.outcome import Doubt
from mingjian.collision.plan import BoundStep, Plan
from mingjian.engines import Kernel, QueryEngine
from mingjian.engines.dialect import name as quoted

__all__ = ["Account", "Moved", "NotRenewed", "Part", "count_rows", "listed_columns"]


class NotRenewed(Exception):
    """The change cannot be taken; all has to be made again. Says why, for the record."""


class Part(Pass):
    """Some steps of a plan over given sources; only ``told`` steps are counted. ``apart`` are tables with the rows that
    steps set aside (`Bound.aside`), ``instead`` what some steps read in the place of their inputs."""

    def __init__(
        self, plan: Plan, engine: QueryEngine, final: str, wanted: frozenset[str], suffix: str,
        given: Mapping[str, Source], steps: Sequence[BoundStep], told: Collection[str], moving: Collection[str],
        apart: Mapping[str, str], instead: Mapping[str, tuple[Source, ...]],
    ) -> None:  # fmt: skip
        super().__init__(plan, engine, final, wanted, "carry", "keep")
        self.steps, self.suffix, self.told = tuple(steps), suffix, frozenset(told)
        self.moving, self.apart, self.instead = frozenset(moving), apart, instead
        self.needed = plan.needs(final, wanted, lineage=True, apart=apart)
        self.placed.update(given)

    def run(self) -> None:
        for step in self.steps:
            for name in step.inputs if step.name not in self.instead else ():
                self.source(name)
            if step.name not in self.placed:
                self._step(step)

    def source(self, name: str) -> Source:
        """Where a need or a step stands."""
        if name not in self.placed:
            self._scan(name, None)
        return self.placed[name]

    def size(self, name: str) -> int:
        """About how many rows a need or a step has."""
        scan = self.plan.scans.get(name)
        known = None if scan is None else scan.size()
        return count_rows(self.engine, self.source(name).sql) if known is None else known

    def _sources(self, step: BoundStep) -> Sequence[Source]:
        return self.instead.get(step.name) or super()._sources(step)

    def _stage(self, step: BoundStep, stage: str, by: str | Kernel) -> None:
        if step.name in self.apart and stage == f"{step.name}{self.suffix}{ASIDE}":
            self.engine.view(stage, f"FROM {quoted(self.apart[step.name])}")
            self.views.add(stage)
        else:
            super()._stage(step, stage, by)

    def _doubt(self, name: str, queries: Sequence[str]) -> tuple[Doubt, ...]:
        """Kept, and counted when the account is closed."""
        if name in self.told and queries:
            table = f"{name}{self.suffix}~undetermined"
            self.engine.materialise(table, " UNION ALL ".join(f"({query})" for query in queries))
            self.doubts[name] = table
        return ()

    def _asked(self, step: BoundStep, sources: Sequence[Source], plan: StepPlan) -> Sequence[str]:
        """Only those that read what moves: the others tell the same before and now."""
        tables = [source.sql for name, source in zip(step.inputs, sources, strict=True) if name in self.moving]
        for stage, by in plan.stages:
            sql = by if isinstance(by, str) else by.sql
            if any(table in sql for table in tables):
                tables.append(quoted(stage))
        return [query for query in plan.undetermined if any(table in query for table in tables)]

    def _count(self, step: BoundStep, table: str, told: Sequence[Doubt]) -> int:
        if step.name not in self.told:
            return -1
        if step.bound.keeps_rows and all(self.rows.get(name, -1) >= 0 for name in step.inputs):
            return sum(self.rows[name] for name in step.inputs)
        return int(self.engine.run(f"SELECT count(*) FROM {quoted(table)}", step.name)[0][0])

    def _shared(self, step: BoundStep) -> bool:
        return False


@dataclass
class Moved:
    """What changed by rows: sources of the rows lost and got, and of all rows before and now."""

    lost: Source
    got: Source
    before: Source | None = None
    now: Source | None = None


@dataclass
class Account:
    """What is taken off and put to a step's former result."""

    off: list[Part] = field(default_factory=list)
    on: list[Part] = field(default_factory=list)


def listed_columns(plan: Plan, name: str, source: Source) -> str:
    """The columns that a source has of a need or step, in the order of the relation."""
    relation = plan.relation(name)
    order = [one.name for one in relation.fields] + [one.column for one in relation.witnesses]
    return ", ".join(quoted(one) for one in order if one in source.columns) or "1 AS _none"


def count_rows(engine: QueryEngine, sql: str) -> int:
    """How many rows a table or a query in brackets has."""
    return int(engine.run(f"SELECT count(*) FROM {sql}")[0][0])
