"""SQL databases: a table or a query of SQLite or PostgreSQL, taken out to a Parquet file of text.

The extract is the delivery: it is kept with its SHA-256 as a delivered file is. Rows are fetched in batches with a
cursor on the server's side, in a read-only transaction; nothing is written to the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mingjian.intake.databases.session import Access, Session, is_postgres, opened, quoted
from mingjian.intake.databases.taking import CELLS, write
from mingjian.intake.errors import refuse
from mingjian.intake.mapping import Options

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
        return f"{Access(self.place).name}:{self.table or 'query'}"


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
    with opened(Access(source.place)) as session:
        chosen = source
        if source.table is None and source.query is None:
            chosen = _only_table(source, session)
        what = _selected(chosen)
        given = session.names(f"SELECT * FROM {what} LIMIT 0")
        names = [name or f"#{place}" for place, name in enumerate(given, 1)]
        if len(set(names)) != len(names):
            raise refuse("查询结果有重名的列，请用AS改名", "the query gives columns of one name: rename them with AS")
        cells = ", ".join(f"CAST({quoted(name)} AS TEXT)" for name in given)
        size = max(1, min(20_000, CELLS // max(1, len(names))))
        write(names, session.batches(f"SELECT {cells} FROM {what}", (), size), target)


def _selected(source: DatabaseSource) -> str:
    if source.query is not None:
        return f"({source.query.rstrip().rstrip(';')}) AS source"
    assert source.table is not None
    return ".".join(quoted(part) for part in source.table.split("."))


def _only_table(source: DatabaseSource, session: Session) -> DatabaseSource:
    """A SQLite file of one table needs no name for it."""
    if not source.postgres:
        found = session.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [str(row[0]) for row in found if not str(row[0]).startswith("sqlite_")]
        if len(tables) == 1:
            return DatabaseSource(source.place, tables[0], None)
        listed = "、".join(tables) or "—"
        raise refuse(
            f"请指明table或query（有表：{listed}）", f"name a table or a query (tables: {listed})", source.name
        )
    raise refuse("请在地址后写明?table=…或?query=…", "name ?table=… or ?query=… in the URL", source.name)
