"""The two sides that are linked: records whose number fails, and the faces of everybody who is known by a number.

A *record* is what rows of one dataset version without a usable number say alike: the number as written, name, date of
birth and what else tells. So is what rows under a number that was replaced since say (a company's former code). A
*face* is one way a known subject is described somewhere: names, telephones, accounts and addresses side by side, so
that a subject with two telephones has two faces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from mingjian.identity.features import Features, features_of
from mingjian.identity.kin import Kin
from mingjian.lake import Lake, Manifest
from mingjian.lake.rows import RAW, ROW
from mingjian.lake.sql import name as quoted
from mingjian.lake.sql import reader

__all__ = ["MEANINGS", "Gathered", "gather", "rows_of"]

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


def gather(con: duckdb.DuckDBPyConnection, lake: Lake, manifests: Sequence[Manifest], kin: Kin) -> Gathered:
    """Read every dataset once and leave the tables ``asked``, ``faces`` and ``bare``."""
    _columns = ", ".join(f"{meaning} VARCHAR" for meaning in MEANINGS)
    con.execute(f"CREATE TABLE told (subject INTEGER, {_columns})")
    con.execute(f"CREATE TABLE bare (dataset INTEGER, column_ VARCHAR, _row BIGINT, raw VARCHAR, {_columns})")
    for number, manifest in enumerate(manifests):
        for features in features_of(manifest, kin.kind):
            _read(con, lake, number, manifest, features, kin)
    _spell(con, kin)
    _ask(con, kin)
    _faces(con, lake, kin)
    return Gathered(tuple(manifests), _count(con, "asked"), _count(con, "(SELECT DISTINCT subject FROM faces)"))


def _read(
    con: duckdb.DuckDBPyConnection, lake: Lake, number: int, manifest: Manifest, features: Features, kin: Kin
) -> None:
    columns = list(dict.fromkeys([features.subject, features.key, *features.beside.values(), RAW]))
    source = lake.scan_sql(manifest, columns)
    values = ", ".join(f"{_value(features.beside, meaning, kin)} AS {meaning}" for meaning in MEANINGS)
    subject, former = quoted(features.subject), _former(features, kin)
    con.execute(
        f"INSERT INTO told SELECT DISTINCT {subject}, {values} FROM ({source})"
        f" WHERE {subject} IS NOT NULL AND NOT coalesce({former}, false)"
    )
    con.execute(
        f"INSERT INTO bare SELECT {number}, '{features.subject}', {ROW}, {_written(features)}, {values}"
        f" FROM ({source}) WHERE {subject} IS NULL OR {former}"
    )


def rows_of(
    lake: Lake, manifest: Manifest, kin: Kin, column: str, said: Mapping[str, str | None], most: int
) -> tuple[int, ...]:
    """The first rows of a record of a subject ``column``. ``said``: ``raw`` and the meanings, as it says them."""
    features = next((one for one in features_of(manifest, kin.kind) if one.subject == column), None)
    if features is None:
        return ()
    columns = list(dict.fromkeys([features.subject, features.key, *features.beside.values(), RAW]))
    sides = {"raw": _written(features)} | {one: _value(features.beside, one, kin) for one in MEANINGS}
    alike = " AND ".join(f"{sql} IS NOT DISTINCT FROM ${one}" for one, sql in sides.items())
    with reader() as con:
        found = con.execute(
            f"SELECT {ROW} FROM ({lake.scan_sql(manifest, columns)})"
            f" WHERE ({quoted(features.subject)} IS NULL OR {_former(features, kin)}) AND {alike} LIMIT {most}",
            {one: said.get(one) for one in sides},
        ).fetchall()
    return tuple(int(row) for (row,) in found)


def _former(features: Features, kin: Kin) -> str:
    return kin.former.replace("key", quoted(features.key))


def _written(features: Features) -> str:
    """The number as the agency wrote it."""
    path = f"""'$."{features.key}"'"""
    raw = f"json_extract_string({RAW}, {path})"
    return f"CASE WHEN {quoted(features.subject)} IS NULL THEN {raw} ELSE {quoted(features.key)} END"


def _value(beside: Mapping[str, str], meaning: str, kin: Kin) -> str:
    if meaning not in beside:
        return "NULL::VARCHAR"
    column = quoted(beside[meaning])
    return kin.name_sql(column) if meaning == "name" else f"CAST({column} AS VARCHAR)"


def _spell(con: duckdb.DuckDBPyConnection, kin: Kin) -> None:
    names = con.execute(
        "SELECT DISTINCT name FROM (SELECT name FROM told UNION ALL SELECT name FROM bare) WHERE name IS NOT NULL"
    ).fetchall()
    con.register("spelled~arrow", kin.spelled(one for (one,) in names))
    con.execute('CREATE TABLE spelled AS FROM "spelled~arrow"')
    raws = [raw for (raw,) in con.execute("SELECT DISTINCT raw FROM bare WHERE raw IS NOT NULL").fetchall()]
    written = pa.array([kin.legible(one) for one in raws], pa.string())
    con.register("legible~arrow", pa.table({"raw": pa.array(raws, pa.string()), "written": written}))
    con.execute('CREATE TABLE legible AS FROM "legible~arrow"')


def _parts(written: str, kin: Kin) -> str:
    return ", ".join(f"{sql.replace('written', written)} AS {part}" for part, sql in kin.parts.items())


def _ask(con: duckdb.DuckDBPyConnection, kin: Kin) -> None:
    """Records: what rows say that name anybody at all; a penalty of a company says nothing of a person."""
    listed = ", ".join(MEANINGS)
    birth = "CASE WHEN contains(substr(w.written, 7, 8), '_') OR w.written IS NULL THEN b.birth END"
    con.execute(
        f"CREATE TABLE grouped AS SELECT row_number() OVER (ORDER BY dataset, column_, raw, {listed}) - 1 AS record, *"
        f" FROM (SELECT dataset, column_, raw, {listed}, count(*) AS rows FROM bare"
        " WHERE raw IS NOT NULL OR name IS NOT NULL GROUP BY ALL)"
    )
    con.execute(
        f"CREATE TABLE asked AS SELECT b.record, {_fingerprint(kin.kind)} AS fingerprint, b.dataset, b.column_, b.raw,"
        " w.written, b.name,"
        f" s.reading AS name_reading, s.family AS name_family, {birth} AS birth, b.birth AS told_birth,"
        f" b.sex, b.phone, b.account, b.address, b.rows, {_parts('w.written', kin)}"
        " FROM grouped b LEFT JOIN legible w ON w.raw = b.raw LEFT JOIN spelled s ON s.name = b.name"
    )
    con.execute("DROP TABLE grouped")


def _fingerprint(kind: str) -> str:
    """What a record says, as a digest: the same words are the same record in every delivery and dataset."""
    told = ", ".join(f"coalesce(b.{one}, chr(30))" for one in ("raw", *MEANINGS))
    return f"left(sha256(concat_ws(chr(31), '{kind}', {told})), 32)"


def _faces(con: duckdb.DuckDBPyConnection, lake: Lake, kin: Kin) -> None:
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
    keys = lake.subjects.sql(kin.kind)
    whole = "length(key) = 18 AND key NOT LIKE '%:%'"
    facts = {one: f"CASE WHEN {whole} THEN {kin.known[one]} ELSE {one} END" if one in kin.known else one
             for one in ("birth", "sex")}  # fmt: skip
    con.execute(
        "CREATE TABLE faces AS WITH one AS ("
        f" SELECT g.subject, k.key, {picked}, g.birth, g.sex"
        f" FROM (SELECT *, unnest(range(1, {longest} + 1)) AS n FROM grouped) g"
        f" JOIN ({keys}) k ON k.subject = g.subject),"
        f" known AS (SELECT * REPLACE ({facts['birth']} AS birth, {facts['sex']} AS sex),"
        f" CASE WHEN {whole} THEN key END AS written FROM one)"
        " SELECT row_number() OVER (ORDER BY k.subject, k.name, k.phone, k.account, k.address) - 1 AS face, k.*,"
        f" s.reading AS name_reading, s.family AS name_family, {_parts('k.written', kin)}"
        " FROM known k LEFT JOIN spelled s ON s.name = k.name"
    )
    con.execute("DROP TABLE grouped")


def _count(con: duckdb.DuckDBPyConnection, source: str) -> int:
    found = con.execute(f"SELECT count(*) FROM {source}").fetchone()
    assert found is not None
    return int(found[0])
