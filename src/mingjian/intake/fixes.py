"""The texts of a delivery that SQL does not recognise, as the reference reads them: one table for all columns.

One statement finds them and one stores what they are: a statement a column would cost more than all the texts of a
small delivery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from mingjian.intake.clean_column import CleanColumn, value_column
from mingjian.intake.cleaners import fixes

_BATCH = 50_000


class Fixes:
    """Makes table `fixes` (place, raw, value in the column of its type, keep, reason, state, times, entry of `_raw`).

    A cell that is empty, or canonical, finds a row in it too, so that a join finds one for every record.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, columns: Sequence[CleanColumn]) -> None:
        self._con, self._columns = con, {one.place: one for one in columns}
        self._reasons: dict[int, Counter[str]] = {one.place: Counter() for one in columns}
        self._blank: set[int] = set()  # columns that give an empty text for a cell

    def read(self, unknown: str, progress: Callable[[], None]) -> None:
        """Read the texts of `unknown` (a SELECT of `place`, `raw`, `times`) batch by batch."""
        types = {value_column(one.column): one.column.sql_type for one in self._columns.values()}
        values = ", ".join(f"{column} {sql_type}" for column, sql_type in types.items())
        self._con.execute(
            f"CREATE TABLE fixes (place INTEGER, raw VARCHAR, {values}, keep BOOLEAN, reason VARCHAR, state UTINYINT, "
            "times BIGINT, entry VARCHAR)"
        )
        for batch in self._batches(unknown):
            self._store(batch)
            progress()
        blank = [f"({place}, '', false, 0, 0)" for place in self._columns if place not in self._blank]
        if blank:
            self._con.execute(f"INSERT INTO fixes (place, raw, keep, state, times) VALUES {', '.join(blank)}")
        for place, reasons in self._reasons.items():
            self._columns[place].reasons = dict(sorted(reasons.items()))

    def _batches(self, unknown: str) -> Iterator[pa.RecordBatch]:
        """Read beside the connection that stores what was read of them."""
        where = self._con.execute("SELECT current_database()").fetchall()[0][0]
        with self._con.cursor() as con:
            con.execute(f"USE {where}")
            yield from con.execute(unknown).to_arrow_reader(_BATCH)

    def _store(self, batch: pa.RecordBatch) -> None:
        places = batch.column(0).to_numpy()
        parts = [
            self._read(self._columns[place], batch.take(np.flatnonzero(places == place)))
            for place in np.unique(places).tolist()
        ]
        if parts:
            self._con.register("made", pa.concat_tables(parts, promote_options="default"))
            entry = "CASE WHEN keep THEN label || to_json(raw)::VARCHAR END AS entry"
            self._con.execute(f"INSERT INTO fixes BY NAME SELECT * EXCLUDE (label), {entry} FROM made")
            self._con.unregister("made")

    def _read(self, one: CleanColumn, texts: pa.RecordBatch) -> pa.Table:
        """Some distinct texts of a column, read."""
        raws, times = [str(raw) for raw in texts.column(1).to_pylist()], texts.column(2).to_pylist()
        made = fixes(one.column, raws, one.unit)
        for reason, often in zip(made["reason"].to_pylist(), times, strict=True):
            if reason is not None:
                self._reasons[one.place][str(reason)] += int(often or 0)
        if not one.keyed:
            one.fixes += len(raws)
        if "" in raws:
            self._blank.add(one.place)
        made = made.rename_columns({"value": value_column(one.column)})
        label = pa.array([f'"{one.column.name}":'] * len(raws), pa.string())
        place = pa.array([one.place] * len(raws), pa.int32())
        return made.append_column("place", place).append_column("times", texts.column(2)).append_column("label", label)


def unknown_sql(columns: Sequence[CleanColumn], records: str) -> str:
    """The distinct texts SQL does not recognise, of all columns, with how often each is there; `records`: a relation of
    all records."""
    return " UNION ALL ".join(f"({_unknown(one, records)})" for one in columns)


def _unknown(one: CleanColumn, records: str) -> str:
    if one.keyed:
        return f"SELECT {one.place} AS place, raw, times FROM {one.keys} WHERE NOT good"
    where = f"doubtful WHERE NOT {one.good}" if one.checked else f"{records} WHERE {one.raw} IS NOT NULL"
    return f"SELECT {one.place} AS place, {one.raw} AS raw, count(*) AS times FROM {where} GROUP BY ALL"
