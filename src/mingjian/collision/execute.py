"""Running a plan on an engine: rows, seconds and undetermined counts of every step, and the rows behind each result."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Literal

from mingjian.collision.operators import Source, StepPlan
from mingjian.collision.outcome import Doubt, Outcome, StepReport
from mingjian.collision.plan import BoundStep, Plan
from mingjian.collision.pushing import pushed, witness_needs
from mingjian.collision.relation import ROW
from mingjian.engines import Kernel, QueryEngine
from mingjian.engines.dialect import name as quoted

__all__ = ["GATHER_LIMIT", "Doubts", "Lineage", "Pass", "execute"]

Lineage = Literal["auto", "carry", "recover", "none"]
"""``carry``: row numbers travel through every step. ``recover``: groups drop them, and a second run restricted to what
was found brings them back. ``auto`` recovers only where a group step gathers over many rows. ``none``: no witnesses."""

Doubts = Literal["keep", "count", "leave"]
"""Undetermined rows stay in tables; or only their counts are told; or nobody asks for them: a proof compares clues."""

GATHER_LIMIT = 300_000
"""Rows above which a group step does not gather row numbers into lists in the first run (``auto``)."""


SHARED = 2
"""Steps that read a choice of rows from which on it is stored: each reads it for its result and for its doubts."""

STORED = 3_000_000
"""Rows above which such a choice is not stored: it would fill a gigabyte, and be no cheaper than its Parquet."""


def execute(
    plan: Plan,
    engine: QueryEngine,
    final: str,
    columns: Collection[str] | None = None,
    *,
    lineage: Lineage = "auto",
    doubts: Doubts = "keep",
) -> Outcome:
    """Run the steps that ``final`` depends on and keep its rows in a table.

    ``columns`` are the columns of ``final`` that are wanted (all visible ones by default). Steps of a run that leaves
    its doubts may tell -1 rows: nobody counted them. Raises :class:`mingjian.engines.EngineError`.
    """
    relation = plan.relation(final)
    wanted = frozenset(columns if columns is not None else (f.name for f in relation.visible))
    first = Pass(plan, engine, final, wanted, lineage, doubts)
    first.run()
    missing = relation.witness_columns - first.placed[final].columns
    if lineage == "none" or not missing:
        return first.outcome(recovered=False)
    second = Pass(plan, engine, final, wanted, "carry", "leave", before=first)
    second.run()
    return second.outcome(recovered=True)


class Pass:
    """One run over the steps; the second one restricts its scans to what the first found."""

    def __init__(
        self,
        plan: Plan,
        engine: QueryEngine,
        final: str,
        wanted: frozenset[str],
        lineage: Lineage,
        doubts: Doubts,
        before: Pass | None = None,
    ) -> None:
        self.plan, self.engine, self.final, self.lineage = plan, engine, final, lineage
        self.asks, self.before = doubts, before
        self.steps = plan.upstream(final)
        self.wanted = wanted
        self.needed = plan.needs(final, wanted, lineage=lineage != "none")
        self.placed: dict[str, Source] = {}
        self.rows: dict[str, int] = {}
        self.reports: list[StepReport] = []
        self.doubts: dict[str, str] = {}
        self.sql: list[str] = []
        self.suffix = "" if before is None else "~again"
        self.made: dict[str, list[str]] = {}
        self.views: set[str] = set()

    def run(self) -> None:
        """Scans, then the steps in order; tables nobody reads any more are dropped on the way."""
        restricted = {} if self.before is None else self._restrictions(self.before)
        for name in self.needed:
            if name in self.plan.scans:
                self._scan(name, restricted.get(name))
        for step in self.steps:
            if not self._reuse(step):
                self._step(step)
            self._drop_read(step.name)
        if self.before is not None and self.rows[self.final] != self.before.rows[self.final]:
            raise AssertionError("the second run for lineage found other rows than the first")

    def outcome(self, *, recovered: bool) -> Outcome:
        """What is told of the run; the reports are those of the first pass."""
        first = self if self.before is None else self.before
        source = self.placed[self.final]
        return Outcome(
            source.table,
            self.plan.relation(self.final),
            self.rows[self.final],
            tuple(first.reports),
            first.doubts,
            recovered,
            tuple([*first.sql, *self.sql] if recovered else first.sql),
        )

    def _scan(self, name: str, restrict: tuple[str, str] | None) -> None:
        scan = self.plan.scans[name]
        witness = scan.relation.witnesses[0]
        columns = sorted(self.needed[name] - {witness.column})
        order = [f.name for f in scan.relation.fields if f.name in columns]
        taken = [f"s.{quoted(column)}" for column in order] + [f"s.{ROW} AS {quoted(witness.column)}"]
        sql = f"SELECT {', '.join(taken)} FROM ({scan.select(order)}) s"
        if restrict is not None:
            column, values = restrict
            sql += f" WHERE s.{quoted(column)} IN (SELECT v FROM {quoted(values)})"
        view = f"{name}{self.suffix}"
        self.engine.view(view, sql)
        self.sql.append(sql)
        self.placed[name] = Source(view, frozenset([*order, witness.column]), stored=True)

    def _step(self, step: BoundStep) -> None:
        started = time.perf_counter()
        sources = self._sources(step)
        needed = self._available(step, sources)
        table = f"{step.name}{self.suffix}"
        plan = step.bound.plan(needed, sources, table)
        made: list[str] = []
        for stage, by in plan.stages:
            self._stage(step, stage, by)
            made.append(stage)
        view = plan.view and not (step.name == self.final and not plan.stages)
        if view:
            self.engine.view(table, plan.sql)
            self.views.add(table)
            rows = -1
        else:
            rows = self.engine.materialise(table, plan.sql).rows
        self.placed[step.name] = Source(table, needed, stored=not view)
        self.made[step.name] = [table, *made]
        told = () if self.asks == "leave" else self._doubt(step.name, self._asked(step, sources, plan))
        self.rows[step.name] = rows = self._count(step, table, told) if view else rows
        if view and rows <= STORED and self._shared(step):
            self._store(step.name, table, plan.sql)
        if not view:
            for stage in made:
                self.engine.drop(stage)
            self.made[step.name] = [table]
        seconds = time.perf_counter() - started
        self.reports.append(StepReport(step.name, step.step.operator.verb, rows, seconds, told, plan.told))
        self.sql += plan.told

    def _sources(self, step: BoundStep) -> Sequence[Source]:
        """Where the inputs of a step stand."""
        return [self.placed[name] for name in step.inputs]

    def _stage(self, step: BoundStep, stage: str, by: str | Kernel) -> None:
        if isinstance(by, Kernel):
            self.engine.kernel(stage, by)
        else:
            self.engine.materialise(stage, by)

    def _asked(self, step: BoundStep, sources: Sequence[Source], plan: StepPlan) -> Sequence[str]:
        """The queries for undetermined rows that are to be told."""
        return plan.undetermined

    def _shared(self, step: BoundStep) -> bool:
        """A choice of rows that several steps read is made once, not by each of them."""
        if self.before is not None or step.step.operator.verb != "filter":
            return False
        return sum(step.name in reader.inputs for reader in self.steps) >= SHARED

    def _store(self, name: str, table: str, sql: str) -> None:
        """A table in the place of a view."""
        self.engine.drop(table, view=True)
        self.views.discard(table)
        self.engine.materialise(table, sql)
        self.placed[name] = Source(table, self.placed[name].columns, stored=True)

    def _count(self, step: BoundStep, table: str, told: Sequence[Doubt]) -> int:
        """Rows of a view, -1 where nobody asks; one that keeps every row of its input, or every row it does not doubt,
        is not read again."""
        if step.bound.keeps_rows and all(self.rows.get(name, -1) >= 0 for name in step.inputs):
            return sum(self.rows[name] for name in step.inputs)
        if self.asks == "leave" and step.name != self.final and not self._shared(step):
            return -1
        if step.bound.settles and self.asks != "leave":
            return self._input_rows(step) - sum(doubt.rows for doubt in told)
        return int(self.engine.run(f"SELECT count(*) FROM {quoted(table)}", step.name)[0][0])

    def _input_rows(self, step: BoundStep) -> int:
        """Rows of the first input; those of a scan are in the footers of its files."""
        name = step.inputs[0]
        if self.rows.get(name, -1) < 0:
            source = self.placed[name]
            self.rows[name] = int(self.engine.run(f"SELECT count(*) FROM {source.sql}", name)[0][0])
        return self.rows[name]

    def report(self, name: str) -> StepReport:
        """What is told of a step."""
        return next(one for one in self.reports if one.name == name)

    def _available(self, step: BoundStep, sources: Sequence[Source]) -> frozenset[str]:
        """The needed columns, without the witnesses that the inputs do not carry or that are not to be gathered."""
        needed = self.needed[step.name]
        witnesses = needed & step.bound.output.witness_columns
        if step.bound.gathers and self._too_many(step):
            return needed - witnesses
        lost = {
            column
            for column in witnesses
            if any(
                not columns <= source.columns
                for columns, source in zip(witness_needs(step, column), sources, strict=True)
            )
        }
        return needed - lost

    def _too_many(self, step: BoundStep) -> bool:
        if self.lineage in ("recover", "carry"):
            return self.lineage == "recover"
        if self.lineage == "none":
            return True
        return self._input_rows(step) > GATHER_LIMIT

    def _doubt(self, name: str, queries: Sequence[str]) -> tuple[Doubt, ...]:
        """Count the undetermined rows by reason and input, and keep them if asked."""
        if not queries:
            return ()
        sql = " UNION ALL ".join(f"({query})" for query in queries)
        if self.asks == "keep":
            table = f"{name}{self.suffix}~undetermined"
            made = self.engine.materialise(table, sql)
            self.doubts[name] = table
            if made.rows == 0:
                return ()
            sql = f"SELECT * FROM {quoted(table)}"
        grouped = f"SELECT reason, alias, count(*) FROM ({sql}) GROUP BY ALL ORDER BY ALL"
        return tuple(Doubt(reason, alias, rows) for reason, alias, rows in self.engine.run(grouped, name))

    def _reuse(self, step: BoundStep) -> bool:
        """A table of the first run that has its witnesses serves the second run as it is."""
        if self.before is None:
            return False
        source = self.before.placed[step.name]
        if (
            step.name not in self.before.made
            or source.table in self.before.views
            or not self.needed[step.name] <= source.columns
        ):
            return False
        self.placed[step.name] = source
        self.rows[step.name] = self.before.rows[step.name]
        return True

    def _drop_read(self, now: str) -> None:
        """Forget the tables that nobody reads any more; what a second run could use again stays if one is coming."""
        done = [step.name for step in self.steps]
        done = done[: done.index(now) + 1]
        reading = {self.final}
        for step in reversed(self.steps):
            if step.name not in done or step.name in reading & self._viewed():
                reading |= set(step.inputs)
        lost = any(self._incomplete(name) for name in done)
        for name in done:
            again = self.before is None and lost and not self._incomplete(name)
            if name not in reading and not again:
                self._drop(name)

    def _viewed(self) -> set[str]:
        return {name for name, source in self.placed.items() if source.table in self.views}

    def _incomplete(self, name: str) -> bool:
        """A step without all its witnesses, in a run that wants them."""
        return self.lineage != "none" and not self.needed[name] <= self.placed[name].columns

    def _drop(self, name: str) -> None:
        made = self.made.pop(name, [])
        for table in sorted(made, key=lambda one: one not in self.views):
            self.engine.drop(table, view=table in self.views)

    def _restrictions(self, before: Pass) -> dict[str, tuple[str, str]]:
        """For each need the column and the table of values its rows may be cut down to in the second run."""
        relation = self.plan.relation(self.final)
        best: tuple[str, dict[str, str]] = ("", {})
        for column in [f.name for f in relation.visible if f.name in before.placed[self.final].columns]:
            reached = pushed(self.plan, self.steps, self.final, column)
            if len(reached) > len(best[1]):
                best = (column, reached)
        column, reached = best
        if not reached:
            return {}
        values = f"{self.final}~found"
        table = before.placed[self.final].sql
        self.engine.materialise(values, f"SELECT DISTINCT {quoted(column)} AS v FROM {table}")
        return {name: (inner, values) for name, inner in reached.items()}
