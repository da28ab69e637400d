"""Lists, structures, and what is gathered over the rows of a group or a window."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.rules import Writer, rule
from mingjian.engines.spark.texts import text

__all__: list[str] = []


@rule(exp.Array, parts="expressions bracket_notation")
def _array(write: Writer, node: exp.Expression) -> str:
    return f"array({write.many(node.expressions)})"


@rule(exp.Bracket, parts="this expressions offset")
def _item(write: Writer, node: exp.Expression) -> str:
    """Counted from one, from the end below zero; null beyond."""
    (at,) = node.expressions
    return f"try_element_at({write.part(node)}, CAST({write(at)} AS INT))"


_SEPARATORS = frozenset("E*、")


@rule(exp.Split)
def _split(write: Writer, node: exp.Expression) -> str:
    separator = node.args["expression"]
    if not (isinstance(separator, exp.Literal) and separator.is_string and separator.name in _SEPARATORS):
        raise Untranslatable(node.sql("duckdb"))
    return f"split({write.part(node)}, {text(f'[{separator.name}]')})"


@rule(exp.Transform)
def _transform(write: Writer, node: exp.Expression) -> str:
    return f"transform({write.part(node)}, {write.part(node, 'expression')})"


@rule(exp.ArrayFilter)
def _filter_list(write: Writer, node: exp.Expression) -> str:
    return f"filter({write.part(node)}, {write.part(node, 'expression')})"


@rule(exp.Lambda, parts="this expressions colon")
def _lambda(write: Writer, node: exp.Expression) -> str:
    (variable,) = node.expressions
    return f"{write(variable)} -> {write.part(node)}"


@rule(exp.SortArray, parts="this")
def _sorted(write: Writer, node: exp.Expression) -> str:
    return f"array_sort({write.part(node)})"


_LISTS: dict[type[exp.Expression], str] = {
    exp.ArrayDistinct: "array_distinct",
    exp.ArrayMin: "array_min",
    exp.Explode: "explode",
}


@rule(*_LISTS, parts="this check_null")
def _list(write: Writer, node: exp.Expression) -> str:
    return f"{_LISTS[type(node)]}({write.part(node)})"


@rule(exp.Flatten, parts="this")
def _flat(write: Writer, node: exp.Expression) -> str:
    """Lists of a group in one: those that are missing add nothing, and where all are it is empty, on both engines."""
    inner = f"collect_list({write.part(node.this)})" if isinstance(node.this, exp.ArrayAgg) else write.part(node)
    return f"flatten({inner})"


@rule(exp.ArrayContains, parts="this expression check_null")
def _has(write: Writer, node: exp.Expression) -> str:
    return f"array_contains({write.part(node)}, {write.part(node, 'expression')})"


@rule(exp.GenerateSeries, parts="start end is_end_exclusive")
def _range(write: Writer, node: exp.Expression) -> str:
    """Spark counts down where the end comes first."""
    if not node.args.get("is_end_exclusive"):
        raise Untranslatable(node.sql("duckdb"))
    start, end = write.part(node, "start"), write.part(node, "end")
    return f"CASE WHEN {start} < {end} THEN sequence({start}, {end} - 1) ELSE array() END"


@rule(exp.Struct, parts="expressions")
def _struct(write: Writer, node: exp.Expression) -> str:
    """Structures are compared part by part; a part that is null comes last in DuckDB, and first in Spark."""
    parts = []
    for one in node.expressions:
        name, value = one.this.name, write(one.args["expression"])
        parts.append(f"{text(f'{name}~none')}, {value} IS NULL, {text(name)}, {value}")
    return f"named_struct({', '.join(parts)})"


@rule(exp.Filter)
def _filter(write: Writer, node: exp.Expression) -> str:
    """Conditions on single aggregates; those that stand for one are told the condition."""
    condition = write(node.args["expression"].this)
    return _gathered(write, node.this, condition)


@rule(
    exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.ArgMax, exp.ArgMin, exp.LogicalAnd, exp.LogicalOr, exp.Median,
    exp.ArrayAgg, exp.GroupConcat, exp.PercentileDisc, parts="this expression big_int separator nulls_excluded",
)  # fmt: skip
def _aggregate(write: Writer, node: exp.Expression) -> str:
    return _gathered(write, node, None)


_PLAIN: dict[type[exp.Expression], str] = {
    exp.Sum: "sum", exp.Min: "min", exp.Max: "max", exp.Avg: "avg", exp.LogicalAnd: "bool_and",
    exp.LogicalOr: "bool_or", exp.Median: "median",
}  # fmt: skip


def _gathered(write: Writer, node: exp.Expression, condition: str | None) -> str:
    """An aggregate over the rows that meet a condition."""

    def over(call: str, *more: str) -> str:
        wanted = " AND ".join(f"({one})" for one in (condition, *more) if one is not None)
        return f"{call} FILTER (WHERE {wanted})" if wanted else call

    name = _PLAIN.get(type(node))
    if name is not None:
        return over(f"{name}({write.part(node)})")
    match node:
        case exp.Count():
            return over(f"count({write.part(node)})")
        case exp.ArgMax() | exp.ArgMin():
            value, key = write.part(node), write.part(node, "expression")
            called = "max_by" if isinstance(node, exp.ArgMax) else "min_by"
            return over(f"{called}({value}, {key})", f"{value} IS NOT NULL", f"{key} IS NOT NULL")
        case exp.ArrayAgg():
            if condition != f"(NOT ({write.part(node)} IS NULL))":
                raise Untranslatable(f"{node.sql('duckdb')}: nulls in a list")
            return f"nullif({over(f'collect_list({write.part(node)})')}, array())"
        case exp.PercentileDisc():
            values = over(f"collect_list({write.part(node)})")
            rank = f"ceil({write.part(node, 'expression')} * {over(f'count({write.part(node)})')})"
            return f"try_element_at(array_sort({values}), CAST(greatest({rank}, 1) AS INT))"
        case exp.GroupConcat():
            return _concatenated(write, node, over)
    raise Untranslatable(node.sql("duckdb"))


def _concatenated(write: Writer, node: exp.Expression, over: Callable[..., str]) -> str:
    """Texts joined in order: by themselves and once each, or by another column."""
    order = node.this
    if not isinstance(order, exp.Order) or len(order.expressions) != 1 or order.expressions[0].args.get("desc"):
        raise Untranslatable(node.sql("duckdb"))
    by, separator, inner = write(order.expressions[0].this), write.part(node, "separator"), order.this
    if isinstance(inner, exp.Distinct):
        (value,) = (write(one) for one in inner.expressions)
        if value != by:
            raise Untranslatable(node.sql("duckdb"))
        items = f"array_sort({over(f'collect_set({value})')})"
    else:
        value = write(inner)
        pairs = over(f"collect_list(struct({by} AS k, {value} AS v))", f"{value} IS NOT NULL")
        items = f"transform(array_sort({pairs}), x -> x.v)"
    return f"CASE WHEN {over(f'count({value})')} > 0 THEN array_join({items}, {separator}) END"


@rule(exp.Distinct, parts="expressions")
def _distinct(write: Writer, node: exp.Expression) -> str:
    return f"DISTINCT {write.many(node.expressions)}"


@rule(exp.RowNumber, parts="")
def _row_number(write: Writer, node: exp.Expression) -> str:
    return "row_number()"


@rule(exp.DenseRank, parts="")
def _dense_rank(write: Writer, node: exp.Expression) -> str:
    return "dense_rank()"


@rule(exp.Lead, parts="this offset")
def _lead(write: Writer, node: exp.Expression) -> str:
    more = f", {write.part(node, 'offset')}" if node.args.get("offset") is not None else ""
    return f"lead({write.part(node)}{more})"
