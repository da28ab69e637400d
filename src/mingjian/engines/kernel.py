"""Work that no SQL does: a graph, texts that resemble each other. One Arrow table in, one out, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

__all__ = ["Beat", "Kernel"]

Beat = Callable[[float], None]
"""``beat(percent)`` from within the work, at least every second or so: tells progress, and raises ``Cancelled``."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """The rows of ``sql`` go through ``work``, all in memory.

    ``work(table, beat)`` must give the same rows whatever order its input comes in, and the columns of ``gives`` also
    when there is nothing. More than ``limit`` rows are refused before the work begins. ``what`` says in Chinese and
    English what the rows are, for that refusal and for a reader of the plan.
    """

    sql: str
    work: Callable[[pa.Table, Beat], pa.Table]
    gives: pa.Schema
    limit: int
    what: tuple[str, str]

    @property
    def told(self) -> str:
        """What ran, for the record of a run: SQL with a comment."""
        return f"-- kernel: {self.what[1]}, at most {self.limit} rows\n{self.sql}"
