"""Databases as sources: which a data officer may use, what they hold, what was taken from them before.

They are named in the settings by the system administrator. Nobody types an address or SQL here.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings

from mingjian.desk.config import SettingsError
from mingjian.desk.connection import Connection
from mingjian.desk.data.delivery_schemas import Said
from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.origins import origin_info
from mingjian.desk.data.source_schemas import (
    FetchedBefore,
    FieldInfo,
    SourceInfo,
    SourceList,
    SourceTable,
    SourceTables,
    TableInfo,
    TableQuery,
)
from mingjian.desk.data.words import in_charge, office_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, coded
from mingjian.intake import IntakeError
from mingjian.intake.databases import Access, Described, Table, describe, look

__all__ = ["Trial", "access_of", "described", "find_source", "last_of", "list_sources", "table", "tables", "try_all"]

_KINDS = {"table": ("表", "table"), "view": ("视图", "view")}
_LISTED, _REMEMBERED = 5000, 50
_HURRY = 15
"""Seconds that somebody is let wait for a list."""


def list_sources(user: User) -> SourceList:
    """The databases the user may take from, each with what was taken."""
    if not user.may(Right.LOAD_DATA):
        raise NotFound
    return SourceList(items=[_info(user, one) for one in settings.DESK.sources if in_charge(user, one.owner)])


def find_source(user: User, name: str) -> Connection:
    """One of them; `NotFound` for every other."""
    if user.may(Right.LOAD_DATA):
        found: Iterable[Connection] = settings.DESK.sources
        for one in found:
            if one.name == name and in_charge(user, one.owner):
                return one
    raise NotFound


def access_of(source: Connection, seconds: int | None = None, patience: int = 15) -> Access:
    """The way in. Raises `SettingsError` when the password cannot be read."""
    password = settings.DESK.secret_in(source.password_file) if source.password_file else None
    place = source.url if source.postgres else str(settings.DESK.folder / source.url)
    return Access(place, password, source.seconds if seconds is None else seconds, patience)


def tables(user: User, name: str) -> SourceTables:
    """What a database holds that may be taken; when it does not answer, why."""
    source = find_source(user, name)
    try:
        found = look(access_of(source, _HURRY, 5))
    except (IntakeError, SettingsError) as error:
        return SourceTables(source=name, tables=[], closed=0, answers=False, said=_said(error))
    allowed = [one for one in found.tables if source.allows(one.full)]
    said = [Said(zh=zh, en=en, where="") for zh, en in _warnings(len(allowed), writes=found.writes)]
    return SourceTables(
        source=name, tables=[_table(one) for one in allowed[:_LISTED]], closed=found.closed, answers=True, said=said
    )


def table(user: User, name: str, query: TableQuery) -> SourceTable:
    """One table with its columns."""
    source = find_source(user, name)
    found = described(source, query)
    last = last_of(user, name, query)
    return SourceTable(
        source=name, table=_table(found.table), last=None if last is None else _before(last),
        fields=[FieldInfo(name=one.name, type=one.type, ordered=one.ordered, about=one.about) for one in found.fields],
    )  # fmt: skip


def described(source: Connection, query: TableQuery) -> Described:
    """What the database says of a table that may be taken. `BadRequest` tells why it cannot be."""
    full = f"{query.space}.{query.table}" if query.space else query.table
    if not source.allows(full):
        raise NotFound
    try:
        return describe(access_of(source, _HURRY, 5), query.space, query.table)
    except (IntakeError, SettingsError) as error:
        said = _said(error)
        raise BadRequest("；".join(one.zh for one in said), "; ".join(one.en for one in said), "table") from error


def last_of(user: User, name: str, query: TableQuery) -> Upload | None:
    """The last delivery of a table that the user's office imported."""
    found = Upload.objects.visible_to(user).select_related("office", "by", "job").order_by("-id")
    return found.filter(
        office=user.office, source=name, state=State.IMPORTED.value, origin__space=query.space,
        origin__table=query.table,
    ).first()  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """Whether a source answers; else, or where something should be mended, what to tell the administrator."""

    name: str
    tables: int
    problem: tuple[str, str] | None


def try_all() -> list[Trial]:
    """Every source of the settings, side by side; nothing here raises."""
    sources: list[Connection] = settings.DESK.sources
    if not sources:
        return []
    with ThreadPoolExecutor(min(8, len(sources))) as pool:
        return list(pool.map(_try, sources))


def _try(source: Connection) -> Trial:
    try:
        found = look(access_of(source, 5, 3))
    except (IntakeError, SettingsError) as error:
        said = _said(error)
        return Trial(source.name, 0, ("；".join(one.zh for one in said), "; ".join(one.en for one in said)))
    allowed = sum(source.allows(one.full) for one in found.tables)
    warned = list(_warnings(allowed, writes=found.writes))
    return Trial(source.name, allowed, warned[0] if warned else None)


def _warnings(allowed: int, *, writes: bool) -> Iterable[tuple[str, str]]:
    if writes:
        yield (
            "数据库账号有写权限，请系统管理员改用只读账号（取数本身只读）",
            "the account may change data: the system administrator should use one that only reads (fetching does)",
        )
    if not allowed:
        yield (
            "没有可取的表：账号没有读取权限，或设置中的tables不含任何表",
            "no table may be taken: the account may read none, or the setting tables names none",
        )


def _said(error: IntakeError | SettingsError) -> list[Said]:
    if isinstance(error, SettingsError):
        return [Said(zh=f"{error.zh}，请告知系统管理员", en=f"{error.en}: tell the system administrator", where="")]
    return [Said(zh=one.zh, en=one.en, where=one.where) for one in error.messages]


def _info(user: User, source: Connection) -> SourceInfo:
    seen: dict[tuple[str, str], Upload] = {}
    found = Upload.objects.visible_to(user).select_related("office", "by", "job").filter(source=source.name)
    for one in found.exclude(state=State.DISCARDED.value).order_by("-id")[: 4 * _REMEMBERED]:
        seen.setdefault((one.origin["space"], one.origin["table"]), one)
    return SourceInfo(
        name=source.name, kind="PostgreSQL" if source.postgres else "SQLite", owner=office_of(source.owner),
        before=[_before(one) for one in list(seen.values())[:_REMEMBERED]],
    )  # fmt: skip


def _before(upload: Upload) -> FetchedBefore:
    origin, state = origin_info(upload), upload.stands
    assert origin is not None
    return FetchedBefore(
        upload=upload.pk, origin=origin, at=upload.at, state=coded(state.value, state), version=upload.version,
        dataset=upload.dataset,
    )  # fmt: skip


def _table(one: Table) -> TableInfo:
    zh, en = _KINDS[one.kind]
    kind = Coded(code=one.kind, zh=zh, en=en)
    return TableInfo(space=one.schema, name=one.name, kind=kind, rows=one.rows, about=one.about[:300])
