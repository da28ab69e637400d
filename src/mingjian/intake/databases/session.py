"""A session with a database: one read-only transaction, so that everything asked for in it is of one moment."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import make_conninfo

from mingjian.intake.databases.failures import failure
from mingjian.intake.errors import refuse

__all__ = ["Access", "Session", "is_postgres", "opened", "quoted"]

Row = tuple[Any, ...]
_LONGEST = 256 << 20
_ALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


@dataclass(frozen=True)
class Access:
    """A database and how to get in: a PostgreSQL URL or a SQLite file. `seconds`: how long the database may let us
    wait for an answer, 0 for as long as it likes; `patience`: for the connection itself."""

    place: str
    password: str | None = field(default=None, repr=False)
    seconds: int = 0
    patience: int = 15

    @property
    def postgres(self) -> bool:
        """Whether it is PostgreSQL."""
        return is_postgres(self.place)

    @property
    def name(self) -> str:
        """Where it is, without user and password."""
        if not self.postgres:
            return Path(self.place).name
        parts = urlsplit(self.place)
        return f"{parts.hostname or 'localhost'}{parts.path}"


def is_postgres(source: Path | str) -> bool:
    """Whether a source is named by a PostgreSQL URL."""
    return str(source).startswith(("postgresql://", "postgres://"))


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


class Session(Protocol):
    """What both kinds of databases can. `marker` stands for a value that is handed over beside the text."""

    marker: str

    def rows(self, sql: str, values: Sequence[str] = ()) -> list[Row]:
        """A small answer, whole."""
        ...

    def names(self, sql: str) -> list[str]:
        """The columns a query gives."""
        ...

    def batches(self, sql: str, values: Sequence[str], size: int) -> Iterator[list[Row]]:
        """A large answer, piece by piece."""
        ...

    def stop(self) -> None:
        """End what the database is doing for us; called by another thread."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


@contextmanager
def opened(access: Access) -> Iterator[Session]:
    """A session. `IntakeError` for all that goes wrong in opening it and within it."""
    session: Session | None = None
    try:
        session = _Postgres(access) if access.postgres else _Sqlite(access)
        yield session
    except (psycopg.Error, sqlite3.Error, UnicodeError) as error:
        raise failure(error, access.name, access.seconds, connected=session is not None) from None
    finally:
        if session is not None:
            session.close()


class _Postgres:
    marker = "%s"

    def __init__(self, access: Access) -> None:
        more: dict[str, Any] = {} if access.password is None else {"password": access.password}
        place = make_conninfo(
            access.place, connect_timeout=access.patience, client_encoding="utf8", application_name="mingjian",
            **_ALIVE, **more,
        )  # fmt: skip
        self._con: psycopg.Connection[Row] = psycopg.connect(place)
        self._con.read_only = True
        self._con.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._con.execute("SELECT set_config('statement_timeout', %s, true)", (str(access.seconds * 1000),))
        self._con.execute("SELECT set_config('datestyle', 'ISO, YMD', true)")

    def rows(self, sql: str, values: Sequence[str] = ()) -> list[Row]:
        return self._con.execute(sql.encode(), values or None).fetchall()

    def names(self, sql: str) -> list[str]:
        return [column.name for column in self._con.execute(sql.encode()).description or []]

    def batches(self, sql: str, values: Sequence[str], size: int) -> Iterator[list[Row]]:
        with self._con.cursor(name="mingjian_intake") as cursor:
            cursor.itersize = size
            cursor.execute(sql.encode(), values or None)
            while batch := cursor.fetchmany(size):
                yield batch

    def stop(self) -> None:
        with suppress(psycopg.Error):
            self._con.cancel_safe(timeout=10)

    def close(self) -> None:
        with suppress(psycopg.Error):
            self._con.close()


class _Sqlite:
    """`stop` interrupts; a clock is looked at every so many steps, since SQLite knows no limit of time."""

    marker = "?"

    def __init__(self, access: Access) -> None:
        path = Path(access.place)
        if not path.is_file():
            raise refuse("文件不存在", "there is no such file", access.name)
        self._seconds, self._until = access.seconds, 0.0
        self._con = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None,
            timeout=access.patience,
        )  # fmt: skip
        self._con.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
        self._con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        self._con.execute("PRAGMA trusted_schema = OFF")
        self._con.execute("PRAGMA query_only = ON")
        if access.seconds:
            self._con.set_progress_handler(self._late, 20_000)
        self._wait()
        self._con.execute("BEGIN")

    def rows(self, sql: str, values: Sequence[str] = ()) -> list[Row]:
        self._wait()
        return self._con.execute(sql, values).fetchall()

    def names(self, sql: str) -> list[str]:
        self._wait()
        return [str(column[0]) for column in self._con.execute(sql).description]

    def batches(self, sql: str, values: Sequence[str], size: int) -> Iterator[list[Row]]:
        self._wait()
        cursor = self._con.execute(sql, values)
        while batch := cursor.fetchmany(size):
            yield batch
            self._wait()

    def stop(self) -> None:
        with suppress(sqlite3.Error):
            self._con.interrupt()

    def close(self) -> None:
        self._con.close()

    def _wait(self) -> None:
        self._until = time.monotonic() + self._seconds

    def _late(self) -> int:
        return int(time.monotonic() > self._until)
