"""A DuckDB connection as the lake uses it, and safe quoting of names and texts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

DEFAULT_MEMORY = "2GB"
WRITE = "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false)"
"""How parts are written: the encodings of version 2 are smaller and quicker, above all for the random bytes of ids."""


def connect(
    memory_limit: str | None = None, threads: int | None = None, temp: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB that never goes to the network and spills to `temp` under `memory_limit`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": memory_limit or os.environ.get("MINGJIAN_MEMORY", DEFAULT_MEMORY),
    }
    if threads:
        config["threads"] = threads
    if temp is not None:
        config["temp_directory"] = str(temp)
    return duckdb.connect(":memory:", config=config)


@contextmanager
def reader() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for small queries: a cursor on a database that the process keeps, since opening one is dearer than
    most of them. Nothing read from files is kept; a database that a damaged file has brought down is given up."""
    con = _kept(os.getpid()).cursor()
    try:
        yield con
    except (duckdb.FatalException, duckdb.InternalException):
        _kept.cache_clear()
        raise
    finally:
        con.close()


@lru_cache(maxsize=1)
def _kept(process: int) -> duckdb.DuckDBPyConnection:
    """The database of this process; a forked one opens its own."""
    made = connect()
    made.execute("SET enable_external_file_cache = false")
    return made


def text(value: str | Path) -> str:
    """A SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A quoted SQL identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def parquet(paths: list[Path] | Path, numbered: bool = False) -> str:
    """`read_parquet(…)` over one file or several, with `file_row_number` when `numbered`."""
    several = [paths] if isinstance(paths, Path) else paths
    listed = ", ".join(text(path) for path in several)
    options = ", file_row_number = true" if numbered else ""
    return f"read_parquet([{listed}], hive_partitioning = false{options})"
