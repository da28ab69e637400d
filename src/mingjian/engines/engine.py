"""One embedded engine for one run: DuckDB in memory, fenced in.

What a query may touch is fixed when the engine opens: the folders named as ``readable`` and ``writable`` and
nothing else; no extension is loaded or installed, no setting can be changed afterwards. Model expressions never
contain SQL, so this is the second fence, not the first.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from mingjian.engines import dialect
from mingjian.engines.contract import Materialised, Progress
from mingjian.engines.errors import EngineError, translate
from mingjian.engines.functions.terms import working_day_variables
from mingjian.engines.kernel import Kernel
from mingjian.engines.watching import Watching

__all__ = ["Engine"]


_PARQUET = "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false)"  # smaller, quicker


class Engine(Watching):
    """An in-memory DuckDB with a memory limit, a place to spill, cancel and progress.

    ``memory_limit`` is text as ``"1GiB"``; ``readable`` are folders or files whose content queries may read,
    ``writable`` folders that :meth:`write_parquet` may write below. Use it as a context manager: closing removes the
    temporary files. One query at a time; :meth:`cancel` may be called from any thread.
    """

    def __init__(
        self,
        *,
        memory_limit: str = "2GiB",
        threads: int | None = None,
        temp: Path | None = None,
        readable: Sequence[Path] = (),
        writable: Sequence[Path] = (),
        temp_limit: str | None = None,
        progress: Progress | None = None,
    ) -> None:
        super().__init__(progress)
        self.memory_limit = memory_limit
        self._writable = [path.resolve() for path in writable]
        self._variables: set[str] = set()
        if temp is not None:
            temp.mkdir(parents=True, exist_ok=True)
        self._temp = tempfile.TemporaryDirectory(prefix="mingjian-", dir=temp, ignore_cleanup_errors=True)
        try:
            self._connection = _connect(memory_limit, threads, self._temp.name, temp_limit)
            _fence(self._connection, [*readable, *writable])
        except duckdb.Error as error:
            self._temp.cleanup()
            raise translate(error, memory_limit) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection and remove temporary files. May be called twice."""
        self._connection.close()
        self._temp.cleanup()

    @property
    def version(self) -> str:
        """Engine and version, as a proof records it."""
        return f"duckdb {duckdb.__version__}"

    def cancel(self) -> None:
        """Stop the running query and refuse the next ones, from any thread."""
        self._cancelled.set()
        self._connection.interrupt()

    def run(self, sql: str, label: str = "") -> list[tuple[Any, ...]]:
        """Execute and fetch everything; for statements and small results."""
        with self._watched(label):
            return self._execute(sql).fetchall()

    def arrow(self, sql: str, label: str = "") -> pa.Table:
        """The result as an Arrow table."""
        with self._watched(label):
            return self._execute(sql).to_arrow_table()

    def batches(self, sql: str, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The result in Arrow batches, for results that need not fit in memory at once."""
        with self._watched(""):
            reader = self._execute(sql).to_arrow_reader(rows)
            yield from reader

    def materialise(self, table: str, sql: str) -> Materialised:
        """Keep the result of ``sql`` as a temporary table; its rows and the seconds it took."""
        started = time.perf_counter()
        with self._watched(table):
            made = self._execute(f"CREATE TEMP TABLE {dialect.name(table)} AS {sql}").fetchall()
        return Materialised(table, int(made[0][0]), time.perf_counter() - started)

    def view(self, name: str, sql: str) -> None:
        """Name a query without running it."""
        with self._watched(name):
            self._execute(f"CREATE TEMP VIEW {dialect.name(name)} AS {sql}")

    def drop(self, name: str, view: bool = False) -> None:
        """Forget a temporary table or view; its memory is free at once."""
        with self._watched(name):
            self._execute(f"DROP {'VIEW' if view else 'TABLE'} IF EXISTS temp.{dialect.name(name)}")

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under ``name``: a code list, or rows of a test or an example."""
        self._connection.register(f"{name}~arrow", table)
        self.materialise(name, f"SELECT * FROM {dialect.name(f'{name}~arrow')}")
        self._connection.unregister(f"{name}~arrow")

    def kernel(self, table: str, kernel: Kernel) -> Materialised:
        """Keep what a kernel makes of its rows as a temporary table. `EngineError`: there are more than its limit."""
        started = time.perf_counter()
        given = f"{table}~given"
        count = self.materialise(given, kernel.sql).rows  # counted before anything comes into memory
        try:
            kernel.refuse_more(table, count)
            rows = self.arrow(f"FROM {dialect.name(given)}", table)
        finally:
            self.drop(given)
        with self._watched(""):
            made = kernel.made(table, rows, lambda percent: self._beat(table, percent, started))
        self.register(table, made)
        return Materialised(table, made.num_rows, time.perf_counter() - started)

    def write_parquet(self, sql: str, path: Path) -> int:
        """Write the result as one zstd Parquet file below a writable folder; the number of rows."""
        target = path.resolve()
        if not any(target.is_relative_to(folder) for folder in self._writable):
            raise EngineError("不允许写入该目录", "writing to this folder is not allowed", str(path))
        with self._watched(path.name):
            quoted = dialect.text_literal(str(target))
            made = self._execute(f"COPY ({sql}) TO {quoted} {_PARQUET}")
            return int(made.fetchall()[0][0])

    def _execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Run a query; the tables behind some functions are made when a query first names them."""
        if "getvariable(" in sql:
            for name, made in working_day_variables().items():
                if name not in self._variables and f"'{name}'" in sql:
                    self._connection.execute(f"SET VARIABLE {name} = {made}")
                    self._variables.add(name)
        return self._connection.execute(sql)

    def _percent(self) -> float:
        return self._connection.query_progress()

    def _translated(self, error: Exception) -> EngineError | None:
        return translate(error, self.memory_limit) if isinstance(error, duckdb.Error | MemoryError | OSError) else None


def _connect(memory_limit: str, threads: int | None, temp: str, temp_limit: str | None) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "temp_directory": temp,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
    }
    if threads is not None:
        config["threads"] = threads
    connection = duckdb.connect(":memory:", config=config)
    if temp_limit is not None:  # as a start option it is accepted and then not kept to (DuckDB 1.5.5)
        connection.execute(f"SET max_temp_directory_size = {dialect.text_literal(temp_limit)}")
    return connection


def _fence(connection: duckdb.DuckDBPyConnection, allowed: Sequence[Path]) -> None:
    """Close every door but the named folders, then lock the settings."""
    folders = [str(path.resolve()) + "/" for path in allowed if not path.is_file()]
    files = [str(path.resolve()) for path in allowed if path.is_file()]
    for setting, paths in (("allowed_directories", folders), ("allowed_paths", files)):
        listed = ", ".join(dialect.text_literal(path) for path in paths)
        connection.execute(f"SET {setting} = [{listed}]")
    with suppress(duckdb.InvalidInputException):  # refused in a notebook without ipywidgets: progress is then -1
        connection.execute("SET enable_progress_bar = true")
        connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
