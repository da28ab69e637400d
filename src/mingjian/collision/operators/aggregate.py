"""aggregate: one row a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Scope, Side, Typed, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.carrying import gathered
from mingjian.collision.operators.doubt import key_doubt, key_null, null_reason, states
from mingjian.collision.operators.groups import group_order, group_ties, group_witnesses, witness_items
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names, Take
from mingjian.collision.operators.shape import Item, listed, place, use
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Aggregate"]


class Aggregate(Operator):
    """Groups rows by ``by`` and computes the aggregates of ``take`` for each group; ``having`` keeps some groups.

    Keys: rows whose group key is missing or unusable are undetermined. Nulls: aggregates leave out nulls (a sum with
    missing amounts is a lower bound); ``any`` and ``all`` are three-valued; a group for which ``having`` is unknown is
    undetermined. ``first`` and ``last`` go by their second argument, else by ``order``, else by the first day or month
    column of the input that is not a birth date; of equals ``first`` takes the earlier row and ``last`` the
    later (rows without a number: the smaller and the larger value). Witness: all rows of the group.

    中文：按 by 分组并计算 take 中的聚合；having 保留符合条件的组。组键缺失或不可用的行记为“不确定”；聚合不计空值
    （有缺失金额时合计是下限）；having 未知的组记为“不确定”。佐证为该组全部行。

    example: {aggregate: after_death, by: [person, died_on], take: {months: count(), amount: sum(amount)}}
    """

    verb: ClassVar[str] = "aggregate"
    title: ClassVar[tuple[str, str]] = ("分组汇总", "Aggregate")
    change: ClassVar[Change] = "keyed"

    by: Names = Option(description="分组列 the group")
    take: Take = Option(description="新列 → 聚合 new column → aggregate")
    having: Expr | None = Option(default=None, description="组须满足的条件 condition on groups, over by and take")
    order: str | None = Option(default=None, description="first 与 last 依据的列 column that first and last go by")

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = [binder.column(column, 0, ("by",)) for column in self.by]
        by = tuple(key for key in keys if key is not None)
        new_names(binder, self.take, [key.name for key in by])
        order = group_order(binder, sides[0].relation, self.order)
        scope = binder.scope(grouped=frozenset(key.name for key in by), order=order, ties=group_ties(sides[0].relation))
        made: dict[str, Typed] = {}
        for column, text in self.take.items():
            node = binder.expression(text, scope, ("take", column))
            if node is not None:
                made[column] = node
        output = _output(name, sides[0].relation, by, made)
        having = _having(binder, self.having, output, context)
        binder.finish()
        return _Aggregate(sides, by, made, having, output)


def _output(name: str, relation: Relation, by: Sequence[Field], made: dict[str, Typed]) -> Relation:
    added = [Field(column, node.kind, node.nullable) for column, node in made.items()]
    return Relation(name, (*gathered(by, made), *added), group_witnesses(relation), relation.sources)


def _having(binder: Binder, text: str | None, output: Relation, context: Context) -> Typed | None:
    """``having`` sees the group keys and the columns of ``take``."""
    if text is None or len(output.fields) == 0:
        return None
    scope = Scope((Side("group", output),), context.parameters, context.as_of)
    return binder.expression(text, scope, ("having",), Kind.BOOLEAN)


class _Aggregate(Bound):
    gathers = True

    def __init__(
        self,
        sides: tuple[Side, ...],
        by: tuple[Field, ...],
        made: dict[str, Typed],
        having: Typed | None,
        output: Relation,
    ) -> None:
        self.sides, self.by, self.made, self.having, self.output = sides, by, made, having, output

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs: list[set[str]] = [{key.name for key in self.by} | states(self.by)]
        used = needed | self._having_columns()
        use(needs, *(node for column, node in self.made.items() if column in used))
        needs[0] |= {w.column for w in self.sides[0].relation.witnesses if w.column in needed}
        return (frozenset(needs[0]),)

    def _having_columns(self) -> frozenset[str]:
        needs: list[set[str]] = [set()]
        use(needs, self.having)
        return frozenset(needs[0])

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        used = needed | self._having_columns()
        items = [Item(f"l.{quoted(key.name)}", key.name) for key in self.by if key.name in used]
        items += [Item(emit(node, place), column) for column, node in self.made.items() if column in used]
        items += witness_items(self.sides[0].relation, needed)
        null = key_null(self.by, "l")
        keys = key_doubt(self.by, 0, self.sides[0], sources[0])
        where = f" WHERE NOT ({null})" if null else ""
        grouped = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        sql = f"SELECT {listed(items)} FROM {sources[0].sql} l{where} GROUP BY {grouped}"
        if self.having is None:
            return StepPlan(sql, undetermined=tuple(keys))
        return self._having_plan(sql, needed, keys, table)

    def _having_plan(self, sql: str, needed: frozenset[str], keys: list[str], table: str) -> StepPlan:
        assert self.having is not None
        condition = emit(self.having, lambda column: f"g.{quoted(column.name)}")
        order = [f.name for f in self.output.fields] + [w.column for w in self.output.witnesses]
        kept = ", ".join(f"g.{quoted(column)}" for column in order if column in needed) or "1 AS _none"
        if not self.having.nullable:
            return StepPlan(f"SELECT {kept} FROM ({sql}) g WHERE {condition}", undetermined=tuple(keys))
        groups = f"{table}~groups"
        reason = null_reason([self.having], lambda column: f"g.{quoted(column.name)}")
        doubts = (
            f"SELECT {reason} AS reason, {text_literal(self.sides[0].alias)} AS alias, CAST(NULL AS VARCHAR) AS source,"
            f" CAST(NULL AS BIGINT) AS _row FROM {quoted(groups)} g WHERE {condition} IS NULL"
        )
        stage = f"SELECT * FROM ({sql}) g WHERE {condition} IS NOT FALSE"
        final = f"SELECT {kept} FROM {quoted(groups)} g WHERE {condition}"
        return StepPlan(final, ((groups, stage),), (doubts, *keys), view=True)

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column if any(key.name == column for key in self.by) else None,)
