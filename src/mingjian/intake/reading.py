"""The first half of a load: originals → raw tables → cleaned texts, on a connection alone in its database.

Nothing of the lake is needed for it, so that a delivery can be read while the one before it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import duckdb

from mingjian.intake.cleaning import Cleaning
from mingjian.intake.plan import PlannedTable
from mingjian.intake.progress import Meter
from mingjian.intake.rejects import SET_ASIDE, RejectWriter
from mingjian.intake.request import Request
from mingjian.intake.source_rows import DeliveredTable, source_sql
from mingjian.intake.tables import Scratch
from mingjian.lake import Staged
from mingjian.lake.sql import parquet


class Reading:
    """`tables` and `cleaning` on `con`; files are numbered from 0 until `number_from` says how many the version already
    has. `mapped`: where the columns of the standard come from."""

    def __init__(
        self, staged: Staged, request: Request, planned: Sequence[PlannedTable], meter: Meter,
        con: duckdb.DuckDBPyConnection,
    ) -> None:  # fmt: skip
        self.planned, self._staged, self._meter = planned, staged, meter
        self.con = con
        columns = request.mapping.columns
        self.mapped = {name: columns[name] for name in request.standard.columns if name in columns}
        self._structural = staged.scratch / "structural.parquet"
        self.cleaning = Cleaning(self.con, request.standard, self.mapped, meter.at)

    def run(self) -> None:
        """Read and clean."""
        self.tables = self._read()
        self._meter.stage("清洗", "cleaning", 0.6)
        self.cleaning.prepare(self.rows, source_sql(self.tables, self.mapped))

    def number_from(self, base: int) -> None:
        """Number the files of the delivery from `base` on, and make the view `structural`."""
        if base:
            self.tables = [
                DeliveredTable(table.raw, table.header, base + number) for number, table in enumerate(self.tables)
            ]
            self.cleaning.number_files(source_sql(self.tables, self.mapped), base)
        self.con.execute(
            "CREATE OR REPLACE VIEW structural AS "
            f"SELECT * REPLACE ((file + {base})::INTEGER AS file) FROM {parquet(self._structural)}"
        )

    @property
    def records(self) -> int:
        """Records of the delivery: all below the headers, and the title lines above them."""
        titles = sum(max(planned.header.first, 0) for planned in self.planned)
        return titles + sum(table.raw.records for table in self.tables)

    @property
    def rows(self) -> int:
        """Rows of the raw tables."""
        return sum(table.raw.rows for table in self.tables)

    def count(self, sql: str) -> int:
        """The one number a query gives."""
        row = self.con.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    def _read(self) -> list[DeliveredTable]:
        self._meter.stage("读取", "reading", 0.35)
        tables = []
        total = len(self.planned)
        scratch = Scratch(self._staged.scratch, self.con)
        with RejectWriter(self._structural) as rejects:
            for number, planned in enumerate(self.planned):
                self._titles(planned, number, rejects)
                raw = planned.source.reader.stage(
                    planned.head,
                    planned.header.body,
                    len(planned.header.names),
                    scratch,
                    rejects,
                    number,
                    partial(self._told, number, total),
                )
                tables.append(DeliveredTable(raw, planned.header.names, number))
        return tables

    def _told(self, done: int, total: int, share: float) -> None:
        self._meter.at((done + share) / total)

    @staticmethod
    def _titles(planned: PlannedTable, file: int, rejects: RejectWriter) -> None:
        """What stands above the header is set aside."""
        for number in range(max(planned.header.first, 0)):
            cells = [cell for cell in planned.head.records[number] if cell.strip()]
            reason = "title" if cells else "blank"
            rejects.add(file, planned.head.line(number), SET_ASIDE, reason, "\t".join(cells))
