"""The two sides that are linked: records whose number fails, and the faces of everybody who is known by a number.

A *record* is what rows of one dataset version without a usable number say alike: the number as written, name, date of
birth and what else tells. A *face* is one way a known subject is described somewhere: names, telephones, accounts and
addresses side by side, so that a subject with two telephones has two faces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from mingjian.identity.features import Features, features_of
from mingjian.identity.people import KEYED
from mingjian.identity.spelling import spelled
from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import RAW, ROW
from mingjian.lake.sql import name as quoted
from mingjian.standards.identifiers import legible
from mingjian.standards.names import person_name_sql

__all__ = ["MEANINGS", "Gathered", "gather"]

MEANINGS = ("name", "birth", "sex", "phone", "account", "address")
_LISTED = ("phone", "account", "address")


@dataclass(frozen=True)
class Gathered:
    """What was gathered, in tables of ``con``: ``asked`` (records), ``faces``, ``bare`` (rows of the records).

    ``asked``: record, dataset (place in ``manifests``), subject column, raw, written, the meanings and rows.
    """

    manifests: tuple[Manifest, ...]
    records: int
    known: int


def gather(con: duckdb.DuckDBPyConnection, lake: Lake, manifests: Sequence[Manifest], kind: str) -> Gathered:
    """Read every dataset once and leave the tables ``asked``, ``faces`` and ``bare``."""
    _columns = ", ".join(f"{meaning} VARCHAR" for meaning in MEANINGS)
    con.execute(f"CREATE TABLE told (subject INTEGER, {_columns})")
    con.execute(f"CREATE TABLE bare (dataset INTEGER, column_ VARCHAR, _row BIGINT, raw VARCHAR, {_columns})")
    for number, manifest in enumerate(manifests):
        for features in features_of(manifest, kind):
            _read(con, lake, number, manifest, features)
    _spell(con)
    _ask(con, kind)
    _faces(con, lake, kind)
    return Gathered(tuple(manifests), _count(con, "asked"), _count(con, "(SELECT DISTINCT subject FROM faces)"))


def _read(con: duckdb.DuckDBPyConnection, lake: Lake, number: int, manifest: Manifest, features: Features) -> None:
    columns = [features.subject, *dict.fromkeys(features.beside.values()), RAW]
    source = lake.scan_sql(manifest, columns)
    values = ", ".join(f"{_value(features.beside, meaning)} AS {meaning}" for meaning in MEANINGS)
    subject = quoted(features.subject)
    con.execute(f"INSERT INTO told SELECT DISTINCT {subject}, {values} FROM ({source}) WHERE {subject} IS NOT NULL")
    path = f"""'$."{features.key}"'"""
    con.execute(
        f"INSERT INTO bare SELECT {number}, '{features.subject}', {ROW}, json_extract_string({RAW}, {path}), {values}"
        f" FROM ({source}) WHERE {subject} IS NULL"
    )


def _value(beside: Mapping[str, str], meaning: str) -> str:
    if meaning not in beside:
        return "NULL::VARCHAR"
    column = quoted(beside[meaning])
    return person_name_sql(column) if meaning == "name" else f"CAST({column} AS VARCHAR)"


def _spell(con: duckdb.DuckDBPyConnection) -> None:
    names = con.execute(
        "SELECT DISTINCT name FROM (SELECT name FROM told UNION ALL SELECT name FROM bare) WHERE name IS NOT NULL"
    ).fetchall()
    con.register("spelled~arrow", spelled(one for (one,) in names))
    con.execute('CREATE TABLE spelled AS FROM "spelled~arrow"')
    raws = [raw for (raw,) in con.execute("SELECT DISTINCT raw FROM bare WHERE raw IS NOT NULL").fetchall()]
    written = pa.array([legible(one) for one in raws], pa.string())
    con.register("legible~arrow", pa.table({"raw": pa.array(raws, pa.string()), "written": written}))
    con.execute('CREATE TABLE legible AS FROM "legible~arrow"')


def _parts(written: str) -> str:
    return ", ".join(f"{sql.replace('written', written)} AS {part}" for part, sql in KEYED.items())


def _ask(con: duckdb.DuckDBPyConnection, kind: str) -> None:
    """Records with a number that can partly be read, or a name with something beside it; others say nothing."""
    listed = ", ".join(MEANINGS)
    birth = "CASE WHEN contains(substr(w.written, 7, 8), '_') OR w.written IS NULL THEN b.birth END"
    con.execute(
        f"CREATE TABLE grouped AS SELECT row_number() OVER (ORDER BY dataset, column_, raw, {listed}) - 1 AS record, *"
        f" FROM (SELECT dataset, column_, raw, {listed}, count(*) AS rows FROM bare GROUP BY ALL)"
    )
    con.execute(
        f"CREATE TABLE asked AS SELECT b.record, {_fingerprint(kind)} AS fingerprint, b.dataset, b.column_, b.raw,"
        " w.written, b.name,"
        f" s.reading AS name_reading, s.family AS name_family, {birth} AS birth, b.birth AS told_birth,"
        f" b.sex, b.phone, b.account, b.address, b.rows, {_parts('w.written')}"
        " FROM grouped b LEFT JOIN legible w ON w.raw = b.raw LEFT JOIN spelled s ON s.name = b.name"
    )
    con.execute("DROP TABLE grouped")


def _fingerprint(kind: str) -> str:
    """What a record says, as a digest: the same words are the same record in every delivery and dataset."""
    told = ", ".join(f"coalesce(b.{one}, chr(30))" for one in ("raw", *MEANINGS))
    return f"left(sha256(concat_ws(chr(31), '{kind}', {told})), 32)"


def _faces(con: duckdb.DuckDBPyConnection, lake: Lake, kind: str) -> None:
    """Lists of a subject side by side; a list that ends sooner goes on with its first value."""
    lists = ", ".join(
        f"list_sort(list_distinct(list({one}) FILTER ({one} IS NOT NULL))) AS {one}s" for one in ("name", *_LISTED)
    )
    con.execute(
        f"CREATE TABLE grouped AS SELECT subject, {lists}, min(birth) AS birth, min(sex) AS sex"
        " FROM told GROUP BY subject"
    )
    longest = "greatest(1, len(names), len(phones), len(accounts), len(addresss))"
    picked = ", ".join(f"coalesce({one}s[n], {one}s[1]) AS {one}" for one in ("name", *_LISTED))
    keys = lake.subjects.sql(kind)
    born = "substr(key, 7, 4) || '-' || substr(key, 11, 2) || '-' || substr(key, 13, 2)"
    resident = "length(key) = 18 AND key NOT LIKE '%:%'"
    odd = "CASE WHEN CAST(substr(key, 17, 1) AS INTEGER) % 2 = 1 THEN 'male' ELSE 'female' END"
    con.execute(
        "CREATE TABLE faces AS WITH one AS ("
        f" SELECT g.subject, k.key, {picked}, g.birth, g.sex"
        f" FROM (SELECT *, unnest(range(1, {longest} + 1)) AS n FROM grouped) g"
        f" JOIN ({keys}) k ON k.subject = g.subject),"
        f" known AS (SELECT * REPLACE (CASE WHEN {resident} THEN {born} ELSE birth END AS birth,"
        f" CASE WHEN {resident} THEN {odd} ELSE sex END AS sex), CASE WHEN {resident} THEN key END AS written FROM one)"
        " SELECT row_number() OVER (ORDER BY k.subject, k.name, k.phone, k.account, k.address) - 1 AS face, k.*,"
        f" s.reading AS name_reading, s.family AS name_family, {_parts('k.written')}"
        " FROM known k LEFT JOIN spelled s ON s.name = k.name"
    )
    con.execute("DROP TABLE grouped")


def _count(con: duckdb.DuckDBPyConnection, source: str) -> int:
    found = con.execute(f"SELECT count(*) FROM {source}").fetchone()
    assert found is not None
    return int(found[0])
