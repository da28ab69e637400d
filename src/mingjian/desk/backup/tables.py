"""The tables of a desk as lines of JSON, and back: the same for SQLite and PostgreSQL, so that a desk can move.

They are read at one instant while the desk works on: SQLite is copied by its own backup, PostgreSQL read in one
snapshot. They are written back into tables of the same migrations and brought up to date from there.
"""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from mingjian.desk.backup.errors import BackupError

__all__ = ["applied_migrations", "dump_table", "instant", "load_table", "prepare", "tables"]

LEFT_OUT = {"django_session"}
"""Nobody is still logged in after a restore."""
BATCH = 2000
SNAPSHOT = "snapshot"


def tables() -> list[type[models.Model]]:
    """Every table of the desk."""
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table not in LEFT_OUT]


def applied_migrations() -> list[tuple[str, str]]:
    """What the tables are made by."""
    return sorted(MigrationLoader(connections[DEFAULT_DB_ALIAS]).applied_migrations)


@contextmanager
def instant(scratch: Path) -> Iterator[str]:
    """The alias of a database that stands still. `scratch`: a folder with room for a copy of an SQLite database."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield DEFAULT_DB_ALIAS
        return
    copy = scratch / "snapshot.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target, pages=4096)  # in pieces: writers of the desk get in between
    target.close()
    connections.databases[SNAPSHOT] = {**connections.databases[DEFAULT_DB_ALIAS], "NAME": copy}
    try:
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT], connections.databases[SNAPSHOT]
        for path in scratch.glob("snapshot.sqlite3*"):
            path.unlink(missing_ok=True)


def dump_table(model: type[models.Model], alias: str, path: Path) -> int:
    """Write a table to `path` (gzip; first line: its columns); answers the number of rows."""
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns).iterator(chunk_size=BATCH)
    count = 0
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write(json.dumps({"table": model._meta.db_table, "columns": columns}) + "\n")
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
            count += 1
    return count


def prepare(migrations: Iterable[tuple[str, str]]) -> dict[str, type[models.Model]]:
    """Make the tables as these migrations do, empty; answers them by name. The database must hold none yet."""
    connection = connections[DEFAULT_DB_ALIAS]
    wanted = set(migrations)
    executor = MigrationExecutor(connection)
    unknown = sorted(f"{app}.{name}" for app, name in wanted if (app, name) not in executor.loader.disk_migrations)
    if unknown:
        raise BackupError(
            f"备份由更新版本的程序制作，请先升级：{'、'.join(unknown[:3])}",
            f"the backup was made by a newer program, upgrade first: {', '.join(unknown[:3])}",
        )
    if set(connection.introspection.table_names()) & {one._meta.db_table for one in tables()}:
        raise BackupError("目标数据库中已有工作台的表", "there are tables of a desk in the database already")
    nodes = executor.loader.graph.node_map
    last = [one for one in sorted(wanted) if not any(child.key in wanted for child in nodes[one].children if
            child.key[0] == one[0])]  # fmt: skip
    executor.migrate(last)
    executor.loader.build_graph()
    state = executor.loader.project_state(last)
    made = {one._meta.db_table: one for one in state.apps.get_models(include_auto_created=True)}
    for model in made.values():
        for field in model._meta.concrete_fields:
            for flag in ("auto_now", "auto_now_add"):
                if hasattr(field, flag):
                    setattr(field, flag, False)  # what is restored happened when it happened
        model._base_manager.all().delete()  # what a migration put there comes from the backup
    return made


def load_table(model: type[models.Model], file: IO[bytes]) -> int:
    """Read a table back; answers the number of rows."""
    count = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        fields = {field.attname: field for field in model._meta.concrete_fields}
        unknown = sorted(set(head["columns"]) ^ set(fields))
        if unknown:
            raise BackupError(
                f"备份的表{head['table']}列不符：{'、'.join(unknown)}",
                f"the columns of {head['table']} differ: {', '.join(unknown)}",
            )
        chosen = [fields[name] for name in head["columns"]]
        while batch := list(islice(lines, BATCH)):
            model._base_manager.bulk_create(
                [model(**{f.attname: _value(f, one) for f, one in zip(chosen, json.loads(row), strict=True)})
                 for row in batch]
            )  # fmt: skip
            count += len(batch)
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    return count


def _plain(value: Any) -> Any:
    """A value of a column as JSON can hold it, exactly."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a column holds {type(value).__name__}")


def _value(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.DurationField):
        return timedelta(seconds=value)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)
