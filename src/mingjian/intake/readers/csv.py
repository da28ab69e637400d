"""Delimited text: csv, tsv, txt in any encoding of `encodings`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb

from mingjian.intake.csv_body import Body, BodyReader
from mingjian.intake.csv_head import CsvHead, read_head
from mingjian.intake.csv_records import Shape
from mingjian.intake.errors import IntakeError, refuse
from mingjian.intake.mapping import Options
from mingjian.intake.readers.arrow import RAW, write_listed
from mingjian.intake.rejects import RejectWriter
from mingjian.intake.tables import WIDE, Head, Progress, RawTable, Scratch
from mingjian.lake.sql import text

_BATCH = 500  # records of a wide table read at once


class CsvReader:
    """Reads one delimited file."""

    def __init__(self, path: Path, options: Options, name: str) -> None:
        self._path, self._options, self._name = path, options, name
        self._found: CsvHead | None = None

    def _head(self) -> CsvHead:
        if self._found is None:
            self._found = read_head(self._path, self._name, self._options.encoding, self._options.delimiter)
        return self._found

    def heads(self) -> list[Head]:
        found = self._head()
        details = {"encoding": found.encoding, "delimiter": found.delimiter}
        records = tuple(tuple(record) for record in found.records)
        lines = tuple(end + 1 for end in (0, *found.lines[:-1]))
        return [Head(self._name, records, details=details, lines=lines)]

    def stage(
        self, head: Head, header_end: int, columns: int, scratch: Scratch, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        found = self._head()
        width = max(columns, _usual_width(found, header_end))
        lines = found.lines[header_end - 1] if header_end else 0
        size = self._path.stat().st_size or 1
        target = scratch.folder / f"{file}.raw.parquet"
        quick = self._quickly(found, lines, width, target, scratch)
        if quick is not None:
            progress(1.0)
            return RawTable(target, width, quick, quick, lines + 1)
        reader = BodyReader(
            self._path,
            self._name,
            found.encoding,
            Shape(ord(found.delimiter), width),
            lines,
            scratch.folder / f"{file}.csv",
            rejects,
            file,
            found.newline,
            lambda done: progress(0.5 * done / size),
        )
        body = reader.read()
        rows = self._checked(self._to_parquet(body, width, found.delimiter, target, scratch), body)
        (scratch.folder / f"{file}.csv").unlink(missing_ok=True)
        progress(1.0)
        return RawTable(target, width, rows, body.records, lines + 1)

    def _to_parquet(self, body: Body, width: int, delimiter: str, target: Path, scratch: Scratch) -> int:
        if width > WIDE:
            return write_listed(_records(body, delimiter), target)
        columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(width))
        longest = max(2 << 20, body.longest + 1024)
        source = (
            f"read_csv({text(body.path)}, columns = {{{columns}}}, auto_detect = false, header = false, "
            f"skip = {body.skip}, delim = {text(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, "
            f"null_padding = false, max_line_size = {longest}, buffer_size = {max(32 << 20, 4 * longest)})"
        )
        try:
            with scratch.cursor() as con:
                made = con.execute(f"COPY (FROM {source}) TO {text(target)} {RAW}").fetchone()
        except (duckdb.Error, UnicodeDecodeError) as error:  # an error's own text may end within a character
            raise refuse("文件无法读取", f"the file cannot be read: {_first_line(error)}", self._name) from None
        return int(made[0]) if made else 0

    def _quickly(self, found: CsvHead, lines: int, width: int, target: Path, scratch: Scratch) -> int | None:
        """Read a file that shows no sign of trouble at once: rows, or None when it must be looked through.

        No quotes, no NULs, one kind of line end, UTF-8; DuckDB refuses any record of another width and any bad byte,
        and the rows must be as many as the lines.
        """
        if found.encoding != "utf-8" or found.newline != "\n" or width > WIDE or width < 2:
            return None
        feeds = _plain_lines(self._path)
        if feeds is None:
            return None
        body = Body(self._path, lines, feeds - lines, feeds - lines, 0)
        try:
            rows = self._to_parquet(body, width, found.delimiter, target, scratch)
        except IntakeError:
            return None
        return rows if rows == body.rows else None

    def _checked(self, rows: int, body: Body) -> int:
        """The number of rows, which must be that of the records seen."""
        if rows != body.rows:
            raise refuse(
                f"两次读取的记录数不一致（{rows}与{body.rows}），未导入",
                f"two ways of reading found {rows} and {body.rows} records; nothing was taken in",
                self._name,
            )
        return rows


def _plain_lines(path: Path) -> int | None:
    """Number of lines of a file without quotes, NULs and carriage returns but at line ends; None for any other."""
    feeds = returns = pairs = 0
    last = b""
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            if b'"' in block or b"\x00" in block:
                return None
            feeds += block.count(b"\n")
            found = block.count(b"\r")
            if found:
                returns += found
                pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
            last = block[-1:]
    if returns != pairs or returns not in (0, feeds):
        return None
    return feeds + (last not in (b"\n", b""))


def _records(body: Body, delimiter: str) -> Iterator[list[list[str]]]:
    """Records of a wide body, a few at a time."""
    with body.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(body.skip):
            file.readline()
        reader = csv.reader(file, delimiter=delimiter)
        while batch := list(islice((record for record in reader if record), _BATCH)):
            yield batch


def _usual_width(found: CsvHead, header_end: int) -> int:
    """Cells of most of the first records: a header may leave out names of columns at the end."""
    widths = [len(record) for record in found.records[header_end:] if any(cell.strip() for cell in record)]
    return max(set(widths), key=lambda width: (widths.count(width), width), default=0)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
