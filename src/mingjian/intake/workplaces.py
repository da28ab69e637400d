"""In-memory databases in which deliveries are worked on, used again by the next: to open one costs a dozen statements.

A database is used by one delivery at a time, since threads and optimizers are set for the whole of it. What a delivery
makes in it goes with the delivery.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType

import duckdb

from mingjian.lake.sql import connect

NEVER = "in_clause"
"""The optimizer that is never wanted: it makes a join of each list of eight words or more that a cell is held against.
In a small delivery these joins cost more than all other cleaning."""
_SMALL = 4 << 20  # bytes of sources up to which a second thread costs more than it gains


class Workplaces:
    """`spill`: a folder that is there until they are closed."""

    def __init__(self, memory_limit: str | None, threads: int | None, spill: Path) -> None:
        self._memory, self._threads, self._spill = memory_limit, threads, spill
        self._lock, self._idle = Lock(), list[duckdb.DuckDBPyConnection]()
        self._made = 0

    @contextmanager
    def one(self, size: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for a delivery of `size` bytes, alone in its database. The block may end in another thread than
        it began."""
        base = self._take()
        base.execute("SET threads = 1" if size < _SMALL else self._all_threads())
        base.execute(f"SET disabled_optimizers = '{NEVER}'")
        con = base.cursor()
        con.execute("ATTACH ':memory:' AS work; USE work")
        try:
            yield con
        finally:
            self._give_back(base, con)

    def close(self) -> None:
        """Let go of the databases nobody uses."""
        with self._lock:
            for base in self._idle:
                base.close()
            self._idle.clear()

    def __enter__(self) -> Workplaces:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            self._made += 1
            number = self._made
        return connect(self._memory, self._threads, self._spill / f"spill{number}")

    def _give_back(self, base: duckdb.DuckDBPyConnection, con: duckdb.DuckDBPyConnection) -> None:
        try:
            con.execute("USE memory; DETACH work")
            con.close()
        except duckdb.Error:  # what was done in it has brought it down
            base.close()
            return
        with self._lock:
            self._idle.append(base)

    def _all_threads(self) -> str:
        return f"SET threads = {self._threads}" if self._threads else "RESET threads"
