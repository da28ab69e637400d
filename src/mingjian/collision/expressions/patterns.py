"""Regular expressions are RE2, the engine's own: no backtracking, so no pattern can hang a run."""

from __future__ import annotations

import threading
from functools import lru_cache

import duckdb

from mingjian.engines.dialect import text_literal

__all__ = ["pattern_fault"]

_LOCK = threading.Lock()


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    """One small engine for all patterns: opening one costs more than asking it."""
    return duckdb.connect(":memory:", config={"threads": 1})


def _ask(sql: str) -> None:
    """Patterns are written into the query: to pass a parameter the driver would import pandas where it is there."""
    with _LOCK:
        _engine().execute(sql).fetchall()


@lru_cache(maxsize=1024)
def pattern_fault(pattern: str) -> str:
    """What is wrong with a regular expression, empty when the engine takes it."""
    try:
        _ask(f"SELECT regexp_matches('', {text_literal(pattern)})")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""


@lru_cache(maxsize=1024)
def pattern_groups(pattern: str) -> int:
    """How many capturing groups a valid pattern has, nine at most: as many as the engine lets us name."""
    for count in range(1, 10):
        names = ", ".join(f"'g{n}'" for n in range(1, count + 1))
        try:
            _ask(f"SELECT regexp_extract('', {text_literal(pattern)}, [{names}])")
        except duckdb.Error:
            return count - 1
    return 9
