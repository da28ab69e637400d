"""Tables made at once are those made step by step, on SQLite and PostgreSQL; made in part they are not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

POSTGRES = os.environ.get("MINGJIAN_POSTGRES", "")
MAKE = """
import json, sys
from pathlib import Path
from mingjian.desk.setup import make_desk, open_desk
from mingjian.desk.config import FILE
folder, database, way = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
if not (folder / FILE).exists():
    make_desk(folder, folder / "lake", database=database)
open_desk(folder)
from mingjian.desk import tables
getattr(tables, way)()
"""
KILLED = """
from mingjian.desk import tables as made
made._what_is_no_table = lambda *given: __import__("os")._exit(9)
"""
TELL = """
from django.db import connection as here
from django.db.migrations.recorder import MigrationRecorder
from django.contrib.contenttypes.models import ContentType
told = {"applied": sorted(map(list, MigrationRecorder(here).applied_migrations()))}
told["kinds"] = ContentType.objects.count()
with here.cursor() as cursor:
    for name in here.introspection.table_names(cursor):
        columns = here.introspection.get_table_description(cursor, name)
        limits = here.introspection.get_constraints(cursor, name)
        told[name] = {
            "columns": {one.name: str((one.type_code, one.display_size, one.null_ok, one.default)) for one in columns},
            "limits": {one: {key: str(value) for key, value in what.items()} for one, what in limits.items()},
        }
    if here.vendor == "postgresql":
        for sql in ("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
                    "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'mingjian%'",
                    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"):
            cursor.execute(sql)
            told[sql] = sorted(map(list, cursor.fetchall()))
print(json.dumps(told))
"""


def made(folder: Path, way: str, database: str = "", before: str = "") -> subprocess.CompletedProcess[str]:
    """A desk whose tables are made one way, in a process of its own; it tells them."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MINGJIAN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", before + MAKE + TELL, str(folder), database, way], env=environment, check=False,
        timeout=180, capture_output=True, text=True,
    )  # fmt: skip


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@contextmanager
def database(name: str) -> Iterator[str]:
    """An empty PostgreSQL database, thrown away afterwards."""
    import psycopg

    url = urlsplit(POSTGRES)
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(url._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_at_once_is_step_by_step(tmp_path: Path) -> None:
    once, again = (told(made(tmp_path / "once", "bring_up_to_date")) for _ in range(2))
    assert once == again, "a second time changes nothing"
    assert len(once) > 80
    assert once == told(made(tmp_path / "walked", "make_step_by_step"))


@pytest.mark.slow
@pytest.mark.skipif(not POSTGRES, reason="MINGJIAN_POSTGRES is not set")
def test_at_once_is_step_by_step_on_postgresql(tmp_path: Path) -> None:
    with database("once") as one, database("walked") as other:
        once, again = (told(made(tmp_path / "once", "bring_up_to_date", one)) for _ in range(2))
        assert once == again
        assert any("mingjian_grams" in str(value) for value in once.values())
        assert once == told(made(tmp_path / "walked", "make_step_by_step", other))


def test_killed_while_they_are_made_the_next_go_makes_them_whole(tmp_path: Path) -> None:
    assert made(tmp_path / "desk", "bring_up_to_date", before=KILLED).returncode == 9
    assert len(told(made(tmp_path / "desk", "make_at_once"))) > 80  # which needs an empty database


def test_two_that_begin_with_an_empty_database(tmp_path: Path) -> None:
    """As a server and a worker started at one instant: whoever is second finds the tables made."""
    told(made(tmp_path / "desk", "make_at_once"))
    (tmp_path / "desk" / "desk.sqlite3").unlink()
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: told(made(tmp_path / "desk", "bring_up_to_date")), range(2)))
    assert both[0]["applied"] == both[1]["applied"]
    assert len(both[1]) > 80
