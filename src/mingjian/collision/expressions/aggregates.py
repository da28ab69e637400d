"""The aggregates an ``aggregate`` or ``ratio`` step can take, each with its rule for nulls.

Nulls in the argument are left out, as in SQL: a sum with missing amounts is a lower bound. ``any`` and ``all`` are
three-valued: unknown when the known values do not decide.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.collision.expressions.typed import Aggregate, Typed
from mingjian.engines import NUMERIC, PHYSICAL, TEXTUAL, Kind

__all__ = ["AGGREGATES", "AggregateRule", "emit_aggregate"]

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
            "最早一行的非空值，第二个参数为排序列；同序取较小者",
            "the value, not null, of the first row by the second argument; the smaller of equals",
            ordered=True,
        ),
        _rule(
            "last",
            _ANY,
            None,
            "最近一行的非空值，第二个参数为排序列；同序取较大者",
            "the value, not null, of the last row by the second argument; the larger of equals",
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


def emit_aggregate(node: Aggregate, arg: str | None, order: str | None) -> str:
    """The SQL of an aggregate over the SQL of its argument and order."""
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
            pick = "min" if node.name == "first" else "max"
            known = f"({order}) IS NOT NULL AND ({arg}) IS NOT NULL"
            return f"({pick}({{'o': {order}, 'v': {arg}}}) FILTER (WHERE {known})).v"
    return f"{node.name}({arg})"


def _sum_type(kind: Kind) -> str:
    return "DECIMAL(38,2)" if kind is Kind.MONEY else PHYSICAL[kind]
