"""What a former run kept, as it was and as it is now: all rows of steps, and the rows that steps set aside.

A step that asks for silence wants, beside the rows of its list with the key of somebody, those that could be anybody's
(`Bound.aside`). They are few, made row by row of the list, and the same whoever is asked about: kept from run to run,
they spare reading the list for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mingjian.collision.operators import ASIDE, STAGES, Source
from mingjian.collision.partial import count_rows
from mingjian.collision.plan import BoundStep
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted

__all__ = ["Deltas", "Keeping", "renewed_rows", "steps_kept", "together"]

Deltas = Mapping[str, Sequence[tuple[bool, Source]]]
"""Rows that relations lost (False) and got (True)."""


def steps_kept(
    engine: QueryEngine, names: Collection[str], tables: Mapping[str, str], needed: Mapping[str, frozenset[str]],
    rows: Mapping[str, int],
) -> dict[str, Source]:  # fmt: skip
    """Those of some steps whose kept table has the needed columns and all rows."""
    found = {}
    for name in sorted(set(names) & set(tables)):
        columns = frozenset(engine.arrow(f"FROM {quoted(tables[name])} LIMIT 0").column_names)
        if needed[name] <= columns and count_rows(engine, quoted(tables[name])) == rows[name]:
            found[name] = Source(tables[name], columns, stored=True)
    return found


@dataclass(frozen=True)
class Keeping:
    """``tables`` are kept ones by step or stage, ``moving`` the relations that change, ``deltas`` their rows as far as
    they are known by now, ``empty`` tables without rows."""

    engine: QueryEngine
    steps: Sequence[BoundStep]
    tables: Mapping[str, str]
    moving: Collection[str]
    deltas: Deltas
    empty: Collection[str]

    @cached_property
    def _asides(self) -> dict[str, tuple[BoundStep, str, str]]:
        """The step, its list and the kept table of what it set aside."""
        found = {}
        for step in self.steps:
            position, table = step.bound.aside, self.tables.get(f"{step.name}{ASIDE}")
            if position is not None and table is not None:
                found[step.name] = (step, step.inputs[position], table)
        return found

    @property
    def unmoved(self) -> dict[str, str]:
        """What steps set aside of lists that do not change."""
        return {name: table for name, (_, listed, table) in self._asides.items() if listed not in self.moving}

    @property
    def before(self) -> dict[str, str]:
        """What steps set aside, as it was, where it is known what their list lost and got."""
        return {
            name: table
            for name, (_, listed, table) in self._asides.items()
            if listed not in self.moving or listed in self.deltas
        }

    @cached_property
    def after(self) -> dict[str, str]:
        """The same as it is now; not to be asked for before all `deltas` that can be known are."""
        return {name: self._now(f"{name}~apart", tables) for name, tables in self._grown.items()}

    @cached_property
    def _grown(self) -> dict[str, tuple[str, ...]]:
        """The tables that have together what steps set aside."""
        found = {}
        for name, table in self.before.items():
            step, listed, _ = self._asides[name]
            changed = [
                (on, Source(made, frozenset(), stored=True))
                for n, (on, rows) in enumerate(self.deltas.get(listed, ()))
                if rows.table not in self.empty
                and self.engine.materialise(made := f"{name}~apart~{n}", step.bound.set_aside(rows)).rows
            ]
            found[name] = self._together(f"{name}{ASIDE}", table, changed)
        return found

    def kept_on(self, kept: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
        """Tables that have together all rows of a step or stage, as they are now: a kept one as it stands where nothing
        was lost, with one of what came to it. ``kept`` are steps that keys were taken from."""
        found: dict[str, tuple[str, ...]] = {
            name: (table,)
            for name, table in self.tables.items()
            if name not in self.moving and not name.endswith(STAGES)
        }
        for name, source in kept.items():
            found[name] = self._together(name, source.table, self.deltas.get(name, ()))
        return found | {f"{name}{ASIDE}": tables for name, tables in self._grown.items()}

    def _together(self, name: str, table: str, changed: Sequence[tuple[bool, Source]]) -> tuple[str, ...]:
        kept = Source(table, frozenset(self.engine.arrow(f"FROM {quoted(table)} LIMIT 0").column_names))
        return together(self.engine, name, kept, [one for one in changed if one[1].table not in self.empty])

    def _now(self, name: str, tables: Sequence[str]) -> str:
        if len(tables) == 1:
            return tables[0]
        self.engine.view(name, " UNION ALL BY NAME ".join(f"FROM {quoted(table)}" for table in tables))
        return name


def together(engine: QueryEngine, name: str, kept: Source, changed: Sequence[tuple[bool, Source]]) -> tuple[str, ...]:
    """Tables that have together all rows of a kept one as they are now: as it stands where nothing was lost."""
    if not changed:
        return (kept.table,)
    listed, made = ", ".join(map(quoted, sorted(kept.columns))), f"{name}~kept"
    if all(on for on, _ in changed):
        engine.view(made, " UNION ALL ".join(f"SELECT {listed} FROM {rows.sql}" for _, rows in changed))
        return (kept.table, made)
    engine.materialise(made, renewed_rows(listed, kept, changed))
    return (made,)


def renewed_rows(listed: str, before: Source, deltas: Sequence[tuple[bool, Source]]) -> str:
    """Rows of a step that goes by rows, as they are now: with those it got, and without those it lost."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for on, one in deltas:
        parts[on].append(f"SELECT {listed} FROM {one.sql}")
    sql = f"({' UNION ALL '.join([f'SELECT {listed} FROM {before.sql}', *parts[True]])})"
    return f"{sql} EXCEPT ALL ({' UNION ALL '.join(parts[False])})" if parts[False] else sql
