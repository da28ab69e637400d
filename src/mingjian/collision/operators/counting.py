"""The SQL of count: groups are chosen first, then their events are windowed, so that most rows are never sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingjian.collision.expressions import Side, Typed, columns_of, emit
from mingjian.collision.operators.base import Source, StepPlan
from mingjian.collision.operators.doubt import doubt, key_null, null_reason, states
from mingjian.collision.operators.groups import witness_items
from mingjian.collision.operators.members import Members
from mingjian.collision.operators.shape import Item, listed, place
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field
from mingjian.engines import Duration
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Counting"]


@dataclass(frozen=True)
class _Begun:
    """What counting in one window and in all starts from: ``rows`` are ``FROM … WHERE …`` over ``l``."""

    needed: frozenset[str]
    rows: str
    stages: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    source: Source
    table: str


@dataclass(frozen=True)
class Counting:
    """What is counted: rows by key, on a day, within a window, by different values, between two bounds.

    ``members`` are asked where there is an upper bound: a damaged row may lift a group above it.
    """

    members: Members
    day: Typed | None
    window: Duration | None
    distinct: tuple[Field, ...]
    least: int | None
    most: int | None

    @property
    def side(self) -> Side:
        """The input."""
        return self.members.side

    @property
    def by(self) -> tuple[Field, ...]:
        """The group columns."""
        return self.members.by

    def requires(self, needed: frozenset[str]) -> frozenset[str]:
        """The columns of the input."""
        wanted = {f.name for f in (*self.by, *self.distinct)} | states(self.by) | self.members.requires()
        if self.day is not None and (self.window is not None or needed & {"first_day", "last_day"}):
            wanted |= {column.name for column in columns_of(self.day)}
        return frozenset(wanted | {w.column for w in self.side.relation.witnesses if w.column in needed})

    @property
    def keys(self) -> list[str]:
        """The group columns, quoted."""
        return [quoted(f.name) for f in self.by]

    def _day(self) -> str:
        assert self.day is not None
        return emit(self.day, place)

    def _uncounted(self) -> str:
        """The condition that a row is not counted because a value it needs is missing; empty when that cannot be."""
        parts = [f"l.{quoted(f.name)} IS NULL" for f in self.distinct if f.nullable]
        if self.window is not None and self.day is not None and self.day.nullable:
            parts.append(f"({self._day()}) IS NULL")
        return " OR ".join(parts)

    def _counted(self, alias: str) -> str:
        """What is counted, over the rows that count."""
        if not self.distinct:
            return f"count(*) FILTER (WHERE NOT ({self._uncounted()}))" if self._uncounted() else "count(*)"
        return f"count(DISTINCT {self._value(alias)}){self._only()}"

    def _only(self) -> str:
        return f" FILTER (WHERE NOT ({self._uncounted()}))" if self._uncounted() else ""

    def _value(self, alias: str) -> str:
        columns = [f"{alias}.{quoted(f.name)}" for f in self.distinct]
        return columns[0] if len(columns) == 1 else f"row({', '.join(columns)})"

    def plan(self, needed: frozenset[str], source: Source, table: str) -> StepPlan:
        """Stages: the groups that can reach the bound; with a window their events and the fullest window of each."""
        doubts = self._doubts(source)
        stages: list[tuple[str, str]] = []
        rows = f"FROM {source.sql} l"
        null = key_null(self.by, "l")
        where = [f"NOT ({null})"] if null else []
        if self.least is not None and self.least > 1 and (self.window is not None or self.distinct):
            chosen = f"{table}~groups"
            usable = " AND ".join([*where, *([f"NOT ({self._uncounted()})"] if self._uncounted() else [])])
            stages.append((chosen, self._able(f"{rows} WHERE {usable}" if usable else rows)))
            same = " AND ".join(f"l.{key} = c.{key}" for key in self.keys)
            rows = f"FROM {source.sql} l SEMI JOIN {quoted(chosen)} c ON {same}"
            where = []
        only = f" WHERE {' AND '.join(where)}" if where else ""
        begun = _Begun(needed, f"{rows}{only}", tuple(stages), tuple(doubts), source, table)
        grouped = self._plain if self.window is None else self._windowed
        if not self.members.asked:
            return grouped(begun)
        return self._asked(grouped(replace(begun, needed=needed | {key.name for key in self.by})), begun)

    def _asked(self, plan: StepPlan, begun: _Begun) -> StepPlan:
        """Of the groups within the bounds those that stay below the upper one with every row they could have."""
        names = [f.name for f in self.by] + ["count", "first_day", "last_day"]
        names += [witness.column for witness in self.side.relation.witnesses]
        columns = [name for name in names if name in begun.needed]
        return self.members.ask(plan, columns, begun.source, begun.table, lambda _: f"k._most + m._m > {self.most}")

    def _able(self, rows: str) -> str:
        """The groups with enough rows; with a window, those where enough rows in a row fit into one."""
        if self.window is None:
            return f"SELECT {self._l()} {rows} GROUP BY ALL HAVING count(*) >= {self.least}"
        assert self.least is not None
        keys = ", ".join(self.keys)
        ahead = f"lead({self._day()}, {self.least - 1}) OVER (PARTITION BY {self._l()} ORDER BY {self._day()})"
        pairs = f"SELECT {self._l()}, {self._day()} AS _d, {ahead} AS _reach {rows}"
        return f"SELECT DISTINCT {keys} FROM ({pairs}) WHERE _reach <= {self._until('_d')}"

    def _until(self, day: str) -> str:
        """The last day of a window that begins on a day."""
        assert self.window is not None
        if self.window.months == 0:
            return f"{day} + {self.window.days - 1}"
        return f"CAST({day} + {self._span()} AS DATE)"

    def _l(self) -> str:
        return ", ".join(f"l.{key}" for key in self.keys)

    def _plain(self, begun: _Begun) -> StepPlan:
        needed, doubts = begun.needed, begun.doubts
        items = [Item(f"l.{quoted(f.name)}", f.name) for f in self.by if f.name in needed]
        if "count" in needed:
            items.append(Item(self._counted("l"), "count"))
        for column, pick in (("first_day", "min"), ("last_day", "max")):
            if column in needed:
                items.append(Item(f"{pick}({self._day()})", column))
        items += witness_items(self.side.relation, needed)
        unknown = f"count(*) FILTER (WHERE {self._uncounted()})" if self._uncounted() else "0"
        first = told(self.side, begun.source).first("l")
        if self.members.asked:
            items += [Item(f"{self._counted('l')} + {unknown}", "_most"), Item(first, "_told")]
        grouped = f"{begun.rows} GROUP BY {self._l()} HAVING"
        final = f"SELECT {listed(items)} {grouped} {self._bounds(self._counted('l'), unknown)}"
        if self.most is not None and self._uncounted():
            open_ = self._open(self._counted("l"), unknown)
            doubts = (*doubts, self._group_doubt(f"(SELECT {first} AS _told {grouped} {open_})", begun.source))
        return StepPlan(final, begun.stages, doubts)

    def _windowed(self, begun: _Begun) -> StepPlan:
        assert self.window is not None
        needed, doubts = begun.needed, begun.doubts
        events, best = f"{begun.table}~events", f"{begun.table}~best"
        skip = self._uncounted()
        witnesses = [w for w in self.side.relation.witnesses if w.column in needed]
        items = [Item(f"l.{quoted(f.name)}", f.name) for f in self.by]
        items += [Item(f"l.{quoted(f.name)}", f"_v{n}") for n, f in enumerate(self.distinct)]
        items += [Item(f"l.{quoted(w.column)}", w.column) for w in witnesses]
        unknown = ""
        if self.most is not None and skip:
            unknown = f", count(*) FILTER (WHERE {skip}) OVER (PARTITION BY {self._l()}) AS _u"
        more = [*(["_u"] if unknown else []), *(["_told"] if unknown or self.members.asked else [])]
        if "_told" in more:
            items.append(Item(told(self.side, begun.source).mark("l"), "_told"))
        counted = f"SELECT {listed(items)}, {self._day()} AS _d, ({skip or 'false'}) AS _skip{unknown} {begun.rows}"
        stages = (*begun.stages, (events, counted), (best, self._best(events, more)))
        same = " AND ".join(f"e.{key} = b.{key}" for key in self.keys)
        made = [Item(f"b.{quoted(f.name)}", f.name) for f in self.by if f.name in needed]
        for column, inner in (("count", "_n"), ("first_day", "_d"), ("last_day", "_last")):
            if column in needed:
                made.append(Item(f"b.{inner}", column))
        if self.members.asked:
            made += [Item(f"b._n + {'b._u' if unknown else '0'}", "_most"), Item("b._told", "_told")]
        passes = self._bounds("b._n", "b._u" if unknown else "0")
        if not witnesses:
            final = f"SELECT {listed(made)} FROM {quoted(best)} b WHERE {passes}"
        else:
            within = f"e._d BETWEEN b._d AND ({self._until('b._d')}) AND NOT e._skip"
            of_group = [*self.keys, "_n", "_d", "_last", *more]
            grouped = f" GROUP BY {', '.join(f'b.{column}' for column in of_group)}"
            made += witness_items(self.side.relation, needed, "e")
            final = (
                f"SELECT {listed(made)} FROM {quoted(best)} b JOIN {quoted(events)} e ON {same} AND {within}"
                f" WHERE {passes}{grouped}"
            )
        if unknown:
            open_ = self._open("b._n", "b._u")
            doubts = (*doubts, self._group_doubt(f"(SELECT b._told FROM {quoted(best)} b WHERE {open_})", begun.source))
        return StepPlan(final, stages, doubts)

    def _span(self) -> str:
        assert self.window is not None
        return f"INTERVAL '{self.window.months} months {self.window.days - 1} days'"

    def _best(self, events: str, more: Sequence[str]) -> str:
        """The fullest window of every group: most events, then the earliest. ``more``: what it has of its events."""
        keys = ", ".join(self.keys)
        frame = f"(PARTITION BY {keys} ORDER BY _d RANGE BETWEEN CURRENT ROW AND {self._span()} FOLLOWING)"
        values = [f"_v{n}" for n in range(len(self.distinct))]
        one = values[0] if len(values) == 1 else f"row({', '.join(values)})"
        counted = f"count(DISTINCT {one})" if values else "count(*)"
        of = {"_u": "_u", "_told": f"min(_told) OVER {frame} AS _told"}
        also = "".join(f", {of[one]}" for one in more)
        windows = (
            f"SELECT {keys}, _d, {counted} OVER {frame} AS _n, max(_d) OVER {frame} AS _last{also}"
            f" FROM {quoted(events)} WHERE NOT _skip"
        )
        reach = f" WHERE _n >= {self.least}" if self.least is not None else ""
        return (
            f"SELECT * FROM ({windows}){reach} QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY _n DESC, _d) = 1"
        )

    def _bounds(self, counted: str, unknown: str) -> str:
        parts = []
        if self.least is not None:
            parts.append(f"{counted} >= {self.least}")
        if self.most is not None:
            parts.append(f"{counted} + {unknown} <= {self.most}")
        return " AND ".join(parts)

    def _open(self, counted: str, unknown: str) -> str:
        """A group that keeps within ``at_most`` only because some rows could not be counted."""
        least = f"{counted} >= {self.least} AND " if self.least is not None else ""
        return f"{least}{counted} <= {self.most} AND {counted} + {unknown} > {self.most}"

    def _doubts(self, source: Source) -> list[str]:
        skip = self._uncounted()
        if not skip:
            return []
        branches = [
            f"WHEN l.{quoted(f.name)} IS NULL THEN {text_literal(f'null:{f.name}')}"
            for f in self.distinct
            if f.nullable
        ]
        day = null_reason([self.day]) if self.day is not None else "'null'"
        reason = f"CASE {' '.join(branches)} ELSE {day} END" if branches else day
        null = key_null(self.by, "l")
        where = f"({skip}) AND NOT ({null})" if null else skip
        return [doubt(reason, self.side, source, where)]

    def _group_doubt(self, groups: str, source: Source) -> str:
        head = tell("'uncounted_rows'", self.side, source)
        return f"{head} FROM {groups} g"
