"""Clauses of a query: what is selected, from where, joined how, grouped, ordered."""

from __future__ import annotations

from pathlib import Path

from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.rules import Writer, rule
from mingjian.engines.spark.texts import quoted

__all__: list[str] = []

_CHOSEN = quoted("~chosen")


@rule(exp.Select, parts="expressions from_ joins where group having order limit qualify distinct")
def _select(write: Writer, node: exp.Expression) -> str:
    if node.args.get("qualify") is not None:
        return _qualified(write, node)
    distinct = ""
    if (found := node.args.get("distinct")) is not None:
        if found.args.get("on") is not None:
            raise Untranslatable("DISTINCT ON")
        distinct = "DISTINCT "
    return f"SELECT {distinct}{_listed(write, node)}{_rest(write, node)}"


def _rest(write: Writer, node: exp.Expression) -> str:
    """All after the list of columns."""
    clauses = [write(one) for one in [node.args.get("from_"), *node.args.get("joins", ())] if one is not None]
    clauses += [
        write.part(node, name) for name in ("where", "group", "having", "order", "limit") if node.args.get(name)
    ]
    return "".join(f" {clause}" for clause in clauses)


def _listed(write: Writer, node: exp.Expression) -> str:
    """The columns. Lists unnested side by side, which DuckDB zips, are one list of pairs in Spark."""
    rows = [one for one in node.expressions if isinstance(one.unalias(), exp.Explode)]
    if len(rows) < 2:
        return write.many(node.expressions)
    if len(rows) < len(node.expressions):
        raise Untranslatable("several UNNEST beside other columns")
    lists = ", ".join(write(one.unalias().this) for one in rows)
    return f"inline(arrays_zip({lists})) AS ({', '.join(quoted(one.alias) for one in rows)})"


def _qualified(write: Writer, node: exp.Expression) -> str:
    """Spark has no QUALIFY: the condition becomes a column, and a query around it chooses."""
    if any(node.args.get(name) for name in ("order", "limit", "distinct", "group")):
        raise Untranslatable("QUALIFY beside ORDER BY, LIMIT, DISTINCT or GROUP BY")
    condition = write(node.args["qualify"].this)
    inner = f"SELECT {_listed(write, node)}, {condition} AS {_CHOSEN}{_rest(write, node)}"
    return f"SELECT * EXCEPT ({_CHOSEN}) FROM ({inner}) WHERE {_CHOSEN}"


@rule(exp.From, parts="this")
def _from(write: Writer, node: exp.Expression) -> str:
    return f"FROM {write.part(node)}"


@rule(exp.Join, parts="this on kind side using")
def _join(write: Writer, node: exp.Expression) -> str:
    side, kind = str(node.args.get("side") or "").upper(), str(node.args.get("kind") or "").upper()
    on = f" ON {write.part(node, 'on')}" if node.args.get("on") is not None else ""
    if node.args.get("using"):
        on = f" USING ({write.many(node.args['using'])})"
    if not on:
        if side or kind not in ("", "CROSS"):
            raise Untranslatable(f"{side} {kind} JOIN without a condition")
        return f"CROSS JOIN {write.part(node)}"
    if (side, kind) in (("", "SEMI"), ("", "ANTI")):
        return f"LEFT {kind} JOIN {write.part(node)}{on}"
    if (side, kind) not in (("", ""), ("", "INNER"), ("LEFT", "")):
        raise Untranslatable(f"{side} {kind} JOIN")
    return f"{side or 'INNER'} JOIN {write.part(node)}{on}"


@rule(exp.Table, parts="this alias")
def _table(write: Writer, node: exp.Expression) -> str:
    alias = f" {write.part(node, 'alias')}" if node.args.get("alias") is not None else ""
    return f"{write.part(node)}{alias}"


@rule(exp.ReadParquet, parts="expressions")
def _parquet(write: Writer, node: exp.Expression) -> str:
    """Files as a view; the options say only what Spark does anyhow, or what the view always has."""
    first, *options = node.expressions
    paths = first.expressions if isinstance(first, exp.Array) else [first]
    if not all(isinstance(path, exp.Literal) and path.is_string for path in paths):
        raise Untranslatable("read_parquet of anything but written paths")
    for option in options:
        if option.this.name not in ("hive_partitioning", "file_row_number"):
            raise Untranslatable(f"read_parquet with {option.this.name}")
    return quoted(write.files([Path(path.name) for path in paths]))


@rule(exp.Subquery, parts="this alias")
def _subquery(write: Writer, node: exp.Expression) -> str:
    alias = f" {write.part(node, 'alias')}" if node.args.get("alias") is not None else ""
    return f"({write.part(node)}){alias}"


@rule(exp.Values, parts="expressions alias")
def _values(write: Writer, node: exp.Expression) -> str:
    alias = f" {write.part(node, 'alias')}" if node.args.get("alias") is not None else ""
    return f"(VALUES {write.many(node.expressions)}){alias}"


