"""`mingjian desk backup | backup-key | backup-check | restore`."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command
from mingjian.cli.desk import opened
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.desk.backup.making import Told
    from mingjian.desk.backup.restoring import Restored

__all__ = ["register"]

File = Annotated[Path, typer.Argument()]
Key = Annotated[Path, typer.Option("--key")]


def register(app: typer.Typer) -> None:
    """Add the commands to those of the desk."""
    for name, function in (
        ("backup-key", backup_key), ("backup", backup), ("backup-check", backup_check), ("restore", restore)
    ):  # fmt: skip
        command(app, name)(function)


def backup_key(path: File) -> Answer:
    """A pair of keys for backups."""
    from mingjian.desk.backup import new_key

    public = new_key(path)

    def show(screen: Screen) -> None:
        screen.say(f"私钥：{path}（请移到别处离线保管）", f"private key: {path} (move it off this machine)")
        screen.say(f'设置：backup_to = ["{public}"]', f'setting: backup_to = ["{public}"]')

    return Answer({"private": path, "public": public}, show)


def backup(
    path: File,
    to: Annotated[list[str] | None, typer.Option("--to")] = None,
    lake: Annotated[bool, typer.Option("--lake/--no-lake")] = True,
    desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk"),
) -> Answer:
    """A backup of a desk and its lake in one encrypted file."""
    opened(desk)
    from django.conf import settings

    from mingjian.desk.backup import make_backup
    from mingjian.desk.operate.health import BACKUP
    from mingjian.desk.traces.services import trace

    with _told("备份", "backing up") as told:
        made = make_backup(settings.DESK, path, to or [], lake=lake, told=told)
    actor = os.environ.get("MINGJIAN_USER") or getpass.getuser()
    trace(actor, BACKUP, path.name, bytes=made.bytes, lake=made.lake)
    megabytes = f"{made.bytes / 1_000_000:.1f} MB"
    zh, en = f"{made.rows} 行、{made.files} 个文件，{megabytes}", f"{made.rows} rows, {made.files} files, {megabytes}"
    return Answer(made, lambda screen: screen.say(f"已备份到 {path}：{zh}", f"backed up to {path}: {en}"))


def backup_check(path: File, key: Key) -> Answer:
    """Whether a backup can be read whole."""
    from mingjian.desk.backup import check_backup

    with _told("检查备份", "checking the backup") as told:
        found = check_backup(path, key, told)
    return Answer(found, lambda screen: _show(screen, "备份完好", "the backup is whole", found))


def restore(
    path: File,
    folder: Annotated[Path, typer.Argument()],
    key: Key,
    lake: Annotated[Path | None, typer.Option("--lake")] = None,
    database: Annotated[str | None, typer.Option("--database")] = None,
) -> Answer:
    """A desk and a lake from a backup."""
    from mingjian.desk.backup import restore_backup

    chosen = "" if database == "sqlite" else database
    with _told("恢复", "restoring") as told:
        found = restore_backup(path, key, folder, lake=lake, database=chosen, told=told)

    def show(screen: Screen) -> None:
        _show(screen, f"已恢复到 {folder}", f"restored to {folder}", found)
        screen.say(f"接着：mingjian serve {folder / 'desk'}", f"next: mingjian serve {folder / 'desk'}")

    return Answer(found, show)


def _show(screen: Screen, zh: str, en: str, found: Restored) -> None:
    screen.say(
        f"{zh}：制作于 {found.made}（{found.program}），{found.rows} 行，{found.files} 个文件",
        f"{en}: made {found.made} ({found.program}), {found.rows} rows, {found.files} files",
    )


@contextmanager
def _told(zh: str, en: str) -> Iterator[Told]:
    with progress(zh, en) as bar:
        yield lambda share, now_zh, now_en: bar.at(share, now_zh, now_en)
