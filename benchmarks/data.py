"""Tables for the operators, made from a seed by DuckDB; the same arguments give the same rows.

``events`` has N rows about N/10 persons, ``listed`` N/5 rows about the same persons, ``deaths`` one row for every
second person, ``notes`` N short texts. ``id_number`` is a person's key as agencies have it, a text of 18 digits. A key
is missing in 1 % of the rows and unusable in another 1 %; 1 % of the days and amounts are missing. ``uniform``: every
person is as likely as the other. ``skewed``: persons follow Zipf's law with a flattened top (Zipf–Mandelbrot, exponent
1), the busiest having some 220 rows where the mean is 10. Steeper, and the pairs that pandas makes before it can drop
them no longer fit into a machine; collective keys, which ``overlap`` refuses, are not what is compared here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

__all__ = ["SHAPES", "tables"]

SHAPES = ("uniform", "skewed")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_VERSION = 3


def tables(folder: Path, rows: int, shape: str, seed: int = 1) -> Path:
    """The folder with the Parquet files of this size and shape, made now if they are not there."""
    home = folder / f"{shape}-{rows}-{seed}-v{_VERSION}"
    if home.exists():
        return home
    made = home.with_suffix(".part")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    with duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = true")
        for name, sql in _queries(rows, shape, seed).items():
            con.execute(f"COPY ({sql}) TO '{made / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")
    made.rename(home)
    return home


def _chance(number: int, seed: int) -> str:
    """SQL: a number in [0, 1) for row ``i``, another one for every ``number``."""
    return f"((hash(i * 1000 + {number} + {seed} * 7919) >> 11) / 9007199254740992.0)"


def _queries(rows: int, shape: str, seed: int) -> dict[str, str]:
    people = max(rows // 10, 1)

    def any_(number: int, below: int | str) -> str:
        return f"CAST(floor({_chance(number, seed)} * {below}) AS INTEGER)"

    def who(number: int) -> str:
        if shape == "uniform":
            return f"1 + {any_(number, people)}"
        flat = max(people // 100, 1)
        return f"1 + CAST(floor({flat} * (pow({(people + flat) / flat}, {_chance(number, seed)}) - 1)) AS INTEGER)"

    def day(number: int, span: int = 3650) -> str:
        return f"DATE '2014-01-01' + {any_(number, span)}"

    def rows_of(first: int, start: int, count: int, person: str) -> str:
        """The row number ``i``, the person ``who`` and the chance ``c`` that decides whether the key is usable."""
        inner = f"SELECT i, CAST({person} AS INTEGER) AS who, {_chance(first, seed)} AS c"
        return f"({inner} FROM range({start}, {start + count}) t(i))"

    about = (
        "CASE WHEN c >= 0.02 THEN who END AS person, CASE WHEN c >= 0.02 THEN printf('%018d', who) END AS id_number,"
        " CAST(CASE WHEN c < 0.01 THEN 0 WHEN c < 0.02 THEN 1 ELSE 2 END AS UTINYINT) AS id_number__state,"
        f" substr('{_SURNAMES}', 1 + (hash(who) % {len(_SURNAMES)})::INTEGER, 1)"
        " || chr(19968 + (hash(who + 7) % 3000)::INTEGER) || chr(19968 + (hash(who + 9) % 3000)::INTEGER) AS name"
    )

    def money(number: int, below: int) -> str:
        return f"CAST({_chance(number, seed)} * {below} AS DECIMAL(18,2))"

    kind = f"CASE WHEN {_chance(12, seed)} < 0.6 THEN 'outpatient' WHEN {_chance(12, seed)} < 0.9 THEN 'inpatient'"
    region = f"(['330106', '330203', '330304', '110105', '320102'])[1 + {any_(13, 5)}]"
    # the share of the fund differs from person to person, or no group would stand out
    share = "(0.2 + 0.8 * (hash(who) % 1000) / 1000.0)"
    events = (
        f"SELECT {about}, CASE WHEN {_chance(5, seed)} >= 0.01 THEN {day(6)} END AS day,"
        f" CASE WHEN {_chance(7, seed)} >= 0.002 THEN {day(6)} + {any_(8, 8)} END AS until,"
        f" CAST(24168 + {any_(9, 120)} AS INTEGER) AS month,"
        f" CASE WHEN {_chance(10, seed)} >= 0.01 THEN {money(11, 10000)} END AS amount,"
        f" CAST({_chance(11, seed)} * 10000 * {share} AS DECIMAL(18,2)) AS paid,"
        f" {kind} ELSE 'other' END AS kind, {region} AS region, 'H' || {any_(14, 500)} AS hospital"
        f" FROM {rows_of(1, 0, rows, who(2))}"
    )
    listed = (
        f"SELECT {about}, {day(25)} AS listed_on, {day(25)} + {any_(26, 400)} AS listed_to"
        f" FROM {rows_of(21, 10_000_000, max(rows // 5, 1), who(22))}"
    )
    mortal = f"1 + (i * 2) % {people}"
    deaths = f"SELECT {about}, {day(35)} AS died_on FROM {rows_of(31, 20_000_000, max(people // 2, 1), mortal)}"
    words = "['入户盗窃', '未入户，在门口盗窃', '扒窃手机一部', '骑电动车逆行', '无证驾驶', '入室盗窃现金']"
    note = (
        f"({words})[1 + {any_(42, 6)}] || '，于' || (2014 + {any_(43, 10)}) || '年' || (1 + {any_(44, 12)}) || '月'"
        f" || (1 + {any_(45, 28)}) || '日被查获，' || CASE WHEN {_chance(46, seed)} < 0.3"
        f" THEN '判处有期徒刑' || (1 + {any_(47, 60)}) || '个月' ELSE '罚款' || (100 + {any_(47, 4900)}) || '元' END"
    )
    notes = (
        f"SELECT CAST(i AS BIGINT) AS number, CASE WHEN {_chance(41, seed)} >= 0.01 THEN {note} END AS note"
        f" FROM range({rows}) t(i)"
    )
    return {"events": events, "listed": listed, "deaths": deaths, "notes": notes}
