"""The quality report of a delivery: what each column of its accepted rows looks like.

Nothing is counted twice. How many cells are filled, the least and the greatest value stand in the metadata of the
Parquet files; what cleaning did to each text, and how often the text is there, in the fix tables. Only the number of
different values needs a look at a column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from mingjian.intake.clean_column import CleanColumn, value_column
from mingjian.lake import ColumnQuality
from mingjian.lake.sql import name, parquet, text

_ORDERED: dict[str, Callable[[str], Any]] = {
    "date": str, "month": int, "money": Decimal, "integer": int, "decimal": float,
}  # fmt: skip
"""Types whose least and greatest value say something, with what a written value is ordered by."""
_PER_QUERY = 40  # columns looked at in one statement


class _Touched(NamedTuple):
    """Cells that cleaning changed (kept in `_raw`), those of them it could not read, and identifiers by state."""

    changed: int = 0
    damaged: int = 0
    unusable: int = 0
    repaired: int = 0


def quality(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], rows: int, columns: Mapping[str, CleanColumn],
    refused: str | None,
) -> tuple[ColumnQuality, ...]:  # fmt: skip
    """One entry a column of the standard, over the `rows` rows of `parts`: the records of the delivery but those of the
    relation `refused`. Columns the source does not have are missing."""
    mapped = [one for one in columns.values() if one.mapped] if parts else []
    touched = _touched(con, mapped, refused)
    found: dict[str, ColumnQuality] = {}
    for start in range(0, len(mapped), _PER_QUERY):
        chosen = mapped[start : start + _PER_QUERY]
        stored, distinct = _stored(con, parts, chosen), _distinct(con, parts, chosen, refused)
        for one, (filled, least, most), different in zip(chosen, stored, distinct, strict=True):
            cells = touched.get(one.place, _Touched())
            found[one.column.name] = ColumnQuality(
                column=one.column.name,
                filled=filled,
                missing=rows - filled - cells.damaged,
                distinct=min(different, filled),
                least=least,
                most=most,
                reasons=one.reasons,
                **cells._asdict(),
            )
    empty = {"filled": 0, "missing": rows, "damaged": 0, "changed": 0}
    return tuple(found.get(column) or ColumnQuality(column=column, **empty) for column in columns)


def _stored(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], columns: Sequence[CleanColumn]
) -> list[tuple[int, str | None, str | None]]:
    """Cells filled, least and greatest value of each column, as the row groups tell; put together here, since to plan
    an aggregate a column takes longer than a small file has groups."""
    listed = ", ".join(text(path) for path in parts)
    told = "path_in_schema, num_values - stats_null_count, stats_min_value, stats_max_value"
    groups: dict[str, list[tuple[int, str | None, str | None]]] = {}
    for column, filled, least, most in con.execute(f"SELECT {told} FROM parquet_metadata([{listed}])").fetchall():
        groups.setdefault(column, []).append((filled or 0, least, most))
    return [_over(one.column.type, groups.get(one.column.name, [])) for one in columns]


def _over(kind: str, groups: Sequence[tuple[int, str | None, str | None]]) -> tuple[int, str | None, str | None]:
    """Cells filled, least and greatest value of a column over its row groups."""
    filled = sum(group[0] for group in groups)
    order = _ORDERED.get(kind)
    least = [group[1] for group in groups if group[1] is not None]
    most = [group[2] for group in groups if group[2] is not None]
    if order is None or not least or not most:
        return filled, None, None
    return filled, _shown(kind, min(least, key=order)), _shown(kind, max(most, key=order))


def _distinct(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Path], columns: Sequence[CleanColumn], refused: str | None
) -> list[int]:
    """How many different values each column has, as the fix table tells or about; 0 for texts nobody compares."""
    wanted = [_different(one, refused) for one in columns]
    return [int(seen) for seen in _row(con, f"SELECT {', '.join(wanted)} FROM {parquet(list(parts))}")]


def _different(one: CleanColumn, refused: str | None) -> str:
    if one.column.verbatim or (one.keyed and not one.fixed):
        return "0"
    if not one.keyed:
        return f"approx_count_distinct({name(one.column.name)})"
    taken = one.table
    if refused is not None:
        less = f"SELECT {one.raw} AS raw, count(*) AS less FROM {refused} GROUP BY ALL"
        taken = f"{one.table} LEFT JOIN ({less}) USING (raw) WHERE times > coalesce(less, 0)"
    return f"(SELECT count(DISTINCT value) FROM {taken})"


def _touched(
    con: duckdb.DuckDBPyConnection, columns: Sequence[CleanColumn], refused: str | None
) -> dict[int, _Touched]:
    """What cleaning did, by the place of a column; a text that SQL recognised is as it was."""
    places = {one.place for one in columns if one.fixed}
    if not places:
        return {}
    conditions = ("entry IS NOT NULL", f"entry IS NOT NULL AND {_nothing(columns)}", "state = 1", "state = 3")
    sums = ", ".join(f"coalesce(sum(times) FILTER ({condition}), 0)::BIGINT" for condition in conditions)
    found = {row[0]: row[1:] for row in con.execute(f"SELECT place, {sums} FROM fixes GROUP BY place").fetchall()}
    less: dict[int, tuple[int, ...]] = {}
    if refused is not None:
        cells = ", ".join(f"{{'place': {one.place}, 'raw': {one.raw}}}" for one in columns if one.fixed)
        texts = f"SELECT cell.place, cell.raw FROM (SELECT unnest([{cells}]) AS cell FROM {refused})"
        counted = ", ".join(f"count(*) FILTER ({condition})" for condition in conditions)
        joined = f"SELECT place, {counted} FROM ({texts}) JOIN fixes USING (place, raw) GROUP BY place"
        less = {row[0]: row[1:] for row in con.execute(joined).fetchall()}
    none = (0,) * len(conditions)
    return {
        place: _Touched(*(whole - part for whole, part in zip(found[place], less.get(place, none), strict=True)))
        for place in places & found.keys()
    }


def _nothing(columns: Sequence[CleanColumn]) -> str:
    """Condition on a text of `fixes`: it has no value of any type."""
    values = dict.fromkeys(value_column(one.column) for one in columns)
    return " AND ".join(f"{value} IS NULL" for value in values)


def _row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row


def _shown(kind: str, value: str) -> str:
    """A least or greatest value as people write it (a month is stored as a number)."""
    return f"{int(value) // 12:04d}-{int(value) % 12 + 1:02d}" if kind == "month" else value
