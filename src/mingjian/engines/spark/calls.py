"""Functions over texts and numbers: those that mean the same, and what stands for those that do not."""

from __future__ import annotations

from functools import lru_cache

import duckdb
from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.operations import half_away, is_double
from mingjian.engines.spark.patterns import java_pattern, java_replacement
from mingjian.engines.spark.rules import CALLS, Writer, call, rule
from mingjian.engines.spark.texts import quoted, text

__all__: list[str] = []

_SAME: dict[type[exp.Expression], str] = {
    exp.Abs: "abs", exp.Contains: "contains", exp.StartsWith: "startswith", exp.Nullif: "nullif", exp.Floor: "floor",
    exp.Replace: "replace", exp.Translate: "translate",
}  # fmt: skip


@rule(*_SAME, parts="this expression replacement from_ to")
def _same(write: Writer, node: exp.Expression) -> str:
    order = ("this", "expression", "replacement", "from_", "to")
    return f"{_SAME[type(node)]}({', '.join(write.part(node, name) for name in order if node.args.get(name))})"


@rule(exp.Coalesce, exp.Greatest, exp.Least, parts="this expressions ignore_nulls")
def _several(write: Writer, node: exp.Expression) -> str:
    """``greatest`` and ``least`` leave nulls out on both engines."""
    return f"{type(node).__name__.lower()}({write.many([node.this, *node.expressions])})"


@rule(exp.Anonymous, parts="this expressions")
def _call(write: Writer, node: exp.Expression) -> str:
    found = CALLS.get(node.name.lower())
    if found is None or found[0] != len(node.expressions):
        raise Untranslatable(f"{node.name.lower()} of {len(node.expressions)} arguments")
    return found[1](*(write(one) for one in node.expressions))


@call("suffix", 2)
def _suffix(value: str, end: str) -> str:
    return f"endswith({value}, {end})"


@call("strlen", 1)
def _bytes(value: str) -> str:
    return f"CAST(octet_length({value}) AS BIGINT)"


@call("row", 2)
def _pair(one: str, other: str) -> str:
    return f"struct({one}, {other})"


@call("to_months", 1)
def _months(count: str) -> str:
    return f"make_interval(0, {count})"


@call("to_years", 1)
def _years(count: str) -> str:
    return f"make_interval({count})"


@call("getvariable", 1)
def _variable(name: str) -> str:
    return f"session.{quoted(name.strip(chr(39)))}"


@call("hamming", 2)
def _hamming(one: str, other: str) -> str:
    """How many bytes differ, as DuckDB counts; only asked of texts that are as long in bytes."""
    a, b = _latin(one), _latin(other)
    return f"size(filter(sequence(1, length({a})), i -> substring({a}, i, 1) <> substring({b}, i, 1)))"


@rule(exp.Levenshtein)
def _levenshtein(write: Writer, node: exp.Expression) -> str:
    """Over bytes, as DuckDB counts."""
    return f"levenshtein({_latin(write.part(node))}, {_latin(write.part(node, 'expression'))})"


def _latin(value: str) -> str:
    """A text in which every byte is a character."""
    return f"decode(CAST({value} AS BINARY), 'ISO-8859-1')"


@rule(exp.Length, parts="this")
def _length(write: Writer, node: exp.Expression) -> str:
    how = "size" if isinstance(node.this, exp.Split | exp.Array | exp.SortArray) else "length"
    return f"CAST({how}({write.part(node)}) AS BIGINT)"


@rule(exp.Upper, parts="this")
def _upper(write: Writer, node: exp.Expression) -> str:
    """One character for one, as DuckDB does it; Spark would make SS of ß."""
    small, large = _letters()
    return f"translate({write.part(node)}, {text(small)}, {text(large)})"


@lru_cache(maxsize=1)
def _letters() -> tuple[str, str]:
    """The letters that have another as their capital, as DuckDB says."""
    codes = "SELECT range AS i FROM range(97, 55296) UNION ALL SELECT range FROM range(57344, 1114112)"  # no surrogates
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        letters = f"SELECT chr(i::INTEGER) AS c FROM ({codes})"
        pairs = connection.execute(f"SELECT c, upper(c) FROM ({letters}) WHERE upper(c) <> c").fetchall()
    return "".join(small for small, _ in pairs), "".join(large for _, large in pairs)


