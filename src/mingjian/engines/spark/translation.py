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
    return Writer(files)(parsed)
