"""The system columns of an accepted row, and the one definition of `row_hash`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from mingjian.lake.sql import name

ROW_ID = "row_id"
ROW_HASH = "row_hash"
FILE = "_file"
LINE = "_line"
RAW = "_raw"
ROW = "_row"
STATE_SUFFIX = "__state"

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18,2)",
    "decimal": "DOUBLE",
    "date": "DATE",
    "month": "INTEGER",
    "boolean": "BOOLEAN",
    "identifier": "VARCHAR",
    "code": "VARCHAR",
}
"""Storage type of each canonical type (core plan §2)."""


class NamedColumn(Protocol):
    """Anything with a column's name: a column of a standard or of a manifest."""

    @property
    def name(self) -> str: ...


class HasColumns(Protocol):
    """Anything that lists columns in standard order: a standard (by name), a manifest's schema (in a row)."""

    @property
    def columns(self) -> Mapping[str, object] | Sequence[NamedColumn]: ...


def column_names(standard: HasColumns) -> list[str]:
    """Names of the standard columns, in order."""
    columns = standard.columns
    return list(columns) if isinstance(columns, Mapping) else [column.name for column in columns]


def state_column(column: str) -> str:
    """Name of the column that says whether an identifier is missing, unusable or usable."""
    return f"{column}{STATE_SUFFIX}"


def row_hash_sql(standard: HasColumns, row_id: str = f"lower(hex({ROW_ID}))") -> str:
    """SQL expression of a row's hash: BLOB of 16 bytes, md5 over `row_id`, every clean column and `_raw`.

    Each value is taken as its text, an absent value as U+001E; values are joined by U+001F in the order of the
    standard. Cleaned texts hold no control characters and `_raw` is JSON, so two different rows cannot give
    one text. `row_id` may name a column that already holds the id as lower-case hex. Used when a row is
    written and when it is proved; it never changes within a lake format.
    """
    values = [row_id]
    values += [f"coalesce({name(column)}::VARCHAR, chr(30))" for column in column_names(standard)]
    values.append(f"coalesce({RAW}, chr(30))")
    return f"unhex(md5(concat_ws(chr(31), {', '.join(values)})))"
