"""A few rows of a dataset as people read them: what identifies, dates, places and classes them, masked by clearance.

With `hashes` what identifies above the clearance is a keyed hash instead of stars.
Free texts (descriptions, addresses, judgments) are left out: who looks for relations does not need them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingjian.clues.values import shown_value
from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import FILE, LINE, ROW, ROW_ID
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Column, Standard
from mingjian.standards.hashing import KeyedHashes, hashed_kind
from mingjian.trust.masking import mask

__all__ = ["ShownCell", "ShownRow", "shown_rows"]

_TYPES = frozenset({"identifier", "date", "month", "code", "money", "integer"})


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A label and a value in both languages; `column` is its name in the standard."""

    label: tuple[str, str]
    value: tuple[str, str]
    masked: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its id, the version and the file, sheet and line it was delivered in, and its cells that have a value."""

    row_id: str
    version: str
    file: str | None
    sheet: str | None
    line: int | None
    cells: tuple[ShownCell, ...]


def shown_rows(
    lake: Lake,
    manifest: Manifest,
    standard: Standard,
    rows: Iterable[int],
    clearance: int,
    hashes: KeyedHashes | None = None,
) -> dict[int, ShownRow]:
    """Row number → the row as somebody of a clearance may see it; rows under seal are left out."""
    columns = _columns(manifest, standard)
    table = rows_by_number(lake, manifest, rows, [ROW_ID, FILE, LINE, *(one.name for one in columns)])
    return {one[ROW]: _row(manifest, columns, one, clearance, hashes) for one in table.to_pylist()}


def _hidden(column: Column, value: str | None, clearance: int, hashes: KeyedHashes | None) -> str | None:
    """A value above the reader's clearance: the keyed hash of what identifies, if he reads those, else its mask."""
    kind = hashed_kind(column) if hashes is not None and column.level > clearance else None
    if hashes is not None and kind is not None:
        return hashes.of(kind, value)
    return mask(value, column.mask_kind, column.level, clearance)


def _columns(manifest: Manifest, standard: Standard) -> list[Column]:
    """The columns of a version that people are shown."""
    known = {one.name for one in manifest.columns}
    names = {name for one in standard.subjects.values() for name in (one.key, *one.weak)}
    names |= {*standard.natural_key, standard.place or ""}
    listed = (one for one in standard.columns.values() if one.name in known and one.name != standard.sealed)
    return [one for one in listed if one.type in _TYPES or one.name in names]


def _row(
    manifest: Manifest, columns: Iterable[Column], row: dict[str, Any], clearance: int, hashes: KeyedHashes | None
) -> ShownRow:
    source = manifest.sources[row[FILE]] if 0 <= row[FILE] < len(manifest.sources) else None
    cells = tuple(_cell(one, row[one.name], clearance, hashes) for one in columns if row[one.name] is not None)
    return ShownRow(
        row[ROW_ID].hex(), manifest.name, source.name if source else None, source.sheet if source else None, row[LINE],
        cells,
    )  # fmt: skip


def _cell(column: Column, value: Any, clearance: int, hashes: KeyedHashes | None) -> ShownCell:
    zh, en = shown_value(column, value)
    hidden = column.level > clearance
    if hidden:
        day = value.isoformat() if isinstance(value, dt.date) else None
        zh, en = (_hidden(column, day or one, clearance, hashes) for one in (zh, en))
    return ShownCell((column.label.zh, column.label.en), (zh or "", en or ""), hidden, column.name)
