"""Small lakes and hand-made runs for tests of runs and clues."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.lake import (
    Counts,
    Coverage,
    Lake,
    Manifest,
    Schema,
    StoredColumn,
    StoredSubject,
    file_ref,
    part,
    row_hash_sql,
)
from mingjian.lake.rows import SQL_TYPES
from mingjian.lake.sql import connect, text
from mingjian.runs.identity import canonical_key, clue_id
from mingjian.runs.record import DatasetUse, ModelUse, PartUse, RunRecord
from mingjian.runs.store import RunStore, StoredRun
from mingjian.runs.tables import CLUES, SCHEMAS, UNDETERMINED, WITNESSES
from mingjian.standards import standards

NOW = datetime(2025, 7, 1, 8, tzinfo=UTC)


def schema_of(standard: str) -> Schema:
    """The stored columns of a standard."""
    found = standards()[standard]
    columns = tuple(StoredColumn(name=c.name, type=c.type, identifier=c.kind) for c in found.columns.values())
    subjects = tuple(StoredSubject(name=s.name, kind=s.name, column=s.key) for s in found.subjects.values())
    return Schema(columns=columns, subjects=subjects)


def publish_rows(
    lake: Lake,
    dataset: str,
    standard: str,
    rows: list[dict[str, Any]],
    *,
    synthetic: bool = True,
    coverage: tuple[Coverage, ...] = (),
    row_group: int = 2048,
    quarantined: list[dict[str, str]] | None = None,
    **more: Any,
) -> Manifest:
    """Publish a version holding `rows` (column → clean value; identifiers usable unless `<col>__state` says else)."""
    schema = schema_of(standard)
    with lake.writing(), lake.staging() as staged:
        folder = staged.path / "parts"
        folder.mkdir()
        path = folder / "x.parquet"
        minted = []
        with connect() as con:
            con.register("given", _table(schema, rows))
            for subject in schema.subjects:
                keys = f"SELECT {subject.column} AS key FROM given WHERE {subject.column}__state >= 2"
                made = lake.subjects.mint(con, subject.kind, keys, staged.path)
                minted += [made] if made else []
            joins = " ".join(
                f"LEFT JOIN subject_{s.kind} AS s_{s.name} "
                f"ON s_{s.name}.key = g.{s.column} AND g.{s.column}__state >= 2"
                for s in schema.subjects
            )
            ids = "".join(f", s_{s.name}.subject AS {s.name}" for s in schema.subjects)
            inner = f"SELECT g.*{ids} FROM given g {joins} ORDER BY _line"
            con.execute(
                f"COPY (SELECT *, {row_hash_sql(schema)} AS row_hash FROM ({inner})) TO {text(path)} "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group})"
            )
        made_part = part(path, staged.path)
        refused = quarantined or []
        if refused:
            raw = [json.dumps(one, ensure_ascii=False) for one in refused]
            held = staged.path / "quarantine.parquet"
            pq.write_table(pa.table({"reasons": [["no_month"]] * len(raw), "raw": raw}), held)
            more["quarantine"] = file_ref(held, staged.path)
            more["mapping"] = {"columns": {name: {"from": name} for name in refused[0]}}
        latest = lake.latest(dataset) if more.get("delivery") == "append" else None
        before = latest.parts if latest else ()
        more["parent"] = latest.version if latest else None
        manifest = Manifest(
            dataset=dataset,
            standard=standards()[standard].full_id,
            owner="340100",
            synthetic=synthetic,
            schemas=(schema,),
            parts=(*before, made_part),
            counts=Counts(source=len(rows) + len(refused), accepted=len(rows), quarantined=len(refused), set_aside=0),
            coverage=coverage,
            subjects=tuple(minted),
            **more,
        )
        return lake.publish(staged, manifest)


def _table(schema: Schema, rows: list[dict[str, Any]]) -> pa.Table:
    types = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "DATE": pa.date32()}
    types |= {"INTEGER": pa.int32(), "BOOLEAN": pa.bool_(), "DECIMAL(18,2)": pa.decimal128(18, 2)}
    data: dict[str, Any] = {}
    seen: dict[str, int] = {}
    ids = []
    for row in rows:
        base = repr(sorted((k, v) for k, v in row.items()))
        seen[base] = seen.get(base, 0) + 1
        ids.append(hashlib.md5(f"{base}#{seen[base]}".encode()).digest())
    data["row_id"] = pa.array(ids, pa.binary())
    data["_file"] = pa.array([0] * len(rows), pa.int32())
    data["_line"] = pa.array(range(2, len(rows) + 2), pa.int32())
    for column in schema.columns:
        values = [row.get(column.name) for row in rows]
        data[column.name] = pa.array(values, types[SQL_TYPES[column.type]])
        if column.identifier is not None:
            states = [row.get(f"{column.name}__state", 2 if row.get(column.name) else 0) for row in rows]
            data[f"{column.name}__state"] = pa.array(states, pa.uint8())
    data["_raw"] = pa.array([row.get("_raw") for row in rows], pa.string())
    return pa.table(data)


def use_of(need: str, manifest: Manifest, coverage: tuple[Coverage, ...] = ()) -> DatasetUse:
    """A manifest as a run records it."""
    parts = tuple(
        PartUse(path=p.path, sha256=p.sha256, bytes=p.bytes, rows=p.rows, offset=p.offset) for p in manifest.parts
    )
    return DatasetUse(
        need=need,
        dataset=manifest.dataset,
        version=manifest.version,
        standard=manifest.standard,
        owner=manifest.owner,
        rows=manifest.rows,
        synthetic=manifest.synthetic,
        parts=parts,
        coverage=coverage,
    )


def hand_run(
    lake: Lake,
    clues: list[dict[str, Any]],
    *,
    model: str = "a-model",
    fingerprint: str = "sha256:1",
    parameters: dict[str, str] | None = None,
    as_of: date = date(2025, 7, 1),
    datasets: tuple[DatasetUse, ...] = (),
    undetermined: list[dict[str, Any]] | None = None,
    absent: tuple[str, ...] = (),
    **more: Any,
) -> StoredRun:
    """Publish a run with given clues: each `{key: {...}, witnesses: [{alias, row_id, row_hash, need}], …}`."""
    secret = lake.keyring.key("clues")
    rows, witnesses = [], []
    for clue in clues:
        key = canonical_key(clue["key"])
        made = {"clue_id": clue_id(secret, model, key), "key": key, "subject_kind": "person", "rows": 1}
        defaults = {"subject": "x", "place": "340100", "says_zh": "句", "says_en": "s", "values": "{}"}
        defaults |= {"level": "low", "points": 20, "reasons": "[]", "digests": "{}", "day": None, "amount": None}
        given = {name: value for name, value in clue.items() if name not in ("key", "witnesses")}
        rows.append(defaults | made | given)
        for w in clue.get("witnesses", []):
            base = {"clue_id": made["clue_id"], "alias": "a", "need": "a", "dataset": "d@1", "row": 0, "row_hash": "h"}
            witnesses.append(base | w)
    use = more.pop("model_use", None)
    title = {"zh": "模", "en": "m"}
    use = use or ModelUse(id=model, version="1.0.0", fingerprint=fingerprint, title=title, file="x")
    record = RunRecord(
        model=use,
        parameters=parameters or {},
        as_of=as_of,
        purpose="测试",
        actor="tester",
        engine="duckdb",
        program="0",
        datasets=datasets,
        started=NOW,
        clues=len(rows),
        witnesses=len(witnesses),
        absent=absent,
        **more,
    )
    blank = {"step": "s", "reason": "r", "alias": "a", "need": "a", "row": 0, "row_id": ""}
    tables = {
        CLUES: pa.Table.from_pylist(rows, SCHEMAS[CLUES]),
        WITNESSES: pa.Table.from_pylist(witnesses, SCHEMAS[WITNESSES]),
        UNDETERMINED: pa.Table.from_pylist([blank | u for u in undetermined or []], SCHEMAS[UNDETERMINED]),
    }
    with lake.staging() as staged:
        return RunStore(lake).publish(staged, record, tables)
