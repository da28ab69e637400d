"""Small versions made by hand, for tests of the lake without intake."""

from __future__ import annotations

from pathlib import Path

from mingjian.lake import Counts, Lake, Manifest, Schema, Staged, StoredColumn, StoredSubject, part, row_hash_sql
from mingjian.lake.sql import connect, text

SCHEMA = Schema(
    columns=(
        StoredColumn(name="name", type="text"),
        StoredColumn(name="id_number", type="identifier", identifier="person_id"),
        StoredColumn(name="amount", type="money"),
        StoredColumn(name="sealed", type="boolean"),
    ),
    subjects=(StoredSubject(name="person", kind="person", column="id_number"),),
    sealed="sealed",
)


def write_part(staged: Staged, rows: int, start: int = 0, row_group: int = 2048, file: str = "x") -> Path:
    """`rows` rows with ids from `start`; every tenth sealed."""
    folder = staged.path / "parts"
    folder.mkdir(exist_ok=True)
    path = folder / f"{file}.parquet"
    with connect() as con:
        con.execute(
            f"""COPY (SELECT *, {row_hash_sql(SCHEMA)} AS row_hash FROM (
                SELECT unhex(md5(i::VARCHAR)) AS row_id, 0 AS _file, (i + 2)::INTEGER AS _line,
                  'name' || i AS name, 'id' || (i // 3) AS id_number, 2::UTINYINT AS id_number__state,
                  (i / 100)::DECIMAL(18,2) AS amount, i % 10 = 0 AS sealed, (i // 3)::INTEGER AS person,
                  CASE WHEN i % 7 = 0 THEN '{{"amount":"x"}}' END AS _raw
                FROM range({start}, {start + rows}) r(i))) TO {text(path)}
            (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group})"""
        )
    return path


def small_version(lake: Lake, dataset: str = "deaths", rows: int = 100, start: int = 0) -> Manifest:
    """Publish a version of `rows` rows."""
    with lake.writing(), lake.staging() as staged:
        made = part(write_part(staged, rows, start), staged.path)
        return lake.publish(staged, manifest_of(dataset, rows, (made,)))


def manifest_of(dataset: str, rows: int, parts: tuple = (), **more: object) -> Manifest:
    return Manifest(
        dataset=dataset,
        standard="death_record@1.0",
        owner="340100",
        schemas=(SCHEMA,),
        parts=parts,
        counts=Counts(source=rows, accepted=rows, quarantined=0, set_aside=0),
        **more,
    )