@rule(exp.TableAlias, parts="this columns")
def _table_alias(write: Writer, node: exp.Expression) -> str:
    columns = f"({write.many(node.args['columns'])})" if node.args.get("columns") else ""
    return f"AS {write.part(node)}{columns}"


@rule(exp.Alias, parts="this alias")
def _alias(write: Writer, node: exp.Expression) -> str:
    return f"{write.part(node)} AS {write.part(node, 'alias')}"


@rule(exp.Star, parts="except_")
def _star(write: Writer, node: exp.Expression) -> str:
    left_out = node.args.get("except_")
    return f"* EXCEPT ({write.many(left_out)})" if left_out else "*"


@rule(exp.Where, exp.Having, parts="this")
def _where(write: Writer, node: exp.Expression) -> str:
    return f"{type(node).__name__.upper()} {write.part(node)}"


@rule(exp.Group, parts="expressions all")
def _group(write: Writer, node: exp.Expression) -> str:
    return "GROUP BY ALL" if node.args.get("all") else f"GROUP BY {write.many(node.expressions)}"


@rule(exp.Order, parts="expressions")
def _order(write: Writer, node: exp.Expression) -> str:
    return f"ORDER BY {write.many(node.expressions)}"


@rule(exp.Ordered, parts="this desc")
def _ordered(write: Writer, node: exp.Expression) -> str:
    """DuckDB has nulls last in both directions, Spark at the low end."""
    return f"{write.part(node)}{' DESC' if node.args.get('desc') else ''} NULLS LAST"


@rule(exp.Var, parts="this")
def _word(write: Writer, node: exp.Expression) -> str:
    if node.name.upper() != "ALL":
        raise Untranslatable(f"the word {node.name}")
    return "ALL"


@rule(exp.Limit, parts="expression")
def _limit(write: Writer, node: exp.Expression) -> str:
    return f"LIMIT {write.part(node, 'expression')}"


@rule(exp.Union, parts="this expression distinct")
def _union(write: Writer, node: exp.Expression) -> str:
    how = "UNION" if node.args.get("distinct") else "UNION ALL"
    return f"{_operand(write, node.this)} {how} {_operand(write, node.args['expression'])}"


def _operand(write: Writer, node: exp.Expression) -> str:
    return write(node) if isinstance(node, exp.Subquery | exp.Union) else f"({write(node)})"


@rule(exp.Window, parts="this partition_by order spec over")
def _window(write: Writer, node: exp.Expression) -> str:
    inside: list[str] = []
    if node.args.get("partition_by"):
        inside.append(f"PARTITION BY {write.many(node.args['partition_by'])}")
    spec, order = node.args.get("spec"), node.args.get("order")
    if isinstance(node.this, exp.RowNumber) and order is None and not inside:
        return "monotonically_increasing_id()"  # a number of its own for each row is all that is asked
    frame = "" if spec is None else _frame(write, spec)
    if order is not None:
        inside.append(_dated(write, order) if "INTERVAL" in frame else write(order))
    if frame:
        inside.append(frame)
    made = f"{_windowed(write, node.this)} OVER ({' '.join(inside)})"
    if made.startswith("collect_set("):
        made = f"size({made})"
    whole = made.startswith(("size(", "row_number(", "dense_rank("))
    return f"CAST({made} AS BIGINT)" if whole else made


def _windowed(write: Writer, node: exp.Expression) -> str:
    """What is computed over a window. Spark counts nothing once there, and under no condition: the different values
    are gathered, and what is not to be counted is null."""
    condition = None
    if isinstance(node, exp.Filter):
        condition, node = write(node.args["expression"].this), node.this
        if not isinstance(node, exp.Count):
            raise Untranslatable(f"{node.sql('duckdb')} over some rows of a window")
    if not isinstance(node, exp.Count) or (condition is None and not isinstance(node.this, exp.Distinct)):
        return write(node)
    counted = node.this.expressions[0] if isinstance(node.this, exp.Distinct) else node.this
    value = "1" if isinstance(counted, exp.Star) else write(counted)
    value = value if condition is None else f"CASE WHEN {condition} THEN {value} END"
    return f"{'collect_set' if isinstance(node.this, exp.Distinct) else 'count'}({value})"


def _dated(write: Writer, order: exp.Expression) -> str:
    """A frame in months and days wants a time to be counted from."""
    (only,) = order.expressions
    return f"ORDER BY CAST({write(only.this)} AS TIMESTAMP_NTZ) NULLS LAST"


def _frame(write: Writer, spec: exp.Expression) -> str:
    unknown = {name for name, value in spec.args.items() if value} - {"kind", "start", "start_side", "end", "end_side"}
    if unknown or not spec.args.get("end"):
        raise Untranslatable(f"a window frame {spec.sql('duckdb')}")
    borders = [_border(write, spec.args[f"{which}"], spec.args.get(f"{which}_side")) for which in ("start", "end")]
    return f"{spec.args['kind']} BETWEEN {borders[0]} AND {borders[1]}"


def _border(write: Writer, border: str | exp.Expression, side: str | None) -> str:
    told = border if isinstance(border, str) else write(border)
    return f"{told} {side}" if side else told
