"""The aggregates an ``aggregate`` or ``ratio`` step can take, each with its rule for nulls.

Nulls in the argument are left out, as in SQL: a sum with missing amounts is a lower bound. ``any`` and ``all`` are
three-valued: unknown when the known values do not decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.collision.expressions.typed import Aggregate, Typed
from mingjian.engines import NUMERIC, PHYSICAL, TEXTUAL, Kind

__all__ = ["AGGREGATES", "AggregateRule", "emit_aggregate", "order_key"]

_ANY = frozenset(Kind) - {Kind.NULL, Kind.DURATION}
_ORDERED = NUMERIC | {Kind.DATE, Kind.MONTH, Kind.TEXT, Kind.CODE}


@dataclass(frozen=True, slots=True)
class AggregateRule:
    """``takes`` is the kinds of the argument, empty for none; ``gives`` None means the argument's kind."""

    name: str
    takes: frozenset[Kind]
    gives: Kind | None
    optional: bool
    ordered: bool
    zh: str
    en: str

    def nullable(self, arg: Typed | None) -> bool:
        """A group has at least one row, so only a null argument makes a null result."""
        if self.name in ("count", "count_if", "distinct"):
            return False
        return arg is None or arg.nullable


def _rule(
    name: str,
    takes: frozenset[Kind],
    gives: Kind | None,
    zh: str,
    en: str,
    *,
    optional: bool = False,
    ordered: bool = False,
) -> AggregateRule:
    return AggregateRule(name, takes, gives, optional, ordered, zh, en)


AGGREGATES: dict[str, AggregateRule] = {
    rule.name: rule
    for rule in (
        _rule(
            "count",
            _ANY,
            Kind.INTEGER,
            "行数；给出列时为非空的行数",
            "rows; with an argument, rows where it is not null",
            optional=True,
        ),
        _rule(
            "count_if",
            frozenset({Kind.BOOLEAN}),
            Kind.INTEGER,
            "条件为真的行数",
            "rows for which the condition is true",
        ),
        _rule("distinct", _ANY, Kind.INTEGER, "不同非空值的个数", "how many different values, nulls left out"),
        _rule("sum", NUMERIC, None, "合计，空值不计", "the sum, nulls left out"),
        _rule("avg", NUMERIC, Kind.DECIMAL, "平均，空值不计", "the mean, nulls left out"),
        _rule("min", _ORDERED, None, "最小", "the smallest"),
        _rule("max", _ORDERED, None, "最大", "the largest"),
        _rule(
            "first",
            _ANY,
            None,
            "最早一行的非空值，第二个参数为排序列；同序取数据集中靠前的行",
            "the value, not null, of the first row by the second argument; of equals the earlier row",
            ordered=True,
        ),
        _rule(
            "last",
            _ANY,
            None,
            "最近一行的非空值，第二个参数为排序列；同序取数据集中靠后的行",
            "the value, not null, of the last row by the second argument; of equals the later row",
            ordered=True,
        ),
        _rule(
            "any",
            frozenset({Kind.BOOLEAN}),
            Kind.BOOLEAN,
            "有一行为真；没有真而有未知则未知",
            "whether one row is true; unknown when none is and some are unknown",
        ),
        _rule(
            "all",
            frozenset({Kind.BOOLEAN}),
            Kind.BOOLEAN,
            "每行都为真；没有假而有未知则未知",
            "whether every row is true; unknown when none is false and some are unknown",
        ),
        _rule(
            "listed", TEXTUAL, Kind.TEXT, "不同的值，排序后以顿号连接", "the different values, sorted and joined by 、"
        ),
    )
}


def emit_aggregate(node: Aggregate, arg: str | None, order: str | None, ties: Sequence[str]) -> str:
    """The SQL of an aggregate over the SQL of its argument, its order and the row numbers that decide ties."""
    match node.name:
        case "count":
            return f"count({arg or '*'})"
        case "count_if":
            return f"count(*) FILTER (WHERE {arg})"
        case "distinct":
            return f"count(DISTINCT {arg})"
        case "sum":
            return f"CAST(sum({arg}) AS {_sum_type(node.kind)})"
        case "avg":
            return f"avg(CAST({arg} AS DOUBLE))"
        case "any":
            return f"CASE WHEN bool_or({arg}) THEN true WHEN count({arg}) = count(*) THEN false END"
        case "all":
            return f"CASE WHEN NOT bool_and({arg}) THEN false WHEN count({arg}) = count(*) THEN true END"
        case "listed":
            return f"string_agg(DISTINCT {arg}, '、' ORDER BY {arg})"
        case "first" | "last":
            return _picked(node, arg or "", order or "", ties)
    return f"{node.name}({arg})"


def _picked(node: Aggregate, arg: str, order: str, ties: Sequence[str]) -> str:
    """``first`` and ``last``: equals are decided by row number, so that values taken together are of one row.

    Rows that have none (groups of groups) are decided by the value. One row number and a day or month go into one
    integer, which is twice as fast to compare as a pair.
    """
    pick = "min" if node.name == "first" else "max"
    known = f"FILTER (WHERE ({order}) IS NOT NULL AND ({arg}) IS NOT NULL)"
    if not ties:
        return f"({pick}({{'o': {order}, 'v': {arg}}}) {known}).v"
    if len(ties) == 1 and node.order is not None and node.order.kind in (Kind.DATE, Kind.MONTH):
        return f"arg_{pick}({arg}, {order_key(node.order.kind, order, ties[0])}) {known}"
    parts = ", ".join(f"'w{number}': {tie}" for number, tie in enumerate(ties))
    return f"arg_{pick}({arg}, {{'o': {order}, {parts}}}) {known}"


def order_key(kind: Kind, order: str, row: str) -> str:
    """A day or month and a row number (below 2^40) as one integer that sorts by both."""
    number = f"({order} - DATE '1970-01-01')" if kind is Kind.DATE else f"({order})"
    return f"(CAST({number} AS BIGINT) * 1099511627776 + {row})"


def _sum_type(kind: Kind) -> str:
    return "DECIMAL(38,2)" if kind is Kind.MONEY else PHYSICAL[kind]
