"""filter: the rows for which a condition holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import doubt, null_reason
from mingjian.collision.operators.options import Expr
from mingjian.collision.operators.shape import Shape, listed, place, same_shape, use
from mingjian.engines import Kind

__all__ = ["Filter"]


class Filter(Operator):
    """Keeps the rows for which ``where`` is true.

    Nulls: a row for which the condition is unknown is undetermined, with the first missing column of the condition as
    the reason. Order and duplicates: kept. Witness: the row itself.

    中文：保留条件为真的行。条件因空值而未知的行记为“不确定”，并注明第一个缺失的列；不去重；佐证为该行本身。

    example: {filter: judgments, where: "main_penalty = 'fixed_term' and term_months < 6"}
    """

    verb: ClassVar[str] = "filter"
    title: ClassVar[tuple[str, str]] = ("筛选", "Filter")
    change: ClassVar[Change] = "row"
    fused: ClassVar[bool] = True

    where: Expr = Option(description="条件 the condition a row must meet")

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        where = binder.expression(self.where, binder.scope(), ("where",), Kind.BOOLEAN)
        binder.finish()
        assert where is not None
        return _Filter(name, sides, same_shape(sides[0]), where)


class _Filter(Bound):
    def __init__(self, name: str, sides: tuple[Side, ...], shape: Shape, where: Typed) -> None:
        self.sides, self.shape, self.where = sides, shape, where
        self.output = shape.relation(name)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, self.where)
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        condition = emit(self.where, place)
        items = listed(self.shape.select(needed))
        unknown: tuple[str, ...] = ()
        if self.where.nullable:
            reason = null_reason([self.where])
            unknown = (doubt(reason, self.sides[0], sources[0], f"{condition} IS NULL"),)
        sql = f"SELECT {items} FROM {sources[0].sql} l WHERE {condition}"
        return StepPlan(sql, undetermined=unknown, view=True)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column,)
