"""The tables of a run: what stands in its Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["CLUES", "SCHEMAS", "UNDETERMINED", "WITNESSES", "of_clues", "values"]

CLUES = "clues.parquet"
WITNESSES = "witnesses.parquet"
UNDETERMINED = "undetermined.parquet"


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


_TEXT = pa.string()

SCHEMAS: dict[str, pa.Schema] = {
    CLUES: _schema(
        clue_id=_TEXT,
        key=_TEXT,  # canonical JSON of stable texts
        subject_kind=_TEXT,
        subject=_TEXT,  # the subject's identifier
        place=_TEXT,
        day=_TEXT,
        amount=pa.decimal128(20, 2),
        says_zh=_TEXT,
        says_en=_TEXT,
        values=_TEXT,  # JSON of the result row
        level=_TEXT,
        points=pa.int32(),
        reasons=_TEXT,  # JSON list of {zh, en, points}
        rows=pa.int32(),  # result rows behind the clue
        digests=_TEXT,  # JSON alias → {count, sha256}: all witness rows, listed or not
    ),
    WITNESSES: _schema(
        clue_id=_TEXT,
        alias=_TEXT,
        need=_TEXT,
        dataset=_TEXT,  # dataset@version
        row=pa.int64(),
        row_id=_TEXT,
        row_hash=_TEXT,
    ),
    UNDETERMINED: _schema(
        step=_TEXT,
        reason=_TEXT,
        alias=_TEXT,
        need=_TEXT,
        row=pa.int64(),
        row_id=_TEXT,
    ),
}


def values(table: pa.Table, column: str) -> list[Any]:
    """The values of one column as Python objects."""
    return table.column(column).to_pylist()


def of_clues(table: pa.Table, ids: Iterable[str] | None) -> pa.Table:
    """The rows of a table that belong to some clues; all rows for None."""
    if ids is None:
        return table
    return table.filter(pc.is_in(table.column("clue_id"), pa.array(sorted(set(ids)), pa.string())))
