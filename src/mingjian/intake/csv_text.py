"""A text file as blocks of UTF-8 bytes that end at a line end, whatever its encoding.

A line whose bytes are not of the encoding is replaced by a mark that no file can hold by chance; its bytes are kept
apart, to be quarantined by whoever meets the mark.
"""

from __future__ import annotations

import codecs
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa

BLOCK = 8 << 20
_WIDE = ("utf-16-le", "utf-16-be")


class TextBlocks:
    """Iterate over the blocks of a file. `read` is the number of source bytes read so far."""

    def __init__(self, path: Path, encoding: str, newline: str = "\n", block: int = BLOCK) -> None:
        self._path, self._encoding, self._newline, self._block = path, encoding, newline, block
        self._token = b"\x00" + secrets.token_hex(12).encode() + b":"
        self._bad: list[str] = []
        self.read = 0

    @property
    def passes_through(self) -> bool:
        """Whether blocks are the file's own bytes (UTF-8 without bad lines so far)."""
        return self._encoding == "utf-8" and self._newline == "\n" and not self._bad

    def bad_line(self, line: bytes) -> str | None:
        """What was delivered where a line is a mark of undecodable bytes; None for every other line."""
        start = line.find(self._token)
        if start < 0:
            return None
        return self._bad[int(line[start + len(self._token) :].split(b"\n")[0].rstrip(b"\r") or b"0")]

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                if file.read(len(mark)) == mark:
                    break
                file.seek(0)
            yield from self._wide(file) if self._encoding in _WIDE else self._narrow(file)

    def _narrow(self, file: IO[bytes]) -> Iterator[bytes]:
        end = b"\r" if self._newline == "\r" else b"\n"
        rest = b""
        while data := file.read(self._block):
            self.read = file.tell()
            cut = data.rfind(end) + 1
            if not cut:
                rest += data
                continue
            yield self._utf8(rest + data[:cut])
            rest = data[cut:]
        if rest:
            yield self._utf8(rest if rest.endswith(end) else rest + end)

    def _wide(self, file: IO[bytes]) -> Iterator[bytes]:
        """UTF-16: cut after a line feed on an even place; a lone surrogate spoils its line only."""
        feed = "\n".encode(self._encoding)
        rest = b""
        while data := file.read(self._block):
            self.read = file.tell()
            data = rest + data
            cut = _last_even(data, feed)
            rest = data[cut:]
            if cut:
                yield self._utf8_wide(data[:cut], feed)
        if rest:
            yield self._utf8_wide(rest if rest.endswith(feed) else rest + feed, feed)

    def _utf8_wide(self, data: bytes, feed: bytes) -> bytes:
        try:
            return data.decode(self._encoding).encode("utf-8")
        except UnicodeError:
            pass
        lines, start = [], 0
        while start < len(data):
            end = _next_even(data, feed, start)
            lines.append(self._line(data[start:end], lambda line: line.decode(self._encoding).encode("utf-8")))
            start = end
        return b"".join(lines)

    def _utf8(self, data: bytes) -> bytes:
        if self._newline == "\r":
            data = data.replace(b"\r", b"\n")
        if self._encoding == "utf-8":
            if _is_utf8(data):
                return data
        else:
            try:
                return self._recode(data)
            except UnicodeDecodeError:
                pass
        return b"".join(self._line(line, self._recode) for line in data.splitlines(keepends=True))

    def _recode(self, line: bytes) -> bytes:
        return line.decode(self._encoding).encode("utf-8")

    def _line(self, line: bytes, recode: Callable[[bytes], bytes]) -> bytes:
        try:
            return recode(line)
        except UnicodeError:
            self._bad.append(line.decode(self._encoding, "backslashreplace").rstrip("\r\n"))
            return self._token + str(len(self._bad) - 1).encode() + b"\n"


def _is_utf8(data: bytes) -> bool:
    """Several times as quick as to decode and forget."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int64).tobytes())
    try:
        pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _last_even(data: bytes, feed: bytes) -> int:
    """The place after the last line feed that begins on an even place; 0 when there is none."""
    end = len(data)
    while (found := data.rfind(feed, 0, end)) >= 0:
        if found % 2 == 0:
            return found + 2
        end = found + 1
    return 0


def _next_even(data: bytes, feed: bytes, start: int) -> int:
    found = data.find(feed, start)
    while found >= 0 and found % 2:
        found = data.find(feed, found + 1)
    return found + 2 if found >= 0 else len(data)
