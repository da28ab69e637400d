"""outlier: rows whose value is far from those of their peers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import doubt, key_doubt, key_null, null_reason, states
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.peers import Peers
from mingjian.collision.operators.shape import Item, listed, place, same_shape, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.operators.thresholds import number, whole
from mingjian.collision.relation import Field
from mingjian.engines import NUMERIC, Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Outlier"]

SHOWN = ("peers", "peer_low", "peer_q1", "peer_median", "peer_q3", "peer_high")
LEAST = 3
"""Of fewer values no middle can be told from the rest."""


class Outlier(Operator):
    """Keeps the rows whose value ``of`` is far from those of the rows with the same ``peers``; all columns stay.

    Either ``at_least`` deviations from the median (border included; ``side``: high, low, both): the modified z-score
    0.6745 (value − median) / MAD of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993, who propose 3.5);
    where MAD is 0, (value − median) / (1.253314 × mean absolute deviation); where all are equal nobody deviates. Or
    beyond the ``percentile`` of the peers, border excluded: 95 with side high, 5 with side low. A percentile is a value
    some peer has (nearest rank). Statistics are taken over whole cents and over decimals to six places, so that every
    engine decides alike.

    Adds ``peers`` (how many values are known), ``peer_low``, ``peer_q1``, ``peer_median``, ``peer_q3``, ``peer_high``,
    and ``deviation`` or ``peer_border``: the group is shown by its numbers, not by the rows of people who are not
    concerned.

    Keys: a row without usable peers is undetermined; it is missing from its group too, and told for that. Nulls: a row
    without a value is undetermined; a group with fewer than ``min_peers`` known values is (``few_peers``), and one of
    which more than the share ``unknown`` of the rows has no value (``unknown_peers``). Witness: the row itself.

    中文：保留 of 的值明显偏离同组（peers 相同）的行，各列保留。两种写法之一：at_least 写偏离程度（含边界；side 为
    high、low、both），即修正 Z 值 0.6745×（值−中位数）÷绝对中位差（Iglewicz 与 Hoaglin，1993，建议 3.5）；绝对中位
    差为 0时用（值−中位数）÷（1.253314×平均绝对偏差）；全组相等则无人偏离。或 percentile 写百分位（不含边界）：side
    为 high时写 95，为 low 时写 5，取组内实有的值（最近秩）。金额按分、小数按六位计算，各引擎结论一致。增加 peers（
    有值的行数）、peer_low、peer_q1、peer_median、peer_q3、peer_high，以及 deviation 或 peer_border：以数字说明同组
    情况，不展示无关人员的记录。peers 缺失或不可用的行、没有值的行记为“不确定”；有值的不足 min_peers 的组（few_peers）、
    无值的行占比超过 unknown 的组（unknown_peers）记为“不确定”。佐证为该行本身。

    example: {outlier: visits, of: fund_paid, peers: [hospital, diagnosis], at_least: 3.5}
    """

    verb: ClassVar[str] = "outlier"
    title: ClassVar[tuple[str, str]] = ("离群", "Outlier")
    change: ClassVar[Change] = "keyed"

    of: Expr = Option(description="比较的值 the value compared, a number")
    peers: Names = Option(description="同组的依据 columns that rows of a group share")
    at_least: Expr | None = Option(default=None, description="偏离程度（修正 Z 值） deviations, border included")
    percentile: Expr | None = Option(default=None, description="百分位 percentile of the peers, border excluded")
    side: Literal["high", "low", "both"] = Option(default="high", description="偏高、偏低或两侧 which side")
    min_peers: Expr = Option(default="10", description="组内至少几个值 least known values of a group")
    unknown: Expr = Option(default="0.05", description="组内无值的行最多占几成 largest share of rows without a value")

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        found = [binder.column(column, 0, ("peers",)) for column in self.peers]
        keys = tuple(key for key in found if key is not None)
        last = "deviation" if self.percentile is None else "peer_border"
        new_names(binder, [*SHOWN, last], sides[0].relation, "of")
        value = binder.expression(self.of, binder.scope(), ("of",), *NUMERIC)
        border = self._border(binder)
        fewest = whole(binder, self.min_peers, "min_peers", LEAST)
        unknown = number(binder, self.unknown, "unknown")
        if unknown is not None and not 0 <= unknown < 1:
            binder.problem("应在 0 与 1 之间", "between 0 and 1", ("unknown",))
        binder.finish()
        assert value is not None
        assert border is not None
        assert fewest is not None
        assert unknown is not None
        return _Outlier(name, sides[0], value, keys, Peers(fewest, unknown, border, self.percentile is None), self.side)

    def _border(self, binder: Binder) -> Decimal | None:
        """The one border that is given; what is wrong with it is noted."""
        if (self.at_least is None) == (self.percentile is None):
            binder.problem("应写 at_least、percentile 之一", "one of at_least, percentile is wanted", ())
            return None
        if self.at_least is not None:
            least = number(binder, self.at_least, "at_least")
            if least is not None and least <= 0:
                binder.problem("应大于 0", "more than 0", ("at_least",))
            return least
        if self.side == "both":
            binder.problem("百分位只有一侧：high 或 low", "a percentile has one side: high or low", ("side",))
        share = number(binder, self.percentile, "percentile")
        if share is not None and not 0 < share < 100:
            binder.problem("应在 0 与 100 之间", "between 0 and 100", ("percentile",))
        return share


class _Outlier(Bound):
    def __init__(
        self, name: str, side: Side, value: Typed, keys: tuple[Field, ...], peers: Peers, which: str
    ) -> None:  # fmt: skip
        self.shape, self.side, self.value, self.keys = same_shape(side), side, value, keys
        self.peers, self.which = peers, which
        own = [Field(column, value.kind, False) for column in SHOWN[1:]]
        own = [Field(f.name, Kind.DECIMAL, False) if f.name == "peer_median" else f for f in own]
        last = Field(*(("deviation", Kind.DECIMAL) if peers.deviates else ("peer_border", value.kind)), False)
        self.output = self.shape.relation(name, [Field("peers", Kind.INTEGER, False), *own, last])

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, self.value)
        needs[0] |= {key.name for key in self.keys} | states(self.keys)
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        source, groups = sources[0], f"{table}~peers"
        value = emit(self.value, place)
        keys = [Item(f"l.{quoted(key.name)}", key.name) for key in self.keys]
        usable = f" WHERE NOT ({null})" if (null := key_null(self.keys, "l")) else ""
        rows = f"SELECT {listed([*keys, Item(value, '_v')])} FROM {source.sql} l{usable}"
        stages = self.peers.stages(rows, [key.name for key in self.keys], self.value.kind, table)
        same = " AND ".join(f"g.{quoted(key.name)} = l.{quoted(key.name)}" for key in self.keys)
        joined = f"FROM {source.sql} l JOIN {quoted(groups)} g ON {same}"
        chosen = f"{value} IS NOT NULL AND g._why IS NULL AND {self.peers.beyond(value, self.value.kind, self.which)}"
        made = [item for item in self._made(value) if item.out in needed]
        items = [*self.shape.select(needed), *made]
        doubts = tuple(self._doubts(value, source, joined))
        return StepPlan(f"SELECT {listed(items)} {joined} WHERE {chosen}", stages, doubts, view=True)

    def _made(self, value: str) -> list[Item]:
        last = "deviation" if self.peers.deviates else "peer_border"
        shown = self.peers.deviation(value, self.value.kind) if self.peers.deviates else "g.peer_border"
        return [*(Item(f"g.{column}", column) for column in SHOWN), Item(shown, last)]

    def _doubts(self, value: str, source: Source, joined: str) -> list[str]:
        head = tell("g._why", self.side, source, told(self.side, source).mark("l"))
        grouped = f"{head} {joined} WHERE g._why IS NOT NULL AND {value} IS NOT NULL"
        unknown = []
        if self.value.nullable:
            null = key_null(self.keys, "l")
            where = f"{value} IS NULL" + (f" AND NOT ({null})" if null else "")
            unknown = [doubt(null_reason([self.value]), self.side, source, where)]
        return [grouped, *unknown, *key_doubt(self.keys, 0, self.side, source)]

    def push(self, column: str) -> tuple[str | None, ...]:
        """Groups have to stay whole."""
        return (column if any(key.name == column for key in self.keys) else None,)
