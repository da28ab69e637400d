"""All raw tables of a delivery as one relation: `_file`, `_line`, `_some` and the raw text of each mapped column.

A column `r_<name>` is the cell as delivered, null when it is empty. `_some` says that any cell of the record is
filled and that it is no total line: records that were rejected while reading, and lines of nothing but delimiters, are
not, and a line that begins with 合计 is nobody's, even where a name is all that is required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjian.intake.mapping import From
from mingjian.intake.tables import WIDE, RawTable
from mingjian.lake.sql import name, parquet, text

_TOTAL = r"^[\s　]*[（(]?(本页|本月|本年|全部)?(合|总|小|共|累)[\s　]*计[)）]?[\s　:：]*"
_NOTE = (
    r"^[\s　]*(制表|填表|填报|审核|复核|经办|单位负责人|负责人|备注|注|说明|打印|导出|统计)[^,，]{0,12}[:：]"
    r"|^[\s　]*第.{1,6}页"
)
_FEW = 3  # filled cells a note line has at most


@dataclass(frozen=True)
class DeliveredTable:
    """A raw table with its header names and its index in the manifest's sources; `held`: the table of the connection
    in which some of its records stand, to be read instead of the file."""

    raw: RawTable
    header: tuple[str, ...]
    file: int
    held: str | None = None

    def cell(self, place: int) -> str:
        """The raw cell of a column, null when empty."""
        return f"nullif({self.text(place)}, '')"

    def text(self, place: int) -> str:
        """The raw cell of a column as it is."""
        return f"cells[{place + 1}]" if self.raw.listed else f"c{place}"

    @property
    def some(self) -> str:
        """Condition that any cell is filled."""
        if self.raw.listed:
            return "len(list_filter(cells, lambda x: x <> '')) > 0"
        return f"coalesce({', '.join(self.cell(number) for number in range(self.raw.columns))}) IS NOT NULL"

    @property
    def total(self) -> str:
        """Condition that the first cell is the word of a total line and nothing else; a sign is looked for first, since
        this is asked of every row."""
        first = self.cell(0)
        return f"coalesce(contains({first}, '计') AND regexp_matches({first}, '{_TOTAL}$'), false)"

    @property
    def cells(self) -> str:
        """All cells of a record as one list: what is asked of a few records by a list is planned at once, by column it
        takes longer than to look."""
        return "cells" if self.raw.listed else f"[{', '.join(map(self.text, range(self.raw.columns)))}]"

    @property
    def filled(self) -> str:
        """Number of cells that hold more than spaces."""
        return f"len(list_filter({self.cells}, lambda x: trim(x) <> ''))"

    @property
    def repeats_header(self) -> str:
        """Number of cells that are what the header has in their column."""
        headers = ", ".join("NULL" if one.startswith("#") else text(one.split("/")[-1]) for one in self.header[:WIDE])
        return f"len(list_filter({self.cells}, lambda x, i: trim(x) = ([{headers}]::VARCHAR[])[i]))"

    @property
    def json(self) -> str:
        """The whole record as a JSON object, header: cell."""
        names = [
            self.header[number] if number < len(self.header) else f"#{number + 1}" for number in range(self.raw.columns)
        ]
        if self.raw.listed:
            return f"to_json(map([{', '.join(text(one) for one in names)}], cells))::VARCHAR"
        pairs = ", ".join(f"{text(one)}, {self.cell(number)}" for number, one in enumerate(names))
        return f"json_object({pairs})::VARCHAR"

    @property
    def line(self) -> str:
        """The record's line in the source."""
        return f"(file_row_number + {self.raw.first_line})::INTEGER"

    @property
    def scan(self) -> str:
        """FROM clause with `file_row_number`."""
        return self.held or parquet(self.raw.path, numbered=True)


def source_sql(tables: Sequence[DeliveredTable], columns: Mapping[str, From]) -> str:
    """SELECT of all records; every table must have the headers that `columns` names."""
    return "\nUNION ALL\n".join(_table_sql(table, columns) for table in tables)


def _table_sql(table: DeliveredTable, columns: Mapping[str, From]) -> str:
    place = {header: number for number, header in enumerate(table.header)}
    wanted = [f"{table.file} AS _file", f"{table.line} AS _line"]
    wanted.append(f"{table.some} AND NOT {table.total} AS _some")
    for column, given in columns.items():
        value = text(given.value) if given.value is not None else table.cell(place[str(given.from_)])
        wanted.append(f"{value} AS {name('r_' + column)}")
    return f"SELECT {', '.join(wanted)} FROM {table.scan}"


def rejected_sql(table: DeliveredTable, chosen: str) -> str:
    """Rejected records of one table with kind, reasons and the whole raw record as JSON.

    `chosen` is a relation `_file`, `_line`, `kind` (null: find out), `reasons`. What is found out here: a record that
    repeats the header is a title line, one that begins with 合计 and its like a total line, a short one of
    制表人：… a note; all three are set aside, everything else is quarantined.
    """
    begins = ", ".join(f"nullif(trim({table.text(number)}), '')" for number in range(min(6, table.raw.columns)))
    return f"""
    SELECT _file AS file, _line::BIGINT AS line,
        CASE WHEN kind IS NOT NULL THEN kind WHEN aside IS NOT NULL THEN 'set_aside' ELSE 'quarantined' END AS kind,
        CASE WHEN kind IS NULL AND aside IS NOT NULL THEN [aside] ELSE reasons END AS reasons, raw
    FROM (SELECT *,
            CASE WHEN NOT _some THEN 'blank'
                WHEN repeated >= 2 AND repeated * 2 > filled THEN 'title'
                WHEN regexp_matches(begins, '{_TOTAL}') THEN 'total'
                WHEN filled <= {_FEW} AND regexp_matches(begins, '{_NOTE}') THEN 'note'
            END AS aside
        FROM (SELECT chosen._file, chosen._line, chosen.kind, chosen.reasons, {table.json} AS raw,
                {table.some} AS _some, {table.filled} AS filled, {table.repeats_header} AS repeated,
                coalesce({begins}, '') AS begins
            FROM {table.scan} t JOIN ({chosen}) chosen
                ON chosen._file = {table.file} AND chosen._line = {table.line}))"""
