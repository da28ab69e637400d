"""Resolve the persons and companies of a lake: find, decide, publish. What the command line and the desk call."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.identity.companies import COMPANY
from mingjian.identity.deciding import LINKED, UNSURE, decide
from mingjian.identity.decisions import Decisions
from mingjian.identity.features import features_of
from mingjian.identity.kin import Kin
from mingjian.identity.people import PERSON
from mingjian.identity.resolution import (
    CHANGES,
    Counted,
    DatasetLinks,
    IdentityStore,
    Resolution,
    to_json,
)
from mingjian.identity.telling import reasons
from mingjian.lake import Lake, Manifest
from mingjian.lake.sql import connect, parquet, text

if TYPE_CHECKING:
    from mingjian.identity.resolving import Found

__all__ = ["KINS", "SHOWN", "resolve"]

SHOWN = 5
"""Candidates that are kept of a record nobody was sure of."""
KINS = (PERSON, COMPANY)

_TEXT = pa.string()
_WORDS = (
    "fingerprint", "kind", "column", "raw", "name", "birth", "sex", "phone", "account", "address", "state",
    "candidates",
)  # fmt: skip
_RECORDS = pa.schema([(one, pa.int64() if one == "rows" else _TEXT) for one in (*_WORDS, "rows")])
Told = Callable[[str, str], None]


@dataclass(frozen=True)
class _Part:
    """What was found of one kind of subject: counts, tables by dataset, and what changed."""

    kin: Kin
    counted: Counted
    records: dict[str, pa.Table]
    links: dict[str, Path]
    changes: pa.Table
    decisions: int


def resolve(
    lake: Lake, *, memory_limit: str | None = None, threads: int | None = None,
    told: Told = lambda _zh, _en: None,
) -> Resolution:  # fmt: skip
    """Take the records without a usable number, in the newest version of every dataset, for known persons and
    companies where that is nearly certain, and publish who was taken for whom. Subject ids stay what they are.

    ``told`` hears of each stage. Raises `IdentityError` or `LakeError`; the lake is then as it was.
    """
    started, store = time.perf_counter(), IdentityStore(lake)
    newest = [one for name in lake.datasets() if (one := lake.latest(name))]
    manifests = [one for one in newest if any(features_of(one, kin.kind) for kin in KINS)]
    before = store.latest()
    linked = _links_before(store, before)
    with lake.staging() as staged:
        parts = [
            _found(lake, manifests, kin, linked, staged.scratch, memory_limit, threads, told)
            for kin in KINS
            if kin is PERSON or any(features_of(one, kin.kind) for one in manifests)
        ]
        told("写入", "writing")
        with connect(memory_limit, threads, staged.scratch) as con:
            datasets = tuple(_write(con, one, parts, staged.path) for one in manifests)
        changes = pa.concat_tables([part.changes for part in parts])
        pq.write_table(changes, staged.path / CHANGES, compression="zstd")
        persons, *others = parts
        made = Resolution(
            kind=PERSON.kind, datasets=datasets, **dict(persons.counted), linked_at=LINKED, unsure_at=UNSURE,
            companies=others[0].counted if others else None,
            decisions=min(part.decisions for part in parts),
            before=before.id if before else "", changed=changes.num_rows, made=lake.clock(),
            seconds=round(time.perf_counter() - started, 3),
        )  # fmt: skip
        return store.publish(staged, made)


def _found(
    lake: Lake, manifests: Sequence[Manifest], kin: Kin, before: pa.Table | None, scratch: Path,
    memory_limit: str | None, threads: int | None, told: Told,
) -> _Part:  # fmt: skip
    """Find and decide for one kind; tables of links lie in ``scratch``."""
    from mingjian.identity.resolving import find  # Splink takes a second to load

    told("比对", "comparing")
    decisions = Decisions(lake)
    newest, standing = decisions.newest(), decisions.standing(kin.kind)
    apart = {pair for pair, one in standing.items() if one.word == "different"}
    own = [one for one in manifests if features_of(one, kin.kind)]
    found = find(lake, own, kin, apart, memory_limit=memory_limit, threads=threads, temp=scratch)
    try:
        decide(found.con, standing, before)
        numbered = list(enumerate(own))
        return _Part(
            kin=kin,
            counted=Counted(records=found.gathered.records, known=found.gathered.known, share=round(found.share, 6)),
            records={one.dataset: _records(found.con, number, kin) for number, one in numbered},
            links={one.dataset: _links(found, number, scratch, kin) for number, one in numbered},
            changes=found.con.execute("FROM changes").to_arrow_table(),
            decisions=newest,
        )
    finally:
        found.con.close()


def _links_before(store: IdentityStore, before: Resolution | None) -> pa.Table | None:
    if before is None:
        return None
    found = []
    for one in before.datasets:
        path = store.path(before, one.records_file)
        if path.is_file():  # it goes with its data
            found.append(pq.read_table(path, columns=["fingerprint", "state", "candidates"]))
    return _linked(pa.concat_tables(found)) if found else None


def _linked(records: pa.Table) -> pa.Table:
    con = duckdb.connect()
    con.register("records", records)
    return con.execute(
        "SELECT DISTINCT fingerprint, json_extract_string(candidates, '$[0].key') AS key FROM records"
        " WHERE state = 'linked'"
    ).to_arrow_table()


def _write(con: duckdb.DuckDBPyConnection, manifest: Manifest, parts: Sequence[_Part], folder: Path) -> DatasetLinks:
    """The two files of a dataset version, of all kinds of subjects together."""
    made = DatasetLinks(dataset=manifest.dataset, version=manifest.version, rows=0, linked=0, unsure=0)
    records = pa.concat_tables([part.records[manifest.dataset] for part in parts if manifest.dataset in part.records])
    pq.write_table(records, folder / made.records_file, compression="zstd")
    paths = [part.links[manifest.dataset] for part in parts if manifest.dataset in part.links]
    con.execute(
        f'COPY (FROM {parquet(paths)} ORDER BY _row, "column")'
        f" TO {text(folder / made.links_file)} (FORMAT parquet, COMPRESSION zstd)"
    )
    counts = {"linked": 0, "unsure": 0}
    rows = [int(str(one)) for one in records.column("rows").to_pylist()]
    for state, many in zip(records.column("state").to_pylist(), rows, strict=True):
        if state in counts:
            counts[state] += many
    return made.model_copy(update={"rows": sum(rows), **counts})


def _links(found: Found, number: int, scratch: Path, kin: Kin) -> Path:
    """Rows of a dataset version and whom they were taken for, as a file."""
    path = scratch / f"{kin.kind}-{number}.parquet"
    same = " AND ".join(
        f"b.{one} IS NOT DISTINCT FROM a.{two}"
        for one, two in (("raw", "raw"), ("name", "name"), ("birth", "told_birth"), ("sex", "sex"), ("phone", "phone"),
                         ("account", "account"), ("address", "address"), ("column_", "column_"))
    )  # fmt: skip
    found.con.execute(
        f'COPY (SELECT b.column_ AS "column", b._row, l.subject, l.key, l.chance, a.fingerprint FROM bare b'
        f" JOIN asked a ON a.dataset = b.dataset AND {same} JOIN links l USING (record)"
        f" WHERE b.dataset = {number}) TO {text(path)} (FORMAT parquet, COMPRESSION zstd)"
    )
    return path


def _records(con: duckdb.DuckDBPyConnection, number: int, kin: Kin) -> pa.Table:
    """Records that were linked or left open, with their candidates; of the others only what they say."""
    asked = con.execute(
        "SELECT a.record, a.fingerprint, a.column_, a.raw, a.written, a.name, a.told_birth AS birth, a.sex, a.phone,"
        " a.account, a.address, a.rows, l.key AS linked, l.by FROM asked a LEFT JOIN links l USING (record)"
        f" WHERE a.dataset = {number} ORDER BY record"
    ).to_arrow_table().to_pylist()  # fmt: skip
    told = con.execute(
        "SELECT c.* FROM candidates c JOIN asked a USING (record) LEFT JOIN links l USING (record)"
        f" WHERE a.dataset = {number} AND (c.key = l.key OR (l.key IS NULL AND c.rank <= {SHOWN} AND c.chance >= 0.01))"
        " ORDER BY record, rank"
    ).to_arrow_table().to_pylist()  # fmt: skip
    by_record: dict[int, list[dict[str, Any]]] = {}
    for row in told:
        by_record.setdefault(row["record"], []).append(row)
    rows = [_record(row, by_record.get(row["record"], []), kin) for row in asked]
    return pa.Table.from_pylist(rows, _RECORDS)


def _record(row: dict[str, Any], candidates: list[dict[str, Any]], kin: Kin) -> dict[str, Any]:
    likely = candidates[0]["chance"] if candidates else 0.0
    state = "linked" if row["linked"] else "unsure" if likely >= UNSURE or len(candidates) > 1 else "unknown"
    listed = [
        {"key": one["key"], "chance": round(one["chance"], 6), "reasons": reasons(one, row["written"], kin)}
        for one in candidates
    ]
    if row["linked"] and not listed:  # by people alone
        listed = [{"key": row["linked"], "chance": 1.0, "reasons": []}]
    if row["by"] == "decision":
        listed[0]["by"] = "decision"
    return {**row, "kind": kin.kind, "column": row["column_"], "state": state, "candidates": to_json(listed)}
