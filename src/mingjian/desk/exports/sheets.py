"""A table as CSV and as a workbook. No cell is ever a formula, and every row tells which export it is of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from mingjian.clues.export import safe_text
from mingjian.desk.exports.rows import COLUMNS, Cell, Column, Mark

__all__ = ["Sheet", "to_book", "to_csv", "to_xlsx"]

_LONGEST = 32_767  # signs a cell can hold
_HEADER = 250  # signs the head of a printed page can hold


def to_csv(rows: Sequence[Sequence[Cell]], mark: Mark, columns: Sequence[Column] = COLUMNS) -> bytes:
    """Comma-separated, with the mark of spreadsheets that it is UTF-8; the number in each row, the mark at the end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(f"{one.zh} {one.en}" for one in columns), "导出编号 Export"])
    for row in rows:
        writer.writerow([*map(_text, row), mark.number])
    writer.writerow([safe_text(_printable(f"# {mark}"))])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(
    rows: Sequence[Sequence[Cell]], mark: Mark, columns: Sequence[Column] = COLUMNS, title: str = "线索 Clues"
) -> bytes:
    """A workbook of one sheet."""
    return to_book([Sheet(title, columns, rows)], mark)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def to_book(sheets: Sequence[Sheet], mark: Mark) -> bytes:
    """A workbook: the mark on top of each sheet, on every printed page and in its properties."""
    buffer, said = io.BytesIO(), _printable(str(mark))
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {"title": mark.number, "author": f"{mark.name} {mark.username}", "company": mark.office, "comments": said,
             "subject": _printable(mark.why), "created": mark.at.replace(tzinfo=None)}
        )  # fmt: skip
        book.set_custom_property("Mingjian export", mark.number)
        formats = {
            "mark": book.add_format({"italic": True, "font_color": "#7a7a7a"}),
            "head": book.add_format({"bold": True, "bg_color": "#1f3a5f", "font_color": "white", "text_wrap": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "digits": book.add_format({"num_format": "@", "valign": "top"}),
        }
        for one in sheets:
            _write(book.add_worksheet(one.title), one, mark, formats)
    return buffer.getvalue()


def _write(sheet: Any, given: Sheet, mark: Mark, formats: dict[str, Any]) -> None:
    said, last = _printable(str(mark)), len(given.columns)
    sheet.write_string(0, 0, said[:_LONGEST], formats["mark"])
    for place, column in enumerate(given.columns):
        sheet.write_string(1, place, f"{column.zh}\n{column.en}", formats["head"])
        sheet.set_column(place, place, column.width, formats["digits"] if column.digits else None)
    sheet.write_string(1, last, "导出编号\nExport", formats["head"])
    sheet.set_column(last, last, 20)
    for number, row in enumerate(given.rows, 2):
        for place, value in enumerate(row):
            _cell(sheet, number, place, value, formats, "digits" if given.columns[place].digits else "text")
        sheet.write_string(number, last, mark.number, formats["mark"])
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, max(1, len(given.rows) + 1), last - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_header("&L" + said.replace("&", "&&")[: _HEADER - 4])
    sheet.set_footer(f"&L{mark.number}&R&P / &N")


def _cell(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any], text: str) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["text"])
    elif value is not None:
        sheet.write_string(row, column, _printable(value)[:_LONGEST], formats[text])
    elif text == "digits":
        sheet.write_blank(row, column, None, formats[text])


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return safe_text(_printable(value)) if isinstance(value, str) else str(value)


def _printable(text: str) -> str:
    """Without control signs, which a cell cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")
