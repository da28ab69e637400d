"""Parts of a plan as it was and as it is, over what is known to have moved (see `renewing`)."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence

from mingjian.collision.operators import Source
from mingjian.collision.partial import Moved, NotRenewed, Part
from mingjian.collision.plan import BoundStep, Plan
from mingjian.collision.ways import Way
from mingjian.engines import QueryEngine

__all__ = ["Parting"]


class Parting:
    """``plan`` is over the needs as they are, ``before`` over them as they were; ``moved`` are the needs and whole
    steps whose rows changed, ``empty`` tables without rows. No part is begun when ``seconds`` are over."""

    def __init__(
        self, plan: Plan, before: Plan, engine: QueryEngine, final: str, wanted: frozenset[str], seconds: float | None
    ) -> None:
        self.plan, self.before, self.engine, self.final, self.wanted = plan, before, engine, final, wanted
        self.started, self.seconds = time.perf_counter(), seconds
        self.steps = plan.upstream(final)
        self.by_name = {step.name: step for step in self.steps}
        self.moved: dict[str, Moved] = {}
        self.parts: list[Part] = []
        self.empty: set[str] = set()
        self.way = Way((), ())

    def _empty(self, source: Source, table: str) -> Source:
        self.empty.add(table)
        return Source(table, source.columns, stored=True)

    def _state(
        self, now: bool, finals: Collection[str], told: Collection[str], more: Mapping[str, Source] | None = None,
        all_told: bool = False, apart: Mapping[str, str] | None = None,
        instead: Mapping[str, tuple[Source, ...]] | None = None,
    ) -> Part:  # fmt: skip
        """The steps behind some relations, as they were or as they are. ``all_told``: not only what differs is told."""
        plan = self.plan if now else self.before
        given = {
            name: source
            for name, one in self.moved.items()
            if name in self.by_name and (source := one.now if now else one.before) is not None
        } | dict(more or {})
        way = self.way
        moving = {*self.moved, *way.whole, *way.by_rows, *way.by_key}
        if all_told:
            moving = {*self.plan.scans, *self.by_name}
        steps, end = self._upstream(finals, given, instead or ()), "~now" if now else "~was"
        return self._part(plan, end, given, steps, told, moving, apart, instead)

    def _upstream(
        self, finals: Collection[str], given: Collection[str], instead: Collection[str] = ()
    ) -> list[BoundStep]:
        wanted, kept = set(finals), []
        for step in reversed(self.steps):
            if step.name in wanted and step.name not in given:
                kept.append(step)
                wanted |= set() if step.name in instead else set(step.inputs)
        return kept[::-1]

    def _part(
        self, plan: Plan, end: str, given: Mapping[str, Source], steps: Sequence[BoundStep], told: Collection[str],
        moving: Collection[str] = (), apart: Mapping[str, str] | None = None,
        instead: Mapping[str, tuple[Source, ...]] | None = None,
    ) -> Part:  # fmt: skip
        if self.seconds is not None and time.perf_counter() - self.started > self.seconds:
            raise NotRenewed("it took longer than making all again")
        suffix = f"~{len(self.parts)}{end}"
        part = Part(
            plan, self.engine, self.final, self.wanted, suffix, given, steps, told, moving, apart or {}, instead or {}
        )
        self.parts.append(part)
        return part
