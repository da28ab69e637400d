"""DuckDB SQL, as operators emit it, to Spark SQL. See :mod:`mingjian.engines.spark.rules`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import SqlglotError

from mingjian.engines.spark import calls, clauses, lists, operations, types
from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.rules import Writer

__all__ = ["translated"]

_RULES = (calls, clauses, lists, operations, types)  # loaded for what they register


class _Emitted(DuckDB):
    """DuckDB's dialect, in which the number of an item of a list stays what is written."""

    INDEX_OFFSET = 0


def translated(sql: str, files: Callable[[Sequence[Path]], str]) -> str:
    """One query in Spark SQL. ``files`` names the view of Parquet files. Raises :class:`Untranslatable`."""
    try:
        (parsed,) = sqlglot.parse(sql, dialect=_Emitted)
    except (SqlglotError, ValueError) as error:
        raise Untranslatable(f"the query ({str(error).splitlines()[0]})") from error
    if not isinstance(parsed, exp.Expression):
        raise Untranslatable("an empty query")
    return Writer(files)(_apart(parsed))


def _apart(parsed: exp.Expression) -> exp.Expression:
    """The query with names of tables that no column has.

    In a query within another, Spark takes ``m.person`` for a part of the inner table's column ``m``, if it has one,
    before it looks for a table ``m`` around it; DuckDB thinks of the table first. Columns are named by authors.
    """
    named = [one.this for one in parsed.find_all(exp.TableAlias) if one.this is not None]
    aliases = {one.name for one in named}
    told = [column.args.get("table") for column in parsed.find_all(exp.Column)]
    for one in [*named, *(table for table in told if table is not None and table.name in aliases)]:
        one.set("this", f"~{one.name}")
    return parsed
