"""Quarantined records as rows of a list whose silence is taken as absence.

A record that could not be accepted is still a record: the person may well be on the list. So the list of an ``absent``
step also gets the quarantined records of the version and of those it builds on, with what can be read of them; what
cannot is null, which makes a probe of the same person undetermined instead of a clue. They are never witnesses.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.collision import Relation
from mingjian.collision.relation import RAW, ROW
from mingjian.engines.dialect import name as quoted
from mingjian.engines.kinds import Kind
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.lake.sql import parquet, reader
from mingjian.models.ghost_subjects import known_among
from mingjian.models.relations import QUARANTINED
from mingjian.models.scans import LakeScan
from mingjian.standards import Standard, Tri, identifiers, standards
from mingjian.standards.values import Cleaned, clean_column

__all__ = ["DERIVED", "GhostScan", "ghost_rows", "ghosts_known", "with_ghosts"]

_ID = re.compile(r"[0-9０-９]{17}[0-9０-９XxＸｘ]|[0-9]{15}")
_SEPARATOR = re.compile(r"[,\t|;]")
_TELLING = ("case_number", "uscc")
"""Kinds of identifiers whose form no other cell has."""
_MISALIGNED = frozenset({"too_few_cells", "too_many_cells"})
_STATE = "__state"
_READ = "3"
"""The way records are read here: a new one makes the derived files anew."""
DERIVED = "derived"
_TYPES: dict[Kind, pa.DataType] = {
    Kind.INTEGER: pa.int64(), Kind.MONEY: pa.decimal128(18, 2), Kind.DECIMAL: pa.float64(), Kind.DATE: pa.date32(),
    Kind.MONTH: pa.int32(), Kind.BOOLEAN: pa.bool_(), Kind.SUBJECT: pa.int32(),
}  # fmt: skip


@dataclass(frozen=True)
class GhostScan(LakeScan):
    """The accepted rows of a version and, after them, its quarantined records (``_row`` below zero)."""

    def select(self, columns: Sequence[str]) -> str:
        """SELECT of the columns and ``_row``."""
        whole = super().select(columns)
        assert self.lake is not None
        assert self.manifest is not None
        file = ghost_file(self.lake, self.manifest, self.relation, tuple(columns))
        if file is None:
            return whole
        names = ", ".join([*(quoted(name) for name in columns), ROW])
        return f"SELECT {names} FROM ({whole}) UNION ALL SELECT {names} FROM {parquet(file)}"


def with_ghosts(scan: LakeScan) -> LakeScan:
    """The same scan with quarantined records, in which even a required column may be null."""
    fields = tuple(replace(one, nullable=True) for one in scan.relation.fields)
    made = GhostScan(replace(scan.relation, fields=fields), scan.sql, scan.covered)
    return replace(made, lake=scan.lake, manifest=scan.manifest, sealed=scan.sealed, known=scan.known, links=scan.links)


def ghost_file(lake: Lake, manifest: Manifest, relation: Relation, columns: tuple[str, ...]) -> Path | None:
    """A Parquet file of the readable part of a version's quarantined records, made once; None when there are none.

    It lies in the lake's folder ``derived``, named after the version and the columns; it can be deleted at any time.
    """
    if all(version.quarantine is None for version in _line(lake, manifest)):
        return None
    asked = hashlib.sha256(" ".join([_READ, *sorted(columns), ghosts_known(lake, manifest)]).encode()).hexdigest()
    name = f"{manifest.dataset}-{manifest.version[:12]}-{asked[:12]}.parquet"
    path = lake.path / DERIVED / name
    if not path.exists():
        rows = ghost_rows(lake, manifest, columns)
        arrays: dict[str, Any] = {ROW: pa.array([-number for number in range(1, len(rows) + 1)], pa.int64())}
        for column in columns:
            arrays[column] = pa.array([row.get(column) for row in rows], _arrow(relation, column))
        made = io.BytesIO()
        pq.write_table(pa.table(arrays), made, compression="zstd")
        lake.keep(DERIVED, name, made.getvalue())
    return path


def ghosts_known(lake: Lake, manifest: Manifest) -> str:
    """What other datasets tell of the quarantined records of a version's line: who of those they name is a subject."""

    def named() -> dict[str, set[str]]:
        standard, found = standards()[manifest.standard], dict[str, set[str]]()
        for row in ghost_rows(lake, manifest, ()):
            for subject in standard.subjects.values():
                if row.get(subject.key):
                    found.setdefault(subject.kind, set()).add(row[subject.key])
        return found

    return known_among(lake, manifest, named, DERIVED, _READ)


