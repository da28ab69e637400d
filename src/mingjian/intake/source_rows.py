"""All raw tables of a delivery as one relation: `_file`, `_line`, `_some` and the raw text of each mapped column.

A column `r_<name>` is the cell as delivered, null when it is empty. `_some` says that any cell of the record is
filled: records that were rejected while reading, and lines of nothing but delimiters, are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjian.intake.mapping import From
from mingjian.intake.tables import RawTable
from mingjian.lake.sql import name, parquet, text

_TOTAL = r"^[\s　]*[（(]?(本页|本月|本年|全部)?(合|总|小|共|累)[\s　]*计[)）]?[\s　:：]*"
_NOTE = (
    r"^[\s　]*(制表|填表|填报|审核|复核|经办|单位负责人|负责人|备注|注|说明|打印|导出|统计)[^,，]{0,12}[:：]"
    r"|^[\s　]*第.{1,6}页"
)
_FEW = 3  # filled cells a note line has at most


@dataclass(frozen=True)
class DeliveredTable:
    """A raw table with its header names and its index in the manifest's sources."""

    raw: RawTable
    header: tuple[str, ...]
    file: int

    def cell(self, place: int) -> str:
        """The raw cell of a column, null when empty."""
        return f"nullif(c{place}, '')"

    @property
    def line(self) -> str:
        """The record's line in the source."""
        return f"(file_row_number + {self.raw.first_line})::INTEGER"

    @property
    def scan(self) -> str:
        """FROM clause with `file_row_number`."""
        return parquet(self.raw.path, numbered=True)


def source_sql(tables: Sequence[DeliveredTable], columns: Mapping[str, From]) -> str:
    """SELECT of all records; every table must have the headers that `columns` names."""
    return "\nUNION ALL\n".join(_table_sql(table, columns) for table in tables)


def _table_sql(table: DeliveredTable, columns: Mapping[str, From]) -> str:
    place = {header: number for number, header in enumerate(table.header)}
    wanted = [f"{table.file} AS _file", f"{table.line} AS _line"]
    cells = ", ".join(table.cell(number) for number in range(table.raw.columns))
    wanted.append(f"coalesce({cells}) IS NOT NULL AS _some")
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
    width = range(table.raw.columns)
    pairs = ", ".join(f"{text(_header(table, number))}, {table.cell(number)}" for number in width)
    filled = " + ".join(f"(nullif(trim(c{number}), '') IS NOT NULL)::INTEGER" for number in width)
    same = " + ".join(
        f"coalesce(trim(c{number}) = {text(header.split('/')[-1])}, false)::INTEGER"
        for number, header in enumerate(table.header)
        if number < table.raw.columns and not header.startswith("#")
    )
    begins = ", ".join(f"nullif(trim(c{number}), '')" for number in list(width)[:6])
    some = f"coalesce({', '.join(table.cell(number) for number in width)}) IS NOT NULL"
    return f"""
    SELECT _file AS file, _line::BIGINT AS line,
        CASE WHEN kind IS NOT NULL THEN kind WHEN aside IS NOT NULL THEN 'set_aside' ELSE 'quarantined' END AS kind,
        CASE WHEN kind IS NULL AND aside IS NOT NULL THEN [aside] ELSE reasons END AS reasons, raw
    FROM (SELECT chosen._file, chosen._line, chosen.kind, chosen.reasons, json_object({pairs})::VARCHAR AS raw,
            CASE WHEN NOT ({some}) THEN 'blank'
                WHEN ({same or "0"}) >= 2 AND ({same or "0"}) * 2 > ({filled}) THEN 'title'
                WHEN regexp_matches(coalesce({begins}, ''), '{_TOTAL}') THEN 'total'
                WHEN ({filled}) <= {_FEW} AND regexp_matches(coalesce({begins}, ''), '{_NOTE}') THEN 'note'
            END AS aside
        FROM {table.scan} t JOIN ({chosen}) chosen
            ON chosen._file = {table.file} AND chosen._line = {table.line})"""


def _header(table: DeliveredTable, number: int) -> str:
    return table.header[number] if number < len(table.header) else f"#{number + 1}"
