"""overlap: two things going on at the same time that cannot be."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Constant, Side, Typed, conjuncts
from mingjian.collision.expressions.typed import Column, Compare, Logic
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator
from mingjian.collision.operators.keys import Keys, bind_keys
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names, On
from mingjian.collision.operators.overlapping import Overlapping
from mingjian.collision.operators.shape import join_shape
from mingjian.collision.operators.spans import Span
from mingjian.collision.operators.thresholds import duration, whole
from mingjian.engines import Duration, Kind

__all__ = ["Overlap"]

SELF = ("earlier", "later")
CAP = 10_000


class Overlap(Operator):
    """Pairs rows with equal keys whose intervals share at least ``at_least`` (1 day unless given).

    Intervals are closed: ``[1 May, 5 May]`` and ``[5 May, 9 May]`` share one day. An end that is null is open and lasts
    to the as-of day; ``overlap_to`` is null when both ends are open. Adds ``overlap_from``, ``overlap_to`` and
    ``overlap_days`` (counted to the as-of day). With one input its rows are paired among themselves, each pair once,
    as ``earlier`` and ``later`` (by first day, then by row number), and ``spans`` is one ``[from, to]``.
    ``distinct: [columns]`` wants at least one of the columns to differ within a pair. ``where`` narrows the pairs.

    Keys: rows with a missing or unusable key are undetermined. Nulls: rows without a first day, or whose interval is
    reversed (``reversed_span``), are undetermined, and pairs for which ``where`` or ``distinct`` is unknown. A key with
    more than ``cap`` overlapping rows (10 000 unless given) is undetermined as a whole (``over_cap``): it is a
    collective key, not a person. Witness: the two rows.

    中文：连接键相同、两段期间重叠不少于 at_least（不写为 1 天）的两行成对。期间两端都算；止日为空表示仍在继续，算到基
    准日。只有一个输入时在其内部两两比较，每对一次。起日缺失、起止颠倒、条件未知的记为“不确定”；同一键重叠行数超过
    cap 的整体记为“不确定”（over_cap）。佐证为成对的两行。

    example: {overlap: stays, on: person, spans: [admitted_on, discharged_on], at_least: 2 days, distinct: [hospital]}
    """

    verb: ClassVar[str] = "overlap"
    title: ClassVar[tuple[str, str]] = ("期间重叠", "Overlap")
    change: ClassVar[Change] = "keyed"
    inputs: ClassVar[tuple[int, int]] = (1, 2)

    on: On = Option(description="连接键 columns that must be equal")
    spans: dict[str, tuple[Expr, Expr]] | tuple[Expr, Expr] = Option(
        description="各输入的 [起, 止] [from, to] of each input, or of the one"
    )
    at_least: Expr | None = Option(
        default=None, description="至少重叠多久，默认 1 天 shortest overlap, 1 day by default"
    )
    distinct: Names | None = Option(
        default=None, description="一对之中至少有一列不同 at least one of these columns differs within a pair"
    )
    where: Expr | None = Option(default=None, description="成对条件 condition on a pair")
    cap: Expr | None = Option(
        default=None, description="同一键重叠行数的上限，默认 10000 most overlapping rows of one key, 10 000 by default"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        alone = len(sides) == 1
        both = tuple(Side(alias, sides[0].relation) for alias in SELF) if alone else sides
        binder.sides = both
        keys = bind_keys(binder, self.on)
        spans = [self._span(binder, number, side, alone, context) for number, side in enumerate(both)]
        length = duration(binder, self.at_least, "at_least") or Duration(0, 1)
        cap = whole(binder, self.cap, "cap", 1) or CAP
        conditions = self._conditions(binder, keys, both)
        shape = join_shape(both, keys.equal)
        new_names(binder, ["overlap_from", "overlap_to", "overlap_days"], shape.origin, "spans")
        if length.months < 0 or length.days < 0 or length == Duration():
            binder.problem("at_least 至少为 1 天", "'at_least' is 1 day or more", ("at_least",))
        binder.finish()
        first, second = spans
        assert first is not None
        assert second is not None
        return Overlapping(name, both, alone, keys, (first, second), length, tuple(conditions), cap, sides)

    def _span(self, binder: Binder, number: int, side: Side, alone: bool, context: Context) -> Span | None:
        """The interval of one input, its columns read as side 0."""
        path: tuple[str | int, ...] = ("spans",)
        if alone:
            if isinstance(self.spans, dict):
                binder.problem("一个输入时写 [起, 止]", "with one input write [from, to]", path)
                return None
            texts = self.spans
        else:
            if not isinstance(self.spans, dict) or set(self.spans) != {one.alias for one in binder.sides}:
                names = "、".join(one.alias for one in binder.sides)
                binder.problem(f"spans 应为{names}各写 [起, 止]", f"write [from, to] for each of {names}", path)
                return None
            texts = self.spans[side.alias]
            path = ("spans", side.alias)
        scope = binder.scope(sides=(side,))
        start = binder.expression(texts[0], scope, (*path, 0), Kind.DATE)
        end = binder.expression(texts[1], scope, (*path, 1), Kind.DATE, Kind.NULL)
        if start is None or end is None:
            return None
        return Span(start, end if end.kind is Kind.DATE else _never(), context.as_of)

    def _conditions(self, binder: Binder, keys: Keys, both: tuple[Side, ...]) -> list[Typed]:
        """``where`` and ``distinct`` as conditions on a pair."""
        found: list[Typed] = []
        if self.where is not None:
            where = binder.expression(self.where, binder.scope(equal=keys.equal), ("where",), Kind.BOOLEAN)
            found += conjuncts(where)
        differ: list[Typed] = []
        for column in self.distinct or ():
            left, right = binder.column(column, 0, ("distinct",)), binder.column(column, 1, ("distinct",))
            if left is not None and right is not None:
                pair = [Column(f.kind, f.nullable, n, f.name, f.name) for n, f in enumerate((left, right))]
                nullable = left.nullable or right.nullable
                differ.append(Compare(Kind.BOOLEAN, nullable, "!=", pair[0], pair[1]))
        if len(differ) > 1:
            found.append(Logic(Kind.BOOLEAN, any(d.nullable for d in differ), "or", tuple(differ)))
        return found + differ if len(differ) == 1 else found


def _never() -> Typed:
    """``null`` written as an end: every interval is open."""
    return Constant(Kind.DATE, True, None)
