"""JSON lines (one object a line), and JSON files that are one list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from mingjian.intake.csv_text import TextBlocks
from mingjian.intake.encodings import detect_encoding
from mingjian.intake.errors import refuse
from mingjian.intake.mapping import Options
from mingjian.intake.readers.arrow import RAW
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE, RejectWriter
from mingjian.intake.tables import WIDE, Head, Progress, RawTable, Scratch
from mingjian.lake.sql import text

_LOOK = 300
_MOST_KEYS = 5000
_LARGEST_LIST = 1 << 30
_REASONS = ("", "blank", "nul_byte", "bad_bytes", "bad_json")


class JsonReader:
    """Reads one file. A line that is no object is quarantined; a value that is a list or an object is its JSON text."""

    def __init__(self, path: Path, options: Options, name: str) -> None:
        self._path, self._options, self._name = path, options, name
        self._encoding = options.encoding or detect_encoding(path)
        self._reasons = bytearray()  # of every line: 0, or the place in `_REASONS` of why it cannot be read

    def heads(self) -> list[Head]:
        if self._path.stat().st_size == 0:
            raise refuse("文件是空的", "the file is empty", self._name)
        keys = self._keys()
        if not keys:
            raise refuse("没有一行是JSON对象", "no line is a JSON object", self._name)
        records = []
        for line in self._lines(_LOOK):
            row = _object(line)
            if row is not None:
                records.append(tuple(_shown(row.get(key)) for key in keys))
        return [Head(self._name, tuple(records), fixed=tuple(keys), details={"encoding": self._encoding})]

    def stage(
        self, head: Head, header_end: int, columns: int, scratch: Scratch, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        assert head.fixed is not None
        keys = list(head.fixed)
        target = scratch.folder / f"{file}.raw.parquet"
        number = 0
        with scratch.cursor() as con:
            con.execute("CREATE TEMP TABLE lines (line VARCHAR)")
            for block in self._blocks():
                good: list[str | None] = []
                for line in block:
                    reason = _REASONS[self._reasons[number]]
                    number += 1
                    good.append(None if reason else line)
                    if reason == "blank":
                        rejects.add(file, number, SET_ASIDE, reason, None)
                    elif reason:
                        rejects.add(file, number, QUARANTINED, reason, self._text.bad_line(line.encode()) or line)
                _insert(con, good)
            paths = [text("$." + json.dumps(key, ensure_ascii=False)) for key in keys]
            shown = "cells" if len(keys) > WIDE else ", ".join(f"cells[{n + 1}] AS c{n}" for n in range(len(keys)))
            cells = f"SELECT json_extract_string(line, [{', '.join(paths)}]) AS cells FROM lines"  # one parse a line
            con.execute(f"COPY (SELECT {shown} FROM ({cells})) TO {text(target)} {RAW}")
        progress(1.0)
        return RawTable(target, len(keys), number, number, 1)

    def _keys(self) -> list[str]:
        """Every key of the file, in the order of first use; notes the reason of each line that cannot be read."""
        keys: dict[str, None] = {}
        self._reasons.clear()
        for block in self._blocks():
            for line in block:
                row, reason = self._looked_at(line)
                self._reasons.append(_REASONS.index(reason))
                if row is not None and not row.keys() <= keys.keys():
                    keys.update(dict.fromkeys(row))
                    if len(keys) > _MOST_KEYS:
                        raise refuse(
                            f"不同的键超过{_MOST_KEYS}个", f"more than {_MOST_KEYS} different keys", self._name
                        )
        return list(keys)

    def _looked_at(self, line: str) -> tuple[dict[str, object] | None, str]:
        """The object of a line and why it cannot be read (empty when it can)."""
        if not line.strip():
            return None, "blank"
        row = _object(line)
        if "\x00" in line:
            return row, "bad_bytes" if self._text.bad_line(line.encode()) is not None else "nul_byte"
        return row, "" if row is not None else "bad_json"

    def _lines(self, most: int) -> Iterator[str]:
        for block in self._blocks():
            for line in block:
                yield line
                most -= 1
                if most <= 0:
                    return

    def _blocks(self) -> Iterator[list[str]]:
        self._text = TextBlocks(self._path, self._encoding)
        if self._is_list():
            yield self._listed()
            return
        for block in self._text:
            lines = block.decode("utf-8", "replace").split("\n")
            lines.pop()
            yield [line.rstrip("\r") for line in lines]

    def _is_list(self) -> bool:
        with self._path.open("rb") as file:
            return file.read(1 << 12).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")

    def _listed(self) -> list[str]:
        if self._path.stat().st_size > _LARGEST_LIST:
            raise refuse(
                "JSON列表文件过大，请改为每行一个对象（jsonl）",
                "too large for one JSON list: give JSON lines",
                self._name,
            )
        try:
            items = json.loads(self._path.read_bytes().decode(self._encoding).lstrip("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise refuse("不是合法的JSON", f"not valid JSON: {error}", self._name) from None
        return [json.dumps(item, ensure_ascii=False) for item in items]


def _object(line: str) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _insert(con: duckdb.DuckDBPyConnection, lines: list[str | None]) -> None:
    con.register("block", pa.table({"line": pa.array(lines, pa.string())}))
    con.execute("INSERT INTO lines SELECT line FROM block")
    con.unregister("block")
