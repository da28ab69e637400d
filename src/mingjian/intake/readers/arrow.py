"""Writing tables that are already in memory or come in batches as raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.intake.tables import WIDE, Scratch
from mingjian.lake.sql import text

_DAY = "'^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00:00(\\.0+)?$'"


RAW = "(FORMAT parquet, COMPRESSION lz4, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false)"
"""How raw tables are written."""
_LISTED = pa.schema({"cells": pa.list_(pa.string())})


def write_listed(batches: Iterable[Sequence[Sequence[str | None]]], target: Path) -> int:
    """Write batches of records, each record its cells, as a raw table of one list column; how many there were."""
    rows = 0
    with pq.ParquetWriter(target, _LISTED, compression="lz4") as writer:
        for batch in batches:
            rows += len(batch)
            writer.write_table(pa.table({"cells": pa.array(batch, pa.list_(pa.string()))}, schema=_LISTED))
    return rows


def write_raw(tables: Iterable[pa.Table], columns: int, target: Path, scratch: Scratch) -> int:
    """Write tables of text columns `c0 …` one after the other to one raw Parquet file; a day with midnight behind it
    (as readers show dates) is shown as the day. Returns the number of rows."""
    if columns > WIDE:
        return write_listed(_transposed(tables), target)
    shown = ", ".join(f"{shown_day(f'c{number}')} AS c{number}" for number in range(columns))
    with scratch.cursor() as con:
        con.execute(f"CREATE TEMP TABLE raw ({', '.join(f'c{n} VARCHAR' for n in range(columns))})")
        for table in tables:
            con.register("part", table)
            con.execute("INSERT INTO raw SELECT * FROM part")
            con.unregister("part")
        made = con.execute(f"COPY (SELECT {shown} FROM raw) TO {text(target)} {RAW}").fetchone()
    return int(made[0]) if made else 0


def shown_day(cell: str) -> str:
    """SQL: the day alone where a text is a day with midnight behind it."""
    midnight = f"length({cell}) BETWEEN 19 AND 26 AND regexp_matches({cell}, {_DAY})"
    return f"CASE WHEN {midnight} THEN left({cell}, 10) ELSE {cell} END"


def _transposed(tables: Iterable[pa.Table]) -> Iterator[list[tuple[str | None, ...]]]:
    for table in tables:
        for batch in table.to_batches(max_chunksize=1000):
            yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
