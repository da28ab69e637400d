"""Groups of similar texts: every row that has a similar one, with the first of its group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Bound, Source, StepPlan
from mingjian.collision.operators.doubt import states
from mingjian.collision.operators.order import tie_columns
from mingjian.collision.operators.paired import Compared, kernel, numbered, undecided, unusable
from mingjian.collision.operators.shape import Item, listed, same_shape
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["ADDED", "Grouped"]

ADDED = (
    Field("group", Kind.INTEGER, False),
    Field("size", Kind.INTEGER, False),
    Field("similarity", Kind.DECIMAL, False),
)


class Grouped(Bound):
    """Groups that are checked."""

    def __init__(self, name: str, side: Side, keys: tuple[Field, ...], compared: Compared) -> None:
        self.side, self.keys, self.compared = side, keys, compared
        self.shape = same_shape(side)
        own = self.shape.witnesses
        first = tuple(replace(witness, alias=f"{witness.alias}.first") for witness in own)
        self.first = {new.column: old.column for new, old in zip(first, own, strict=True)}
        self.output = Relation(name, (*self.shape.fields, *ADDED), (*own, *first), self.shape.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)[0] | {self.first[column] for column in needed if column in self.first}
        needs |= {f.name for f in self.keys} | states(self.keys) | set(tie_columns(self.side.relation))
        return (frozenset(needs | self.compared.needs(0)),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        rows, found = f"{table}~rows0", f"{table}~found"
        source, values = sources[0], self.compared.values[0]
        plain = sorted({self.first.get(column, column) for column in needed} & self.side.relation.columns)
        stages = (
            (rows, numbered(self.side, source, plain, self.keys, values)),
            (found, kernel(self.compared, [rows], [self.keys], [plain])),
        )
        single = self.side.relation.single is not None
        added = [
            Item("r._told" if single else "p._b", "group"),
            Item("count(*) OVER (PARTITION BY p._b)", "size"),
            Item("p._m", "similarity"),
        ]
        items = self.shape.select(needed) + [item for item in added if item.out in needed]
        items += [Item(f"r.{quoted(inner)}", column) for column, inner in self.first.items() if column in needed]
        sql = (
            f"SELECT {listed(items)} FROM {quoted(found)} p JOIN {quoted(rows)} l ON l._n = p._a"
            f" JOIN {quoted(rows)} r ON r._n = p._b WHERE p._why IS NULL"
        )
        doubts = [*unusable(self.side, source, self.keys, values), undecided(self.side, source, found, rows, 0)]
        return StepPlan(sql, stages, tuple(doubts))

    def push(self, column: str) -> tuple[str | None, ...]:
        return (None,)
