"""The rows behind clues, read again and hashed anew from their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from mingjian.lake import Lake, LakeError, Manifest, row_hash_sql
from mingjian.lake.rows import ROW, ROW_ID
from mingjian.lake.sql import parquet, reader
from mingjian.runs.store import StoredRun

__all__ = ["DifferingRow", "differing_witnesses"]


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """A row behind a clue that is not what it was."""

    clue: str
    dataset: str
    row_id: str
    zh: str
    en: str


def differing_witnesses(lake: Lake, run: StoredRun, clues: set[str], needs: set[str]) -> Iterator[DifferingRow]:
    """Every listed witness row of the clues whose values, hashed now, do not give the hash the run recorded.

    Only rows of `needs` are looked at. One pass over each part that holds any; a part that cannot be read is told
    once for every clue that rests on it.
    """
    by_need: dict[str, list[dict[str, Any]]] = {}
    for row in run.witnesses.to_pylist():
        if row["clue_id"] in clues and row["need"] in needs:
            by_need.setdefault(row["need"], []).append(row)
    for need, rows in by_need.items():
        use = run.record.dataset(need)
        if use is None:
            continue
        try:
            now = _hash_now(lake, lake.version(f"{use.dataset}@{use.version}"), {row["row"] for row in rows})
        except (LakeError, duckdb.Error) as error:
            told = str(error).splitlines()[0]
            for clue in {row["clue_id"] for row in rows}:
                zh, en = f"{use.name}的佐证记录无法读取：{told}", f"rows of {use.name} cannot be read: {told}"
                yield DifferingRow(clue, use.dataset, "", zh, en)
            continue
        for row in rows:
            found = now.get(row["row"])
            if found != (row["row_id"], row["row_hash"]):
                yield _differs(row, found)


def _differs(row: dict[str, Any], found: tuple[str, str] | None) -> DifferingRow:
    place = f"{row['dataset']} row_id {row['row_id']} ({row['alias']})"
    if found is None:
        zh, en = f"佐证记录{place}不在了", f"the row {place} is not there"
    elif found[0] != row["row_id"]:
        zh, en = f"佐证记录{place}的位置上是另一条记录{found[0]}", f"another row, {found[0]}, stands where {place} was"
    else:
        zh, en = f"佐证记录{place}的内容与其摘要不符", f"the row {place} does not agree with its hash"
    return DifferingRow(row["clue_id"], row["dataset"], row["row_id"], zh, en)


def _hash_now(lake: Lake, manifest: Manifest, numbers: set[int]) -> dict[int, tuple[str, str]]:
    """Row number → row id and the hash its values give now."""
    found: dict[int, tuple[str, str]] = {}
    with reader() as con:
        for part in manifest.parts:
            inside = [number - part.offset for number in numbers if part.offset <= number < part.offset + part.rows]
            if not inside:
                continue
            con.register("wanted", pa.table({"file_row_number": pa.array(sorted(inside), pa.int64())}))
            schema = manifest.schemas[part.schema_index]
            sql = (
                f"SELECT file_row_number + {part.offset} AS {ROW}, lower(hex({ROW_ID})), "
                f"lower(hex({row_hash_sql(schema)})) FROM {parquet(lake.file(part.path), numbered=True)} "
                "SEMI JOIN wanted USING (file_row_number)"
            )
            found |= {number: (row_id, row_hash) for number, row_id, row_hash in con.execute(sql).fetchall()}
            con.unregister("wanted")
    return found
