"""The records of a delivery that are not rows of the version: which they are, and their cells, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjian.intake.source_rows import DeliveredTable
from mingjian.lake.sql import parquet

_BATCH = 1 << 20


def find_left_over(con: duckdb.DuckDBPyConnection, tables: Sequence[DeliveredTable], rows: Path) -> None:
    """Table `left_over` (`_file`, `_line`): records that are neither in the Parquet file `rows` nor in `structural`.

    A mark for every record, a byte each, is cheaper than to join the delivery with itself.
    """
    found = {table.file: np.zeros(table.raw.rows, np.bool_) for table in tables}
    first = {table.file: table.raw.first_line for table in tables}
    taken = f"SELECT _file, _line FROM {parquet(rows)} UNION ALL SELECT file, line::INTEGER FROM structural"
    for batch in con.execute(taken).to_arrow_reader(_BATCH):
        files, lines = batch.column(0).to_numpy(), batch.column(1).to_numpy()
        for file in np.unique(files).tolist():
            places = lines[files == file] - first[file]
            found[file][places[(places >= 0) & (places < len(found[file]))]] = True
    left = pa.concat_tables(_table(file, np.flatnonzero(~marks) + first[file]) for file, marks in found.items())
    con.register("left_arrow", left)
    con.execute("CREATE TABLE left_over AS FROM left_arrow")
    con.unregister("left_arrow")


def read_again(
    con: duckdb.DuckDBPyConnection, tables: Sequence[DeliveredTable], chosen: str
) -> tuple[DeliveredTable, ...]:
    """The tables with none but the chosen records (a relation `_file`, `_line`), held in tables `again_<file>`."""
    held = []
    for table in tables:
        lines = f"SELECT _line FROM {chosen} WHERE _file = {table.file}"
        con.execute(f"CREATE TABLE again_{table.file} AS SELECT * FROM {table.scan} WHERE {table.line} IN ({lines})")
        held.append(replace(table, held=f"again_{table.file}"))
    return tuple(held)


def _table(file: int, lines: npt.NDArray[np.int64]) -> pa.Table:
    return pa.table(
        {
            "_file": pa.array(np.full(len(lines), file, np.int32)),
            "_line": pa.array(lines.astype(np.int32)),
        }
    )
