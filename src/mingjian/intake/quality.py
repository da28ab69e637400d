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
    assert row is not None
    rows, figures = int(row[0]), list(row[1:])
    found = {}
    for place, one in enumerate(columns):
        filled, changed, damaged, unusable, repaired, distinct, least, most = figures[place * 8 : place * 8 + 8]
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
    if one.fixed:
        entry = text('"' + column.name + '":')
        kept = f"coalesce(contains({RAW}, {entry}), false)"
        touched = [f"count(*) FILTER ({kept})", f"count(*) FILTER ({kept} AND {quoted} IS NULL)"]
    else:
        touched = ["0", "0"]
    states = ["0", "0"]
    if column.kind is not None:
        state = name(state_column(column.name))
        states = [f"count(*) FILTER ({state} = 1)", f"count(*) FILTER ({state} = 3)"]
    ends = ["NULL", "NULL"]
    if column.type in _ORDERED:
        ends = [_shown(column.type, f"{end}({quoted})") for end in ("min", "max")]
    distinct = "0" if column.verbatim else f"approx_count_distinct({quoted})"
    return [f"count({quoted})", *touched, *states, distinct, *ends]


def _shown(kind: str, value: str) -> str:
    """A least or greatest value as people write it (a month is stored as a number)."""
    if kind == "month":
        return f"printf('%04d-%02d', {value} // 12, {value} % 12 + 1)"
    return f"{value}::VARCHAR"
