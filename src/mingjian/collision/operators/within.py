"""within: something followed by something else within a span of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field as Option

from mingjian.collision.expressions import Constant, Side, Typed, conjuncts, emit
from mingjian.collision.expressions.typed import Arithmetic, Compare
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.keys import bind_keys
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, On
from mingjian.collision.operators.order import tie_columns, tie_sql
from mingjian.collision.operators.pairing import Pairing
from mingjian.collision.operators.shape import Item, join_shape, nullability, place, use
from mingjian.collision.operators.thresholds import duration
from mingjian.collision.relation import Field
from mingjian.engines import Duration, Kind

__all__ = ["Within"]


class Within(Operator):
    """Pairs rows with equal keys for which ``from + least <= to <= from + most``; both borders belong to the span.

    ``from`` is a day (or month) of the first input, ``to`` of the second; ``least`` is 0 days unless given, ``most``
    may be left open. Adds ``gap_days`` (for months ``gap_months``), from ``from`` to ``to``. ``where`` narrows the
    pairs. A calendar month later than a day the month lacks is its last day (Civil Code, article 202).

    Keys, nulls and duplicates as in ``match``: a pair with an unknown day is undetermined. ``keep: first`` keeps for
    each row of the first input the pair with the earliest ``to``; a row with only unknown pairs is undetermined.
    Witness: the two rows.

    中文：连接键相同且 from + least ≤ to ≤ from + most 的两行成对，两端都算；least 不写为 0 天，most 可不写。增加
    gap_days （月份为 gap_months）。日期缺失的成对记为“不确定”。keep: first 时第一个输入的每一行只取 to 最早的一对。佐
    证为成对的两行。

    example: {within: [{earlier: served}, {later: crimes}], on: person, from: released_on, to: crime_from, most: 5
    years}
    """

    verb: ClassVar[str] = "within"
    title: ClassVar[tuple[str, str]] = ("时限之内", "Within")
    change: ClassVar[Change] = "keyed"
    inputs: ClassVar[tuple[int, int]] = (2, 2)

    on: On = Option(description="连接键 columns that must be equal")
    from_: Expr = Option(alias="from", description="起算日或月（第一个输入） day or month of the first input")
    to: Expr = Option(description="届至日或月（第二个输入） day or month of the second input")
    least: Expr | None = Option(default=None, description="最短间隔，默认 0 天 shortest gap, 0 days by default")
    most: Expr | None = Option(default=None, description="最长间隔，可不写 longest gap, open when left out")
    where: Expr | None = Option(default=None, description="成对条件 condition on a pair")
    keep: Literal["pairs", "first"] = Option(
        default="pairs",
        description="pairs 保留每一对，first 只取最早的一对 every pair, or the earliest for each first row",
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = bind_keys(binder, self.on)
        scope = binder.scope(equal=keys.equal)
        start = binder.expression(self.from_, scope, ("from",), Kind.DATE, Kind.MONTH)
        end = binder.expression(self.to, scope, ("to",), Kind.DATE, Kind.MONTH)
        where = binder.expression(self.where, scope, ("where",), Kind.BOOLEAN) if self.where is not None else None
        least, most = duration(binder, self.least, "least"), duration(binder, self.most, "most")
        if start is not None and end is not None:
            self._kinds(binder, start, end, least, most)
        shape = join_shape(sides, keys.equal)
        monthly = end is not None and end.kind is Kind.MONTH
        gap = "gap_months" if monthly else "gap_days"
        new_names(binder, [gap], shape.origin, "to")
        binder.finish()
        assert start is not None
        assert end is not None
        conditions = [*conjuncts(where), _bound(">=", end, start, least or Duration())]
        if most is not None:
            conditions.append(_bound("<=", end, start, most))
        pairing = Pairing(sides, keys, tuple(conditions), name)
        span = Arithmetic(Kind.INTEGER, start.nullable or end.nullable, "-", end, start)
        return _Within(name, pairing, start, end, Field(gap, Kind.INTEGER, nullable=False), span, self.keep)

    def _kinds(self, binder: Binder, start: Typed, end: Typed, least: Duration | None, most: Duration | None) -> None:
        if start.kind is not end.kind:
            binder.problem(
                "from 与 to 应同为日期或同为月份", "'from' and 'to' must both be days or both months", ("to",)
            )
        for option, length in (("least", least), ("most", most)):
            if length is not None and length.days and start.kind is Kind.MONTH:
                binder.problem("月份只能加减整月", "only whole months go with months", (option,))


def _bound(operator: str, end: Typed, start: Typed, length: Duration) -> Typed:
    if length == Duration():
        return Compare(Kind.BOOLEAN, start.nullable or end.nullable, operator, end, start)
    moved = Arithmetic(start.kind, start.nullable, "+", start, Constant(Kind.DURATION, False, length))
    return Compare(Kind.BOOLEAN, start.nullable or end.nullable, operator, end, moved)


class _Within(Bound):
    def __init__(
        self, name: str, pairing: Pairing, start: Typed, end: Typed, gap: Field, span: Typed, keep: str
    ) -> None:
        self.pairing, self.start, self.end, self.gap, self.span, self.keep = pairing, start, end, gap, span, keep
        self.shape = join_shape(pairing.sides, pairing.keys.equal)
        sure = {out for out, (side, column) in self.shape.origin.items() if column in pairing.key_names(side)}
        relation = self.shape.relation(name, [gap])
        self.output = replace(relation, fields=nullability(relation.fields, sure))

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 2)
        use(needs, self.start, self.end)
        if self.keep == "first":
            needs[0] |= self.pairing.identity()
            needs[1] |= set(tie_columns(self.pairing.sides[1].relation))
        return self.pairing.requires(needs)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        items = self.shape.select(needed)
        if self.gap.name in needed:
            items.append(Item(emit(self.span, place), self.gap.name))
        if self.keep == "pairs":
            return self.pairing.plan(items, sources, table)
        order = [f"{emit(self.end, place)} ASC NULLS LAST", *tie_sql(self.pairing.sides[1].relation, "r")]
        return self.pairing.plan_best(items, order, sources, table)

    def splits(self, position: int) -> bool:
        return self.keep == "pairs" or position == 0

    def touched(self, position: int, changed: Source, sources: Sequence[Source], column: str) -> str | None:
        side, inner = self.shape.origin.get(column, (position, ""))
        return None if side == position else self.pairing.partners(changed, sources, inner, side)

    def push(self, column: str) -> tuple[str | None, ...]:
        if column not in self.shape.origin:
            return (None, None)
        side, inner = self.shape.origin[column]
        other = self.pairing.keys.other(inner, side)
        if self.keep == "first" and side == 1 and other is None:
            return (None, None)
        return (inner, other) if side == 0 else (other, inner)
