"""Databases that rows are fetched from, as agencies have them; knows nothing of the desk."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from desk_parts import COUNTIES, PER_COUNTY, month, name_of, person_id

HEADER = ("姓名", "身份证号", "所属月份", "发放金额", "行政区划")


def pensions(months: int = 6) -> list[tuple[str, ...]]:
    """Rows as a bureau's table has them."""
    return [
        (name_of(n), person_id(county, n), month(m), f"{1000 * n}.50", county)
        for county in COUNTIES
        for n in range(1, 1 + PER_COUNTY)
        for m in range(1, 5 + months * n)
    ]


def fill_sqlite(path: Path, rows: list[tuple[str, ...]] | None = None) -> Path:
    """A SQLite file with a table of pensions, one that is empty and a view that never ends."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"CREATE TABLE pay (id INTEGER PRIMARY KEY, {', '.join(f'{one} TEXT' for one in HEADER)})")
        base.executemany("INSERT INTO pay VALUES (NULL, ?, ?, ?, ?, ?)", pensions() if rows is None else rows)
        base.execute("CREATE TABLE hollow (x TEXT)")
        base.execute("CREATE TABLE secret (x TEXT)")
        base.execute("CREATE VIEW forever AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                     " SELECT count(*) AS x FROM n")  # fmt: skip
    return path


def add_rows(path: Path, rows: list[tuple[str, ...]]) -> None:
    """The bureau goes on."""
    with closing(sqlite3.connect(path)) as base, base:
        base.executemany("INSERT INTO pay VALUES (NULL, ?, ?, ?, ?, ?)", rows)


@contextmanager
def pensions_in_postgres() -> Iterator[tuple[dict[str, object], str, str]]:
    """The settings of a connection to a schema of our own on the server of the tests, with an account that only
    reads; its schema and the address of the server's owner."""
    url = os.environ["MINGJIAN_POSTGRES"]
    name = f"src_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as base:
        base.execute(f"CREATE SCHEMA {name}")
        base.execute(f"CREATE ROLE {name} LOGIN")
        base.execute(f"GRANT USAGE ON SCHEMA {name} TO {name}")
        base.execute(f"CREATE TABLE {name}.pay (id bigserial, {', '.join(f'{one} text' for one in HEADER)})".encode())
        with base.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {name}.pay ({', '.join(HEADER)}) VALUES (%s, %s, %s, %s, %s)".encode(), pensions()
            )
        base.execute(f"GRANT SELECT ON {name}.pay TO {name}")
    head, _, tail = url.partition("://")
    mine = f"{head}://{name}@{tail.rpartition('@')[2]}"
    try:
        yield {"name": "社保库", "url": mine, "owner": "340000", "tables": [f"{name}.*"]}, name, url
    finally:
        with psycopg.connect(url, autocommit=True) as base:
            base.execute(f"DROP SCHEMA {name} CASCADE")
            base.execute(f"DROP OWNED BY {name}")
            base.execute(f"DROP ROLE {name}")
