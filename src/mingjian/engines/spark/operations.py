"""Values and operations: literals, names, arithmetic, comparisons, casts, days and lengths of time."""

from __future__ import annotations

import re

from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.rules import Writer, rule
from mingjian.engines.spark.texts import quoted, text
from mingjian.engines.spark.types import INTEGERS

__all__ = ["double", "half_away", "is_double"]

_T = exp.DataType.Type
_SIGNS: dict[type[exp.Expression], str] = {
    exp.Add: "+", exp.Mul: "*", exp.Mod: "%", exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=",
    exp.GT: ">", exp.GTE: ">=", exp.And: "AND", exp.Or: "OR", exp.BitwiseAnd: "&", exp.NullSafeEQ: "<=>",
}  # fmt: skip
_LENGTH = re.compile(r"(-?\d+) months (-?\d+) days")
_DATE = r"\\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\z"


@rule(*_SIGNS)
def _binary(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} {_SIGNS[type(node)]} {write.part(node, 'expression')})"


@rule(exp.Sub)
def _less(write: Writer, node: exp.Expression) -> str:
    """Less a day: a number of days in DuckDB, an interval in Spark."""
    left, right = write.part(node), write.part(node, "expression")
    if _is_day(node.args["expression"]):
        return f"CAST(datediff({left}, {right}) AS BIGINT)"
    return f"({left} - {right})"


def _is_day(node: exp.Expression) -> bool:
    found = node.unnest()
    return isinstance(found, exp.Cast) and found.args["to"].this is _T.DATE


@rule(exp.DPipe, parts="this expression safe")
def _joined(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} || {write.part(node, 'expression')})"


@rule(exp.NullSafeNEQ)
def _distinct_from(write: Writer, node: exp.Expression) -> str:
    return f"(NOT ({write.part(node)} <=> {write.part(node, 'expression')}))"


@rule(exp.Div)
def _divided(write: Writer, node: exp.Expression) -> str:
    """``/`` is of doubles in DuckDB whatever it is given; what is divided by nothing is null in ours (`nullif`)."""
    return f"try_divide({double(write, node.this)}, {double(write, node.args['expression'])})"


@rule(exp.IntDiv)
def _whole(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} div {write.part(node, 'expression')})"


@rule(exp.Neg, parts="this")
def _negative(write: Writer, node: exp.Expression) -> str:
    return f"(- {write.part(node)})"


@rule(exp.Not, parts="this")
def _not(write: Writer, node: exp.Expression) -> str:
    return f"(NOT {write.part(node)})"


@rule(exp.Paren, parts="this")
def _paren(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)})"


@rule(exp.Is)
def _is(write: Writer, node: exp.Expression) -> str:
    if not isinstance(node.args["expression"], exp.Null | exp.Boolean):
        raise Untranslatable(f"IS {node.args['expression'].sql('duckdb')}")
    return f"({write.part(node)} IS {write.part(node, 'expression')})"


@rule(exp.Between, parts="this low high")
def _between(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} BETWEEN {write.part(node, 'low')} AND {write.part(node, 'high')})"


@rule(exp.In, parts="this expressions query")
def _in(write: Writer, node: exp.Expression) -> str:
    if node.args.get("query") is not None:
        return f"({write.part(node)} IN {write.part(node, 'query')})"
    return f"({write.part(node)} IN ({write.many(node.expressions)}))"


@rule(exp.Exists, parts="this")
def _exists(write: Writer, node: exp.Expression) -> str:
    return f"EXISTS ({write.part(node)})"


@rule(exp.Case, parts="this ifs default")
def _case(write: Writer, node: exp.Expression) -> str:
    of = f" {write.part(node)}" if node.args.get("this") is not None else ""
    branches = " ".join(f"WHEN {write(one.this)} THEN {write(one.args['true'])}" for one in node.args["ifs"])
    otherwise = f" ELSE {write.part(node, 'default')}" if node.args.get("default") is not None else ""
    return f"CASE{of} {branches}{otherwise} END"


@rule(exp.Column, parts="this table")
def _column(write: Writer, node: exp.Expression) -> str:
    table = f"{write.part(node, 'table')}." if node.args.get("table") is not None else ""
    return f"{table}{write.part(node)}"


@rule(exp.Dot)
def _field(write: Writer, node: exp.Expression) -> str:
    return f"{write.part(node)}.{write.part(node, 'expression')}"


@rule(exp.Identifier, parts="this quoted")
def _name(write: Writer, node: exp.Expression) -> str:
    return quoted(node.name)


@rule(exp.Null, parts="")
def _null(write: Writer, node: exp.Expression) -> str:
    return "NULL"


@rule(exp.Boolean, parts="this")
def _boolean(write: Writer, node: exp.Expression) -> str:
    return "true" if node.this else "false"


