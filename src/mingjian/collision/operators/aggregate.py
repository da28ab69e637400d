"""aggregate: one row a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Scope, Side, Typed, columns_of, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.carrying import gathered, whose
from mingjian.collision.operators.doubt import key_doubt, key_null, null_reason, states
from mingjian.collision.operators.groups import group_order, group_ties, group_witnesses, witness_items
from mingjian.collision.operators.growing import falls
from mingjian.collision.operators.members import Members
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names, Take
from mingjian.collision.operators.shape import Item, listed, place, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.operators.weak import OWN_WEAK, OwnWeak, bind_own_weak
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Aggregate"]


class Aggregate(Operator):
    """Groups rows by ``by`` and computes the aggregates of ``take`` for each group; ``having`` keeps some groups.

    Keys: rows whose group key is missing or unusable are undetermined. Where ``having`` could cease to hold with more
    rows (``count() <= 2``, ``not any(…)``, ``min(…) > x``, anything over ``first``, ``last``, ``avg``) a group that
    would fall with those of them that could be its own is undetermined too (``possible_row``, the rows as
    ``unplaced_row``; told and given up by ``weak`` as in ``latest``). Nulls: aggregates leave out nulls (a sum with
    missing amounts is a lower bound); ``any`` and ``all`` are three-valued; a group for which ``having`` is unknown is
    undetermined. ``first`` and ``last`` go by their second argument, else by ``order``, else by the first day or month
    column of the input that is not a birth date; of equals ``first`` takes the earlier row and ``last`` the
    later (rows without a number: the smaller and the larger value). Witness: all rows of the group.

    中文：按 by 分组并计算 take 中的聚合；having 保留符合条件的组。组键缺失或不可用的行记为“不确定”；行多了
    having 就可能不再成立的（如 count() <= 2、not any(…)、min(…) > x，以及涉及 first、last、avg 的），计入可能属于该组的
    上述行后不成立的组也记为“不确定”（possible_row，所涉行记为 unplaced_row；辨认办法及 weak 同 latest）。聚合不计空值
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
    weak: OwnWeak = Option(default=None, description=OWN_WEAK)

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
        asked = having is not None and falls(having, made) != "never"
        weak = bind_own_weak(binder, by, self.weak) if asked else ()
        binder.finish()
        return _Aggregate(Members(sides[0], by, weak), made, having, output)


def _output(name: str, relation: Relation, by: Sequence[Field], made: dict[str, Typed]) -> Relation:
    added = [Field(column, node.kind, node.nullable, subject=whose((node, relation))) for column, node in made.items()]
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
        members: Members,
        made: dict[str, Typed],
        having: Typed | None,
        output: Relation,
    ) -> None:
        self.members, self.side, self.by = members, members.side, members.by
        self.made, self.having, self.output = made, having, output

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs: list[set[str]] = [{key.name for key in self.by} | states(self.by) | self.members.requires()]
        used = needed | self._having_columns()
        use(needs, *(node for column, node in self.made.items() if column in used))
        needs[0] |= {w.column for w in self.side.relation.witnesses if w.column in needed}
        return (frozenset(needs[0]),)

    def _having_columns(self) -> frozenset[str]:
        needs: list[set[str]] = [set()]
        use(needs, self.having)
        return frozenset(needs[0])

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        used = needed | self._having_columns()
        used |= {key.name for key in self.by} if self.members.asked else set()
        items = [Item(f"l.{quoted(key.name)}", key.name) for key in self.by if key.name in used]
        items += [Item(emit(node, place), column) for column, node in self.made.items() if column in used]
        if self.having is not None and (self.having.nullable or self.members.asked):
            items.append(Item(told(self.side, sources[0]).first("l"), "_told"))
        items += witness_items(self.side.relation, needed)
        null = key_null(self.by, "l")
        keys = key_doubt(self.by, 0, self.side, sources[0])
        where = f" WHERE NOT ({null})" if null else ""
        grouped = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        sql = f"SELECT {listed(items)} FROM {sources[0].sql} l{where} GROUP BY {grouped}"
        if self.having is None:
            return StepPlan(sql, undetermined=tuple(keys))
        if not self.members.asked:
            return self._having_plan(sql, needed, keys, sources[0], table)
        plan = self._having_plan(sql, used & self.output.columns, keys, sources[0], table)
        order = [f.name for f in self.output.fields] + [w.column for w in self.output.witnesses]
        columns = [column for column in order if column in needed]
        if falls(self.having, self.made) == "with some":
            return self.members.ask(plan, columns, sources[0], table)
        more, fallen = self._fallen(sources[0], table)

        def would(near: str) -> str:
            same = " AND ".join(f"f.{quoted(key.name)} = {near}.{quoted(key.name)}" for key in self.by)
            return f"EXISTS (SELECT 1 FROM {quoted(fallen[0])} f WHERE {same})"

        return self.members.ask(plan, columns, sources[0], table, would, more, also=[fallen])

    def _fallen(self, source: Source, table: str) -> tuple[list[Item], tuple[str, str]]:
        """Groups for which ``having`` no longer holds with every row they could have; the columns of those rows.

        It only falls with more rows, so what holds with all of them holds with any.
        """
        assert self.having is not None
        names = {key.name for key in self.by}
        nodes = {column: node for column, node in self.made.items() if column in self._having_columns()}
        columns = sorted({column.name for column in columns_of(*nodes.values())} - names)
        keys = [Item(f"l.{quoted(key.name)}", key.name) for key in self.by]
        items = [*keys, *(Item(emit(node, place), column) for column, node in nodes.items())]
        grouped = ", ".join(item.sql for item in keys)
        rows = f"SELECT {listed(items)} FROM ({self.members.added(source, table, columns)}) l GROUP BY {grouped}"
        condition = emit(self.having, lambda column: f"g.{quoted(column.name)}")
        only = ", ".join(f"g.{quoted(name)}" for name in sorted(names))
        stage = f"SELECT {only} FROM ({rows}) g WHERE ({condition}) IS NOT TRUE"
        return [Item(f"r.{quoted(column)}", column) for column in columns], (f"{table}~fallen", stage)

    def _having_plan(self, sql: str, needed: frozenset[str], keys: list[str], source: Source, table: str) -> StepPlan:
        assert self.having is not None
        condition = emit(self.having, lambda column: f"g.{quoted(column.name)}")
        order = [f.name for f in self.output.fields] + [w.column for w in self.output.witnesses]
        columns = [column for column in order if column in needed] + (["_told"] if self.members.asked else [])
        kept = ", ".join(f"g.{quoted(column)}" for column in columns) or "1 AS _none"
        if not self.having.nullable:
            return StepPlan(f"SELECT {kept} FROM ({sql}) g WHERE {condition}", undetermined=tuple(keys))
        groups = f"{table}~groups"
        reason = null_reason([self.having], lambda column: f"g.{quoted(column.name)}")
        doubts = f"{tell(reason, self.side, source)} FROM {quoted(groups)} g WHERE {condition} IS NULL"
        stage = f"SELECT * FROM ({sql}) g WHERE {condition} IS NOT FALSE"
        final = f"SELECT {kept} FROM {quoted(groups)} g WHERE {condition}"
        return StepPlan(final, ((groups, stage),), (doubts, *keys), view=True)

    def push(self, column: str) -> tuple[str | None, ...]:
        """Where damaged rows decide too the input stays whole."""
        if self.members.asked:
            return (None,)
        return (column if any(key.name == column for key in self.by) else None,)
