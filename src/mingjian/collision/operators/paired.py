"""Pairs of rows that a kernel finds: what ``similar`` and ``near`` have in common.

SQL numbers the rows of each input and keeps what the output needs; the kernel sees numbers, blocks and what it
compares, and gives pairs of numbers; SQL joins the columns back and asks the condition on a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from mingjian.collision.expressions import Column, Side, Typed, columns_of, emit
from mingjian.collision.kernels.found import GIVES
from mingjian.collision.operators.base import Bound, Source, StepPlan
from mingjian.collision.operators.doubt import (
    doubt,
    key_doubt,
    key_null,
    maybe,
    null_code,
    null_reason,
    reason_text,
    states,
)
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.order import tie_columns
from mingjian.collision.operators.shape import Item, join_shape, listed, nullability, place, taken, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field
from mingjian.engines import Beat, Kernel
from mingjian.engines.dialect import name as quoted

__all__ = ["SELF", "Compared", "Paired", "kernel", "numbered", "paired_sides", "undecided", "unusable"]

SELF = ("one", "other")
"""How the two rows of a pair are called when one input is compared with itself."""


@dataclass(frozen=True)
class Compared:
    """What the kernel compares: for each input the values it takes, by name, and the work itself.

    A value takes columns of its input as side 0; ``types`` are the SQL types of all values, of which an input may lack
    some. ``limit`` and ``what`` as in :class:`mingjian.engines.Kernel`.
    """

    values: tuple[dict[str, Typed], ...]
    types: dict[str, str]
    work: Callable[[pa.Table, Beat], pa.Table]
    limit: int
    what: tuple[str, str]

    def needs(self, number: int) -> set[str]:
        """The columns of an input that are compared."""
        return {column.name for column in columns_of(*self.values[number].values())}


def numbered(
    side: Side, source: Source, columns: Sequence[str], fields: Sequence[Field], values: dict[str, Typed]
) -> str:
    """The rows of an input that can be compared, numbered in their own order, with columns, keys and values."""
    ties = ", ".join(f"l.{quoted(column)} NULLS LAST" for column in tie_columns(side.relation))
    wanted = sorted({*columns, *(f.name for f in fields)})
    items = [Item(f"l.{quoted(column)}", column) for column in wanted]
    items += [Item(told(side, source).mark("l"), "_told"), Item(f"row_number() OVER (ORDER BY {ties})", "_n")]
    items += [Item(emit(value, place), name) for name, value in values.items() if not _plain(value, wanted)]
    return f"SELECT {listed(items)} FROM {source.sql} l WHERE {_usable(fields, values)}"


def _plain(value: Typed, columns: Sequence[str]) -> str | None:
    """The column a value is, where it is kept anyway: a text does not stand in a table twice."""
    return value.name if isinstance(value, Column) and value.name in columns else None


def _usable(fields: Sequence[Field], values: dict[str, Typed]) -> str:
    null = key_null(fields, "l")
    known = [f"({emit(value, place)}) IS NOT NULL" for value in values.values() if value.nullable]
    return " AND ".join([*([f"NOT ({null})"] if null else []), *known]) or "true"


def unusable(side: Side, source: Source, fields: Sequence[Field], values: dict[str, Typed]) -> list[str]:
    """Rows of an input without a usable key, then those without a value."""
    found = key_doubt(fields, 0, side, source)
    lacking = [value for value in values.values() if value.nullable]
    if lacking:
        null = key_null(fields, "l")
        some = " OR ".join(f"({emit(value, place)}) IS NULL" for value in lacking)
        where = f"({some})" + (f" AND NOT ({null})" if null else "")
        found.append(doubt(null_reason(lacking), side, source, where))
    return found


def kernel(
    compared: Compared, rows: Sequence[str], fields: Sequence[tuple[Field, ...]], columns: Sequence[Sequence[str]]
) -> Kernel:
    """The kernel over the numbered rows of one or two inputs, which kept ``columns``; blocks are numbered over both."""
    parts = []
    for number, table in enumerate(rows):
        keys = [Item(quoted(f.name), f"_k{n}") for n, f in enumerate(fields[number])]
        kept = {*columns[number], *(f.name for f in fields[number])}
        stands = {name: _plain(value, [*kept]) or name for name, value in compared.values[number].items()}
        values = [
            Item(f"CAST({quoted(stands[name]) if name in stands else 'NULL'} AS {type_})", name)
            for name, type_ in compared.types.items()
        ]
        items = [Item(str(number), "_s"), Item("_n", "_n"), *keys, *values]
        parts.append(f"SELECT {listed(items)} FROM {quoted(table)}")
    order = ", ".join(f"_k{n}" for n in range(len(fields[0])))
    block = f"dense_rank() OVER (ORDER BY {order})" if order else "0"
    sql = (
        f"SELECT CAST(_s AS TINYINT) AS _s, _n, CAST({block} AS BIGINT) AS _k, {', '.join(map(quoted, compared.types))}"
        f" FROM ({' UNION ALL '.join(parts)})"
    )
    return Kernel(sql, compared.work, GIVES, compared.limit, compared.what)


def undecided(side: Side, source: Source, pairs: str, rows: str, number: int) -> str:
    """The rows of an input that the kernel could not decide."""
    found = f"FROM {quoted(pairs)} p JOIN {quoted(rows)} l ON l._n = p._a WHERE p._why IS NOT NULL AND p._s = {number}"
    return f"{tell('p._why', side, source, 'l._told')} {found}"


class Paired(Bound):
    """Pairs that are checked. ``inputs`` are those of the step: one, or two; ``nearest`` keeps one pair a row."""

    def __init__(
        self,
        name: str,
        inputs: tuple[Side, ...],
        keys: Keys,
        conditions: tuple[Typed, ...],
        compared: Compared,
        measure: Field | None,
        nearest: bool = False,
    ) -> None:
        self.inputs, self.keys, self.conditions, self.compared = inputs, keys, conditions, compared
        self.measure, self.nearest = measure, nearest
        self.alone = len(inputs) == 1
        self.sides = paired_sides(inputs)
        self.shape = join_shape(self.sides, keys.equal)
        sure = {out for out, (s, column) in self.shape.origin.items() if column in {f.name for f in self._keys(s)}}
        relation = self.shape.relation(name, [measure] if measure is not None else [])
        self.output = replace(relation, fields=nullability(relation.fields, sure))

    def _keys(self, number: int) -> tuple[Field, ...]:
        return self.keys.left if number == 0 else self.keys.right

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 2)
        use(needs, *self.conditions)
        for number, side in enumerate(self.sides):
            fields = self._keys(number)
            needs[number] |= {f.name for f in fields} | states(fields) | set(tie_columns(side.relation))
            needs[number] |= self.compared.needs(0 if self.alone else number)
        return (frozenset(needs[0] | needs[1]),) if self.alone else tuple(frozenset(need) for need in needs)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        rows = [f"{table}~rows{number}" for number in range(len(sources))]
        found = f"{table}~found"
        fields = [self._keys(number) for number in range(len(sources))]
        stages: list[tuple[str, str | Kernel]] = []
        doubts: list[str] = []
        columns: list[list[str]] = []
        for number, (side, source) in enumerate(zip(self.inputs, sources, strict=True)):
            values = self.compared.values[number]
            columns.append(self._columns(number, needed))
            stages.append((rows[number], numbered(side, source, columns[number], fields[number], values)))
            doubts += unusable(side, source, fields[number], values)
            doubts.append(undecided(side, source, found, rows[number], number))
        stages.append((found, kernel(self.compared, rows, fields, columns)))
        items = self.shape.select(needed)
        if self.measure is not None and self.measure.name in needed:
            items.append(Item("p._m", self.measure.name))
        joined = (
            f"FROM {quoted(found)} p JOIN {quoted(rows[0])} l ON l._n = p._a JOIN {quoted(rows[-1])} r ON r._n = p._b"
            f" WHERE {' AND '.join(['p._why IS NULL', *(maybe(condition) for condition in self.conditions)])}"
        )
        return self._chosen(items, joined, stages, doubts, sources[0], table)

    def _columns(self, number: int, needed: frozenset[str]) -> list[str]:
        """The columns of an input that the output or the condition needs."""
        taken_ = {self.shape.origin[out] for out in needed if out in self.shape.origin}
        taken_ |= {(column.side, column.name) for column in columns_of(*self.conditions)}
        return sorted({column for side, column in taken_ if self.alone or side == number})

    def _chosen(
        self,
        items: list[Item],
        joined: str,
        stages: list[tuple[str, str | Kernel]],
        doubts: list[str],
        source: Source,
        table: str,
    ) -> StepPlan:
        """The pairs that hold; unknown ones are told, and of several the nearest is chosen before that."""
        unknown = [condition for condition in self.conditions if condition.nullable]
        held = " AND ".join(emit(condition, place) for condition in unknown)
        why = f"CAST(CASE WHEN {held} THEN 0 ELSE {null_code(unknown)} END AS UTINYINT)" if unknown else "0"
        first = f" QUALIFY row_number() OVER (PARTITION BY p._a ORDER BY p._m, {why} > 0, p._b) = 1"
        choice = first if self.nearest else ""
        if not unknown:
            return StepPlan(f"SELECT {listed(items)} {joined}{choice}", tuple(stages), tuple(doubts))
        pairs = f"{table}~pairs"
        stages.append((pairs, f"SELECT {listed(items)}, {why} AS _why, l._told AS _told {joined}{choice}"))
        doubts.append(
            f"{tell(reason_text('_why', unknown), self.inputs[0], source)} FROM {quoted(pairs)} WHERE _why > 0"
        )
        sql = f"SELECT {taken(items, 'p')} FROM {quoted(pairs)} p WHERE _why = 0"
        return StepPlan(sql, tuple(stages), tuple(doubts), view=True)

    def push(self, column: str) -> tuple[str | None, ...]:
        if column not in self.shape.origin:
            return (None,) * len(self.inputs)
        side, inner = self.shape.origin[column]
        other = self.keys.other(inner, side)
        if self.alone:
            return (inner,) if other == inner else (None,)
        if other is not None:
            return (inner, other) if side == 0 else (other, inner)
        return (inner if side == 0 else None, None)


def paired_sides(inputs: tuple[Side, ...]) -> tuple[Side, ...]:
    """The two inputs, or the one under both names of :data:`SELF`."""
    return inputs if len(inputs) == 2 else tuple(Side(alias, inputs[0].relation) for alias in SELF)
