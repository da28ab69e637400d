"""The SQL of overlap: a window finds the rows that overlap anything, only those are joined by key.

A plain join by key is quadratic in the rows of a key. Sorted by first day, a row overlaps an earlier one exactly when
some earlier row ends on or after its first day (a running maximum), and a later one when the next row begins before it
ends; on real data few rows pass. An overlap of at least n days is the touch of intervals shortened by n - 1 days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mingjian.collision.expressions import Side, Typed, columns_of, emit
from mingjian.collision.operators.base import Bound, Source, StepPlan
from mingjian.collision.operators.doubt import key_doubt, key_null, maybe, null_code, reason_text, states
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.order import tie_columns
from mingjian.collision.operators.shape import Item, join_shape, listed, nullability, place, taken, use
from mingjian.collision.operators.spans import Span
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field
from mingjian.engines import Duration, Kind
from mingjian.engines.dialect import literal
from mingjian.engines.dialect import name as quoted

__all__ = ["Overlapping"]


class Overlapping(Bound):
    """An overlap that is checked. ``alone``: one input against itself."""

    def __init__(
        self,
        name: str,
        sides: tuple[Side, ...],
        alone: bool,
        keys: Keys,
        spans: tuple[Span, Span],
        length: Duration,
        conditions: tuple[Typed, ...],
        cap: int,
        inputs: tuple[Side, ...],
    ) -> None:
        self.sides, self.alone, self.keys, self.spans = sides, alone, keys, spans
        self.inputs = (inputs[0], inputs[-1])
        self.length, self.conditions, self.cap = length, conditions, cap
        self.shape = join_shape(sides, keys.equal)
        sure = {out for out, (s, column) in self.shape.origin.items() if column in {f.name for f in self._keys(s)}}
        open_ = all(span.end.nullable for span in spans)
        added = [
            Field("overlap_from", Kind.DATE, False),
            Field("overlap_to", Kind.DATE, open_),
            Field("overlap_days", Kind.INTEGER, False),
        ]
        relation = self.shape.relation(name, added)
        self.output = replace(relation, fields=nullability(relation.fields, sure))

    def _keys(self, side: int) -> tuple[Field, ...]:
        return self.keys.left if side == 0 else self.keys.right

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self._needs(needed)
        return (frozenset(needs[0] | needs[1]),) if self.alone else tuple(frozenset(need) for need in needs)

    def _needs(self, needed: frozenset[str]) -> list[set[str]]:
        needs = self.shape.requires(needed, 2)
        use(needs, *self.conditions)
        for number, span in enumerate(self.spans):
            fields = self._keys(number)
            needs[number] |= span.columns | {f.name for f in fields} | states(fields)
            if self.alone:
                needs[number] |= set(tie_columns(self.sides[number].relation))
        return needs

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        both = [sources[0], sources[-1]]
        near, stages, doubts = self._alone(needed, both[0], table) if self.alone else self._two(needed, both, table)
        items = [Item(f"{'lr'[side]}.{quoted(inner)}", out) for out, side, inner in self._taken(needed)]
        items += [Item(sql, out) for out, sql in self._added() if out in needed]
        joined = self._joined(near, table)
        unknown = [c for c in self.conditions if c.nullable]
        if not unknown:
            return StepPlan(f"SELECT {listed(items)} {joined}", tuple(stages), tuple(doubts))
        held = " AND ".join(emit(c, place) for c in unknown)
        why = f"CAST(CASE WHEN {held} THEN 0 ELSE {null_code(unknown)} END AS UTINYINT)"
        pairs = f"{table}~pairs"
        stages.append((pairs, f"SELECT {listed(items)}, {why} AS _why, l._told AS _told {joined}"))
        doubts.append(
            f"{tell(reason_text('_why', unknown), self.inputs[0], both[0])} FROM {quoted(pairs)} WHERE _why > 0"
        )
        sql = f"SELECT {taken(items, 'p')} FROM {quoted(pairs)} p WHERE _why = 0"
        return StepPlan(sql, tuple(stages), tuple(doubts), view=True)

    def _taken(self, needed: frozenset[str]) -> list[tuple[str, int, str]]:
        order = [f.name for f in self.shape.fields] + [w.column for w in self.shape.witnesses]
        return [(out, *self.shape.origin[out]) for out in order if out in needed]

    def _added(self) -> list[tuple[str, str]]:
        start, end = "greatest(l._f, r._f)", "least(l._t, r._t)"
        last = f"CASE WHEN NOT (l._open AND r._open) THEN {end} END"
        both_open = all(span.end.nullable for span in self.spans)
        return [
            ("overlap_from", start),
            ("overlap_to", last if both_open else end),
            ("overlap_days", f"date_diff('day', {start}, {end}) + 1"),
        ]

    def _row(self, number: int, needed: frozenset[str], source: Source, ordered: bool) -> str:
        """The columns of one input that go into the join, its interval, and what names its row."""
        span, side = self.spans[number], self.sides[number]
        columns = {inner for _, s, inner in self._taken(needed) if s == number or self.alone}
        columns |= {c.name for c in columns_of(*self.conditions) if c.side == number or self.alone}
        columns |= {f.name for f in self._keys(number)}
        items = [Item(f"l.{quoted(column)}", column) for column in sorted(columns)]
        items += [Item(span.first, "_f"), Item(span.last, "_t"), Item(span.open, "_open")]
        if ordered or any(c.nullable for c in self.conditions):
            items.append(Item(told(side, source).mark("l"), "_told"))
        if ordered and self._ident() == "_id":
            ties = ", ".join(f"l.{quoted(column)}" for column in tie_columns(side.relation))
            items.append(Item(f"row_number() OVER (ORDER BY {ties})", "_id"))
        null = key_null(self._keys(number), "l")
        where = [span.usable(self.length), *([f"NOT ({null})"] if null else [])]
        return f"SELECT {listed(items)} FROM {source.sql} l WHERE {' AND '.join(where)}"

    def _ident(self) -> str:
        """The column that decides between rows of one first day: the row number, or the place in a total order."""
        return "_id" if self.sides[0].relation.single is None else "_told"

    def _alone(
        self, needed: frozenset[str], source: Source, table: str
    ) -> tuple[tuple[str, str], list[tuple[str, str]], list[str]]:
        near, over = f"{table}~near", f"{table}~over"
        keys = ", ".join(quoted(f.name) for f in self.keys.left)
        order = f"PARTITION BY {keys} ORDER BY _f, {self._ident()}"
        marked = (
            f"SELECT *, max(_t) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS _before,"
            f" lead(_f) OVER ({order}) AS _next FROM ({self._row(0, needed, source, True)})"
        )
        days = self._days() - 1
        kept = f"SELECT * EXCLUDE (_before, _next) FROM ({marked}) WHERE _f <= _before - {days} OR _next <= _t - {days}"
        many = f"SELECT {keys} FROM {quoted(near)} GROUP BY ALL HAVING count(*) > {self.cap}"
        head = tell("'over_cap'", self.inputs[0], source, "n._told")
        same = " AND ".join(f"n.{quoted(f.name)} = o.{quoted(f.name)}" for f in self.keys.left)
        capped = f"{head} FROM {quoted(near)} n SEMI JOIN {quoted(over)} o ON {same}"
        doubts = self._unusable(0, source)
        return (near, near), [(near, kept), (over, many)], [*doubts, capped]

    def _two(
        self, needed: frozenset[str], sources: Sequence[Source], table: str
    ) -> tuple[tuple[str, str], list[tuple[str, str]], list[str]]:
        doubts: list[str] = []
        for number, source in enumerate(sources):
            doubts += self._unusable(number, source)
        left, right = (f"({self._row(n, needed, source, False)})" for n, source in enumerate(sources))
        return (left, right), [], doubts

    def _unusable(self, number: int, source: Source) -> list[str]:
        """Rows of an input without a usable key, then those without a usable interval."""
        keys, side = self._keys(number), self.inputs[number]
        null = key_null(keys, "l")
        keyed = [f"NOT ({null})"] if null else []
        return [*key_doubt(keys, 0, side, source), *self.spans[number].doubts(side, source, keyed)]

    def _days(self) -> int:
        return max(1, self.length.months * 28 + self.length.days)

    def _joined(self, near: tuple[str, str], table: str) -> str:
        """FROM and WHERE of the pairs that overlap and hold, or may hold."""
        days = self._days() - 1
        where = []
        if self.alone:
            left = right = quoted(near[0])
            over = quoted(f"{table}~over")
            same = " AND ".join(f"l.{quoted(f.name)} = o.{quoted(f.name)}" for f in self.keys.left)
            left = f"(SELECT * FROM {left} l ANTI JOIN {over} o ON {same})"
            ident = self._ident()
            where.append(f"(l._f < r._f OR (l._f = r._f AND l.{ident} < r.{ident})) AND r._f <= l._t - {days}")
        else:
            left, right = near
            where.append(f"l._f <= r._t - {days} AND r._f <= l._t - {days}")
        if self.length.months:
            span = literal(Kind.DURATION, Duration(self.length.months, self.length.days - 1))
            where.append(f"CAST(greatest(l._f, r._f) + {span} AS DATE) <= least(l._t, r._t)")
        where += [maybe(condition) for condition in self.conditions]
        return f"FROM {left} l JOIN {right} r ON {self.keys.sql()} WHERE {' AND '.join(where)}"

    def splits(self, position: int) -> bool:
        return not self.alone

    def push(self, column: str) -> tuple[str | None, ...]:
        if column not in self.shape.origin:
            return (None,) if self.alone else (None, None)
        side, inner = self.shape.origin[column]
        other = self.keys.other(inner, side)
        if self.alone:
            return (inner,) if other == inner else (None,)
        return (inner, other) if side == 0 else (other, inner)
