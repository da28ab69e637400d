"""What a plan asks of an engine, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from mingjian.engines.kernel import Kernel

__all__ = ["Materialised", "Progress", "QueryEngine"]

Progress = Callable[[str, float, float], None]
"""``progress(label, percent, seconds)``: percent is −1 while the engine cannot tell."""


@dataclass(frozen=True, slots=True)
class Materialised:
    """What making a table took."""

    name: str
    rows: int
    seconds: float


class QueryEngine(Protocol):
    """Tables and views made of SQL as operators emit it, that of DuckDB, with the same rows on every engine.

    One query at a time; :meth:`cancel` may be called from any thread. All raise :class:`mingjian.engines.EngineError`.
    """

    @property
    def version(self) -> str:
        """Engine and version, as a proof records it."""

    def cancel(self) -> None:
        """Stop the running query and refuse the next ones."""

    def run(self, sql: str, label: str = "") -> list[tuple[Any, ...]]:
        """Execute and fetch everything; for small results."""

    def arrow(self, sql: str, label: str = "") -> pa.Table:
        """The result as an Arrow table."""

    def materialise(self, table: str, sql: str) -> Materialised:
        """Keep the result of ``sql`` as a table."""

    def view(self, name: str, sql: str) -> None:
        """Name a query without running it."""

    def drop(self, name: str, view: bool = False) -> None:
        """Forget a table or view."""

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under ``name``."""

    def kernel(self, table: str, kernel: Kernel) -> Materialised:
        """Keep what a kernel makes of its rows as a table."""
