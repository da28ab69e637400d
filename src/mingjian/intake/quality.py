"""The quality report of a delivery: what each column of its accepted rows looks like.

Nothing is counted twice. How many cells are filled, the least and the greatest value stand in the metadata of the
Parquet files; what cleaning did to each text, and how often the text is there, in the fix tables. Only the number of
different values needs a look at a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from mingjian.intake.cleaning import CleanColumn
from mingjian.lake import ColumnQuality
from mingjian.lake.sql import name, parquet, text

_ORDERED = ("date", "month", "money", "integer", "decimal")  # types whose least and greatest value say something
_PER_QUERY = 40  # columns looked at in one statement


class _Touched(NamedTuple):
    """Cells that cleaning changed (kept in `_raw`), those of them it could not read, and identifiers by state."""

    changed: int = 0
    damaged: int = 0
    unusable: int = 0
    repaired: int = 0


def quality(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], columns: Mapping[str, CleanColumn], refused: str | None
) -> tuple[ColumnQuality, ...]:
    """One entry a column of the standard, over the rows of `parts`: the records of the delivery but those of the
    relation `refused`. Columns the source does not have are missing."""
    mapped = [one for one in columns.values() if one.mapped] if parts else []
    rows = _rows(con, parts)
    found: dict[str, ColumnQuality] = {}
    for start in range(0, len(mapped), _PER_QUERY):
        chosen = mapped[start : start + _PER_QUERY]
        stored, distinct = _stored(con, parts, chosen), _distinct(con, parts, chosen, refused)
        for one, (filled, least, most), different in zip(chosen, stored, distinct, strict=True):
            touched = _touched(con, one, refused)
            found[one.column.name] = ColumnQuality(
                column=one.column.name,
                filled=filled,
                missing=rows - filled - touched.damaged,
                distinct=min(different, filled),
                least=least,
                most=most,
                reasons=one.reasons,
                **touched._asdict(),
            )
    empty = {"filled": 0, "missing": rows, "damaged": 0, "changed": 0}
    return tuple(found.get(column) or ColumnQuality(column=column, **empty) for column in columns)


def _rows(con: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> int:
    return int(_row(con, f"SELECT count(*) FROM {parquet(list(parts))}")[0]) if parts else 0


def _stored(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], columns: Sequence[CleanColumn]
) -> list[tuple[int, str | None, str | None]]:
    """Cells filled, least and greatest value of each column, as the row groups tell."""
    wanted = []
    for one in columns:
        here = f"FILTER (path_in_schema = {text(one.column.name)})"
        wanted.append(f"coalesce(sum(num_values - stats_null_count) {here}, 0)::BIGINT")
        for end in ("min", "max"):
            value = f"{end}(TRY_CAST(stats_{end}_value AS {one.column.sql_type})) {here}"
            wanted.append(_shown(one.column.type, f"({value})") if one.column.type in _ORDERED else "NULL")
    listed = ", ".join(text(path) for path in parts)
    row = _row(con, f"SELECT {', '.join(wanted)} FROM parquet_metadata([{listed}])")
    return [(int(row[place]), row[place + 1], row[place + 2]) for place in range(0, len(row), 3)]


def _distinct(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], columns: Sequence[CleanColumn], refused: str | None
) -> list[int]:
    """How many different values each column has, as the fix table tells or about; 0 for texts nobody compares."""
    wanted = [
        "0" if one.column.verbatim or one.keyed else f"approx_count_distinct({name(one.column.name)})"
        for one in columns
    ]
    row = _row(con, f"SELECT {', '.join(wanted)} FROM {parquet(list(parts))}")
    return [
        _distinct_keys(con, one, refused) if one.keyed and one.fixed else int(seen)
        for one, seen in zip(columns, row, strict=True)
    ]


def _distinct_keys(con: duckdb.DuckDBPyConnection, one: CleanColumn, refused: str | None) -> int:
    taken = one.table
    if refused is not None:
        less = f"SELECT {one.raw} AS raw, count(*) AS less FROM {refused} GROUP BY ALL"
        taken = f"{one.table} LEFT JOIN ({less}) USING (raw) WHERE times > coalesce(less, 0)"
    return int(_row(con, f"SELECT count(DISTINCT value) FROM {taken}")[0])


def _touched(con: duckdb.DuckDBPyConnection, one: CleanColumn, refused: str | None) -> _Touched:
    if not one.fixed:
        return _Touched()
    conditions = ("entry IS NOT NULL", "entry IS NOT NULL AND value IS NULL", "state = 1", "state = 3")
    all_of_it = ", ".join(f"coalesce(sum(times) FILTER ({condition}), 0)::BIGINT" for condition in conditions)
    found = _row(con, f"SELECT {all_of_it} FROM {one.table}")
    if refused is None:
        return _Touched(*found)
    counted = ", ".join(f"count(*) FILTER ({condition})" for condition in conditions)
    less = _row(con, f"SELECT {counted} FROM {refused} JOIN {one.table} ON raw = {one.raw}")
    return _Touched(*(whole - part for whole, part in zip(found, less, strict=True)))


def _row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row


def _shown(kind: str, value: str) -> str:
    """A least or greatest value as people write it (a month is stored as a number)."""
    if kind == "month":
        return f"printf('%04d-%02d', {value} // 12, {value} % 12 + 1)"
    return f"{value}::VARCHAR"
