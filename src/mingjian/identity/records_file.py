"""Reading what a resolution says of records: who they were taken for and why, and those left for people to decide."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mingjian.identity.resolution import IdentityStore, Resolution
from mingjian.lake import FileRef, Lake

__all__ = ["Candidate", "Record", "reasons_of", "records_of"]


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
    )
