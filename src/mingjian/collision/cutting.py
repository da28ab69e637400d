"""Needs and kept steps cut down to the touched values of a key, as they were and as they are now (see `renewing`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mingjian.collision.keeping import renewed_rows
from mingjian.collision.operators import Source
from mingjian.collision.operators.base import Reach
from mingjian.collision.partial import Moved, NotRenewed, Part, count_rows, listed_columns
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted

__all__ = ["Cutting"]

SHARE, LEAST = 0.05, 1_000
"""Share of a need's rows above which a change does not go by key, unless they are few."""

LISTED = 0.001
"""Share of a list's rows above which those that came and went make silence asked of all again: each row may touch
somebody, of whom all rows of the list are then read, with all that nobody can be told by."""


@dataclass(frozen=True)
class Cutting:
    """``whole`` has the needs as they are now and the ``kept`` steps as they were; ``moved`` are the needs whose rows
    changed, ``deltas`` the rows that kept steps lost (False) and got (True). ``values`` is the table of touched values;
    ``nulls`` says that a row without a value is touched too."""

    whole: Part
    kept: Collection[str]
    moved: Mapping[str, Moved]
    deltas: Mapping[str, Sequence[tuple[bool, Source]]]
    values: str
    nulls: bool

    def cut(self, reaches: Mapping[str, Reach]) -> tuple[dict[str, Source], dict[str, Source]]:
        """As they are now, and as they were; in memory. Raises `NotRenewed` when too much is touched."""
        now: dict[str, Source] = {}
        was: dict[str, Source] = {}
        sizes = {name: self.whole.size(name) for name in reaches}
        for name in sorted(reaches, key=lambda one: sizes[one]):  # the smallest tells what share it is
            now[name] = was[name] = cut = self._one(name, reaches[name], sizes[name])
            if name in self.kept:
                now[name], was[name] = self._kept(name, cut, reaches[name])
            elif name in self.moved:
                now[name], was[name] = self._moved(name, cut, reaches[name])
        return now, was

    def refuse_grown_list(self, reaches: Mapping[str, Reach]) -> None:
        """Raises `NotRenewed` where it would cost more than it saves."""
        for name in sorted(set(self.moved) & {name for name, reach in reaches.items() if reach.nulls}):
            moved = sum(self._rows(one.table) for one in (self.moved[name].lost, self.moved[name].got))
            if moved > max(LEAST, LISTED * self.whole.size(name)):
                raise NotRenewed(f"{moved} rows of {name}, whose silence is asked, have changed")

    def _one(self, name: str, reach: Reach, rows: int) -> Source:
        """Rows with a touched value, and those without a value where they are wanted; read once."""
        source, column = self.whole.source(name), quoted(reach.column)
        values, same, nulls = f"SELECT v FROM {quoted(self.values)}", "=", reach.nulls or self.nulls
        if nulls:
            values, same = f"{values} UNION ALL SELECT NULL", "IS NOT DISTINCT FROM"
        table, listed = f"{name}{self.whole.suffix}~cut", listed_columns(self.whole.plan, name, source)
        sql = f"SELECT {listed} FROM {source.sql} s SEMI JOIN ({values}) k ON s.{column} {same} k.v"
        kept = self._engine.materialise(table, sql).rows
        if nulls:
            kept = int(self._engine.run(f"SELECT count({column}) FROM {quoted(table)}")[0][0])
        if name not in self.kept and kept > max(LEAST, SHARE * rows):
            raise NotRenewed(f"{kept} of {rows} rows of {name} are touched")
        return Source(table, source.columns, stored=True)

    def _kept(self, name: str, cut: Source, reach: Reach) -> tuple[Source, Source]:
        """A kept step as it is now and as it was.

        Rows without a value that came and went matter as those of needs do (see `_moved`).
        """
        listed, table = listed_columns(self.whole.plan, name, cut), f"{cut.table}~now"
        deltas = self.deltas.get(name, ())
        self._engine.materialise(table, renewed_rows(listed, cut, deltas))
        now = Source(table, cut.columns, stored=True)
        lost = [rows for on, rows in deltas if not on]
        if reach.nulls or self.nulls or not lost:
            return now, cut
        column, before = quoted(reach.column), f"{cut.table}~was"
        parts = [f"SELECT {listed} FROM {cut.sql}"]
        parts += [f"SELECT {listed} FROM {rows.sql} WHERE {column} IS NULL" for rows in lost]
        self._engine.materialise(before, " UNION ALL ".join(parts))
        return now, Source(before, cut.columns, stored=True)

    def _moved(self, name: str, cut: Source, reach: Reach) -> tuple[Source, Source]:
        """A need that changed, as it is now and as it was.

        Rows without a value stand each for itself: of them only those that came and went matter, unless all are wanted.
        """
        plan, moved = self.whole.plan, self.moved[name]
        listed, column = listed_columns(plan, name, cut), quoted(reach.column)
        number = quoted(plan.scans[name].relation.witnesses[0].column)
        kept = f"SELECT {listed} FROM {cut.sql} WHERE {number} NOT IN (SELECT {number} FROM {moved.got.sql})"
        lost = f"SELECT {listed} FROM {moved.lost.sql} WHERE {column} IN (SELECT v FROM {quoted(self.values)})"
        lost += f" OR {column} IS NULL"
        before, now = f"{cut.table}~was", f"{cut.table}~now"
        self._engine.materialise(before, f"{kept} UNION ALL {lost}")
        if reach.nulls or self.nulls:
            return cut, Source(before, cut.columns, stored=True)
        got = f"SELECT {listed} FROM {moved.got.sql} WHERE {column} IS NULL"
        self._engine.materialise(now, f"SELECT {listed} FROM {cut.sql} UNION ALL {got}")
        return Source(now, cut.columns, stored=True), Source(before, cut.columns, stored=True)

    @property
    def _engine(self) -> QueryEngine:
        return self.whole.engine

    def _rows(self, table: str) -> int:
        return count_rows(self._engine, quoted(table))
