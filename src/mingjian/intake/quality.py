"""The quality report of a delivery: what each column of the accepted rows looks like."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from mingjian.intake.cleaning import CleanColumn
from mingjian.lake import ColumnQuality, state_column
from mingjian.lake.rows import RAW
from mingjian.lake.sql import name, parquet, text

_ORDERED = ("date", "month", "money", "integer", "decimal")  # types whose least and greatest value say something
_PER_QUERY = 40  # columns looked at in one scan


def quality(
    con: duckdb.DuckDBPyConnection, parts: list[Path], columns: Mapping[str, CleanColumn]
) -> tuple[ColumnQuality, ...]:
    """One entry a column of the standard, over the rows of `parts`. Columns the source does not have are missing."""
    mapped = [one for one in columns.values() if one.mapped]
    found: dict[str, ColumnQuality] = {}
    for start in range(0, len(mapped), _PER_QUERY):
        chosen = mapped[start : start + _PER_QUERY]
        found |= _measure(con, parts, chosen)
    rows = _rows(con, parts)
    empty = {"filled": 0, "missing": rows, "damaged": 0, "changed": 0}
    return tuple(found.get(column) or ColumnQuality(column=column, **empty) for column in columns)


def _rows(con: duckdb.DuckDBPyConnection, parts: list[Path]) -> int:
    row = con.execute(f"SELECT count(*) FROM {parquet(parts)}").fetchone() if parts else None
    return int(row[0]) if row else 0


def _measure(con: duckdb.DuckDBPyConnection, parts: list[Path], columns: list[CleanColumn]) -> dict[str, ColumnQuality]:
    if not parts:
        return {}
    wanted = ["count(*)"]
    for one in columns:
        wanted += _figures(one)
    row = con.execute(f"SELECT {', '.join(wanted)} FROM {parquet(parts)}").fetchone()
    touched = _touched(con, parts, columns)
    assert row is not None
    rows, figures = int(row[0]), list(row[1:])
    found = {}
    for place, one in enumerate(columns):
        filled, unusable, repaired, distinct, least, most = figures[place * 6 : place * 6 + 6]
        changed, damaged = touched.get(one.column.name, (0, 0))
        found[one.column.name] = ColumnQuality(
            column=one.column.name,
            filled=filled,
            missing=rows - filled - damaged,
            damaged=damaged,
            changed=changed,
            unusable=unusable,
            repaired=repaired,
            distinct=min(distinct, filled),
            least=least,
            most=most,
            reasons=one.reasons,
        )
    return found


def _figures(one: CleanColumn) -> list[str]:
    column, quoted = one.column, name(one.column.name)
    states = ["0", "0"]
    if column.kind is not None:
        state = name(state_column(column.name))
        states = [f"count(*) FILTER ({state} = 1)", f"count(*) FILTER ({state} = 3)"]
    ends = ["NULL", "NULL"]
    if column.type in _ORDERED:
        ends = [_shown(column.type, f"{end}({quoted})") for end in ("min", "max")]
    distinct = "0" if column.verbatim else f"approx_count_distinct({quoted})"
    return [f"count({quoted})", *states, distinct, *ends]


def _touched(
    con: duckdb.DuckDBPyConnection, parts: list[Path], columns: list[CleanColumn]
) -> dict[str, tuple[int, int]]:
    """How many cells of each column cleaning changed (kept in `_raw`), and how many of these it could not read."""
    fixed = [one.column.name for one in columns if one.fixed]
    if not fixed:
        return {}
    wanted = []
    for column in fixed:
        kept = f"contains({RAW}, {text(chr(34) + column + chr(34) + ':')})"
        wanted += [f"count(*) FILTER ({kept})", f"count(*) FILTER ({kept} AND {name(column)} IS NULL)"]
    row = con.execute(f"SELECT {', '.join(wanted)} FROM {parquet(parts)} WHERE {RAW} IS NOT NULL").fetchone()
    assert row is not None
    return {column: (int(row[2 * place]), int(row[2 * place + 1])) for place, column in enumerate(fixed)}


def _shown(kind: str, value: str) -> str:
    """A least or greatest value as people write it (a month is stored as a number)."""
    if kind == "month":
        return f"printf('%04d-%02d', {value} // 12, {value} % 12 + 1)"
    return f"{value}::VARCHAR"
