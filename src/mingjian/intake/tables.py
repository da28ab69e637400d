"""A source is tables: a file is one, a sheet of a workbook is one, a query is one. What readers give and need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import duckdb

from mingjian.intake.mapping import Options
from mingjian.intake.rejects import RejectWriter

Progress = Callable[[float], None]
"""Called with the share (0 … 1) of one table that is read."""


WIDE = 300


@dataclass(frozen=True)
class Head:
    """The beginning of a table. `records`: cells of the first records as text; `details`: what was found out about
    the file; `fixed`: the reader knows the column names itself (Parquet, JSON, SQL), `records` begins below them.
    Record i stands on line `first_line + i`, or on `lines[i]` where given."""

    name: str
    records: tuple[tuple[str, ...], ...]
    sheet: str | None = None
    fixed: tuple[str, ...] | None = None
    details: dict[str, Any] = field(default_factory=dict)
    first_line: int = 1
    lines: tuple[int, ...] = ()

    def line(self, record: int) -> int:
        """The line a record of the head stands on."""
        return self.lines[record] if self.lines else self.first_line + record


@dataclass(frozen=True)
class RawTable:
    """A table as Parquet of untouched text: columns `c0 … cN` (VARCHAR), one row a record in the source's order; a
    table wider than `WIDE` as one column `cells` (VARCHAR[]), for thousands of columns cost hundreds of megabytes.

    The line of row i (0-based `file_row_number`) in the source is `first_line + i`. `records` of the source =
    `rows` + the blank lines at its end; rejected records read as rows of nulls and are in the reject file.
    """

    path: Path
    columns: int
    rows: int
    records: int
    first_line: int

    @property
    def listed(self) -> bool:
        """Whether the cells are in one list column."""
        return self.columns > WIDE


@dataclass(frozen=True)
class Scratch:
    """Where a reader may work: a folder, and the database of the delivery."""

    folder: Path
    con: duckdb.DuckDBPyConnection

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose temporary tables go when the block ends."""
        with self.con.cursor() as con:
            yield con


class Reader(Protocol):
    """Reads one file (or database) of a kind."""

    def heads(self) -> list[Head]:
        """The tables that may hold records; `IntakeError` when the file cannot be read."""
        ...

    def stage(
        self, head: Head, header_end: int, columns: int, scratch: Scratch, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        """Write the records below the header (the first `header_end` records) to `scratch` as a `RawTable`.

        `columns` is the width of the header; what a record has beyond it in non-empty cells makes it ragged.
        """
        ...


ReaderFactory = Callable[[Path, Options, str], Reader]
"""Path of the kept copy, options, name to show."""
