"""Parquet files; every column as text, nested ones as their text form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from mingjian.intake.errors import refuse
from mingjian.intake.mapping import Options
from mingjian.intake.readers.arrow import RAW, shown_day
from mingjian.intake.rejects import RejectWriter
from mingjian.intake.tables import WIDE, Head, Progress, RawTable, Scratch
from mingjian.lake import sql

_LOOK = 300


class ParquetReader:
    """Reads one file; its column names are the header."""

    def __init__(self, path: Path, options: Options, name: str) -> None:
        self._path, self._options, self._name = path, options, name

    def heads(self) -> list[Head]:
        try:
            with sql.reader() as con:
                source = sql.parquet(self._path)
                described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
                names = tuple(str(row[0]) for row in described)
                rows = con.execute(f"SELECT {self._listed(names)} FROM {source} LIMIT {_LOOK}").fetchall()
        except duckdb.Error as error:
            raise self._broken(error) from None
        records = tuple(tuple("" if cell is None else str(cell) for cell in cells) for (cells,) in rows)
        return [Head(self._name, records, fixed=names)]

    def stage(
        self, head: Head, header_end: int, columns: int, scratch: Scratch, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        assert head.fixed is not None
        target = scratch.folder / f"{file}.raw.parquet"
        cells = ", ".join(f"{self._cell(name)} AS c{number}" for number, name in enumerate(head.fixed))
        if len(head.fixed) > WIDE:
            cells = f"{self._listed(head.fixed)} AS cells"
        try:
            with scratch.cursor() as con:
                made = con.execute(
                    f"COPY (SELECT {cells} FROM {sql.parquet(self._path)}) TO {sql.text(target)} {RAW}"
                ).fetchone()
        except duckdb.Error as error:
            raise self._broken(error) from None
        rows = int(made[0]) if made else 0
        progress(1.0)
        return RawTable(target, len(head.fixed), rows, rows, 1)

    @staticmethod
    def _cell(name: str) -> str:
        return shown_day(f"{sql.name(name)}::VARCHAR")

    @staticmethod
    def _listed(names: Sequence[str]) -> str:
        """All cells of a row as one list. One expression: planning 1,500 of `shown_day` takes DuckDB ten seconds."""
        cells = ", ".join(f"{sql.name(name)}::VARCHAR" for name in names)
        return f"list_transform([{cells}], lambda cell: {shown_day('cell')})"

    def _broken(self, error: Exception) -> Exception:
        first = (str(error).strip().splitlines() or ["?"])[0][:300]
        return refuse("Parquet文件无法读取", f"the Parquet file cannot be read: {first}", self._name)
