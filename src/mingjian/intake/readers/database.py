"""SQL databases: a table or a query of SQLite or PostgreSQL, taken out to a Parquet file of text.

The extract is the delivery: it is kept with its SHA-256 as a delivered file is. Rows are fetched in batches with a
cursor on the server's side, in a read-only transaction; nothing is written to the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.intake.errors import refuse
from mingjian.intake.mapping import Options

_BATCH = 20_000
SQLITE = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True)
class DatabaseSource:
    """Where rows are taken from: a SQLite file or a PostgreSQL URL (without the parts that are ours), and what."""

    place: str
    table: str | None
    query: str | None

    @property
    def postgres(self) -> bool:
        """Whether it is PostgreSQL."""
        return is_postgres(self.place)

    @property
    def name(self) -> str:
        """A name without user and password."""
        what = self.table or "query"
        if not self.postgres:
            return f"{Path(self.place).name}:{what}"
        parts = urlsplit(self.place)
        return f"{parts.hostname or 'localhost'}{parts.path}:{what}"


def is_postgres(source: Path | str) -> bool:
    """Whether a source is named by a PostgreSQL URL."""
    return str(source).startswith(("postgresql://", "postgres://"))


def parse_source(source: Path | str, options: Options) -> DatabaseSource | None:
    """A database named as `postgresql://…?table=…` / `?query=…`, or as a SQLite file (`table`, `query` as options or
    behind `?`); None when the source is neither, `IntakeError` when the address is no address."""
    given = str(source)
    place, _, tail = given.partition("?")
    ours = dict(parse_qsl(tail))
    if not is_postgres(given) and Path(place).suffix.lower() not in SQLITE:
        return None
    table, query = ours.pop("table", None) or options.table, ours.pop("query", None) or options.query
    if is_postgres(given):
        try:
            parts = urlsplit(given)
        except ValueError as error:  # its text tells what is wrong and holds no password
            raise refuse(
                "数据库地址有误，应为postgresql://用户@主机:端口/库?table=表",
                f"not an address of a database ({error}): expected postgresql://user@host:port/base?table=name",
            ) from None
        place = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(ours), ""))
    return DatabaseSource(place, table, query)


def extract(source: DatabaseSource, target: Path) -> None:
    """Take the rows out to a Parquet file of text columns. `IntakeError` when the database cannot be reached or the
    table or query is wrong."""
    if source.table is None and source.query is None:
        source = _only_table(source)
    try:
        if source.postgres:
            with psycopg.connect(source.place, connect_timeout=15) as connection:
                connection.read_only = True
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                _write(_postgres(connection, source), target)
        else:
            with closing(_sqlite(source)) as opened:
                _write(_sqlite_rows(opened, source), target)
    except (psycopg.Error, sqlite3.Error) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise refuse("数据库无法读取", f"the database cannot be read: {first}", source.name) from None


@dataclass
class _Fetched:
    """Column names and batches of rows of text."""

    names: list[str]
    batches: Iterator[list[tuple[Any, ...]]]

    def __iter__(self) -> Iterator[list[tuple[Any, ...]]]:
        return self.batches


def _write(rows: _Fetched, target: Path) -> None:
    names = [name or f"#{place}" for place, name in enumerate(rows.names, 1)]
    if len(set(names)) != len(names):
        raise refuse("查询结果有重名的列，请用AS改名", "the query gives columns of one name: rename them with AS")
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in rows:
            columns = [list(column) for column in zip(*batch, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _selected(source: DatabaseSource) -> str:
    if source.query is not None:
        return f"({source.query.rstrip().rstrip(';')}) AS source"
    assert source.table is not None
    return ".".join(_quoted(part) for part in source.table.split("."))


def _postgres(connection: psycopg.Connection[Any], source: DatabaseSource) -> _Fetched:
    described = connection.execute(f"SELECT * FROM {_selected(source)} LIMIT 0".encode()).description or []
    names = [column.name for column in described]
    cells = ", ".join(f"{_quoted(name)}::text" for name in names)

    def batches() -> Iterator[list[tuple[Any, ...]]]:
        with connection.cursor(name="mingjian_intake") as cursor:
            cursor.itersize = _BATCH
            cursor.execute(f"SELECT {cells} FROM {_selected(source)}".encode())
            while batch := cursor.fetchmany(_BATCH):
                yield batch

    return _Fetched(names, batches())


def _sqlite(source: DatabaseSource) -> sqlite3.Connection:
    path = Path(source.place)
    if not path.is_file():
        raise refuse("文件不存在", "there is no such file", source.place)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    return connection


def _sqlite_rows(connection: sqlite3.Connection, source: DatabaseSource) -> _Fetched:
    described = connection.execute(f"SELECT * FROM {_selected(source)} LIMIT 0").description
    names = [str(column[0]) for column in described]
    cells = ", ".join(f"CAST({_quoted(name)} AS TEXT)" for name in names)
    cursor = connection.execute(f"SELECT {cells} FROM {_selected(source)}")

    def batches() -> Iterator[list[tuple[Any, ...]]]:
        while batch := cursor.fetchmany(_BATCH):
            yield batch

    return _Fetched(names, batches())


def _only_table(source: DatabaseSource) -> DatabaseSource:
    """A SQLite file of one table needs no name for it."""
    if not source.postgres:
        connection = _sqlite(source)
        try:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        except sqlite3.Error as error:
            raise refuse("数据库无法读取", f"the database cannot be read: {error}", source.name) from None
        finally:
            connection.close()
        tables = [str(row[0]) for row in found if not str(row[0]).startswith("sqlite_")]
        if len(tables) == 1:
            return DatabaseSource(source.place, tables[0], None)
        listed = "、".join(tables) or "—"
        raise refuse(
            f"请指明table或query（有表：{listed}）", f"name a table or a query (tables: {listed})", source.name
        )
    raise refuse("请在地址后写明?table=…或?query=…", "name ?table=… or ?query=… in the URL", source.name)
