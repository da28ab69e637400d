"""latest: one row a key, the newest or the oldest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.expressions.aggregates import order_key
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import key_doubt, key_null, states
from mingjian.collision.operators.members import Members
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.order import tie_columns, tie_sql
from mingjian.collision.operators.possible import at
from mingjian.collision.operators.shape import Item, listed, nullability, place, same_shape, use
from mingjian.collision.operators.telling import told
from mingjian.collision.operators.weak import OWN_WEAK, OwnWeak, bind_own_weak
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Latest"]


class Latest(Operator):
    """Keeps for each key of ``by`` the row with the greatest ``order`` (``keep: first``: the least).

    Keys: rows whose key is missing or unusable are undetermined. One of them could be the newer row of a key: that key
    is undetermined too (``possible_row``; the row that keeps it so is told as ``unplaced_row``), that is when the name,
    the birth date and the visible characters of the damaged id do not rule it out (as in ``absent``; rows of the key
    without a name go by the names its other rows give it), its other keys are equal or missing, and its order is
    missing, equal or newer. ``weak: [column]`` names other columns to tell by; where the steps before have lost the
    name the step refuses to be bound; ``weak: none`` asks nothing, for a step that only picks one of several rows.
    Nulls: a row whose order is missing is kept only when no row of its key has one.
    Equality: of rows with the same order the later row of the data set (``first``: the earlier) is kept; rows that no
    longer stand for one row of a data set are compared by all their columns. Witness: the row kept.

    中文：每个键只保留 order 最大的一行（keep: first 时为最小）。键缺失或不可用的行记为“不确定”；其中可能是某键更新一行
    的（姓名、出生日期、残缺证号的可见字符不矛盾，键内未写姓名的行以其他行的姓名为准；其余键相同或缺失，order 缺失、相同
    或更新），该键也记为“不确定”（possible_row，所涉行记为 unplaced_row）。weak: [列] 另定辨认用的列；前面的步骤已丢失
    姓名的，本步拒绝运行；只是从几行中任取一行的，可写 weak: none 不作比对。order 缺失的行仅在该键别无他行时保留；order
    相同时取数据集中靠后（first 为靠前）的一行。佐证为保留的那一行。

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
    weak: OwnWeak = Option(default=None, description=OWN_WEAK)

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = [binder.column(column, 0, ("by",)) for column in self.by]
        order = binder.expression(self.order, binder.scope(), ("order",))
        if order is not None and order.kind in (Kind.DURATION, Kind.NULL, Kind.SUBJECT):
            binder.problem(f"不能按{order.kind.zh}排序", f"cannot order by a {order.kind}", ("order",))
        by = tuple(key for key in keys if key is not None)
        weak = bind_own_weak(binder, by, self.weak)
        binder.finish()
        assert order is not None
        return _Latest(name, Members(sides[0], by, weak), order, self.keep)


_NEVER = 4_000_000 * 2**40
"""Stands for a missing order: after (for the oldest) or before every day there is."""


class _Latest(Bound):
    def __init__(self, name: str, members: Members, order: Typed, keep: str) -> None:
        self.members, self.side, self.by, self.order = members, members.side, members.by, order
        self.direction = "DESC" if keep == "latest" else "ASC"
        self.shape = same_shape(self.side)
        output = self.shape.relation(name)
        fields = nullability(output.fields, {key.name for key in self.by})
        self.output = type(output)(name, fields, output.witnesses, output.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, self.order)
        needs[0] |= {key.name for key in self.by} | states(self.by) | set(tie_columns(self.side.relation))
        needs[0] |= self.members.requires()
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        doubts = key_doubt(self.by, 0, self.side, sources[0])
        items = self.shape.select(needed)
        if not self.members.asked:
            return StepPlan(self._newest(items, sources[0]), undetermined=tuple(doubts))
        more = [Item(f"l.{quoted(key.name)}", key.name) for key in self.by if key.name not in needed]
        more += [Item(emit(self.order, place), "_o"), Item(told(self.side, sources[0]).mark("l"), "_told")]
        newer = f"(m._o IS NULL OR k._o IS NULL OR m._o {'>=' if self.direction == 'DESC' else '<='} k._o)"
        plan = StepPlan(self._newest([*items, *more], sources[0]), undetermined=tuple(doubts))
        columns, order = [item.out for item in items], [Item(emit(self.order, at("r")), "_o")]
        return self.members.ask(plan, columns, sources[0], table, lambda _: newer, order)

    def _newest(self, items: Sequence[Item], source: Source) -> str:
        null = key_null(self.by, "l")
        where = f" WHERE NOT ({null})" if null else ""
        single = self.side.relation.single
        if single is not None and self.order.kind in (Kind.DATE, Kind.MONTH):
            return self._by_number(items, source, where, quoted(single.column))
        keys = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        ties = tie_sql(self.side.relation, "l", self.direction, source.columns)
        order = ", ".join([f"{emit(self.order, place)} {self.direction} NULLS LAST", *ties])
        return (
            f"SELECT {listed(items)} FROM {source.sql} l{where}"
            f" QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {order}) = 1"
        )

    def _by_number(self, items: Sequence[Item], source: Source, where: str, row: str) -> str:
        """Order and row number as one integer: the greatest of a key names the row, without sorting any."""
        last = self.direction == "DESC"
        key = order_key(self.order.kind, emit(self.order, place), f"l.{row}")
        if self.order.nullable:
            key = f"coalesce({key}, {'-' if last else ''}{_NEVER} + l.{row})"
        keys = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        best = f"SELECT {'max' if last else 'min'}({key}) AS k FROM {source.sql} l{where} GROUP BY {keys}"
        chosen = f"SELECT k & 1099511627775 AS n FROM ({best})"
        return f"SELECT {listed(items)} FROM {source.sql} l SEMI JOIN ({chosen}) c ON l.{row} = c.n"

    def push(self, column: str) -> tuple[str | None, ...]:
        """Where damaged rows decide too the input stays whole."""
        if self.members.asked:
            return (None,)
        return (column if any(key.name == column for key in self.by) else None,)
