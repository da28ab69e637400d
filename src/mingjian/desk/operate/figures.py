"""What the desk measures of itself: sizes, counts, the keeper's rounds. Never a clue, never a person."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.operate.health import free_disk
from mingjian.desk.operate.models import Round
from mingjian.desk.traces.models import Trace
from mingjian.lake import LakeError
from mingjian.runs import RunStore, audit_log

__all__ = ["Figures", "figures", "metrics_text"]

_KEPT = 60.0
_sizes: dict[Path, tuple[float, int]] = {}


@dataclass(frozen=True)
class Figures:
    """The figures. What the lake tells is None when it cannot be read."""

    version: str
    database: str
    database_bytes: int
    lake_bytes: int
    audit_bytes: int | None
    free: dict[str, int]
    datasets: int | None
    runs: int | None
    unsealed: int
    sessions: int
    rounds: list[Round]


def figures() -> Figures:
    """Measure now; the size of the lake is at most a minute old."""
    datasets, runs, logged = _of_lake()
    return Figures(
        version=version("mingjian"), database=connection.vendor, database_bytes=_database_bytes(),
        lake_bytes=_folder_bytes(settings.DESK.lake_path), audit_bytes=logged, free=free_disk(),
        datasets=datasets, runs=runs, unsealed=Trace.objects.filter(sealed=0).count(),
        sessions=Session.objects.filter(expire_date__gt=now()).count(), rounds=list(Round.objects.order_by("server")),
    )  # fmt: skip


def metrics_text(well: bool, made: Figures) -> str:
    """The figures as Prometheus reads them (text format 0.0.4)."""
    lines: list[str] = []

    def tell(name: str, what: str, values: dict[str, float | int | None]) -> None:
        lines.extend((f"# HELP mingjian_{name} {what}", f"# TYPE mingjian_{name} gauge"))
        lines.extend(f"mingjian_{name}{label} {value}" for label, value in values.items() if value is not None)

    tell("build_info", "Version and kind of database.",
         {_label(version=made.version, database=made.database): 1})  # fmt: skip
    tell("up", "1 when database, lake and disk are as needed.", {"": int(well)})
    tell("database_bytes", "Size of the database.", {"": made.database_bytes})
    tell("lake_bytes", "Size of the lake.", {"": made.lake_bytes})
    tell("audit_log_bytes", "Size of the audit log.", {"": made.audit_bytes})
    tell("disk_free_bytes", "Free disk.", {_label(folder=name): free for name, free in made.free.items()})
    tell("datasets", "Datasets of the lake.", {"": made.datasets})
    tell("runs", "Runs of models in the lake.", {"": made.runs})
    tell("traces_unsealed", "Traces that wait to be sealed into the audit log.", {"": made.unsealed})
    tell("sessions", "Sessions that have not expired.", {"": made.sessions})
    by = {_label(server=one.server): one for one in made.rounds}
    tell("keeper_round_timestamp_seconds", "When the keeper made its last round.",
         {label: round(one.at.timestamp(), 3) for label, one in by.items()})  # fmt: skip
    tell("keeper_round_seconds", "How long it took.", {label: one.seconds for label, one in by.items()})
    tell("keeper_rounds_failed", "Rounds that failed since one succeeded.",
         {label: one.failed for label, one in by.items()})  # fmt: skip
    return "\n".join(lines) + "\n"


def _label(**values: str) -> str:
    """Labels, escaped."""
    signs = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
    return "{" + ",".join(f'{name}="{value.translate(signs)}"' for name, value in values.items()) + "}"


def _of_lake() -> tuple[int | None, int | None, int | None]:
    try:
        lake = the_lake()
        return len(lake.datasets()), len(RunStore(lake).ids()), audit_log(lake).size()
    except (LakeError, OSError):
        return None, None, None


def _database_bytes() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    name = str(connection.settings_dict["NAME"])
    files = [Path(name + end) for end in ("", "-wal", "-shm")]
    return sum(one.stat().st_size for one in files if one.exists())


def _folder_bytes(folder: Path) -> int:
    """Bytes of all files below; kept for a minute, since a large lake has many."""
    kept = _sizes.get(folder)
    if kept is not None and time.monotonic() - kept[0] < _KEPT:
        return kept[1]
    total, open_ = 0, [folder]
    while open_:
        try:
            with os.scandir(open_.pop()) as found:
                for one in found:
                    if one.is_dir(follow_symlinks=False):
                        open_.append(Path(one.path))
                    else:
                        total += one.stat(follow_symlinks=False).st_size
        except OSError:
            continue  # it went away meanwhile, as staging does
    _sizes[folder] = (time.monotonic(), total)
    return total
