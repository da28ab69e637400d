"""The patient reader: records that are not of the header's shape, one at a time.

What can be read in only one way is read (a stray quote inside a cell, empty cells too many at the end, a carriage
return inside a cell); everything else is kept as text with a reason. Never used on a well-formed file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mingjian.intake.csv_records import NEWLINE, QUOTE, Shape

Kind = Literal["ok", "blank", "bad"]
_JOIN_LINES = 200  # a cell with more line breaks than this is a quote that was never closed
_JOIN_BYTES = 8 << 20

csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Repaired:
    """One record: its kind, the bytes to read instead (with line feed), why it is bad, its text as delivered."""

    kind: Kind
    data: bytes
    reason: str = ""
    raw: str = ""


def placeholder(shape: Shape) -> bytes:
    """A record of empty cells, which keeps the count of records right in place of one that was taken out."""
    return (b'""' if shape.cells == 1 else bytes([shape.delimiter]) * (shape.cells - 1)) + b"\n"


def repair_lines(lines: list[bytes], shape: Shape, more: bool) -> Iterator[Repaired | list[bytes]]:
    """Records of some lines (each with its line feed). When `more` lines follow and the last record may go on,
    its lines come last as a list, to be tried again with what follows."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if QUOTE not in line:
            yield repair_one(line, shape)
            number += 1
            continue
        taken, record = _quoted(lines, number, shape)
        if taken == 0 and more and _may_go_on(lines, number):
            yield lines[number:]
            return
        yield record
        number += max(taken, 1)


def _may_go_on(lines: list[bytes], number: int) -> bool:
    left = len(lines) - number
    return left < _JOIN_LINES and sum(map(len, lines[number:])) < _JOIN_BYTES


def _quoted(lines: list[bytes], number: int, shape: Shape) -> tuple[int, Repaired]:
    """The record that begins at a line with quotes, and how many lines it takes (0: it is never closed)."""
    single = _cells(lines[number].rstrip(b"\r\n"), shape)
    if single is not None:
        return 1, _shaped(single, lines[number], shape)
    size, quotes = 0, 0
    for taken in range(1, min(_JOIN_LINES, len(lines) - number) + 1):
        line = lines[number + taken - 1]
        size += len(line)
        quotes += line.count(b'"')
        if size > _JOIN_BYTES:
            break
        if taken == 1 or quotes % 2 or QUOTE not in line:
            continue
        whole = b"".join(lines[number : number + taken])
        cells = _cells(whole.rstrip(b"\r\n"), shape)
        if cells is not None and len(cells) == shape.cells:
            return taken, _shaped(cells, whole, shape)
    return 0, _bad(lines[number], shape, "unclosed_quote")


def repair_one(line: bytes, shape: Shape) -> Repaired:
    """A record of one line, or of several that a proper pair of quotes holds together."""
    text = line.rstrip(b"\r\n")
    if not text.strip(b" \t\r"):
        return Repaired("blank", placeholder(shape))
    if 0 in line:
        return _bad(line, shape, "nul_byte")
    cells = _cells(text, shape)
    if cells is None:
        return _bad(line, shape, "unclosed_quote")
    return _shaped(cells, line, shape)


def _cells(text: bytes, shape: Shape) -> list[str] | None:
    """Cells of one record, or None when its quotes do not close."""
    try:
        rows = list(csv.reader(io.StringIO(text.decode("utf-8"), newline=""), delimiter=shape.sign, strict=True))
    except (csv.Error, UnicodeDecodeError):
        return None
    if len(rows) > 1:  # a carriage return outside quotes: part of the cell, not the end of a record
        return text.decode("utf-8").split(shape.sign) if QUOTE not in text and NEWLINE not in text else None
    return rows[0] if rows else [""]


def _shaped(cells: list[str], line: bytes, shape: Shape) -> Repaired:
    if 0 in line:
        return _bad(line, shape, "nul_byte")
    if len(cells) > shape.cells and not any(cell.strip() for cell in cells[shape.cells :]):
        cells = cells[: shape.cells]
    if len(cells) != shape.cells:
        return _bad(line, shape, "too_few_cells" if len(cells) < shape.cells else "too_many_cells")
    return Repaired("ok", record_text(cells, shape.sign).encode("utf-8"))


def record_text(cells: list[str], delimiter: str) -> str:
    """A record as RFC 4180 wants it, with a line feed; a lone carriage return is quoted too."""
    return delimiter.join(_quoted_cell(cell, delimiter) for cell in cells) + "\n"


def _quoted_cell(cell: str, delimiter: str) -> str:
    if any(sign in cell for sign in (delimiter, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _bad(line: bytes, shape: Shape, reason: str) -> Repaired:
    raw = line.rstrip(b"\r\n").decode("utf-8", "backslashreplace")
    return Repaired("bad", placeholder(shape), reason, raw)
