"""The quarantine of a version, read back: which records were not accepted, where they stood, why, and what they say."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from mingjian.lake import Lake, LakeError, Manifest
from mingjian.lake.sql import connect, parquet, text
from mingjian.standards import Standard

__all__ = ["Place", "Quarantine", "Rejected", "reason_words"]

Place = tuple[int, int]
"""File (its number among the version's sources) and line of a record."""
_STRUCTURAL = {
    "too_few_cells": ("单元格少于表头", "fewer cells than the header"),
    "too_many_cells": ("单元格多于表头", "more cells than the header"),
    "unclosed_quote": ("引号没有闭合", "a quotation mark is not closed"),
    "nul_byte": ("含零字节", "it holds a zero byte"),
    "bad_bytes": ("字节无法解码", "bytes that cannot be decoded"),
    "bad_json": ("不是合法的JSON", "not valid JSON"),
    "no_value": ("没有任何可用的值", "no usable value at all"),
    "correction_key": ("缺少自然键，无法确定更正哪一行", "no natural key: it cannot say what it corrects"),
}


@dataclass(frozen=True)
class Rejected:
    """A record in quarantine. `cells`: header → cell, None when the line could not be taken apart: then `raw` is it."""

    file: int
    line: int
    source: str
    sheet: str | None
    reasons: tuple[str, ...]
    cells: dict[str, str] | None
    raw: str


class Quarantine:
    """The records of one version that were not accepted. `only` and `without` are sets of places."""

    def __init__(self, lake: Lake, manifest: Manifest) -> None:
        self._lake, self._manifest = lake, manifest

    def count(self, reason: str | None = None, **which: Collection[Place] | None) -> int:
        """How many there are."""
        return int(self._query("count(*)", reason, which)[0][0])

    def reasons(self, **which: Collection[Place] | None) -> dict[str, int]:
        """Why, and how often; the most frequent first."""
        found = self._query("unnest(reasons) AS reason", None, which)
        counted: dict[str, int] = {}
        for (reason,) in found:
            counted[reason] = counted.get(reason, 0) + 1
        return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))

    def places(self, reason: str | None = None, **which: Collection[Place] | None) -> list[Place]:
        """Where they stand."""
        return [(file, line) for file, line in self._query("file, line", reason, which)]

    def records(
        self, offset: int, limit: int, reason: str | None = None, **which: Collection[Place] | None
    ) -> list[Rejected]:
        """Some of them, in the order of files and lines."""
        rows = self._query(
            "file, line, reasons, raw", reason, which, f"ORDER BY file, line LIMIT {limit:d} OFFSET {offset:d}"
        )
        return [self._rejected(*row) for row in rows]

    def record(self, place: Place) -> Rejected | None:
        """The one at a place."""
        found = self.records(0, 1, only=[place])
        return found[0] if found else None

    def _query(
        self, wanted: str, reason: str | None, which: dict[str, Collection[Place] | None], end: str = ""
    ) -> list[tuple[Any, ...]]:  # fmt: skip
        ref = self._manifest.quarantine
        if ref is None:
            return [(0,)] if wanted.startswith("count") else []
        path = self._lake.file(ref.path)
        if not path.exists():
            raise LakeError("隔离区文件已不在", "the quarantine is no longer there")
        only, without = which.get("only"), which.get("without")
        with connect() as con:
            joins = ""
            for name, places, join in (("only_these", only, "SEMI"), ("without_these", without, "ANTI")):
                if places is not None:
                    con.register(name, _table(places))
                    joins += f" {join} JOIN {name} USING (file, line)"
            where = f"WHERE list_contains(reasons, {text(reason)})" if reason else ""
            found: list[tuple[Any, ...]] = con.execute(
                f"SELECT {wanted} FROM (FROM {parquet(path)}{joins}) {where} {end}"
            ).fetchall()
            return found

    def _rejected(self, file: int, line: int, reasons: list[str], raw: str) -> Rejected:
        sources = self._manifest.sources
        source = sources[file] if 0 <= file < len(sources) else None
        said = json.loads(raw)
        torn = set(said) == {"text"} and "text" not in self._headers
        cells = None if torn else {key: "" if value is None else str(value) for key, value in said.items()}
        return Rejected(
            file, line, source.name if source else str(file), source.sheet if source else None, tuple(reasons), cells,
            str(said["text"] or "") if torn else raw,
        )  # fmt: skip

    @property
    def _headers(self) -> tuple[str, ...]:
        return tuple(self._manifest.mapping.get("header", ()))


def reason_words(standard: Standard, reason: str) -> tuple[str, str]:
    """A reason of quarantine in words, both languages."""
    kind, _, column = reason.partition(":")
    if column and column in standard.columns:
        label = standard.columns[column].label
        if kind == "missing":
            return f"缺少{label.zh}", f"no {label.en}"
        return f"{label.zh}无法识别", f"{label.en} cannot be read"
    return _STRUCTURAL.get(reason, (reason, reason))


def _table(places: Collection[Place]) -> pa.Table:
    files, lines = [file for file, _ in places], [line for _, line in places]
    return pa.table({"file": pa.array(files, pa.int32()), "line": pa.array(lines, pa.int64())})
