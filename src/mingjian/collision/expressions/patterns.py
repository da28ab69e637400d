"""Regular expressions are RE2, the engine's own: no backtracking, so no pattern can hang a run."""

from __future__ import annotations

import threading
from functools import lru_cache

import duckdb

__all__ = ["pattern_fault"]

_LOCK = threading.Lock()


@lru_cache(maxsize=1024)
def pattern_fault(pattern: str) -> str:
    """What is wrong with a regular expression, empty when the engine takes it."""
    try:
        with _LOCK, duckdb.connect(":memory:", config={"threads": 1}) as connection:
            connection.execute("SELECT regexp_matches('', ?)", [pattern]).fetchall()
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""


@lru_cache(maxsize=1024)
def pattern_groups(pattern: str) -> int:
    """How many capturing groups a valid pattern has."""
    for count in range(9, 0, -1):
        names = ", ".join(f"'g{n}'" for n in range(1, count + 1))
        quoted = pattern.replace("'", "''")
        try:
            with _LOCK, duckdb.connect(":memory:", config={"threads": 1}) as connection:
                connection.execute(f"SELECT regexp_extract('', '{quoted}', [{names}])").fetchall()
        except duckdb.Error:
            continue
        return count
    return 0