@rule(exp.Left)
def _left(write: Writer, node: exp.Expression) -> str:
    """A negative number leaves so many out at the end; Spark would give nothing."""
    value, count = write.part(node), node.args["expression"]
    if isinstance(count, exp.Neg):
        return f"substring({value}, 1, greatest(length({value}) - {write(count.this)}, 0))"
    return f"substring({value}, 1, {write(count)})"


@rule(exp.Right)
def _right(write: Writer, node: exp.Expression) -> str:
    if isinstance(node.args["expression"], exp.Neg):
        raise Untranslatable(node.sql("duckdb"))
    return f"right({write.part(node)}, {write.part(node, 'expression')})"


@rule(exp.Substring, parts="this start length")
def _substring(write: Writer, node: exp.Expression) -> str:
    """Counted from one: zero and less, which the engines take differently, are refused where they are written."""
    start = node.args["start"].unnest()
    if not (isinstance(start, exp.Literal) and not start.is_string):
        raise Untranslatable(node.sql("duckdb"))
    return f"substring({write.part(node)}, {write.part(node, 'start')}, {write.part(node, 'length')})"


@rule(exp.Round, parts="this decimals")
def _round(write: Writer, node: exp.Expression) -> str:
    """Doubles: scaled, rounded, scaled back. Spark would round the number as it is written in decimals."""
    value = write.part(node)
    if node.args.get("decimals") is None:
        return half_away(value)
    digits = write.part(node, "decimals")
    if not is_double(node.this):
        return f"round({value}, {digits})"
    scale = f"power(10D, {digits})"
    return f"({half_away(f'{value} * {scale}')} / {scale})"


@rule(exp.RegexpLike)
def _matches(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} RLIKE {_pattern(node)})"


@rule(exp.RegexpFullMatch)
def _matches_whole(write: Writer, node: exp.Expression) -> str:
    return f"({write.part(node)} RLIKE {_pattern(node, whole=True)})"


@rule(exp.RegexpExtract, parts="this expression group null_if_pos_overflow")
def _extract(write: Writer, node: exp.Expression) -> str:
    group = write.part(node, "group") if node.args.get("group") is not None else "0"
    return f"regexp_extract({write.part(node)}, {_pattern(node)}, {group})"


@rule(exp.RegexpReplace, parts="this expression replacement modifiers single_replace")
def _replace(write: Writer, node: exp.Expression) -> str:
    """All with ``g``, else the first only, which Spark has no word for: what is before it is put back."""
    given, modifiers = node.args["replacement"], node.args.get("modifiers")
    if not given.is_string or (modifiers is not None and modifiers.name != "g"):
        raise Untranslatable(node.sql("duckdb"))
    new, value = java_replacement(given.name), write.part(node)
    if modifiers is not None:
        return f"regexp_replace({value}, {_pattern(node)}, {text(new)})"
    first = f"\\A((?s:.*?))(?:{java_pattern(node.args['expression'].name)})"
    return f"regexp_replace({value}, {text(first)}, {text('$1' + new)})"


def _pattern(node: exp.Expression, whole: bool = False) -> str:
    pattern = node.args["expression"]
    if not (isinstance(pattern, exp.Literal) and pattern.is_string):
        raise Untranslatable("a pattern that is not written out")
    return text(java_pattern(pattern.name, whole))


@rule(exp.JSONExtractScalar, parts="this expression only_json_types")
def _json(write: Writer, node: exp.Expression) -> str:
    keys = [one for one in node.args["expression"].expressions if not isinstance(one, exp.JSONPathRoot)]
    if len(keys) != 1 or not isinstance(keys[0], exp.JSONPathKey) or "'" in str(keys[0].this):
        raise Untranslatable(node.sql("duckdb"))
    path = f"$['{keys[0].this}']"
    return f"get_json_object({write.part(node)}, {text(path)})"