def _arrow(relation: Relation, column: str) -> pa.DataType:
    if column.endswith(_STATE):
        return pa.uint8()
    found = relation.field(column)
    return _TYPES.get(found.kind if found is not None else Kind.TEXT, pa.string())


@lru_cache(maxsize=64)
def _read(path: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    try:
        with reader() as con:
            found = con.execute("SELECT reasons, raw FROM read_parquet(?)", [path]).fetchall()
    except duckdb.Error as error:
        raise LakeError(
            f"隔离区文件无法读取，不能认定缺失：{Path(path).name}",
            f"the quarantine cannot be read, so nothing is called absent: {Path(path).name}",
        ) from error
    return tuple((tuple(reasons or ()), raw or "{}") for reasons, raw in found)


def ghost_rows(lake: Lake, manifest: Manifest, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """What can be read of the quarantined records of a version's line: column → clean value, states, subjects."""
    standard = standards()[manifest.standard]
    rows: list[dict[str, Any]] = []
    for version in _line(lake, manifest):
        if version.quarantine is None:
            continue
        origin = {name: given["from"] for name, given in version.mapping.get("columns", {}).items() if "from" in given}
        for reasons, raw in _read(str(lake.file(version.quarantine.path))):
            record = json.loads(raw)
            whole = _aligned(version, standard, origin, record) if "too_many_cells" in reasons else None
            row = _clean(standard, origin, () if whole else reasons, whole or record, columns)
            if row is not None:
                rows.append(row)
    _find_subjects(lake, standard, rows, columns)
    return rows


def _aligned(version: Manifest, standard: Standard, origin: Mapping[str, Any], record: Any) -> dict[str, str] | None:
    """The cells of a line that has some too many at its end: where those before read under their own columns."""
    header = [str(name) for name in version.mapping.get("header", ())]
    text = str(record.get("text") or "") if isinstance(record, dict) else ""
    for delimiter in sorted({str(source.details.get("delimiter") or "") for source in version.sources} - {""}):
        cells = next(csv.reader([text], delimiter=delimiter), [])
        if header and len(cells) > len(header):
            told = dict(zip(header, cells, strict=False))
            if _reads(standard, origin, told):
                return told
    return None


_ENOUGH = 3
"""So many cells that read as what their columns are; where cells have slipped, more than one does not."""


def _reads(standard: Standard, origin: Mapping[str, Any], cells: Mapping[str, str]) -> bool:
    """Whether cells can be read as what their columns are: all but one that may be damaged for itself."""
    read = unread = 0
    for name, column in standard.columns.items():
        text = cells.get(str(origin.get(name)))
        if text is None or column.type == "text":
            continue
        if column.type == "identifier":
            state = identifiers.check(column.kind or "", text).state
            unread += state is Tri.UNUSABLE
            read += state not in (Tri.UNUSABLE, Tri.MISSING)
            continue
        cleaned = _outcome(name, standard.major, text)
        unread += cleaned.value is None and cleaned.changed
        read += cleaned.value is not None
    return unread <= 1 and read >= _ENOUGH


def _line(lake: Lake, manifest: Manifest) -> Iterator[Manifest]:
    """A version and those it builds on, back to a full delivery."""
    known = {one.version: one for one in lake.versions(manifest.dataset)}
    step: Manifest | None = manifest
    while step is not None:
        yield step
        step = known.get(step.parent) if step.parent and step.delivery != "full" else None


def _clean(
    standard: Standard, origin: Mapping[str, Any], reasons: tuple[str, ...], raw: Any, columns: tuple[str, ...]
) -> dict[str, Any] | None:
    """One record, or None when nothing in it tells whose it is, its number, or where it lies."""
    cells: dict[str, Any] = raw if isinstance(raw, dict) else {}
    shifted = bool(_MISALIGNED & {reason.partition(":")[0] for reason in reasons}) or not cells
    row: dict[str, Any] = {RAW: None, QUARANTINED: True}
    if standard.sealed is not None and not shifted:
        mark = cells.get(str(origin.get(standard.sealed)))
        if clean_column(standard.columns[standard.sealed], None if mark is None else str(mark)).value:
            return None  # rows under seal are dropped at read
    keys = {subject.key for subject in standard.subjects.values()}
    weak = {name for subject in standard.subjects.values() for name in subject.weak}
    for name, column in standard.columns.items():
        if name not in columns and name not in keys and name not in weak:
            continue
        text = None if shifted else cells.get(str(origin.get(name)))
        told = None if text is None else str(text)
        if column.type == "identifier":
            checked = identifiers.check(column.kind or "", told)
            row[name], row[name + _STATE] = checked.value, int(checked.state)
            if checked.state is Tri.UNUSABLE:
                row[RAW] = json.dumps({name: told}, ensure_ascii=False)
        else:
            row[name] = None if told is None else _cleaned(column.name, standard.major, told)
    for key in keys:
        if row.get(key) is None and standard.columns[key].kind == "person_id":
            found = _any_id(cells.values() if cells else [raw])
            if found is not None:
                row[key], row[key + _STATE] = found, int(Tri.USABLE)
    numbers = _numbers(standard, columns, cells.values() if cells else [raw]) if shifted else {}
    for name, number in numbers.items():
        if row.get(name) is None:
            row[name], row[name + _STATE] = number, int(Tri.USABLE)
    telling = keys | weak | numbers.keys() | _own_numbers(standard)
    told_by = any(row.get(name) is not None or row.get(name + _STATE) for name in telling)
    return row if told_by or _placed(standard, row) else None


def _own_numbers(standard: Standard) -> set[str]:
    """Columns of the natural key that name the thing itself: a case, a licence, a patch."""
    return {name for name in standard.natural_key if standard.columns[name].type in ("text", "identifier")}


def _placed(standard: Standard, row: Mapping[str, Any]) -> bool:
    """Whether the record tells a place: all the degrees that were asked for."""
    known = standard.columns
    degrees = [value for name, value in row.items() if name in known and known[name].unit == "degree"]
    return bool(degrees) and None not in degrees


def _numbers(standard: Standard, columns: Sequence[str], cells: Iterable[Any]) -> dict[str, str]:
    """Numbers that tell by their form which column they are of, in a record whose cells have slipped."""
    of_kind: dict[str, list[str]] = {kind: [] for kind in _TELLING}
    for name, column in standard.columns.items():
        if column.kind in of_kind:
            of_kind[column.kind].append(name)
    texts = [piece for cell in cells for piece in _SEPARATOR.split(str(cell))]
    found: dict[str, str] = {}
    for kind, names in of_kind.items():
        if len(names) != 1:
            continue
        checked = {identifiers.check(kind, text).value for text in texts if text.strip()} - {None}
        if len(checked) == 1:
            found[names[0]] = str(checked.pop())
    keys = {subject.key for subject in standard.subjects.values()}
    return {name: number for name, number in found.items() if name in columns or name in keys}


def _cleaned(column: str, standard: str, text: str) -> Any:
    return _outcome(column, standard, text).value


@lru_cache(maxsize=100_000)
def _outcome(column: str, standard: str, text: str) -> Cleaned[Any]:
    return clean_column(standards()[standard].columns[column], text)


def _any_id(cells: Any) -> str | None:
    """The one usable identity number in any cell of a record."""
    found = set()
    for cell in cells:
        for text in _ID.findall(str(cell)):
            checked = identifiers.check("person_id", text)
            if checked.value is not None:
                found.add(checked.value)
    return found.pop() if len(found) == 1 else None


def _find_subjects(lake: Lake, standard: Standard, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    for name, subject in standard.subjects.items():
        if name not in columns:
            continue
        known = lake.subjects.ids(subject.kind, {row[subject.key] for row in rows if row.get(subject.key)})
        for row in rows:
            row[name] = known.get(row.get(subject.key) or "")
            if row[name] is None and row.get(subject.key):
                row[name] = -1  # a person no other data set has: usable, equal to nobody
