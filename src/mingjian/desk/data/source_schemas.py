"""What the API says of databases as sources."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.data.delivery_schemas import OriginInfo, Said
from mingjian.desk.words import Asked, Coded, Shown

__all__ = [
    "FetchGiven",
    "FetchedBefore",
    "FieldInfo",
    "SourceInfo",
    "SourceList",
    "SourceTable",
    "SourceTables",
    "TableInfo",
    "TableQuery",
]


class FetchedBefore(Shown):
    """The last delivery of a table. `upload` is its number."""

    upload: int
    origin: OriginInfo
    at: datetime
    state: Coded
    version: int
    dataset: str


class SourceInfo(Shown):
    """A database that rows may be taken from, and what was taken before. Neither its address nor its account."""

    name: str
    kind: Literal["PostgreSQL", "SQLite"]
    owner: Coded
    before: list[FetchedBefore]


class SourceList(Shown):
    """All a data officer may use."""

    items: list[SourceInfo]


class TableInfo(Shown):
    """A table or view. `rows` is the database's own estimate."""

    space: str = Field(description="its schema; empty in SQLite")
    name: str
    kind: Coded
    rows: int | None
    about: str


class SourceTables(Shown):
    """What may be taken. `said`: why it does not answer, or what the administrator should mend; `closed`: how many
    tables the account may not read."""

    source: str
    tables: list[TableInfo]
    closed: int
    answers: bool
    said: list[Said]


class TableQuery(Asked):
    """Which table. `space`: its schema."""

    space: str = Field(default="", max_length=200)
    table: str = Field(min_length=1, max_length=200)


class FieldInfo(Shown):
    """A column. `ordered`: a number or a time, so that it can say what is newer."""

    name: str
    type: str
    ordered: bool
    about: str


class SourceTable(Shown):
    """A table with its columns. `last`: the last delivery of it that was imported, from which newer rows go on."""

    source: str
    table: TableInfo
    fields: list[FieldInfo]
    last: FetchedBefore | None


class FetchGiven(TableQuery):
    """What to take. `columns`: none for all; `newer`: only rows with more in this column than the last delivery of
    this table that was imported."""

    columns: list[str] = Field(default_factory=list, max_length=2000)
    newer: str = Field(default="", max_length=200)
