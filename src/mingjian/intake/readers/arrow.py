"""Writing tables that are already in memory or come in batches as raw text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from mingjian.lake.sql import connect, text

_DAY = "'^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00:00(\\.0+)?$'"


def raw_copy_options(columns: int) -> str:
    """How raw tables are written; wide ones in smaller row groups, so that memory stays bounded."""
    group = 122_880 if columns <= 400 else max(2048, 122_880 * 40 // columns // 2048 * 2048)
    return f"(FORMAT parquet, COMPRESSION lz4, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false, ROW_GROUP_SIZE {group})"


def write_raw(tables: Iterable[pa.Table], columns: int, target: Path, scratch: Path) -> int:
    """Write tables of text columns `c0 …` one after the other to one raw Parquet file; a day with midnight behind it
    (as readers show dates) is shown as the day. Returns the number of rows."""
    shown = ", ".join(f"{shown_day(f'c{number}')} AS c{number}" for number in range(columns))
    with connect(temp=scratch) as con:
        con.execute(f"CREATE TABLE raw ({', '.join(f'c{n} VARCHAR' for n in range(columns))})")
        for table in tables:
            con.register("part", table)
            con.execute("INSERT INTO raw SELECT * FROM part")
            con.unregister("part")
        made = con.execute(f"COPY (SELECT {shown} FROM raw) TO {text(target)} {raw_copy_options(columns)}").fetchone()
    return int(made[0]) if made else 0


def shown_day(cell: str) -> str:
    """SQL: the day alone where a text is a day with midnight behind it."""
    midnight = f"length({cell}) BETWEEN 19 AND 26 AND regexp_matches({cell}, {_DAY})"
    return f"CASE WHEN {midnight} THEN left({cell}, 10) ELSE {cell} END"
