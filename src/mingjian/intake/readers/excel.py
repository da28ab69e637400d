"""Workbooks: xlsx, xlsm, xlsb, xls, ods, by calamine (fastexcel); every cell as text.

The fast reader gives numbers through floating point, so that an identity number stored as a number would come out as
another one. For xlsx the digits are taken from the file itself (`xlsx_check`); for the older kinds a number of 16 or
more digits that is no more exact than 15 digits is shown as `3.40101E+17`, which no key is ever made of.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import pyarrow as pa

from mingjian.intake.errors import refuse
from mingjian.intake.mapping import Options
from mingjian.intake.readers.arrow import write_raw
from mingjian.intake.readers.xlsx_check import SheetFacts, check_archive, encrypted, sheet_facts, sheet_parts
from mingjian.intake.rejects import RejectWriter
from mingjian.intake.tables import Head, Progress, RawTable, Scratch

SAMPLE = 300
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGED_DOWN = 20_000  # merged cells of the body that are filled at most


@dataclass
class _Sheet:
    """A sheet's cells as text; row 0 of the table is row `first_row` of the sheet (0-based)."""

    table: pa.Table
    first_row: int
    first_column: int
    facts: SheetFacts | None


class ExcelReader:
    """Reads one workbook; each visible sheet that is not empty is a table."""

    def __init__(self, path: Path, options: Options, name: str) -> None:
        self._path, self._options, self._name = path, options, name
        self._sheets: dict[str, _Sheet] = {}

    def heads(self) -> list[Head]:
        heads: list[Head] = []
        archive = self._checked()
        parts = sheet_parts(archive, self._name) if archive else {}
        reader = self._open()
        wanted = self._options.sheet
        if wanted is not None and wanted not in reader.sheet_names:
            names = "、".join(reader.sheet_names)
            raise refuse(
                f"没有工作表“{wanted}”（有：{names}）", f"no sheet '{wanted}' (there are: {names})", self._name
            )
        for sheet in reader.sheet_names:
            if wanted is not None and sheet != wanted:
                continue
            facts = None
            if archive is not None and sheet in parts:
                facts = sheet_facts(archive, parts[sheet], f"{self._name} [{sheet}]")
            read = self._load(reader, sheet, facts, hidden_too=wanted is not None)
            if read is not None:
                self._sheets[sheet] = read
                heads.append(self._head(sheet, read))
        if not heads:
            raise refuse("工作簿里没有数据", "the workbook holds no data", self._name)
        return heads

    def stage(
        self, head: Head, header_end: int, columns: int, scratch: Scratch, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        sheet = self._sheets[str(head.sheet)]
        target = scratch.folder / f"{file}.raw.parquet"
        body = sheet.table.slice(header_end)
        rows = write_raw([body], sheet.table.num_columns, target, scratch)
        progress(1.0)
        return RawTable(target, sheet.table.num_columns, rows, rows, sheet.first_row + header_end + 1)

    # -- opening ------------------------------------------------------------------------------------------

    def _checked(self) -> zipfile.ZipFile | None:
        with self._path.open("rb") as file:
            magic = file.read(8)
        if magic.startswith(b"PK"):
            archive = check_archive(self._path, self._name)
            return archive if "xl/workbook.xml" in archive.NameToInfo else None
        if magic == _OLE and "EncryptedPackage".encode("utf-16-le") in self._path.read_bytes():
            raise encrypted(self._name)
        return None

    def _open(self) -> fastexcel.ExcelReader:
        try:
            return fastexcel.read_excel(self._path)
        except Exception as error:
            raise self._broken(error) from None
        except BaseException as error:  # a panic of the reader's own language is no Exception
            if type(error).__name__ != "PanicException":
                raise
            raise self._broken(error) from None

    def _broken(self, error: BaseException) -> Exception:
        first = (str(error).strip().splitlines() or ["?"])[0][:200]
        return refuse("工作簿无法读取，可能已损坏或不是Excel文件", f"the workbook cannot be read: {first}", self._name)

    def _load(
        self, reader: fastexcel.ExcelReader, name: str, facts: SheetFacts | None, hidden_too: bool
    ) -> _Sheet | None:
        try:
            sheet = reader.load_sheet(name, header_row=None, dtypes="string")
            if not sheet.height or not sheet.width or (sheet.visible != "visible" and not hidden_too):
                return None
            table = pa.Table.from_batches([sheet.to_arrow()])
        except Exception as error:
            if "not a worksheet" in str(error).lower():
                return None
            raise self._broken(error) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            raise self._broken(error) from None
        table = table.rename_columns([f"c{number}" for number in range(table.num_columns)])
        row = facts.first_row or 0 if facts else 0
        column = facts.first_column or 0 if facts else 0
        read = _Sheet(table, row, column, facts)
        read.table = _trusted(read) if facts else _numbers_shown(table)
        return read

    def _head(self, sheet: str, read: _Sheet) -> Head:
        first = read.table.slice(0, SAMPLE).to_pylist()
        records = tuple(tuple("" if cell is None else str(cell) for cell in row.values()) for row in first)
        details: dict[str, object] = {}
        if read.facts and read.facts.formulas:
            details["formulas"] = read.facts.formulas
            if read.facts.never_calculated:
                details["formulas_never_calculated"] = len(read.facts.never_calculated)
        return Head(self._name, records, sheet=sheet, details=details, first_line=read.first_row + 1)


def _trusted(sheet: _Sheet) -> pa.Table:
    """The table with the texts of the file itself where the reader's are not to be trusted, and cells merged
    downwards filled."""
    assert sheet.facts is not None
    changes: dict[int, dict[int, str | None]] = {}
    height, width = sheet.table.num_rows, sheet.table.num_columns
    for (row, column), text in sheet.facts.texts.items():
        place, which = row - sheet.first_row, column - sheet.first_column
        if 0 <= place < height and 0 <= which < width:
            changes.setdefault(which, {})[place] = text
    table = _with(sheet.table, changes, check=True)
    fills: dict[int, dict[int, str | None]] = {}
    for top, left, bottom, right in sheet.facts.merges[:_MERGED_DOWN]:
        place, which = top - sheet.first_row, left - sheet.first_column
        if left != right or bottom == top or not (0 <= place < height and 0 <= which < width):
            continue
        value = table.column(which)[place].as_py()
        for below in range(place + 1, min(bottom - sheet.first_row + 1, height)):
            if sheet.facts.first_row is not None and value is not None and place > 2:
                fills.setdefault(which, {})[below] = value
    return _with(table, fills, check=False)


def _with(table: pa.Table, changes: dict[int, dict[int, str | None]], check: bool) -> pa.Table:
    for which, cells in changes.items():
        values: list[str | None] = table.column(which).to_pylist()
        if check and not _agree(values, cells):
            continue
        for place, text in cells.items():
            values[place] = text
        table = table.set_column(which, table.column_names[which], pa.array(values, pa.string()))
    return table


def _agree(values: Sequence[str | None], cells: dict[int, str | None]) -> bool:
    """Whether the numbers of the file stand where the reader has the same ones: the two count rows alike."""
    for place, text in cells.items():
        value = values[place]
        if text is None or text.startswith("#"):
            if value not in (None, "", text):
                return False
            continue
        try:
            if value is None or abs(float(value) - float(text)) > 1e-9 * abs(float(text)):
                return False
        except ValueError:
            return False
    return True


def _numbers_shown(table: pa.Table) -> pa.Table:
    """For kinds whose cells cannot be looked at: long numbers of 15-digit precision shown in scientific form."""
    for which in range(table.num_columns):
        values: list[str | None] = table.column(which).to_pylist()
        shown = [_scientific(value) for value in values]
        if shown != values:
            table = table.set_column(which, table.column_names[which], pa.array(shown, pa.string()))
    return table


def _scientific(value: str | None) -> str | None:
    if value is None or not 16 <= len(value) <= 19 or not value.isascii() or not value.isdigit() or value[0] == "0":
        return value
    short = f"{float(value):.14E}"
    return short if int(float(short)) == int(value) else value
