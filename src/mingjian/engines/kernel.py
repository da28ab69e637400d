"""Work that no SQL does: a graph, texts that resemble each other. One Arrow table in, one out, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from mingjian.engines.errors import EngineError

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

    def refuse_more(self, table: str, count: int) -> None:
        """`EngineError` when there are more rows than the work takes; asked before anything comes into memory."""
        if count > self.limit:
            zh, en = self.what
            raise EngineError(
                f"{table}：{zh}共 {count:,} 行，超过单机内存计算的上限 {self.limit:,} 行；请先用 filter 缩小范围",
                f"{table}: {count:,} {en}, more than the {self.limit:,} worked on in memory: filter them first",
            )

    def made(self, table: str, rows: pa.Table, beat: Beat) -> pa.Table:
        """What the work makes of the rows, with the columns that were promised."""
        made = self.work(rows, beat)
        if made.schema != self.gives:
            raise TypeError(f"{table}: the kernel promised {self.gives} and gave {made.schema}")
        return made
