"""Whether the desk is well: database, lake, disk, keeper. What is not is told in words, to the system administrator."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from mingjian.desk.data.sources import try_all
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.operate.models import Round
from mingjian.desk.operate.rounds import LATE
from mingjian.desk.schedules.lease import last_beat
from mingjian.desk.schedules.models import Schedule
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake, LakeError

__all__ = ["BACKUP", "Check", "checks", "free_disk", "is_well", "source_checks"]

log = logging.getLogger("mingjian.desk")
MB = 1_000_000
BACKUP = "backup.make"
"""The act that a backup leaves a trace of."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `needed`: without it the desk cannot answer, so `/healthz` says 503."""

    name: str
    zh: str
    en: str
    ok: bool
    needed: bool = True
    problem_zh: str = ""
    problem_en: str = ""


def is_well() -> bool:
    """Whether everything that is needed is there."""
    return all(one.ok for one in checks() if one.needed)


def checks() -> list[Check]:
    """Look at everything; nothing here raises."""
    return [
        _looked("database", "数据库", "database", _database),
        _looked("lake", "数据湖", "lake", _lake),
        _looked("disk", "磁盘", "disk", _disk),
        _looked("keeper", "后台整理", "keeper", _keeper, needed=False),
        _looked("schedules", "定时任务", "schedules", _schedules, needed=False),
        _looked("backup", "备份", "backup", _backup, needed=False),
    ]


def source_checks() -> list[Check]:
    """Whether the databases answer that rows are taken from; the desk is well without them, so `/healthz` asks none."""
    return [
        Check(f"source:{one.name}", f"数据来源 {one.name}", f"source {one.name}", one.problem is None, False,
              *(one.problem or ()))
        for one in try_all()
    ]  # fmt: skip


def free_disk() -> dict[str, int]:
    """Free bytes where the lake and the desk lie."""
    places = {"lake": settings.DESK.lake_path, "desk": settings.DESK.folder}
    return {name: shutil.disk_usage(_existing(path)).free for name, path in places.items()}


def _looked(name: str, zh: str, en: str, look: Callable[[], tuple[str, str] | None], needed: bool = True) -> Check:
    try:
        problem = look()
    except LakeError as error:
        problem = (error.zh, error.en)
    except Exception as error:
        log.warning("health: %s: %s", name, error)
        problem = (f"{type(error).__name__}：{error}", f"{type(error).__name__}: {error}")
    if problem is None:
        return Check(name, zh, en, True, needed)
    return Check(name, zh, en, False, needed, *problem)


def _database() -> tuple[str, str] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def _lake() -> tuple[str, str] | None:
    """Opened anew: the one kept by the process would not notice that its folder went away."""
    Lake.open(settings.DESK.lake_path)
    _ = the_lake().keyring
    return None


def _disk() -> tuple[str, str] | None:
    least = settings.DESK.disk_megabytes
    low = {name: free // MB for name, free in free_disk().items() if free < least * MB}
    if not low:
        return None
    listed = ", ".join(f"{name} {free} MB" for name, free in low.items())
    return f"剩余磁盘低于{least} MB：{listed}", f"less than {least} MB of disk are free: {listed}"


def _keeper() -> tuple[str, str] | None:
    last = Round.objects.order_by("-at").first()
    if last is None:
        return "后台整理还没有运行过", "the keeper has made no round yet"
    if now() - last.at > LATE:
        return f"后台整理自{last.at:%Y-%m-%d %H:%M} UTC 起没有运行", f"no round since {last.at:%Y-%m-%d %H:%M} UTC"
    if not last.ok:
        return f"后台整理连续失败{last.failed}次：{last.error}", f"{last.failed} rounds failed: {last.error}"
    return None


def _schedules() -> tuple[str, str] | None:
    """Nobody is needed while there is nothing to look after."""
    if not Schedule.objects.filter(ended=None, paused=False).exists():
        return None
    lease = last_beat()
    if lease is None or lease.until <= now():
        return (
            "没有进程执行定时任务：设置 watch = true，或运行 mingjian watch",
            "nobody looks after them: set watch = true, or run mingjian watch",
        )
    return (f"执行出错，将重试：{lease.error}", f"they fail: {lease.error}") if lease.error else None


def _backup() -> tuple[str, str] | None:
    days = settings.DESK.backup_days
    if not days:
        return None
    last = Trace.objects.filter(action=BACKUP).order_by("-id").first()
    if last is None:
        return "还没有备份过（mingjian desk backup）", "there is no backup yet (mingjian desk backup)"
    if now() - last.at > timedelta(days=days):
        return (
            f"上次备份在{last.at:%Y-%m-%d}，已超过{days}天",
            f"the last backup, of {last.at:%Y-%m-%d}, is more than {days} days old",
        )
    return None


def _existing(path: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(one for one in (path, *path.parents) if one.exists())
