"""The engine of a run on Spark. Steps are not kept for other runs: only DuckDB's are."""

from __future__ import annotations

from typing import Any

from mingjian.engines import Materialised
from mingjian.engines.spark import SparkEngine
from mingjian.runs.engines import Ended

__all__ = ["SparkRunEngine"]


class SparkRunEngine(SparkEngine):
    """Tells what ended, and remembers the queries of its views as operators wrote them."""

    def __init__(self, ended: Ended, master: str, **options: Any) -> None:
        super().__init__(master, **options)
        self.queries: dict[str, str] = {}
        self.ever_reused: set[str] = set()
        self._ended = ended

    def view(self, name: str, sql: str) -> None:
        """Name a query."""
        super().view(name, sql)
        self.queries[name] = sql

    def materialise(self, table: str, sql: str) -> Materialised:
        """Keep the result of a query."""
        made = super().materialise(table, sql)
        self._ended(made, False)
        return made
