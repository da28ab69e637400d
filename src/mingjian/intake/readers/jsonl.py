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
from mingjian.intake.tables import WIDE, Head, Progress, RawTable
from mingjian.lake.sql import connect, text

_LOOK = 300
_MOST_KEYS = 5000
_LARGEST_LIST = 1 << 30


class JsonReader:
    """Reads one file. A line that is no object is quarantined; a value that is a list or an object is its JSON text."""

    def __init__(self, path: Path, options: Options, name: str) -> None:
        self._path, self._options, self._name = path, options, name
        self._encoding = options.encoding or detect_encoding(path)

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
        self, head: Head, header_end: int, columns: int, scratch: Path, rejects: RejectWriter, file: int,
        progress: Progress,
    ) -> RawTable:  # fmt: skip
        assert head.fixed is not None
        keys = list(head.fixed)
        target = scratch / f"{file}.raw.parquet"
        number = 0
        with connect(temp=scratch) as con:
            con.execute("CREATE TABLE lines (line VARCHAR)")
            for block in self._blocks():
                good: list[str | None] = []
                for line in block:
                    number += 1
                    reason = self._reason(line)
                    good.append(line if reason is None else None)
                    if reason == "blank":
                        rejects.add(file, number, SET_ASIDE, reason, None)
                    elif reason is not None:
                        rejects.add(file, number, QUARANTINED, reason, self._text.bad_line(line.encode()) or line)
                _insert(con, good)
            paths = [text("$." + json.dumps(key, ensure_ascii=False)) for key in keys]
            cells = ", ".join(f"json_extract_string(line, {path}) AS c{n}" for n, path in enumerate(paths))
            if len(keys) > WIDE:
                cells = f"json_extract_string(line, [{', '.join(paths)}]) AS cells"
            con.execute(f"COPY (SELECT {cells} FROM lines) TO {text(target)} {RAW}")
        progress(1.0)
        return RawTable(target, len(keys), number, number, 1)

    def _reason(self, line: str) -> str | None:
        """Why a line cannot be read, None when it can."""
        if not line.strip():
            return "blank"
        if "\x00" in line:
            return "bad_bytes" if self._text.bad_line(line.encode()) is not None else "nul_byte"
        return None if _object(line) is not None else "bad_json"

    def _keys(self) -> list[str]:
        keys: dict[str, None] = {}
        for block in self._blocks():
            for line in block:
                row = _object(line)
                if row is not None:
                    keys.update(dict.fromkeys(row))
                    if len(keys) > _MOST_KEYS:
                        raise refuse(
                            f"不同的键超过{_MOST_KEYS}个", f"more than {_MOST_KEYS} different keys", self._name
                        )
        return list(keys)

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
