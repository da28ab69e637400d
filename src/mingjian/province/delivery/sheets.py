"""Workbooks and databases: small files, written cell by cell, with the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from mingjian.province.arrow import pa
from mingjian.province.delivery.cells import Text

_MADE = dt.datetime(2025, 7, 1, 9, 0, 0)  # noqa: DTZ001 - a workbook's own date has no zone


def values_of(text: Text) -> list[str | None]:
    """The cells of a column as texts."""
    parts = [part for part in text.parts if len(part)]
    if not parts:
        return [None] * len(text.index)
    words = pa.concat_arrays(parts) if len(parts) > 1 else parts[0]
    taken = words.take(pa.array(text.index, pa.int32(), mask=text.index < 0))
    return [None if cell is None else cell.decode() for cell in taken.to_pylist()]


def write_workbook(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Text]]], title: str, total: bool, merged: int
) -> None:
    """One sheet a part, with a merged title row, a row saying who made it, and a header of two rows of which
    ``merged`` columns in the middle stand under one common head.

    Creation dates are fixed, so that the same content gives the same bytes.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "constant_memory": False})
    book.set_properties({"title": title, "created": _MADE})
    head = book.add_format({"bold": True, "align": "center"})
    for name, headers, texts in sheets:
        sheet = book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, len(headers) - 1, title, head)
        sheet.write_string(1, 0, "填报单位：")
        sheet.write_string(1, 1, name)
        sheet.write_string(1, len(headers) - 1, "制表日期：2025-07-01")
        first = max(0, len(headers) - merged - 1) if merged > 1 else len(headers)
        for column, header in enumerate(headers):
            if first <= column < first + merged:
                sheet.write_string(3, column, header, head)
            else:
                sheet.merge_range(2, column, 3, column, header, head)
        if merged > 1:
            sheet.merge_range(2, first, 2, first + merged - 1, "其他信息", head)
        rows = 0
        for column, text in enumerate(texts):
            cells = values_of(text)
            rows = len(cells)
            for row, cell in enumerate(cells):
                if cell is not None:
                    sheet.write_string(4 + row, column, cell)
        if total:
            sheet.write_string(4 + rows, 0, "合计")
            sheet.write_string(4 + rows, 1, f"共{rows}条")
    book.close()


def write_database(path: Path, table: str, headers: Sequence[str], chunks: Sequence[Sequence[Text]]) -> None:
    """A SQLite database with one table of texts."""
    path.unlink(missing_ok=True)
    con = sqlite3.connect(path)
    try:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute("PRAGMA synchronous = OFF")
        names = ", ".join(f'"{header}" TEXT' for header in headers)
        con.execute(f'CREATE TABLE "{table}" ({names})')
        marks = ", ".join("?" * len(headers))
        for texts in chunks:
            columns = [values_of(text) for text in texts]
            con.executemany(f'INSERT INTO "{table}" VALUES ({marks})', zip(*columns, strict=True))
        con.commit()
    finally:
        con.close()
