"""Links between nodes, as SQL numbers them for a kernel and joins back what it found: what ``network`` plans.

Stages: ``~rows``, the rows that are links, numbered; ``~nodes``, every node with a number in the order of the values;
``~found``, what the kernel gives.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from mingjian.collision.expressions import Column, Side, Typed, columns_of, emit
from mingjian.collision.kernels.graph import NODES
from mingjian.collision.kernels.walks import HOPS
from mingjian.collision.operators.base import Bound, Source, StepPlan
from mingjian.collision.operators.doubt import doubt, key_doubt, key_null, null_reason, states
from mingjian.collision.operators.groups import group_witnesses, witness_items
from mingjian.collision.operators.order import tie_columns
from mingjian.collision.operators.shape import Item, listed, place
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Beat, Kernel, Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Ends", "Nodes", "Walked"]

Work = Callable[[pa.Table, Beat], pa.Table]


@dataclass(frozen=True)
class Ends:
    """Where links begin and end: two columns, or an owner and the columns of what is shared."""

    one: Field
    others: tuple[Field, ...]
    shared: bool

    @property
    def keys(self) -> tuple[Field, ...]:
        """Columns without which a row is no link."""
        return (self.one,) if self.shared else (self.one, *self.others)


class _Linked(Bound):
    """What all of them share; ``values`` are what a link carries for the kernel, by name."""

    gives: pa.Schema

    def __init__(self, name: str, side: Side, ends: Ends, work: Work, limit: int, values: Mapping[str, Typed]) -> None:
        self.side, self.ends, self.work, self.limit, self.values = side, ends, work, limit, values
        kinds = {one.subject for one in ((ends.one,) if ends.shared else (ends.one, *ends.others))}
        self.node = Field("node", ends.one.kind, False, subject=kinds.pop() if len(kinds) == 1 else None)
        relation = side.relation
        self.output = Relation(name, self._fields(), group_witnesses(relation), relation.sources)

    @abstractmethod
    def _fields(self) -> tuple[Field, ...]:
        """The columns of the output."""

    @abstractmethod
    def _final(self, needed: Collection[str], table: str) -> tuple[list[tuple[str, str]], str]:
        """Stages after the kernel, and the SQL of the output."""

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        relation = self.side.relation
        fields = [self.ends.one, *self.ends.others]
        needs = {f.name for f in fields} | states(fields) | set(tie_columns(relation))
        needs |= {column.name for column in columns_of(*self.values.values())}
        needs |= {witness.column for witness in relation.witnesses if witness.column in needed}
        return (frozenset(needs),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        source, rows, found = sources[0], f"{table}~rows", f"{table}~found"
        stages: list[tuple[str, str | Kernel]] = [
            (rows, self._rows(source, needed)),
            *self._numbers(table),
            (found, Kernel(self._links(table), self.work, self.gives, self.limit, ("关系", "links"))),
        ]
        more, sql = self._final(needed, table)
        return StepPlan(sql, (*stages, *more), tuple(self._doubts(source, table)))

    def push(self, column: str) -> tuple[str | None, ...]:
        """A part of the links says nothing of the whole."""
        return (None,)

    # -- before the kernel -----------------------------------------------------------------------------------

    def _usable(self) -> str:
        """The rows that are links, as a condition over ``l``."""
        parts = [f"NOT ({null})"] if (null := key_null(self.ends.keys, "l")) else []
        if self.ends.shared:
            parts.append(f"({' OR '.join(f'l.{quoted(one.name)} IS NOT NULL' for one in self.ends.others)})")
        else:
            parts.append(f"l.{quoted(self.ends.one.name)} <> l.{quoted(self.ends.others[0].name)}")
        parts += [f"({emit(value, place)}) IS NOT NULL" for value in self.values.values() if value.nullable]
        return " AND ".join(parts) or "true"

    def _rows(self, source: Source, needed: Collection[str]) -> str:
        single = self.side.relation.single
        ties = ", ".join(f"l.{quoted(column)} NULLS LAST" for column in tie_columns(self.side.relation))
        number = f"row_number() OVER (ORDER BY {ties})" if single is None else f"l.{quoted(single.column)}"
        mark = told(self.side, source).mark("l")
        items = [Item(f"l.{quoted(self.ends.one.name)}", "_f"), Item(mark, "_told")]
        items += [Item(f"l.{quoted(one.name)}", f"_t{n}") for n, one in enumerate(self.ends.others)]
        items += [Item(_number(value), name) for name, value in self.values.items()]
        items += [Item(f"l.{quoted(w.column)}", w.column) for w in self.side.relation.witnesses if w.column in needed]
        items.append(Item(number, "_n"))
        return f"SELECT {listed(items)} FROM {source.sql} l WHERE {self._usable()}"

    def _numbers(self, table: str) -> list[tuple[str, str]]:
        """The nodes in the order of their values; values that are shared are numbered apart, column by column."""
        rows = quoted(f"{table}~rows")
        others = "" if self.ends.shared else f" UNION SELECT _t0 FROM {rows}"
        values = f"SELECT DISTINCT _f AS _v FROM {rows}{others}"
        numbered = f"SELECT _v, row_number() OVER (ORDER BY _v) - 1 AS _i FROM ({values})"
        made = [(f"{table}~nodes", numbered)]
        if self.ends.shared:
            parts = [
                f"SELECT _n, _f, {n} AS _c, CAST(_t{n} AS VARCHAR) AS _t FROM {rows} WHERE _t{n} IS NOT NULL"
                for n in range(len(self.ends.others))
            ]
            held = f"SELECT _n, _f, dense_rank() OVER (ORDER BY _c, _t) - 1 AS _b FROM ({' UNION ALL '.join(parts)})"
            made.append((f"{table}~held", held))
        return made

    def _links(self, table: str) -> str:
        nodes = quoted(f"{table}~nodes")
        if self.ends.shared:
            return f"SELECT h._n, f._i AS _a, h._b FROM {quoted(f'{table}~held')} h JOIN {nodes} f ON f._v = h._f"
        items = ["r._n", "f._i AS _a", "t._i AS _b", *(f"r.{quoted(name)}" for name in self.values)]
        rows = quoted(f"{table}~rows")
        return f"SELECT {', '.join(items)} FROM {rows} r JOIN {nodes} f ON f._v = r._f JOIN {nodes} t ON t._v = r._t0"

    # -- after it --------------------------------------------------------------------------------------------

    def _doubts(self, source: Source, table: str) -> list[str]:
        null, missing = key_null(self.ends.keys, "l"), []
        lacking = [value for value in self.values.values() if value.nullable]
        if self.ends.shared and all(one.nullable for one in self.ends.others):
            lacking = [Column(one.kind, True, 0, one.name, one.name) for one in self.ends.others]
        if lacking:
            join = " AND " if self.ends.shared else " OR "
            some = join.join(f"({emit(value, place)}) IS NULL" for value in lacking)
            where = f"({some})" + (f" AND NOT ({null})" if null else "")
            missing.append(doubt(null_reason(lacking), self.side, source, where))
        head = tell("'hub'", self.side, source, "l._told")
        hubs = f"{head} FROM {quoted(f'{table}~found')} p JOIN {quoted(f'{table}~rows')} l ON l._n = p._hub"
        return [*key_doubt(self.ends.keys, 0, self.side, source), *missing, hubs]


def _number(value: Typed) -> str:
    """A value as a whole number: days since 1970, cents, millionths; a truth as 0 or 1."""
    sql = emit(value, place)
    if value.kind is Kind.DATE:
        return f"CAST(datediff('day', DATE '1970-01-01', {sql}) AS BIGINT)"
    if value.kind is Kind.BOOLEAN:
        return f"CAST({sql} AS INTEGER)"
    scale = {Kind.MONEY: 100, Kind.DECIMAL: 1_000_000}.get(value.kind, 1)
    return f"CAST(round(CAST({sql} AS DOUBLE) * {scale}) AS BIGINT)"


class Nodes(_Linked):
    """A row a node: of components, or hubs (``grouped`` false)."""

    gives = NODES

    def __init__(self, name: str, side: Side, ends: Ends, work: Work, limit: int, grouped: bool) -> None:
        self.grouped = grouped
        super().__init__(name, side, ends, work, limit, {})

    def _fields(self) -> tuple[Field, ...]:
        counts = ("size", "links", "degree") if self.grouped else ("neighbours", "links")
        own = [replace(self.node, name="component")] if self.grouped else []
        return (self.node, *own, *(Field(one, Kind.INTEGER, False) for one in counts))

    def _final(self, needed: Collection[str], table: str) -> tuple[list[tuple[str, str]], str]:
        made = {"node": "v._v", "component": "c._v", "size": "p._size", "links": "p._links",
                "degree": "p._deg", "neighbours": "p._deg"}  # fmt: skip
        items = [Item(made[f.name], f.name) for f in self.output.fields if f.name in needed]
        nodes, found, rows = (quoted(f"{table}~{part}") for part in ("nodes", "found", "rows"))
        joined = f"FROM {found} p JOIN {nodes} v ON v._i = p._i JOIN {nodes} c ON c._i = p._c"
        witnesses = witness_items(self.side.relation, needed, "r")
        if not witnesses:
            return [], f"SELECT {listed(items)} {joined}"
        behind = f"{table}~behind"
        ends = ["_f"] if self.ends.shared else ["_f", "_t0"]
        both = " UNION ALL ".join(f"SELECT {end} AS _v, * FROM {rows}" for end in ends)
        stage = (  # of the nodes found alone: most often they are few
            f"SELECT r._v, {listed(witnesses)} FROM ({both}) r JOIN {nodes} v ON v._v = r._v"
            f" SEMI JOIN {found} p ON p._i = v._i ANTI JOIN {found} h ON h._hub = r._n GROUP BY r._v"
        )
        items += [Item(f"w.{quoted(item.out)}", item.out) for item in witnesses]
        return [(behind, stage)], f"SELECT {listed(items)} {joined} LEFT JOIN {quoted(behind)} w ON w._v = v._v"


class Walked(_Linked):
    """A row a walk: of rings, or paths (``marks``: which links may begin and end one)."""

    gives = HOPS

    def __init__(
        self,
        name: str,
        side: Side,
        ends: Ends,
        work: Work,
        limit: int,
        *,
        day: Field | None = None,
        amount: Field | None = None,
        marks: Mapping[str, Typed] | None = None,
    ) -> None:
        self.paths, self.day = marks is not None, day
        values: dict[str, Typed] = {f"_{option}": made for option, made in (marks or {}).items()}
        for name_, field in (("_day", day), ("_amount", amount)):
            if field is not None:
                values[name_] = Column(field.kind, field.nullable, 0, field.name, field.name)
        super().__init__(name, side, ends, work, limit, values)

    def _fields(self) -> tuple[Field, ...]:
        kind = self.node.kind
        ends = [replace(self.node, name=one) for one in ("start", *(["end"] if self.paths else []))]
        days = [] if self.day is None else [Field("first_day", Kind.DATE, False), Field("last_day", Kind.DATE, False)]
        named = [] if kind is Kind.SUBJECT else [Field("path" if self.paths else "ring", Kind.TEXT, False)]
        return (*ends, *named, Field("length", Kind.INTEGER, False), *days)  # the number of a subject tells nobody

    def _final(self, needed: Collection[str], table: str) -> tuple[list[tuple[str, str]], str]:
        last = "max_by(v._v, p._p)"
        made = {
            "start": "min_by(v._v, p._p)", "end": last, "length": "count(p._n)",
            "ring": "string_agg(CAST(v._v AS VARCHAR), ' → ' ORDER BY p._p)",
            "path": "string_agg(CAST(v._v AS VARCHAR), ' → ' ORDER BY p._p)",
            "first_day": "DATE '1970-01-01' + CAST(min(r._day) AS INTEGER)",
            "last_day": "DATE '1970-01-01' + CAST(max(r._day) AS INTEGER)",
        }  # fmt: skip
        items = [Item(made[f.name], f.name) for f in self.output.fields if f.name in needed]
        items += witness_items(self.side.relation, needed, "r")
        nodes, found, rows = (quoted(f"{table}~{part}") for part in ("nodes", "found", "rows"))
        return [], (
            f"SELECT {listed(items)} FROM {found} p JOIN {nodes} v ON v._i = p._i LEFT JOIN {rows} r ON r._n = p._n"
            " WHERE p._g IS NOT NULL GROUP BY p._g"
        )
