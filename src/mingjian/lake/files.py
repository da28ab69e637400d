"""Writing files so that a power cut or a kill leaves either the old state or the new one, never half."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

TEMPORARY = ".tmp-"


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a temporary file beside it, fsync, one rename, fsync of the folder.

    A reader sees the old bytes or the new bytes. A killed writer leaves at most a file named
    `.tmp-…`, which the next writing open of the lake removes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write `data` to a `path` that must not exist yet (append-only folders).

    Atomic like `write_atomic`; raises `FileExistsError` when another writer was first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Force a file's bytes to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Force a folder's list of names to the disk (nothing to do where folders cannot be opened)."""
    if os.name == "nt":
        return
    sync_file(path)


def sync_tree(path: Path) -> None:
    """Force every file and folder under `path`, deepest first, and `path` itself to the disk."""
    for folder, _, names in os.walk(path, topdown=False):
        for name in names:
            sync_file(Path(folder) / name)
        sync_folder(Path(folder))
