"""Restoring a backup into a new folder, or only reading all of it to see that it could be."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.desk.backup.archive import BLOCK, Reading, reading
from mingjian.desk.backup.errors import BackupError
from mingjian.desk.backup.keys import read_key
from mingjian.desk.backup.making import ABOUT, FORMAT, Told
from mingjian.desk.config import FILE, toml_value

__all__ = ["Restored", "check_backup", "restore_backup"]

TABLE = re.compile(r"tables/(\w+)\.jsonl\.gz")


@dataclass(frozen=True)
class Restored:
    """What was read: when the backup was made, by which program, how much is in it."""

    made: str
    program: str
    rows: int
    files: int
    lake: bool


def check_backup(path: Path, key: Path, told: Told) -> Restored:
    """Decrypt and hash all of a backup without writing anything. Raises `BackupError` when it is not whole."""
    with reading(path, read_key(key), lambda _: None) as archive:
        return _walk(archive, lambda about: _Checked(), told)


def restore_backup(
    path: Path, key: Path, folder: Path, *, lake: Path | None = None, database: str | None = None, told: Told
) -> Restored:
    """Make `folder` with `desk/` and `lake/` from a backup; `folder` is there when all of it is and not before.

    `lake`: where the lake is, for a backup without one. `database`: another database than the backup's desk had; ""
    for SQLite. Its tables are made. This process works with the restored desk afterwards. Raises `BackupError`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"目标已存在且不为空：{folder}", f"there is something at {folder} already: name a new folder")
    partial = folder.with_name(folder.name + ".partial")
    if partial.exists():
        raise BackupError(
            f"上次恢复未完成的文件夹仍在：{partial}，请删除后重试",
            f"an unfinished restore lies at {partial}: remove it and try again",
        )
    partial.mkdir(parents=True)
    try:
        with reading(path, read_key(key), lambda _: None) as archive:
            restored = _walk(archive, lambda about: _Target(partial, folder, about, lake, database), told)
        folder.rmdir() if folder.exists() else None
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return restored


class _Checked:
    """A target that writes nothing."""

    rows = files = 0

    def file(self, name: str, source: Any) -> None:
        del name, source
        self.files += 1

    def table(self, name: str, source: Any) -> None:
        del name, source

    def finish(self, told: Told) -> None:
        del told


class _Target(_Checked):
    """The folder into which a backup is restored. Files come to their places; tables wait until all is there."""

    def __init__(self, root: Path, final: Path, about: dict[str, Any], lake: Path | None, database: str | None) -> None:
        self.root, self.about, self.database = root, about, database
        if not about["lake"] and lake is None:
            raise BackupError(
                "备份不含数据湖，请用 --lake 指明其位置", "the backup has no lake: say with --lake where it is"
            )
        self.lake = lake.absolute().as_posix() if lake is not None else "../lake"
        room = shutil.disk_usage(root).free
        if room < about["bytes"]:
            raise BackupError(
                f"磁盘空间不足：需要约{about['bytes'] >> 20} MB，剩余{room >> 20} MB",
                f"not enough disk: about {about['bytes'] >> 20} MB are needed, {room >> 20} MB are free",
            )

    def file(self, name: str, source: Any) -> None:
        super().file(name, source)
        where = self.root / name
        where.parent.mkdir(parents=True, exist_ok=True)
        with where.open("xb") as out:
            shutil.copyfileobj(source, out, BLOCK)
        if where.name == "secret":
            where.chmod(0o600)

    def table(self, name: str, source: Any) -> None:
        where = self.root / "tables" / name
        where.parent.mkdir(exist_ok=True)
        with where.open("xb") as out:
            shutil.copyfileobj(source, out, BLOCK)

    def finish(self, told: Told) -> None:
        settings = self.root / "desk" / FILE
        text = _set(settings.read_text(encoding="utf-8"), "lake", self.lake)
        if self.database is not None:
            text = _set(text, "database", self.database)
        settings.write_text(text, encoding="utf-8", newline="\n")
        told(0.8, "恢复数据库", "restoring the database")
        self.rows = _load(self.root / "desk", self.root / "tables", self.about["migrations"])
        shutil.rmtree(self.root / "tables")
        (self.root / "desk" / "files").mkdir(exist_ok=True)


def _walk(archive: Reading, target_of: Callable[[dict[str, Any]], _Checked], told: Told) -> Restored:
    members = archive.members()
    name, source = next(members, ("", io.BytesIO()))
    about = json.loads(source.read()) if name == ABOUT else {}
    if about.get("format") != FORMAT:
        raise BackupError("不是明鉴的备份文件，或格式不受支持", "no backup of Mingjian, or of an unknown format")
    target, done = target_of(about), 0
    for name, source in members:
        counted: Any = _Counted(source)
        if found := TABLE.fullmatch(name):
            target.table(found[1], counted)
        elif name.startswith(("desk/", "lake/")):
            target.file(name, counted)
        else:
            raise BackupError(f"备份含有未知内容：{name}", f"unknown in a backup: {name}")
        while counted.read(BLOCK):
            pass
        done += counted.size
        told(min(0.8 * done / (about["bytes"] or 1), 0.8), "读取备份", "reading the backup")
    archive.check()
    target.finish(told)
    return Restored(about["made"], about["program"], target.rows, target.files, about["lake"])


class _Counted:
    def __init__(self, file: Any) -> None:
        self._file, self.size = file, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._file.read(size)
        self.size += len(data)
        return data


def _load(desk: Path, folder: Path, migrations: list[list[str]]) -> int:
    from django.db import connections, transaction

    from mingjian.desk.setup import migrate, open_desk

    open_desk(desk)
    from mingjian.desk.backup.tables import load_table, prepare

    rows = 0
    made = prepare([(app, name) for app, name in migrations])
    with transaction.atomic():
        for path in sorted(folder.iterdir()):
            if path.name not in made:
                raise BackupError(f"备份含有未知的表：{path.name}", f"an unknown table in the backup: {path.name}")
            with path.open("rb") as file:
                rows += load_table(made[path.name], file)
    migrate()
    _agree()
    connections.close_all()
    return rows


def _agree() -> None:
    """Bring the database up to the lake, which is a little newer."""
    from django.conf import settings

    from mingjian.desk.keeper import one_round
    from mingjian.desk.traces.services import recognise_sealed
    from mingjian.lake import Lake

    lake = Lake.open(settings.DESK.lake_path)
    recognise_sealed(lake)
    one_round(lake)


def _set(text: str, name: str, value: str) -> str:
    """The text of a settings file with one setting changed."""
    line = f"{name} = {toml_value(value)}"
    changed, times = re.subn(rf"(?m)^{name}\s*=.*$", lambda _: line, text)
    return changed if times else f"{text.rstrip()}\n{line}\n"
