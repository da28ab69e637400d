"""Mangled workbooks: xlsx and the old xls, with real formulas, numbers, merged cells; zip bombs of several kinds."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from agency_files import HEADER, pension_rows

Rows = list[list[str]]
BOMBS = ("spaces", "grid", "lying", "long", "strings", "nested", "garbage", "empty", "ole")
_LONGEST = 30_000  # letters a cell may hold by Excel's own limit, roughly


def xlsx(chance: random.Random, path: Path, header: list[str], rows: Rows) -> None:
    """One or two sheets, not always from the first cell on."""
    book = xlsxwriter.Workbook(str(path))
    for name in ["表一", "表二"][: chance.randint(1, 2)]:
        sheet = book.add_worksheet(name)
        top, left = chance.choice([(0, 0), (0, 0), (3, 0), (2, 2)])
        for number, row in enumerate([header, *rows]):
            for place, cell in enumerate(row):
                _write(chance, sheet, top + number, left + place, cell[:_LONGEST])
        if chance.random() < 0.3:
            sheet.merge_range(top + len(rows) + 5, 0, top + len(rows) + 6, 3, "制表人：某")
    book.close()


def _write(chance: random.Random, sheet: Any, row: int, column: int, cell: str) -> None:
    kind = chance.random()
    if kind < 0.02:
        sheet.write_formula(row, column, "=1/0", None, "#DIV/0!")
    elif kind < 0.04:  # a formula with its last result
        sheet.write_formula(row, column, '="' + cell.replace('"', '""')[:200] + '"', None, cell[:200])
    elif kind < 0.05:  # one that was never calculated
        sheet.write_formula(row, column, f"=SUM(A1:A{row + 1})", None, "")
    elif kind < 0.06:
        sheet.write_boolean(row, column, True)
    elif kind < 0.2 and cell.isascii() and cell.isdigit():
        sheet.write_number(row, column, float(cell[:300]))
    else:
        sheet.write_string(row, column, cell)


def xls(chance: random.Random, path: Path, header: list[str], rows: Rows) -> None:
    """The binary workbook of Excel 97; 256 columns and 65,536 rows at most."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表一")
    top = chance.choice([0, 0, 2])
    for number, row in enumerate([header, *rows]):
        for place, cell in enumerate(row[:256]):
            kind = chance.random()
            if kind < 0.03:
                sheet.write(top + number, place, xlwt.Formula(chance.choice(["1/0", "1+1", "SUM(A1:A9)"])))
            elif kind < 0.2 and cell.isascii() and cell.isdigit():
                sheet.write(top + number, place, float(cell[:300]))
            else:
                sheet.write(top + number, place, cell[:_LONGEST])
    book.save(str(path))


def bomb(kind: str, path: Path, spaces: int = 80_000_000) -> None:
    """A workbook that unpacks to far more than it may, spans the whole grid, lies about its size, or is none."""
    if kind in ("garbage", "empty", "ole"):
        start = {"garbage": b"PK\x03\x04", "empty": b"", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}[kind]
        chance = random.Random(len(kind))
        path.write_bytes(start + bytes(chance.randrange(256) for _ in range(0 if kind == "empty" else 2000)))
        return
    xlsx(random.Random(0), path, list(HEADER), pension_rows(3))
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.endswith("sheet1.xml"):
                _sheet(kind, new, item.filename, data, spaces)
            elif item.filename.endswith("sharedStrings.xml") and kind == "strings":
                _stream(new, item.filename, data.replace(b"</sst>", b"<si><t>"), b"x", spaces, b"</t></si></sst>")
            else:
                new.writestr(item.filename, data)
        if kind == "nested":
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as deep:
                _stream(deep, "0", b"", b"\x00", spaces, b"")
            new.writestr("xl/embeddings/inner.zip", inner.getvalue())
    data = out.getvalue()
    path.write_bytes(_understated(data) if kind == "lying" else data)


def _sheet(kind: str, new: zipfile.ZipFile, name: str, data: bytes, spaces: int) -> None:
    end = b"</sheetData>"
    if kind == "grid":
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        new.writestr(name, data.replace(end, far + end))
    elif kind == "long":  # one cell of a million letters
        long = b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"x" * 1_000_000 + b"</t></is></c></row>"
        new.writestr(name, data.replace(end, long + end))
    elif kind in ("spaces", "lying"):
        before, _, after = data.partition(end)
        _stream(new, name, before, b" ", spaces, end + after)
    else:
        new.writestr(name, data)


def _stream(new: zipfile.ZipFile, name: str, before: bytes, fill: bytes, times: int, after: bytes) -> None:
    with new.open(name, "w", force_zip64=True) as part:
        part.write(before)
        block = fill * (1 << 20)
        for _ in range(max(1, times >> 20)):
            part.write(block)
        part.write(after)


def _understated(data: bytes) -> bytes:
    """The archive with the directory's unpacked size of its largest part set to 1000 bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(archive.infolist(), key=lambda part: part.file_size)
    size = largest.file_size.to_bytes(4, "little")
    return data.replace(size, (1000).to_bytes(4, "little"))
