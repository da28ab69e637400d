"""Making a backup while the desk works on: first the database at one instant, then the lake, then the desk's files.

The lake may be a little ahead of the database, never behind it: the keeper brings a desk up to its lake, but nothing
could bring a lake up to a desk.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from mingjian.desk.backup.archive import Writing, writing
from mingjian.desk.backup.keys import recipients_of
from mingjian.desk.backup.lake_files import AUDIT, lake_files
from mingjian.desk.backup.tables import applied_migrations, dump_table, instant, tables
from mingjian.desk.config import DeskConfig
from mingjian.desk.now import now

__all__ = ["ABOUT", "FORMAT", "Made", "Told", "make_backup"]

ABOUT = "about.json"
FORMAT = 1
PASSING = {"pace"}
"""Files of the desk's folder that say nothing a minute later."""
Told = Callable[[float, str, str], None]
"""Hears the share that is done (0 … 1) and what is being done, in both languages."""


@dataclass(frozen=True)
class Made:
    """What a backup holds."""

    file: Path
    bytes: int
    rows: int
    files: int
    lake: bool


def make_backup(config: DeskConfig, path: Path, to: Sequence[str], *, lake: bool, told: Told) -> Made:
    """Write a backup of the desk (which must be open in this process) to `path`, for the owners of the keys `to`.

    Raises `BackupError`; nothing is at `path` unless all of it is.
    """
    recipients = recipients_of(to or config.backup_to)
    total = sum(one.stat().st_size for one in _desk_files(config)) or 1
    if lake:
        total += sum((config.lake_path / one).stat().st_size for one in lake_files(config.lake_path))
    done = 0

    def counted(size: int) -> None:
        nonlocal done
        done += size
        told(min(done / total, 1.0), "备份文件", "copying files")

    with writing(path, recipients, counted) as archive:
        told(0.0, "备份数据库", "copying the database")
        about = {
            "format": FORMAT, "program": version("mingjian"), "made": now().isoformat(timespec="seconds"),
            "lake": lake, "bytes": total, "migrations": applied_migrations(),
        }  # fmt: skip
        archive.add_bytes(ABOUT, json.dumps(about).encode())
        rows = _add_tables(archive, config.folder)
        files = _add_lake(archive, config.lake_path) if lake else 0
        for one in _desk_files(config):
            files += _added(archive, f"desk/{one.relative_to(config.folder).as_posix()}", one)
    return Made(path, path.stat().st_size, rows, files, lake)


def _add_tables(archive: Writing, folder: Path) -> int:
    rows = 0
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as scratch, instant(Path(scratch)) as alias:
        for model in tables():
            spool = Path(scratch) / "table"
            rows += dump_table(model, alias, spool)
            archive.add_file(f"tables/{model._meta.db_table}.jsonl.gz", spool)
    return rows


def _add_lake(archive: Writing, root: Path) -> int:
    files = 0
    if (root / AUDIT).is_dir():
        with FileLock(root / AUDIT / "lock"):  # log and head belong together
            for one in sorted((root / AUDIT).iterdir()):
                if one.name != "lock" and one.is_file():
                    archive.add_file(f"lake/{AUDIT}/{one.name}", one)
                    files += 1
    for inside in lake_files(root):
        files += _added(archive, f"lake/{inside.as_posix()}", root / inside)
    return files


def _added(archive: Writing, name: str, path: Path) -> bool:
    """Add a file that may have gone since it was listed: an upload taken in, a version destroyed."""
    try:
        archive.add_file(name, path)
    except FileNotFoundError:
        return False
    return True


def _desk_files(config: DeskConfig) -> Iterator[Path]:
    """What lies in the desk's folder beside the database: settings, secret, attachments."""
    lake = config.lake_path
    for top, below, names in os.walk(config.folder):
        here = Path(top)
        below[:] = sorted(one for one in below if not one.startswith(".") and (here / one).resolve() != lake)
        for name in sorted(names):
            if ".sqlite3" not in name and not name.startswith(".") and name not in PASSING:
                yield here / name
