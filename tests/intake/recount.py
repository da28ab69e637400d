"""Counting the records of a source and of a version again, by other means than intake's own."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq

from mingjian.lake import Lake, Manifest
from mingjian.lake.manifest import Source


def check_stored(lake: Lake, manifest: Manifest) -> None:
    """Every record of the sources is in exactly one of the files of the version: accepted, quarantined, set aside."""
    places: list[tuple[int, int]] = []
    kinds = []
    for part in manifest.parts:
        table = pq.read_table(lake.file(part.path), columns=["_file", "_line"])
        kinds.append(table.num_rows)
        places += zip(table["_file"].to_pylist(), table["_line"].to_pylist(), strict=True)
    for ref in (manifest.quarantine, manifest.set_aside):
        table = pq.read_table(lake.file(ref.path), columns=["file", "line", "reasons"]) if ref else None
        kinds.append(table.num_rows if table is not None else 0)
        if table is not None:
            assert all(table["reasons"].to_pylist())
            places += zip(table["file"].to_pylist(), table["line"].to_pylist(), strict=True)
    counts = manifest.counts
    assert (sum(kinds[:-2]), *kinds[-2:]) == (counts.accepted, counts.quarantined, counts.set_aside)
    assert len(places) == len(set(places)) == counts.source


def check_source(lake: Lake, manifest: Manifest) -> int:
    """Compare the records of each source with those another reader finds in the kept original; how many sources
    could be compared (a file too spoiled for the other reader cannot)."""
    compared = 0
    titles = 0
    for source in manifest.sources:
        first, last = source.details["header_lines"]
        titles += max(first - 1, 0)
        found = _records(lake.file(str(source.kept)), source)
        if found is not None:
            compared += 1
            assert source.records == found - max(last, 0), (source.name, source.sheet)
    assert manifest.counts.source == titles + sum(source.records for source in manifest.sources)
    return compared


def _records(path: Path, source: Source) -> int | None:
    """All records of a source with header and titles, or None when this reader cannot tell."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1":
            return pq.read_metadata(path).num_rows
        if start == b"PK\x03\x04":
            return _sheet_rows(path, str(source.sheet))
        if path.suffix == ".jsonl":
            return _lines(path.read_bytes().decode(source.details["encoding"]))
        if path.suffix == ".json":
            return len(json.loads(path.read_bytes().decode(source.details["encoding"]).lstrip("\ufeff")))
        return _delimited(path, source) if "delimiter" in source.details else None
    except Exception:
        return None


def _lines(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def _delimited(path: Path, source: Source) -> int | None:
    text = path.read_bytes().decode(source.details["encoding"]).lstrip("\ufeff")
    if "\x00" in text or "\r" in text.replace("\r\n", "\n"):
        return None  # the two need not agree on what ends a line
    csv.field_size_limit(1 << 30)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=source.details["delimiter"], strict=True)
    return sum(1 for _ in reader)


def _sheet_rows(path: Path, sheet: str) -> int | None:
    book = openpyxl.load_workbook(path)  # formulas as they are: a row of empty results is a row
    filled = [row[0].row for row in book[sheet].iter_rows() if any(cell.value is not None for cell in row)]
    return max(filled) - min(filled) + 1 if filled else None


def sqlite_rows(path: Path) -> int:
    """Rows of the only table of a SQLite file."""
    base = sqlite3.connect(path)
    try:
        return int(base.execute("SELECT count(*) FROM t").fetchone()[0])
    finally:
        base.close()
