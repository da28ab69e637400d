"""From a delimited file to records DuckDB can read without a doubt, and those it need not see.

A well-formed UTF-8 file is only looked through and then read where it lies. Otherwise a clean copy is written in
which each record that could not be read is a record of empty cells, so that the n-th record of the copy is the n-th of
the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from mingjian.intake.csv_records import Positions, Shape, split_block, with_line_ends
from mingjian.intake.csv_repair import Repaired, repair_lines
from mingjian.intake.csv_text import TextBlocks
from mingjian.intake.errors import refuse
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE, RejectWriter

_LONGEST = 256 << 20  # bytes of one record
_SUSPECT = 20_000  # undecodable lines after which a wrong encoding is supposed, if they are the most


@dataclass(frozen=True)
class Body:
    """The records below the header.

    `path`, `skip`: what to read and how many lines to skip. `rows`: records that reading gives, rejected ones (empty
    there) included. `records`: records of the source, with blank lines at its end. `longest`: bytes of the longest.
    """

    path: Path
    skip: int
    rows: int
    records: int
    longest: int


class BodyReader:
    """Looks through one file. `head_lines` lines above the body are skipped; `file` is its index in the manifest."""

    def __init__(
        self,
        source: Path,
        name: str,
        encoding: str,
        shape: Shape,
        head_lines: int,
        copy: Path,
        rejects: RejectWriter,
        file: int = 0,
        newline: str = "\n",
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._source, self._shape, self._head, self._copy = source, shape, head_lines, copy
        self._text = TextBlocks(source, encoding, newline)
        self._rejects, self._file, self._name = rejects, file, name
        self._progress = progress
        self._out: IO[bytes] | None = None
        self._returns: bool | None = None  # whether lines end in \r\n, as the first block has it
        self._start = 0  # bytes above the body
        self._done = 0  # bytes of the body handled while the file is passed through
        self._rows = self._longest = self._bad_bytes = self._trailing = 0

    def read(self) -> Body:
        """Look through the whole file; bad and blank records go to the reject writer."""
        try:
            self._read_blocks()
        finally:
            if self._out is not None:
                self._out.close()
        for number in range(self._trailing):
            self._rejects.add(self._file, self._line(self._rows + number), SET_ASIDE, "blank", None)
        path, skip = (self._source, self._head) if self._out is None else (self._copy, 0)
        return Body(path, skip, self._rows, self._rows + self._trailing, self._longest)

    def _line(self, record: int) -> int:
        return self._head + record + 1

    def _read_blocks(self) -> None:
        with self._source.open("rb") as file:
            self._start = 3 if file.read(3) == b"\xef\xbb\xbf" else 0
        rest, head = b"", self._head
        blocks = iter(self._text)
        data = next(blocks, None)
        while data is not None:
            following = next(blocks, None)
            if head:
                data, head = self._skip_head(data, head)
            rest = self._take(rest + data, last=following is None)
            if len(rest) > _LONGEST:
                raise refuse("单条记录超过256 MB", "one record is larger than 256 MB", self._name)
            if self._progress is not None:
                self._progress(self._text.read)
            data = following

    def _skip_head(self, data: bytes, lines: int) -> tuple[bytes, int]:
        place = 0
        while lines and place < len(data):
            place = data.find(b"\n", place) + 1
            lines -= 1
        self._start += place
        return data[place:], lines

    def _take(self, data: bytes, last: bool) -> bytes:
        """Handle the whole records of `data` and return the bytes of a record that goes on in the next block."""
        if last:
            data = self._without_trailing_blanks(data)
        if not data:
            return b""
        block = split_block(data, self._shape)
        cut = int(block.ends[-1]) + 1 if len(block.ends) else 0
        if not block.proper or (last and cut < len(data)):
            return self._take_lines(data, last)
        if not cut:
            return data
        if self._returns is None:
            self._returns = block.returns == len(block.ends)
        mixed = block.returns != (len(block.ends) if self._returns else 0)
        if len(block.odd) or mixed or not self._text.passes_through:
            self._open_copy()
        place = passed = 0
        for number in block.odd.tolist():
            start = int(block.ends[number - 1]) + 1 if number else 0
            end = int(block.ends[number]) + 1
            self._pass(data[place:start], block.ends[passed:number] - place, mixed)
            for record in repair_lines(_lines(data[start:end]), self._shape, more=False):
                if isinstance(record, Repaired):
                    self._put(record)
            place, passed = end, number + 1
        self._pass(data[place:cut], block.ends[passed:] - place, mixed)
        self._longest = max(self._longest, _longest(block.ends))
        self._done += cut
        return data[cut:]

    def _take_lines(self, data: bytes, last: bool) -> bytes:
        """The patient way, for a block whose quotes are not proper: every line by itself."""
        self._open_copy()
        for record in repair_lines(_lines(data), self._shape, more=not last):
            if not isinstance(record, Repaired):
                return b"".join(record)
            self._put(record)
        return b""

    def _pass(self, data: bytes, ends: Positions, mixed: bool) -> None:
        """Records that are as they should be, line ends apart."""
        self._rows += len(ends)
        if self._out is not None and data:
            self._out.write(with_line_ends(data, ends, bool(self._returns)) if mixed else data)

    def _put(self, record: Repaired) -> None:
        """One record that was looked at."""
        assert self._out is not None
        self._out.write(record.data[:-1] + b"\r\n" if self._returns else record.data)
        self._longest = max(self._longest, len(record.data))
        if record.kind == "blank":
            self._rejects.add(self._file, self._line(self._rows), SET_ASIDE, "blank", None)
        elif record.kind == "bad":
            undecoded = self._text.bad_line(record.raw.encode("utf-8")) if record.reason == "nul_byte" else None
            reason = record.reason if undecoded is None else "bad_bytes"
            raw = record.raw if undecoded is None else undecoded
            self._rejects.add(self._file, self._line(self._rows), QUARANTINED, reason, raw)
            self._suspect_encoding(reason)
        self._rows += 1

    def _suspect_encoding(self, reason: str) -> None:
        self._bad_bytes += reason == "bad_bytes"
        if self._bad_bytes > _SUSPECT and self._bad_bytes * 2 > self._rows:
            raise refuse(
                "文件编码判断失败：多数行含有无法解码的字节，请在映射文件中用encoding指明编码",
                "the encoding could not be told: most lines hold bytes that are not of it; name it by `encoding` "
                "in the mapping file",
                self._name,
            )

    def _without_trailing_blanks(self, data: bytes) -> bytes:
        """Cut empty lines off the end of the file: they are set aside, and no copy is needed for them."""
        kept = data.rstrip(b"\r\n")
        blanks = data[len(kept) :].count(b"\n") - (1 if kept else 0)
        if blanks <= 0 or kept.count(b'"') % 2 or (self._shape.cells == 1 and self._out is None):
            return data
        self._trailing = blanks
        return kept + b"\n" if kept else b""

    def _open_copy(self) -> None:
        """Begin the clean copy with what was passed through so far."""
        if self._out is not None:
            return
        self._out = self._copy.open("wb")
        with self._source.open("rb") as source:
            source.seek(self._start)
            left = self._done
            while left and (piece := source.read(min(left, 1 << 20))):
                self._out.write(piece)
                left -= len(piece)


def _lines(data: bytes) -> list[bytes]:
    """Lines with their line feeds; carriage returns alone do not end a line."""
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _longest(ends: Positions) -> int:
    return int(np.diff(ends, prepend=-1).max()) if len(ends) else 0
