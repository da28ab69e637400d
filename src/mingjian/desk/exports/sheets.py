"""A table as CSV and as a workbook. No cell is ever a formula, and every row tells which export it is of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from mingjian.clues.export import safe_text
from mingjian.desk.exports.rows import COLUMNS, Cell, Column, Mark

__all__ = ["to_csv", "to_xlsx"]

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
    """A workbook: the mark on top of its sheet, on every printed page and in its properties."""
    buffer, said = io.BytesIO(), _printable(str(mark))
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {"title": mark.number, "author": f"{mark.name} {mark.username}", "company": mark.office, "comments": said,
             "subject": _printable(mark.why), "created": mark.at.replace(tzinfo=None)}
        )  # fmt: skip
        book.set_custom_property("Mingjian export", mark.number)
        sheet = book.add_worksheet(title)
        formats = {
            "mark": book.add_format({"italic": True, "font_color": "#7a7a7a"}),
            "head": book.add_format({"bold": True, "bg_color": "#1f3a5f", "font_color": "white", "text_wrap": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        sheet.write_string(0, 0, said[:_LONGEST], formats["mark"])
        for place, column in enumerate(columns):
            sheet.write_string(1, place, f"{column.zh}\n{column.en}", formats["head"])
            sheet.set_column(place, place, column.width)
        sheet.write_string(1, len(columns), "导出编号\nExport", formats["head"])
        sheet.set_column(len(columns), len(columns), 20)
        for number, row in enumerate(rows, 2):
            for place, value in enumerate(row):
                _cell(sheet, number, place, value, formats)
            sheet.write_string(number, len(columns), mark.number, formats["mark"])
        sheet.freeze_panes(2, 2)
        sheet.autofilter(1, 0, max(1, len(rows) + 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        page = said.replace("&", "&&")[: _HEADER - 4]
        sheet.set_header("&L" + page)
        sheet.set_footer(f"&L{mark.number}&R&P / &N")
    return buffer.getvalue()


def _cell(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["text"])
    elif value is not None:
        sheet.write_string(row, column, _printable(value)[:_LONGEST], formats["text"])


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return safe_text(_printable(value)) if isinstance(value, str) else str(value)


def _printable(text: str) -> str:
    """Without control signs, which a cell cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")
