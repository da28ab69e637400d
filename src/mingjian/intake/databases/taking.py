"""Taking rows out of one table: all of one moment, as text, to a Parquet file that is the delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.intake.databases.catalogue import Described, Field, described
from mingjian.intake.databases.session import Access, Session, opened, quoted
from mingjian.intake.errors import IntakeError, Message, refuse

__all__ = ["CELLS", "Pick", "Taken", "check", "take", "write"]

_BATCH = 20_000
CELLS = 400_000
"""Cells that are held at a time."""


@dataclass(frozen=True)
class Pick:
    """What is taken: a table or view, some of its columns (none named: all), rows whose column `newer` is greater
    than `since` (None: all that have a value or not)."""

    schema: str
    table: str
    columns: tuple[str, ...] = ()
    newer: str = ""
    since: str | None = None


@dataclass(frozen=True)
class Taken:
    """What was taken. `upto`: the greatest value of the column `newer`, from which the next delivery goes on."""

    rows: int
    columns: tuple[str, ...]
    upto: str | None


Told = Callable[[int, int | None], None]


def take(
    access: Access, pick: Pick, target: Path, told: Told | None = None,
    stoppable: Callable[[Callable[[], None]], None] | None = None,
) -> Taken:  # fmt: skip
    """Write the rows to `target`. `told` hears the rows taken and, where known, how many there are, and stops it by
    raising; `stoppable` is given what ends a query that the database is at.

    Raises `IntakeError` for whatever the database refuses; then `target` is no delivery.
    """
    with opened(access) as session:
        if stoppable is not None:
            stoppable(session.stop)
        found = described(session, access, pick.schema, pick.table)
        chosen = check(found, pick)
        upto = _greatest(session, found, pick) if pick.newer else None
        sql, values = _query(access, session, found, chosen, pick)
        size = max(1, min(_BATCH, CELLS // len(chosen)))
        estimate = None if pick.since is not None else found.table.rows

        def counted(rows: int) -> None:
            if told is not None:
                told(rows, estimate)

        counted(0)
        rows = write([one.name for one in chosen], session.batches(sql, values, size), target, counted)
    return Taken(rows, tuple(one.name for one in chosen), upto if upto is not None else pick.since)


def write(
    names: Sequence[str], batches: Iterable[list[tuple[Any, ...]]], target: Path,
    told: Callable[[int], None] | None = None,
) -> int:  # fmt: skip
    """Write batches of rows of text to a Parquet file; how many rows."""
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    rows = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in batches:
            columns = [pa.array(column, pa.string()) for column in zip(*batch, strict=True)]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            rows += len(batch)
            if told is not None:
                told(rows)
    return rows


def check(found: Described, pick: Pick) -> list[Field]:
    """The columns that are taken. `IntakeError` with all that the table does not have."""
    chosen = _chosen(found, pick.columns)
    if pick.newer:
        _newer(found, pick)
    return chosen


def _chosen(found: Described, names: Sequence[str]) -> list[Field]:
    known = {one.name: one for one in found.fields}
    lacking = [name for name in names if name not in known]
    if lacking:
        raise IntakeError(_lacks(name, list(known)) for name in lacking[:20])
    chosen = [known[name] for name in dict.fromkeys(names)] or list(found.fields)
    if not chosen:
        raise refuse("没有可读取的列", "it has no column that may be read", found.table.full)
    empty = [one for one in chosen if not one.name.strip()]
    if empty:
        raise refuse("有的列没有名称，请只选有名称的列", "a column has no name: choose others", found.table.full)
    return chosen


def _lacks(name: str, known: list[str]) -> Message:
    near = get_close_matches(name, known, 1)
    zh, en = (f"，是否指“{near[0]}”", f"; did you mean '{near[0]}'?") if near else ("", "")
    return Message(f"没有列“{name}”{zh}", f"there is no column '{name}'{en}")


def _newer(found: Described, pick: Pick) -> Field:
    column = next((one for one in found.fields if one.name == pick.newer), None)
    if column is None:
        raise IntakeError(_lacks(pick.newer, [one.name for one in found.fields if one.ordered]))
    if not column.ordered:
        raise refuse(
            f"列“{pick.newer}”不是数字或时间，不能据以只取新增",
            f"column '{pick.newer}' is no number and no time: it cannot say what is newer",
            found.table.full,
        )
    return column


def _place(found: Described) -> str:
    return ".".join(quoted(one) for one in (found.table.schema, found.table.name) if one)


def _greatest(session: Session, found: Described, pick: Pick) -> str | None:
    """Seen before the rows, in the same moment of the database."""
    column = quoted(_newer(found, pick).name)
    ((greatest,),) = session.rows(f"SELECT CAST(max({column}) AS TEXT) FROM {_place(found)}")
    return None if greatest is None else str(greatest)


def _query(
    access: Access, session: Session, found: Described, chosen: Sequence[Field], pick: Pick
) -> tuple[str, tuple[str, ...]]:
    sql = f"SELECT {', '.join(f'CAST({quoted(one.name)} AS TEXT)' for one in chosen)} FROM {_place(found)}"
    if not pick.newer or pick.since is None:
        return sql, ()
    column = _newer(found, pick)
    before = f"{sql} WHERE {quoted(column.name)} > "
    if not access.postgres:
        return before + session.marker, (pick.since,)
    return before.replace("%", "%%") + f"CAST({session.marker} AS {column.type})", (pick.since,)
