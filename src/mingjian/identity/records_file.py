"""Reading what a resolution says of records: who they were taken for and why, and those left for people to decide."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingjian.identity.resolution import IdentityStore, Resolution
from mingjian.lake import FileRef, Lake
from mingjian.lake.sql import reader, text

__all__ = ["Candidate", "Record", "page_of", "reasons_of", "records_of"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a record may be: the number, the chance, and what spoke for and against (``zh``, ``en``, ``bits``)."""

    key: str
    chance: float
    reasons: tuple[dict[str, Any], ...]
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What rows of a dataset version without a usable number say alike, and what became of it.

    ``state``: `linked`, `unsure` (people are asked) or `unknown`.
    """

    fingerprint: str
    dataset: str
    version: str
    raw: str | None
    told: dict[str, str]
    rows: int
    state: str
    candidates: tuple[Candidate, ...]
    kind: str = "person"
    column: str = ""
    """The subject column of the dataset that the record is about."""


def records_of(
    lake: Lake,
    resolution: Resolution,
    *,
    state: str | None = None,
    fingerprint: str | None = None,
    datasets: Collection[str] | None = None,
) -> list[Record]:
    """The records of a resolution in one state, of one fingerprint, of some datasets; by rows, the most first.

    What went with destroyed data is left out. Raises `IdentityError` where a file is not what it was.
    """
    store = IdentityStore(lake)
    found: list[Record] = []
    for part in resolution.datasets:
        if datasets is not None and part.dataset not in datasets:
            continue
        if not store.path(resolution, part.records_file).is_file():
            continue
        table = store.table(resolution, part.records_file)
        if state is not None:
            table = table.filter(pc.is_in(table["state"], pa.array([state], pa.string())))
        if fingerprint is not None:
            table = table.filter(pc.starts_with(table["fingerprint"], fingerprint))
        found += [_record(row, part.dataset, part.version) for row in table.to_pylist()]
    return sorted(found, key=lambda one: (-one.rows, one.fingerprint, one.dataset))


def page_of(
    lake: Lake,
    resolution: Resolution,
    datasets: Collection[str],
    *,
    state: str | None = None,
    kind: str | None = None,
    only: Collection[str] | None = None,
    but: Collection[str] = (),
    start: int = 0,
    size: int = 20,
) -> tuple[list[Record], int]:
    """Some records of a resolution, by rows, the most first, and how many there are: candidates, the bulk of the files,
    are read of these records alone.

    `only`, `but`: fingerprints that are wanted, or left out. What went with destroyed data is left out. Raises
    `IdentityError` where a file is not what it was.
    """
    store = IdentityStore(lake)
    parts = [
        (one, path)
        for one in resolution.datasets
        if one.dataset in datasets and (path := store.checked(resolution, one.records_file)) is not None
    ]
    if not parts:
        return [], 0
    wanted = " AND ".join([
        *(["state = $state"] if state else []), *(["kind = $kind"] if kind else []),
        *(["fingerprint IN (SELECT one FROM wanted)"] if only is not None else []),
        "fingerprint NOT IN (SELECT one FROM unwanted)",
    ])  # fmt: skip
    given = {"state": state, "kind": kind}
    told = {one: value for one, value in given.items() if value}
    with reader() as con:
        con.register("wanted", pa.table({"one": pa.array(sorted(only or ()), pa.string())}))
        con.register("unwanted", pa.table({"one": pa.array(sorted(but), pa.string())}))
        source = " UNION ALL ".join(
            f"SELECT {number} AS part, file_row_number AS place, rows, fingerprint, state, {_kind(path)} AS kind"
            f" FROM read_parquet({text(path)}, file_row_number = true)"
            for number, (_, path) in enumerate(parts)
        )
        found = f"FROM ({source}) WHERE {wanted}"
        total = con.execute(f"SELECT count(*) {found}", told).fetchone()
        places = con.execute(
            f"SELECT part, place {found} ORDER BY rows DESC, fingerprint, part LIMIT {size} OFFSET {start}", told
        ).fetchall()
        made: dict[tuple[int, int], Record] = {}
        for number, (one, path) in enumerate(parts):
            mine = [place for part, place in places if part == number]
            if not mine:
                continue
            listed = ", ".join(map(str, mine))
            rows = con.execute(
                f"FROM read_parquet({text(path)}, file_row_number = true) WHERE file_row_number IN ({listed})"
            ).to_arrow_table()
            for row in rows.to_pylist():
                made[number, row["file_row_number"]] = _record(row, one.dataset, one.version)
    return [made[part, place] for part, place in places], int(total[0]) if total else 0


def _kind(path: Path) -> str:
    """The column of the kind; resolutions of persons alone had none."""
    return "kind" if "kind" in pq.read_schema(path).names else "'person'"


def reasons_of(lake: Lake, links: FileRef, records: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Record → why it was taken for whom it was, from the file beside the links; empty where that is gone."""
    path = lake.file(links.path.replace(".links.parquet", ".records.parquet"))
    if not path.is_file():
        return {}
    table = pq.read_table(path, columns=["fingerprint", "candidates"])
    table = table.filter(pc.is_in(table["fingerprint"], pa.array(sorted(records), pa.string())))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        candidates = json.loads(str(row["candidates"]))
        found[str(row["fingerprint"])] = candidates[0]["reasons"] if candidates else []
    return found


def _record(row: dict[str, Any], dataset: str, version: str) -> Record:
    told = {one: row[one] for one in ("name", "birth", "sex", "phone", "account", "address") if row[one]}
    candidates = tuple(
        Candidate(one["key"], one["chance"], tuple(one["reasons"]), one.get("by") == "decision")
        for one in json.loads(row["candidates"])
    )
    return Record(
        row["fingerprint"],
        dataset,
        version,
        row["raw"],
        told,
        row["rows"],
        row["state"],
        candidates,
        row.get("kind") or "person",
        row.get("column") or "",
    )
