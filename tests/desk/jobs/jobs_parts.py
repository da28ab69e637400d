"""Jobs for the tests, and workers as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_parts import AS_OF
from django.db import connection

from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.runs import start_run
from mingjian.desk.jobs.schemas import NewRun
from mingjian.desk.setup import make_desk
from mingjian.lake import Lake

MODEL = "benefits-paid-to-the-dead"


def new_job(person: Any, purpose: str = "专项1号", model: str = MODEL, **parameters: str) -> Job:
    """A run that waits."""
    return start_run(person, model, NewRun(as_of=AS_OF, purpose=purpose, parameters=parameters))


def desk_beside(folder: Path, lake: Lake) -> Path:
    """A desk over the database of this test, for other processes."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        make_desk(folder, lake.path)
        (folder / "desk.sqlite3").symlink_to(name)
    else:
        server = os.environ["MINGJIAN_POSTGRES"].rsplit("/", 1)[0]
        make_desk(folder, lake.path, database=f"{server}/{name}")
    return folder


def start_worker(desk: Path, before: str = "") -> subprocess.Popen[bytes]:
    """A real `mingjian worker`; `before` is code that runs first, as to hold it at a point."""
    code = f"{before}\nfrom mingjian.cli.main import run\nrun()"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    return subprocess.Popen([sys.executable, "-c", code, "worker", str(desk)], env=environment)


def wait(until: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is so, and answer it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := until():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")
