"""Resolve the persons of a lake: find, decide, publish. What the command line and the desk call."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.identity.deciding import LINKED, UNSURE, decide
from mingjian.identity.decisions import Decisions
from mingjian.identity.features import features_of
from mingjian.identity.resolution import (
    CHANGES,
    DatasetLinks,
    IdentityStore,
    Resolution,
    to_json,
)
from mingjian.identity.telling import reasons
from mingjian.lake import Lake
from mingjian.lake.sql import text

if TYPE_CHECKING:
    from mingjian.identity.resolving import Found

__all__ = ["SHOWN", "resolve"]

SHOWN = 5
"""Candidates that are kept of a record nobody was sure of."""
PERSON = "person"

_TEXT = pa.string()
_WORDS = ("fingerprint", "column", "raw", "name", "birth", "sex", "phone", "account", "address", "state", "candidates")
_RECORDS = pa.schema([(one, pa.int64() if one == "rows" else _TEXT) for one in (*_WORDS, "rows")])


def resolve(
    lake: Lake, *, memory_limit: str | None = None, threads: int | None = None,
    told: Callable[[str, str], None] = lambda _zh, _en: None,
) -> Resolution:  # fmt: skip
    """Take the records without a usable number, in the newest version of every dataset, for known persons where that
    is nearly certain, and publish who was taken for whom. Subject ids stay what they are.

    ``told`` hears of each stage. Raises `IdentityError` or `LakeError`; the lake is then as it was.
    """
    from mingjian.identity.resolving import find  # Splink takes a second to load

    started, store, decisions = time.perf_counter(), IdentityStore(lake), Decisions(lake)
    manifests = [one for name in lake.datasets() if (one := lake.latest(name)) and features_of(one, PERSON)]
    standing = decisions.standing(PERSON)
    before = store.latest(PERSON)
    told("比对", "comparing")
    with lake.staging() as staged:
        apart = {pair for pair, one in standing.items() if one.word == "different"}
        found = find(lake, manifests, PERSON, apart, memory_limit=memory_limit, threads=threads, temp=staged.scratch)
        try:
            decide(found.con, standing, _links_before(store, before))
            told("写入", "writing")
            parts = tuple(_write(found, number, staged.path) for number in range(len(manifests)))
            changed = _write_changes(found.con, staged.path / CHANGES)
        finally:
            found.con.close()
        made = Resolution(
            kind=PERSON, datasets=parts, records=found.gathered.records, known=found.gathered.known,
            share=round(found.share, 6), linked_at=LINKED, unsure_at=UNSURE,
            decisions=max((one.number for one in standing.values()), default=0),
            before=before.id if before else "", changed=changed, made=lake.clock(),
            seconds=round(time.perf_counter() - started, 3),
        )  # fmt: skip
        return store.publish(staged, made)


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


def _write(found: Found, number: int, folder: Path) -> DatasetLinks:
    con, manifest = found.con, found.gathered.manifests[number]
    made = DatasetLinks(dataset=manifest.dataset, version=manifest.version, rows=0, linked=0, unsure=0)
    records = _records(con, number)
    pq.write_table(records, folder / made.records_file, compression="zstd")
    same = " AND ".join(
        f"b.{one} IS NOT DISTINCT FROM a.{two}"
        for one, two in (("raw", "raw"), ("name", "name"), ("birth", "told_birth"), ("sex", "sex"), ("phone", "phone"),
                         ("account", "account"), ("address", "address"), ("column_", "column_"))
    )  # fmt: skip
    con.execute(
        f'COPY (SELECT b.column_ AS "column", b._row, l.subject, l.key, l.chance, a.fingerprint FROM bare b'
        f" JOIN asked a ON a.dataset = b.dataset AND {same} JOIN links l USING (record)"
        f" WHERE b.dataset = {number} ORDER BY b._row)"
        f" TO {text(folder / made.links_file)} (FORMAT parquet, COMPRESSION zstd)"
    )
    counts = {"linked": 0, "unsure": 0}
    rows = [int(str(one)) for one in records.column("rows").to_pylist()]
    for state, many in zip(records.column("state").to_pylist(), rows, strict=True):
        if state in counts:
            counts[state] += many
    return made.model_copy(update={"rows": sum(rows), **counts})


def _records(con: duckdb.DuckDBPyConnection, number: int) -> pa.Table:
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
    rows = [_record(row, by_record.get(row["record"], [])) for row in asked]
    return pa.Table.from_pylist(rows, _RECORDS)


def _record(row: dict[str, Any], candidates: list[dict[str, Any]]) -> dict[str, Any]:
    likely = candidates[0]["chance"] if candidates else 0.0
    state = "linked" if row["linked"] else "unsure" if likely >= UNSURE or len(candidates) > 1 else "unknown"
    listed = [
        {"key": one["key"], "chance": round(one["chance"], 6), "reasons": reasons(one, row["written"])}
        for one in candidates
    ]
    if row["linked"] and not listed:  # by people alone
        listed = [{"key": row["linked"], "chance": 1.0, "reasons": []}]
    if row["by"] == "decision":
        listed[0]["by"] = "decision"
    return {**row, "column": row["column_"], "state": state, "candidates": to_json(listed)}


def _write_changes(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    changes = con.execute("FROM changes").to_arrow_table()
    pq.write_table(changes, path, compression="zstd")
    return int(changes.num_rows)
