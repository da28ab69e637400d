"""Regular expressions are RE2, the engine's own: no backtracking, so no pattern can hang a run."""

from __future__ import annotations

import threading
from functools import lru_cache

import duckdb

__all__ = ["pattern_fault"]

_LOCK = threading.Lock()


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    """One small engine for all patterns: opening one costs more than asking it. Use it under the lock."""
    return duckdb.connect(":memory:", config={"threads": 1})


@lru_cache(maxsize=1024)
def pattern_fault(pattern: str) -> str:
    """What is wrong with a regular expression, empty when the engine takes it."""
    try:
        with _LOCK:
            _engine().execute("SELECT regexp_matches('', ?)", [pattern]).fetchall()
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""


@lru_cache(maxsize=1024)
def pattern_groups(pattern: str) -> int:
    """How many capturing groups a valid pattern has, nine at most: as many as the engine lets us name."""
    quoted = pattern.replace("'", "''")
    for count in range(1, 10):
        names = ", ".join(f"'g{n}'" for n in range(1, count + 1))
        try:
            with _LOCK:
                _engine().execute(f"SELECT regexp_extract('', '{quoted}', [{names}])").fetchall()
        except duckdb.Error:
            return count - 1
    return 9
