"""The report's data as the page carries it: small, parsed in parts, and safe inside a script element.

A report of thousands of clues holds hundreds of thousands of cells. What the list needs stands in one `head`; evidence
and proof stand in chunks that the page parses when a clue of theirs is opened. Tables of the same shape (title,
agency, columns) and source files are written once and named by number. All values are hostile: `script_json` leaves
no `<`, `>` or `&` in the text, so no value can end the script element or open another.
"""

from __future__ import annotations

import json
from typing import Any

from mingjian.clues.report.data import Cell, ClueData, Evidence, EvidenceRow, ReportData

CHUNK = 50
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: Any) -> str:
    """JSON that may stand inside `<script type="application/json">`, whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return text


class _Pool:
    """Values written once: `number(value)` is the place of an equal value in `values`."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def number(self, key: str, value: Any) -> int:
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.values)
            self.values.append(value)
        return place


def pack(data: ReportData) -> tuple[dict[str, Any], list[list[dict[str, Any]]]]:
    """The report as (head, chunks): chunk `i // CHUNK` holds at `i % CHUNK` the details of the clue at place `i`."""
    tables, files = _Pool(), _Pool()
    clues = sorted(data.clues, key=lambda clue: clue.rank)
    details = [_detail(clue, tables, files) for clue in clues]
    head = data.model_dump(mode="json", by_alias=True, exclude={"clues"})
    head["clues"] = [clue.model_dump(mode="json", by_alias=True, exclude={"evidence", "proof"}) for clue in clues]
    head["tables"], head["files"], head["chunk"] = tables.values, files.values, CHUNK
    return head, [details[start : start + CHUNK] for start in range(0, len(details), CHUNK)]


def _detail(clue: ClueData, tables: _Pool, files: _Pool) -> dict[str, Any]:
    return {
        "evidence": [_evidence(part, tables, files) for part in clue.evidence],
        "proof": clue.proof.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }


def _evidence(part: Evidence, tables: _Pool, files: _Pool) -> dict[str, Any]:
    shape = part.model_dump(mode="json", include={"alias", "dataset", "title", "agency", "role", "columns"})
    packed = part.model_dump(
        mode="json", by_alias=True, include={"note", "more", "coverage", "digest"}, exclude_defaults=True
    )
    packed["table"] = tables.number(json.dumps(shape, ensure_ascii=True), shape)
    packed["rows"] = [_row(row, files) for row in part.rows]
    return packed


def _row(row: EvidenceRow, files: _Pool) -> list[Any]:
    """`[cells, row id, file number or null, line or null]`."""
    source = row.source
    if source is None:
        return [[_cell(cell) for cell in row.cells], row.row_id, None, None]
    file = files.number(json.dumps([source.file, source.sheet]), [source.file, source.sheet])
    return [[_cell(cell) for cell in row.cells], row.row_id, file, source.line]


def _cell(cell: Cell) -> Any:
    """The value alone when the source said the same, else `[value, raw]`."""
    return cell.value if cell.raw is None else [cell.value, cell.raw]
