"""latest: one row a key, the newest or the oldest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.expressions.aggregates import order_key
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import key_doubt, key_null, states
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.order import tie_columns, tie_sql
from mingjian.collision.operators.shape import listed, nullability, place, same_shape, use
from mingjian.collision.relation import Field
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Latest"]


class Latest(Operator):
    """Keeps for each key of ``by`` the row with the greatest ``order`` (``keep: first``: the least).

    Keys: rows whose key is missing or unusable are undetermined; whether one of them would be the newer row of a key is
    not asked. Nulls: a row whose order is missing is kept only when no row of its key has one. Equality: of rows with
    the same order the later row of the data set (``first``: the earlier) is kept; rows that no longer stand for one row
    of a data set are compared by all their columns. Witness: the row kept.

    中文：每个键只保留 order 最大的一行（keep: first 时为最小）。键缺失或不可用的行记为“不确定”，不追问其是否为某键更
    新的一行；order 缺失的行仅在该键别无他行时保留；order 相同时取数据集中靠后（first 为靠前）的一行。佐证为保留
    的那一行。

    example: {latest: licences, by: person, order: status_on}
    """

    verb: ClassVar[str] = "latest"
    title: ClassVar[tuple[str, str]] = ("取最新", "Latest")
    change: ClassVar[Change] = "keyed"

    by: Names = Option(description="键 the key")
    order: Expr = Option(description="按什么先后 what newest and oldest go by")
    keep: Literal["latest", "first"] = Option(
        default="latest", description="latest 取最新，first 取最早 newest or oldest"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = [binder.column(column, 0, ("by",)) for column in self.by]
        order = binder.expression(self.order, binder.scope(), ("order",))
        if order is not None and order.kind in (Kind.DURATION, Kind.NULL, Kind.SUBJECT):
            binder.problem(f"不能按{order.kind.zh}排序", f"cannot order by a {order.kind}", ("order",))
        binder.finish()
        assert order is not None
        by = tuple(key for key in keys if key is not None)
        return _Latest(name, sides, by, order, self.keep)


_NEVER = 4_000_000 * 2**40
"""Stands for a missing order: after (for the oldest) or before every day there is."""


class _Latest(Bound):
    def __init__(self, name: str, sides: tuple[Side, ...], by: tuple[Field, ...], order: Typed, keep: str) -> None:
        self.sides, self.by, self.order = sides, by, order
        self.direction = "DESC" if keep == "latest" else "ASC"
        self.shape = same_shape(sides[0])
        output = self.shape.relation(name)
        fields = nullability(output.fields, {key.name for key in by})
        self.output = type(output)(name, fields, output.witnesses, output.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, self.order)
        needs[0] |= {key.name for key in self.by} | states(self.by) | set(tie_columns(self.sides[0].relation))
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        doubts = tuple(key_doubt(self.by, 0, self.sides[0], sources[0]))
        null = key_null(self.by, "l")
        where = f" WHERE NOT ({null})" if null else ""
        single = self.sides[0].relation.single
        if single is not None and self.order.kind in (Kind.DATE, Kind.MONTH):
            return StepPlan(self._by_number(needed, sources[0], where, quoted(single.column)), undetermined=doubts)
        keys = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        ties = tie_sql(self.sides[0].relation, "l", self.direction)
        order = ", ".join([f"{emit(self.order, place)} {self.direction} NULLS LAST", *ties])
        sql = (
            f"SELECT {listed(self.shape.select(needed))} FROM {sources[0].sql} l{where}"
            f" QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {order}) = 1"
        )
        return StepPlan(sql, undetermined=doubts)

    def _by_number(self, needed: frozenset[str], source: Source, where: str, row: str) -> str:
        """Order and row number as one integer: the greatest of a key names the row, without sorting any."""
        last = self.direction == "DESC"
        key = order_key(self.order.kind, emit(self.order, place), f"l.{row}")
        if self.order.nullable:
            key = f"coalesce({key}, {'-' if last else ''}{_NEVER} + l.{row})"
        keys = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        best = f"SELECT {'max' if last else 'min'}({key}) AS k FROM {source.sql} l{where} GROUP BY {keys}"
        chosen = f"SELECT k & 1099511627775 AS n FROM ({best})"
        return f"SELECT {listed(self.shape.select(needed))} FROM {source.sql} l SEMI JOIN ({chosen}) c ON l.{row} = c.n"

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column if any(key.name == column for key in self.by) else None,)
