"""count: how often something happened, in all or within a sliding window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.counting import Counting
from mingjian.collision.operators.doubt import key_doubt
from mingjian.collision.operators.groups import group_witnesses
from mingjian.collision.operators.members import Members
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.thresholds import duration, whole
from mingjian.collision.operators.weak import OWN_WEAK, OwnWeak, bind_own_weak
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Duration, Kind

__all__ = ["Count"]


class Count(Operator):
    """Counts the rows of each group of ``by`` and keeps the groups that reach ``at_least`` (and stay within
    ``at_most``).

    With ``window`` the count is that of the fullest window: closed at both ends, from the day ``d`` of an event to
    ``d + window - 1 day`` (``24 months`` from 2022-01-15 ends on 2024-01-14). ``distinct`` counts different values of
    the named columns instead of rows (``distinct: [day column]``: several on one day count once). Adds ``count`` and,
    with ``day``, ``first_day`` and ``last_day`` of the events counted; of equally full windows the earliest is told.

    Keys: rows whose group key is missing or unusable are undetermined. A group that would exceed ``at_most`` with those
    of them that could be its own is undetermined too (``possible_row``, the rows as ``unplaced_row``; told by name,
    birth date and visible characters of the id, ``weak`` as in ``latest``); ``at_least`` alone asks nothing. Nulls:
    with ``window`` a row without a day is not counted and undetermined, so is a row without a value of ``distinct``; a
    group that keeps within ``at_most`` only because of such rows is undetermined (``uncounted_rows``). Both take every
    such row for one more. Without ``window`` a missing day only does not show in ``first_day`` and ``last_day``.
    Witness: the events of the fullest window (of the group, without one).

    中文：按 by 分组计数，保留达到 at_least（且不超过 at_most）的组。有 window 时按最满的滑动窗口计：自某次之日 d 起至
    d+window-1 日止，两端都算；distinct 按不同取值计数（如同一日多次只算一次）。键缺失或不可用、窗口计数时日期缺失、
    distinct 列缺失的行记为“不确定”；键不可用、但可能属于某组的行（辨认办法及 weak 同 latest）计入后会使该组超过
    at_most 的，该组也记为“不确定”（possible_row，所涉行记为 unplaced_row）；只写 at_least 的不作此比对。佐证为最满窗口
    内的各行。

    example: {count: thefts, by: person, day: act_on, window: 24 months, distinct: [act_on], at_least: 3}
    """

    verb: ClassVar[str] = "count"
    title: ClassVar[tuple[str, str]] = ("计数", "Count")
    change: ClassVar[Change] = "keyed"

    by: Names = Option(description="分组列 the group")
    day: Expr | None = Option(default=None, description="日期表达式 day of an event")
    window: Expr | None = Option(default=None, description="滑动窗口的长度 length of the sliding window")
    distinct: Names | None = Option(
        default=None, description="按这些列的不同取值计数 count different values of these columns"
    )
    at_least: Expr | None = Option(default=None, description="至少 fewest, included")
    at_most: Expr | None = Option(default=None, description="至多 most, included")
    weak: OwnWeak = Option(default=None, description=OWN_WEAK)

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        by = [binder.column(column, 0, ("by",)) for column in self.by]
        distinct = [binder.column(column, 0, ("distinct",)) for column in self.distinct or ()]
        day = binder.expression(self.day, binder.scope(), ("day",), Kind.DATE) if self.day is not None else None
        window = duration(binder, self.window, "window")
        least = whole(binder, self.at_least, "at_least")
        most = whole(binder, self.at_most, "at_most")
        keys = tuple(f for f in by if f is not None)
        weak = () if self.at_most is None else bind_own_weak(binder, keys, self.weak)
        self._check(binder, window)
        added = ["count", "first_day", "last_day"] if self.day is not None else ["count"]
        clashing = {f.name for f in by if f is not None}
        new_names(binder, added, clashing, "by")
        binder.finish()
        counting = Counting(
            Members(sides[0], keys, weak),
            day,
            window,
            tuple(f for f in distinct if f is not None),
            least,
            most,
        )
        return _Count(name, sides, counting)

    def _check(self, binder: Binder, window: Duration | None) -> None:
        if self.at_least is None and self.at_most is None:
            binder.problem("应写 at_least 或 at_most", "'at_least' or 'at_most' is wanted", ())
        if self.window is not None and self.day is None:
            binder.problem("有 window 就要写 day", "'window' needs 'day'", ("window",))
        if window is not None and (window.months < 0 or window.days < 0 or window.months + window.days == 0):
            binder.problem("window 应大于零", "'window' must be longer than nothing", ("window",))


class _Count(Bound):
    gathers = True

    def __init__(self, name: str, sides: tuple[Side, ...], counting: Counting) -> None:
        self.sides, self.counting, self.members = sides, counting, counting.members
        kept = {key.name: key.name for key in counting.by}
        fields = [replace(key.renamed(kept), nullable=False) for key in counting.by]
        fields.append(Field("count", Kind.INTEGER, nullable=False))
        if counting.day is not None:
            open_ = counting.window is None and counting.day.nullable
            fields += [Field("first_day", Kind.DATE, open_), Field("last_day", Kind.DATE, open_)]
        relation = sides[0].relation
        self.output = Relation(name, tuple(fields), group_witnesses(relation), relation.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        return (self.counting.requires(needed),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        keys = key_doubt(self.counting.by, 0, self.sides[0], sources[0])
        plan = self.counting.plan(needed, sources[0], table)
        return replace(plan, undetermined=(*keys, *plan.undetermined))

    def push(self, column: str) -> tuple[str | None, ...]:
        """Where damaged rows decide too the input stays whole."""
        if self.members.asked:
            return (None,)
        return (column if any(key.name == column for key in self.counting.by) else None,)
