"""What former runs kept of steps that ask for silence, and what can be made of it when their list has got rows.

Kept are the rows that no row of the list meets, and the rows of the list that may meet one of them. New rows of the
list can only take from the former and add to the latter: neither the list nor the other input need be read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingjian.collision.keeping import Deltas, together
from mingjian.collision.operators import BARE, MAY, OPEN, PLACE, Source
from mingjian.collision.partial import Account, Part
from mingjian.collision.plan import BoundStep
from mingjian.collision.ways import Entry
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted

__all__ = ["Unmet"]


@dataclass(frozen=True)
class Unmet:
    """``tables`` are kept ones by step or stage, ``moving`` the relations that change, ``deltas`` their rows as far as
    they are known, ``empty`` tables without rows, ``made`` the rows that nothing met, by step."""

    engine: QueryEngine
    steps: Sequence[BoundStep]
    tables: Mapping[str, str]
    moving: Collection[str]
    deltas: Deltas
    empty: Collection[str]
    made: dict[str, Source] = field(default_factory=dict)

    def growing(
        self, entries: Iterable[Entry], apart: Collection[str], needed: Mapping[str, frozenset[str]]
    ) -> set[str]:
        """Steps that go by key of which nothing has changed but that their list got rows. ``entries`` are where changes
        enter, ``apart`` steps of which it is known what they set aside, ``needed`` the columns that must be there."""
        own = {entry.step: entry.own for entry in entries}
        return {
            step.name
            for step in self.steps
            if step.name in own
            and self._carries(step)
            and not any(name in self.moving for n, name in enumerate(step.inputs) if n != step.bound.grows)
            and (step.bound.aside is None or step.name in apart)
            and self._serves(step, needed[step.name] | {own[step.name]})
        }

    def unmet(self, step: BoundStep) -> Source:
        """The kept rows that no row of its list meets."""
        if step.name not in self.made:
            kept = [self._of(self.tables[f"{step.name}{stage}"]) for stage in self._stages(step) if stage != OPEN]
            columns, table = frozenset.intersection(*(one.columns for one in kept)), f"{step.name}~unmet"
            named = ", ".join(map(quoted, sorted(columns)))
            self.engine.view(table, " UNION ALL ".join(f"SELECT {named} FROM {one.sql}" for one in kept))
            self.made[step.name] = Source(table, columns, stored=True)
        return self.made[step.name]

    def cut(self, step: BoundStep, own: str, values: str, nulls: bool) -> Source:
        """Those of them with a touched value of the step's own column."""
        kept, column = self.unmet(step), quoted(own)
        table = f"{kept.table}~cut"
        touched = f"{column} IN (SELECT v FROM {quoted(values)})" + (f" OR {column} IS NULL" if nulls else "")
        self.engine.materialise(table, f"SELECT * FROM {kept.sql} WHERE {touched}")
        return Source(table, kept.columns, stored=True)

    def inputs(self, step: BoundStep, cut: Source, *, now: bool) -> tuple[Source, ...]:
        """What the step reads in the place of its inputs, as it was or as it is."""
        listed = self._listed(step, now=now)
        return tuple(listed if n == step.bound.grows else cut for n in range(len(step.inputs)))

    def _listed(self, step: BoundStep, *, now: bool) -> Source:
        """The rows of the list that may meet one of the kept rows, with those that came."""
        lists = self._lists(step)
        columns = frozenset.intersection(*(one.columns for one in lists))
        named, got = ", ".join(map(quoted, sorted(columns))), {one.table for one in self._got(step)}
        parts = [f"SELECT {named} FROM {one.sql} WHERE {now or one.table not in got}" for one in lists]
        table = f"{step.name}{OPEN}~{'now' if now else 'was'}"
        self.engine.view(table, " UNION ALL ".join(parts))
        return Source(table, columns, stored=True)

    def kept_on(self, accounts: Mapping[str, Account], whole: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Tables that have together what is to be kept of the stages now; none of a step of which it is not known.

        What parts of the step made of the rows that nothing met is taken off, and put to them. A row of the list that
        may meet one stays: it is one of the list, and more of them than are needed do no harm.
        """
        found: dict[str, tuple[str, ...]] = {}
        for step in self.steps:
            if step.name in whole or not self._carries(step):
                continue
            account = accounts.get(step.name, Account())
            made = {
                f"{step.name}{stage}": (self._made(step, stage, account.off), self._made(step, stage, account.on))
                for stage in self._stages(step)
            }
            if all(self._alike(name, *off, *on) for name, (off, on) in made.items()):
                found |= {
                    name: self._added(name, off, on) if name.endswith(OPEN) else self._renewed(name, off, on)
                    for name, (off, on) in made.items()
                }
        return found

    def _alike(self, name: str, *made: Source) -> bool:
        """Whether what was made has the columns of what is kept."""
        return all(self._of(self.tables[name]).columns <= one.columns for one in made)

    def _renewed(self, name: str, off: Sequence[Source], on: Sequence[Source]) -> tuple[str, ...]:
        changed = [*((False, one) for one in off), *((True, one) for one in on)]
        return together(self.engine, name, self._of(self.tables[name]), changed)

    def _added(self, name: str, off: Sequence[Source], on: Sequence[Source]) -> tuple[str, ...]:
        table, made = self.tables[name], f"{name}~kept"
        listed = ", ".join(map(quoted, sorted(self._of(table).columns)))
        new, old = (" UNION ".join(f"SELECT {listed} FROM {one.sql}" for one in some) for some in (on, off))
        if new and self.engine.materialise(made, f"({new}) EXCEPT ({old})" if old else new).rows:
            return (table, made)
        return (table,)

    def _made(self, step: BoundStep, stage: str, parts: Sequence[Part]) -> list[Source]:
        """The stage of each part, where it has rows."""
        tables = [f"{step.name}{part.suffix}{stage}" for part in parts]
        return [self._of(one) for one in tables if self.engine.run(f"SELECT 1 FROM {quoted(one)} LIMIT 1")]

    def _carries(self, step: BoundStep) -> bool:
        """Whether the stages are kept and nothing of its list was lost, as far as is known."""
        at, stages = step.bound.grows, self._stages(step)
        if at is None or not all(f"{step.name}{stage}" in self.tables for stage in stages):
            return False
        name = step.inputs[at]
        known = name not in self.moving or name in self.deltas
        return known and all(on or rows.table in self.empty for on, rows in self.deltas.get(name, ()))

    def _serves(self, step: BoundStep, needed: frozenset[str]) -> bool:
        """Whether what is kept, and what came, has the columns that the step reads."""
        listed = step.bound.carried(OPEN, needed)
        unmet = step.bound.carried(BARE, needed) <= self.unmet(step).columns
        return unmet and all(listed <= one.columns for one in self._lists(step))

    def _stages(self, step: BoundStep) -> list[str]:
        return [stage for stage in (BARE, MAY, OPEN) if stage in step.bound.stages]

    def _lists(self, step: BoundStep) -> list[Source]:
        open_ = [self._of(self.tables[f"{step.name}{OPEN}"])] if step.bound.opens else []
        return [*open_, *self._got(step)]

    def _got(self, step: BoundStep) -> list[Source]:
        """The rows that its list got."""
        assert step.bound.grows is not None
        return [rows for on, rows in self.deltas.get(step.inputs[step.bound.grows], ()) if on]

    def _of(self, table: str) -> Source:
        names = self.engine.arrow(f"FROM {quoted(table)} LIMIT 0").column_names
        return Source(table, frozenset(names) - {PLACE}, stored=True)
