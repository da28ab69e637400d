"""Databases as sources: what is listed, what is taken, what is refused and in which words."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest

from mingjian.intake import IntakeError
from mingjian.intake.databases import Access, Pick, describe, look, take
from mingjian.intake.databases.failures import failure

ODD = 'a"b 表%s;--'


@pytest.fixture
def lite(tmp_path: Path) -> Path:
    """A SQLite file as it may come: odd names, a view, bytes that are no text, values of other types than said."""
    path = tmp_path / "agency.db"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute('CREATE TABLE pay (id INTEGER PRIMARY KEY, "姓 名" TEXT, "%s" NUMERIC, at DATETIME, raw BLOB)')
        base.executemany(
            "INSERT INTO pay VALUES (?, ?, ?, ?, ?)",
            [(n, f"人{n}", n / 4, f"2024-05-{n:02d} 00:00:00", b"\xff\x00" if n == 3 else None) for n in range(1, 10)],
        )
        base.execute("INSERT INTO pay VALUES (10, CAST(x'ff41' AS TEXT), 'x', NULL, NULL)")
        base.execute(f"CREATE VIEW {quoted(ODD)} AS SELECT id, at FROM pay")
        base.execute("CREATE TABLE empty (x)")
        base.execute("CREATE VIEW forever AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                     " SELECT count(*) AS x FROM n")  # fmt: skip
    return path


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def taken(access: Access, pick: Pick, target: Path) -> tuple[object, dict[str, list[str | None]]]:
    made = take(access, pick, target)
    return made, pq.read_table(target).to_pydict()


def test_sqlite_says_what_it_holds(lite: Path) -> None:
    found = look(Access(str(lite)))
    assert [(one.full, one.kind, one.rows) for one in found.tables] == [
        (ODD, "view", None), ("empty", "table", 0), ("forever", "view", None), ("pay", "table", 10),
    ]  # fmt: skip
    fields = describe(Access(str(lite)), "", "pay").fields
    assert [(one.name, one.ordered) for one in fields] == [
        ("id", True), ("姓 名", False), ("%s", True), ("at", True), ("raw", False),
    ]  # fmt: skip


def test_sqlite_rows_are_taken_as_text(lite: Path, tmp_path: Path) -> None:
    made, rows = taken(Access(str(lite)), Pick("", "pay"), tmp_path / "a.parquet")
    assert (made.rows, made.columns) == (10, ("id", "姓 名", "%s", "at", "raw"))
    assert rows["id"] == [str(n) for n in range(1, 11)]
    assert rows["%s"][:2] == ["0.25", "0.5"]
    assert rows["姓 名"][9] == "\\xffA"
    assert rows["at"][9] is None
    some, rows = taken(Access(str(lite)), Pick("", ODD, ("at",)), tmp_path / "b.parquet")
    assert (some.columns, len(rows["at"])) == (("at",), 10)


def test_what_is_newer_goes_on_from_what_was_taken(lite: Path, tmp_path: Path) -> None:
    access = Access(str(lite))
    for column, second in (("id", ["11"]), ("at", ["2024-06-01 00:00:00"]), ("%s", ["99"])):
        first = take(access, Pick("", "pay", (column,), column), tmp_path / "a.parquet")
        assert first.rows == 10
        nothing = take(access, Pick("", "pay", (column,), column, first.upto), tmp_path / "a.parquet")
        assert (nothing.rows, nothing.upto) == (0, first.upto)
        if column == "%s":
            continue  # its greatest value is a text, as SQLite allows: nothing is above it
        with closing(sqlite3.connect(lite)) as base, base:
            base.execute("INSERT INTO pay VALUES (11, 'new', 99, '2024-06-01 00:00:00', NULL)")
        more, rows = taken(access, Pick("", "pay", (column,), column, first.upto), tmp_path / "a.parquet")
        assert (rows[column], more.upto) == (second, second[0])
        with closing(sqlite3.connect(lite)) as base, base:
            base.execute("DELETE FROM pay WHERE id = 11")
    with pytest.raises(IntakeError, match="no number and no time"):
        take(access, Pick("", "pay", (), "姓 名"), tmp_path / "a.parquet")


@pytest.mark.parametrize(("pick", "words"), [
    (Pick("", "gone"), "not there"), (Pick("", "pay", ("idd", "zz")), "did you mean 'id'"),
    (Pick("", "pay", (), "att"), "did you mean 'at'"), (Pick("", "forever"), "no answer within 1 s"),
])  # fmt: skip
def test_what_sqlite_cannot_give_is_told(lite: Path, tmp_path: Path, pick: Pick, words: str) -> None:
    with pytest.raises(IntakeError, match=words):
        take(Access(str(lite), seconds=1), pick, tmp_path / "a.parquet")


def test_files_that_are_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"PK\x03\x04 not a database" * 100)
    for path, words in ((tmp_path / "a.db", "no database"), (tmp_path / "b.db", "no such file"), (tmp_path, "no such")):
        with pytest.raises(IntakeError, match=words):
            look(Access(str(path)))


def test_a_query_is_stopped_from_outside(lite: Path, tmp_path: Path) -> None:
    def soon(stop: object) -> None:
        threading.Timer(0.3, stop).start()

    with pytest.raises(IntakeError, match="stopped"):
        take(Access(str(lite)), Pick("", "forever"), tmp_path / "a.parquet", None, soon)


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    access = Access(f"postgresql://u@127.0.0.1:{port}/x", password="hush-hush", patience=3)
    with pytest.raises(IntakeError, match="cannot be reached") as told:
        look(access)
    assert "hush" not in str(told.value)
    assert "hush" not in repr(access)


# -- PostgreSQL


@pytest.fixture
def server() -> Iterator[tuple[str, str, str]]:
    """The address of a server, a schema and a role of our own there; without one the tests are passed over."""
    url = os.environ.get("MINGJIAN_POSTGRES")
    if not url:
        pytest.skip("MINGJIAN_POSTGRES names no PostgreSQL")
    name = f"src_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as base:
        base.execute(f"CREATE SCHEMA {name}")
        base.execute(f"CREATE ROLE {name} LOGIN")
        base.execute(f"GRANT USAGE ON SCHEMA {name} TO {name}")
    yield url, name, url.replace("://" + url.split("://")[1].split("@")[0] + "@", f"://{name}@")
    with psycopg.connect(url, autocommit=True) as base:
        base.execute(f"DROP SCHEMA {name} CASCADE")
        base.execute(f"DROP OWNED BY {name}")
        base.execute(f"DROP ROLE {name}")


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as base:
        for one in statements:
            base.execute(one.encode())


@pytest.mark.postgres
def test_postgresql_says_what_may_be_read(server: tuple[str, str, str]) -> None:
    url, name, mine = server
    run(url, f"CREATE TABLE {name}.{quoted(ODD)} (id int, {quoted('姓 名%')} text, at timestamp(3), secret text)",
        f"COMMENT ON TABLE {name}.{quoted(ODD)} IS '发放'",
        f"INSERT INTO {name}.{quoted(ODD)} SELECT n, 'x', now(), 's' FROM generate_series(1, 50) n",
        f"ANALYZE {name}.{quoted(ODD)}", f"CREATE TABLE {name}.closed (x int)",
        f"GRANT SELECT (id, {quoted('姓 名%')}, at) ON {name}.{quoted(ODD)} TO {name}",
        f"CREATE TABLE {name}.parts (n int) PARTITION BY RANGE (n)",
        f"CREATE TABLE {name}.part PARTITION OF {name}.parts FOR VALUES FROM (0) TO (9)",
        f"GRANT SELECT ON {name}.parts, {name}.part TO {name}")  # fmt: skip
    found = look(Access(mine))
    own = {one.name: one for one in found.tables if one.schema == name}
    assert set(own) == {ODD, "parts"}
    assert (own[ODD].rows, own[ODD].about, own["parts"].rows) == (50, "发放", None)
    assert (found.closed >= 1, found.writes) == (True, False)
    fields = describe(Access(mine), name, ODD).fields
    assert [(one.name, one.ordered) for one in fields] == [("id", True), ("姓 名%", False), ("at", True)]
    with pytest.raises(IntakeError, match="no right"):
        describe(Access(mine), name, "closed")
    run(url, f"GRANT INSERT ON {name}.parts TO {name}")
    assert look(Access(mine)).writes


@pytest.mark.postgres
def test_postgresql_rows_are_of_one_moment_and_of_every_type(server: tuple[str, str, str], tmp_path: Path) -> None:
    url, name, mine = server
    run(url, f"CREATE TABLE {name}.t (id int, j jsonb, a int[], b bytea, n numeric, d date, ts timestamptz, i inet,"
        " r int4range, xml xml, o oid, v tsvector)",
        f"INSERT INTO {name}.t VALUES (1, '{{\"a\": 1}}', '{{1,2}}', '\\x00ff', 1e30, '-infinity', now(), '::1',"
        " '[1,5)', '<a/>', 3, 'a b')",
        f"INSERT INTO {name}.t (id) SELECT n FROM generate_series(2, 60000) n", f"GRANT SELECT ON {name}.t TO {name}",
    )  # fmt: skip
    seen: list[int] = []

    def more(rows: int, _: int | None) -> None:
        if rows and not seen:
            run(url, f"INSERT INTO {name}.t (id) SELECT 70000", f"UPDATE {name}.t SET d = NULL")
        seen.append(rows)

    made = take(Access(mine), Pick(name, "t"), tmp_path / "a.parquet", more)
    rows = pq.read_table(tmp_path / "a.parquet").to_pydict()
    assert (made.rows, len(rows["id"]), "70000" in rows["id"]) == (60000, 60000, False)
    assert (rows["j"][0], rows["b"][0], rows["d"][0]) == ('{"a": 1}', "\\x00ff", "-infinity")
    assert len(seen) > 1


@pytest.mark.postgres
def test_what_is_newer_in_postgresql(server: tuple[str, str, str], tmp_path: Path) -> None:
    url, name, mine = server
    columns = {"n": "numeric(20,4)", "ts": "timestamptz", "d": "date", "i%": "bigint"}
    run(url, f"CREATE TABLE {name}.t ({', '.join(f'{quoted(one)} {kind}' for one, kind in columns.items())})",
        f"INSERT INTO {name}.t SELECT n, now() + n * interval '1 second', date '2024-01-01' + n, n"
        " FROM generate_series(1, 20) n", f"INSERT INTO {name}.t VALUES (NULL)",
        f"GRANT SELECT ON {name}.t TO {name}")  # fmt: skip
    firsts = {}
    for column in columns:
        firsts[column] = take(Access(mine), Pick(name, "t", (), column), tmp_path / "a.parquet")
        assert firsts[column].rows == 21
    run(url, f"INSERT INTO {name}.t VALUES (20.0001, now() + interval '21 seconds', '2024-02-01', 21)")
    for column, first in firsts.items():
        second = take(Access(mine), Pick(name, "t", ("n", column), column, first.upto), tmp_path / "a.parquet")
        assert (second.rows, pq.read_table(tmp_path / "a.parquet").to_pydict()["n"]) == (1, ["20.0001"]), column


@pytest.mark.postgres
def test_what_postgresql_refuses_is_told(server: tuple[str, str, str], tmp_path: Path) -> None:
    url, name, mine = server
    run(url, f"CREATE VIEW {name}.slow AS SELECT pg_sleep(30)::text AS x", f"GRANT SELECT ON {name}.slow TO {name}",
        f"CREATE FUNCTION {name}.breaks() RETURNS int LANGUAGE sql AS 'SELECT 1/0'",
        f"CREATE VIEW {name}.broken AS SELECT {name}.breaks() AS x",
        f"GRANT SELECT ON {name}.broken TO {name}")  # fmt: skip
    target = tmp_path / "a.parquet"
    for pick, words in ((Pick(name, "slow"), "no answer within 1 s"), (Pick(name, "broken"), "division by zero"),
                        (Pick(name, "gone"), "not there"), (Pick("nowhere", "t"), "not there")):  # fmt: skip
        with pytest.raises(IntakeError, match=words):
            take(Access(mine, seconds=1), pick, target)
    with pytest.raises(IntakeError, match="no such database"):
        look(Access(mine.rsplit("/", 1)[0] + "/no_such_base"))
    with pytest.raises(IntakeError, match="stopped"):
        take(Access(mine), Pick(name, "slow"), target, None, lambda stop: threading.Timer(0.5, stop).start())


@pytest.mark.postgres
def test_a_connection_that_is_lost_midway(server: tuple[str, str, str], tmp_path: Path) -> None:
    url, name, mine = server
    run(url, f"CREATE TABLE {name}.t AS SELECT n AS id FROM generate_series(1, 90000) n",
        f"GRANT SELECT ON {name}.t TO {name}")  # fmt: skip

    def cut(rows: int, _: int | None) -> None:
        if rows:
            run(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'")

    with pytest.raises(IntakeError, match=r"shut down meanwhile|connection was lost"):
        take(Access(mine), Pick(name, "t"), tmp_path / "a.parquet", cut)


@pytest.mark.postgres
def test_as_many_columns_as_a_table_can_have(server: tuple[str, str, str], tmp_path: Path) -> None:
    url, name, mine = server
    columns = ", ".join(f"c{n} smallint DEFAULT {n % 100}" for n in range(1600))
    run(url, f"CREATE TABLE {name}.wide ({columns})", f"INSERT INTO {name}.wide SELECT FROM generate_series(1, 600)",
        f"GRANT SELECT ON {name}.wide TO {name}")  # fmt: skip
    made = take(Access(mine), Pick(name, "wide"), tmp_path / "a.parquet")
    assert (made.rows, len(made.columns)) == (600, 1600)


SAID = {
    'connection failed: FATAL:  password authentication failed for user "u"': "account or its password",
    "connection failed: 致命错误:  用户 “u” Password 认证失败 (password)": "account or its password",
    'FATAL:  no pg_hba.conf entry for host "10.0.0.1"': "account or its password",
    'FATAL:  database "x" does not exist': "no such database",
    "connection timeout expired": "cannot be reached",
    'failed to resolve host "x"': "cannot be reached",
}


@pytest.mark.parametrize("text", SAID)
def test_what_a_connection_says_is_told_by_who_can_mend_it(text: str) -> None:
    assert SAID[text] in str(failure(psycopg.OperationalError(text), "x", 5, connected=False))
