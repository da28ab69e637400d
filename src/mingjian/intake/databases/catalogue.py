"""What a database holds, as far as the account may read it: tables and views with estimates, columns with types."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from mingjian.intake.databases.session import Access, Session, opened, quoted
from mingjian.intake.errors import IntakeError, refuse

__all__ = ["Catalogue", "Described", "Field", "Table", "describe", "described", "look"]


_ORDERED = (
    "smallint", "integer", "bigint", "numeric", "real", "double precision", "date", "timestamp", "time ",
)  # fmt: skip
_AFFINITIES = ("INT", "REAL", "FLOA", "DOUB", "NUM", "DEC", "DATE", "TIME")
_TABLES = """
SELECT n.nspname, c.relname, c.relkind IN ('v', 'm'), c.reltuples::bigint, coalesce(obj_description(c.oid), ''),
       has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT'),
       has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%%'
  {only}
ORDER BY 1, 2"""
_COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(a.attrelid, a.attnum), '')
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped
  AND has_column_privilege(c.oid, a.attnum, 'SELECT')
ORDER BY a.attnum"""
_LITE = """
SELECT name, type FROM sqlite_master
WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"""


@dataclass(frozen=True)
class Table:
    """A table or a view. `rows` is the database's own estimate, None where it has none."""

    schema: str
    name: str
    kind: Literal["table", "view"]
    rows: int | None
    about: str = ""

    @property
    def full(self) -> str:
        """With its schema, as people name it."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass(frozen=True)
class Field:
    """A column. `ordered`: what comes later has a greater value in the database's own eyes, as numbers and times."""

    name: str
    type: str
    ordered: bool
    about: str = ""


@dataclass(frozen=True)
class Catalogue:
    """What may be read. `closed`: tables that are there and may not; `writes`: the account may change something."""

    tables: tuple[Table, ...]
    closed: int
    writes: bool


@dataclass(frozen=True)
class Described:
    """One table and those of its columns that may be read."""

    table: Table
    fields: tuple[Field, ...]


def look(access: Access) -> Catalogue:
    """All tables and views. `IntakeError` when the database does not answer."""
    with opened(access) as session:
        if not access.postgres:
            return Catalogue(tuple(_lite(session)), 0, False)
        found = session.rows(_TABLES.format(only="").replace("%%", "%"))
        tables = tuple(_table(one) for one in found if one[5])
        return Catalogue(tables, len(found) - len(tables), any(one[6] for one in found))


def describe(access: Access, schema: str, name: str) -> Described:
    """One of them. `IntakeError` when it is not there or may not be read."""
    with opened(access) as session:
        return described(session, access, schema, name)


def described(session: Session, access: Access, schema: str, name: str) -> Described:
    """The same within a session."""
    if access.postgres:
        found = session.rows(_TABLES.format(only="AND n.nspname = %s AND c.relname = %s"), (schema, name))
        if not found:
            raise _gone(schema, name)
        if not found[0][5]:
            raise refuse("数据库账号无权读取", "the account has no right to read it", f"{schema}.{name}")
        fields = [Field(str(one), str(kind), _ordered(kind), str(about)) for one, kind, about in
                  session.rows(_COLUMNS, (schema, name))]  # fmt: skip
        return Described(_table(found[0]), tuple(fields))
    table = next((one for one in _lite(session) if one.name == name), None)
    if table is None:
        raise _gone(schema, name)
    info = session.rows(f"PRAGMA table_xinfo({quoted(name)})")
    shown = [(str(one[1]), str(one[2])) for one in info if one[6] != 1]
    return Described(table, tuple(Field(one, kind, _affine(kind)) for one, kind in shown))


def _table(row: tuple[object, ...]) -> Table:
    schema, name, view, rows, about = row[:5]
    assert isinstance(rows, int)
    known = rows if rows >= 0 and not (view and rows == 0) else None
    return Table(str(schema), str(name), "view" if view else "table", known, str(about))


def _lite(session: Session) -> list[Table]:
    found = sorted((str(name), str(kind)) for name, kind in session.rows(_LITE))
    return [Table("", name, "view" if kind == "view" else "table", _last(session, name, kind)) for name, kind in found]


def _last(session: Session, name: str, kind: str) -> int | None:
    """The greatest row number, found at once; a view has none, nor has a table without them."""
    if kind == "view":
        return None
    try:
        ((last,),) = session.rows(f"SELECT max(rowid) FROM {quoted(name)}")
    except sqlite3.Error:
        return None
    return int(last or 0) if isinstance(last, int | None) else None


def _ordered(kind: str) -> bool:
    return kind.startswith(_ORDERED) and not kind.endswith("[]")


def _affine(kind: str) -> bool:
    return any(word in kind.upper() for word in _AFFINITIES)


def _gone(schema: str, name: str) -> IntakeError:
    full = f"{schema}.{name}" if schema else name
    return refuse("表或视图已不存在", "the table or view is not there", full)
