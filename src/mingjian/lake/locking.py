"""One writer at a time; readers never wait. Staging folders belong to the process that made them."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from mingjian.lake.errors import LakeError
from mingjian.lake.files import TEMPORARY
from mingjian.lake.layout import Layout

_OLD = 3600.0  # seconds after which a temporary file of a folder with many writers is litter


class Staged:
    """A folder for work in progress, on the lake's own file system.

    `path` becomes the version folder when published; `scratch` never leaves. Both vanish when the
    `with` block ends without publishing, and after a kill at the next writing open.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "version"
        self.scratch = folder / "scratch"
        self.path.mkdir(parents=True)
        self.scratch.mkdir()


@contextmanager
def staging(layout: Layout) -> Iterator[Staged]:
    """Make a staging folder, held by a lock file of its own while this process lives; the block may end in another
    thread than it began."""
    layout.staging.mkdir(parents=True, exist_ok=True)
    folder = layout.staging / f"{time.time_ns():x}-{secrets.token_hex(4)}"
    lock = FileLock(_lock_of(folder), thread_local=False)
    with _housekeeping(layout):  # else the lock might be taken for litter between being made and being held
        lock.acquire(blocking=False)
    try:
        yield Staged(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        _lock_of(folder).unlink(missing_ok=True)


@contextmanager
def writing(layout: Layout, lock: FileLock, timeout: float) -> Iterator[None]:
    """Hold the lake's writer lock; on the outermost entry, remove what killed processes left.

    Raises `LakeError` when another process holds it longer than `timeout` seconds.
    """
    first = not lock.is_locked
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise LakeError(
            f"另一进程正在写入数据湖，{timeout:g}秒内未结束，请稍后再试",
            f"another process is writing to the lake and did not finish within {timeout:g} s: try again later",
        ) from None
    try:
        if first:
            remove_litter(layout)
        yield
    finally:
        lock.release()


def remove_litter(layout: Layout) -> None:
    """Remove staging folders whose process is gone, and temporary files of killed atomic writes."""
    if layout.staging.is_dir() and any(layout.staging.iterdir()):
        with _housekeeping(layout):
            for entry in list(layout.staging.iterdir()):
                folder = entry.with_suffix("") if entry.suffix == ".lock" else entry
                _remove_if_abandoned(folder)
    for path in layout.root.glob(f"datasets/*/coverage/{TEMPORARY}*"):
        path.unlink(missing_ok=True)
    shared = [layout.root.glob(f"{depth}{TEMPORARY}*") for depth in ("mappings/", "runs/*/", "runs/", "clues/")]
    for found in shared:
        for path in found:
            if path.is_file() and time.time() - path.stat().st_mtime > _OLD:
                path.unlink(missing_ok=True)


def _housekeeping(layout: Layout) -> FileLock:
    """Held while a staging folder is begun, and while abandoned ones are removed."""
    return FileLock(layout.housekeeping)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + ".lock")


def _remove_if_abandoned(folder: Path) -> None:
    lock = FileLock(_lock_of(folder))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return  # its process lives
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()
        _lock_of(folder).unlink(missing_ok=True)