@rule(exp.Literal, parts="this is_string")
def _literal(write: Writer, node: exp.Expression) -> str:
    return text(node.name) if node.is_string else node.name


@rule(exp.Tuple, parts="expressions")
def _tuple(write: Writer, node: exp.Expression) -> str:
    return f"({write.many(node.expressions)})"


@rule(exp.Cast, parts="this to")
def _cast(write: Writer, node: exp.Expression) -> str:
    """A null of one type cast to another is a null, also where Spark has no such cast (a number to a day)."""
    kind, inner = node.args["to"].this, node.this.unnest()
    if isinstance(inner, exp.Cast) and isinstance(inner.this, exp.Null):
        return f"CAST(NULL AS {write.part(node, 'to')})"
    if kind in INTEGERS and is_double(node.this):
        return f"CAST(rint({write.part(node)}) AS {write.part(node, 'to')})"  # DuckDB rounds, Spark cuts
    return f"CAST({write.part(node)} AS {write.part(node, 'to')})"


@rule(exp.TryCast, parts="this to safe")
def _try_cast(write: Writer, node: exp.Expression) -> str:
    """A text is a day only in full, less than either engine takes; a double becomes cents as DuckDB does it."""
    kind, value, to = node.args["to"].this, write.part(node), write.part(node, "to")
    if kind is _T.DATE:
        return f"CASE WHEN {value} RLIKE '{_DATE}' THEN TRY_CAST({value} AS DATE) END"
    if kind is _T.DECIMAL and _digits_after(node) == 2 and is_double(node.this):
        cents = f"TRY_CAST({half_away(f'{value} * 100D')} AS DECIMAL(38,0))"
        return f"TRY_CAST({cents} * 0.01BD AS {to})"
    if kind is _T.BIGINT and isinstance(node.this, exp.Floor):
        return f"TRY_CAST({value} AS {to})"
    raise Untranslatable(node.sql("duckdb"))


def _digits_after(node: exp.Expression) -> int:
    return int(node.args["to"].expressions[1].this.name)


def is_double(node: exp.Expression) -> bool:
    """Whether an expression is plainly a double: cast to one, or made of such by arithmetic."""
    found = node.unnest()
    if isinstance(found, exp.Cast):
        return bool(found.args["to"].this is _T.DOUBLE)
    if isinstance(found, exp.Mul | exp.Add | exp.Sub):
        return is_double(found.this) or is_double(found.args["expression"])
    return isinstance(found, exp.Div)


def double(write: Writer, node: exp.Expression) -> str:
    """The SQL of an expression as a double."""
    return write(node) if is_double(node) else f"CAST({write(node)} AS DOUBLE)"


def half_away(value: str) -> str:
    """A double rounded to a whole number, half away from zero: by what it is, not by how it is written in decimals."""
    return f"round({value})"


@rule(exp.Interval, parts="this")
def _interval(write: Writer, node: exp.Expression) -> str:
    """Months and days in one: an interval of the calendar (``spark.sql.legacy.interval.enabled``)."""
    found = _LENGTH.fullmatch(node.this.name)
    if found is None:
        raise Untranslatable(node.sql("duckdb"))
    months, days = (int(part) for part in found.groups())
    return f"INTERVAL '{months} months {days} days'"


@rule(exp.ToDays, parts="this")
def _days(write: Writer, node: exp.Expression) -> str:
    return f"make_interval(0, 0, 0, {write.part(node)})"


@rule(exp.DateDiff, parts="this expression unit")
def _days_between(write: Writer, node: exp.Expression) -> str:
    if node.args["unit"].name.lower() != "day":
        raise Untranslatable(node.sql("duckdb"))
    return f"CAST(datediff({write.part(node)}, {write.part(node, 'expression')}) AS BIGINT)"


@rule(exp.DateFromParts, parts="year month day")
def _day_of(write: Writer, node: exp.Expression) -> str:
    return f"make_date({', '.join(f'CAST({write.part(node, part)} AS INT)' for part in ('year', 'month', 'day'))})"


@rule(exp.Year, exp.Month, exp.Day, parts="this")
def _part_of_day(write: Writer, node: exp.Expression) -> str:
    return f"CAST({type(node).__name__.lower()}({write.part(node)}) AS BIGINT)"


@rule(exp.DayOfWeekIso, parts="this")
def _weekday(write: Writer, node: exp.Expression) -> str:
    """Spark's ``weekday`` counts from Monday as 0."""
    return f"CAST(weekday({write.part(node)}) + 1 AS BIGINT)"


@rule(exp.LastDay, parts="this")
def _last_day(write: Writer, node: exp.Expression) -> str:
    return f"last_day({write.part(node)})"
