"""Folders that agencies put files into: named in the settings, looked into, never written to.

A file is taken once nobody has written to it for a while. Which was taken is remembered by name, size and time, so the
folder may be read-only, and who puts files there takes them away.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

from mingjian.desk.connection import DropFolder
from mingjian.desk.data.words import in_charge
from mingjian.desk.errors import BadRequest
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.words import storable

__all__ = ["QUIET", "Found", "Look", "folders_of", "look", "opened", "place_of"]

QUIET = timedelta(seconds=30)
"""So long nobody has written to a file that is whole."""
MOST = 5000
_PARTIAL = (".part", ".tmp", ".temp", ".crdownload", ".filepart", ".partial", ".swp")


@dataclass(frozen=True)
class Found:
    """A file; `name` as people read it. `mark` tells it from a later one of the same name."""

    path: Path
    name: str
    size: int
    written: float

    @property
    def mark(self) -> str:
        """Its size and the time it was last written."""
        return f"{self.size}:{self.written:.6f}"


@dataclass(frozen=True)
class Look:
    """What a folder holds: whole files, oldest first; names still being written; how many things are no files."""

    files: list[Found]
    growing: list[str]
    others: int


def folders_of(user: User) -> list[DropFolder]:
    """The folders the user may take from."""
    found: list[DropFolder] = settings.DESK.folders
    return [one for one in found if in_charge(user, one.owner)]


def place_of(user: User, name: str) -> Path:
    """Where a folder is. `BadRequest` where there is none that the user may take from."""
    for one in folders_of(user):
        if one.name == name:
            place: Path = (settings.DESK.folder / one.path).resolve()
            return place
    raise BadRequest(
        f"设置中没有投递文件夹“{name}”，或不归本院使用",
        f"the settings name no folder '{name}', or it is another office's", "folder",
    )  # fmt: skip


def look(place: Path) -> Look:
    """Look into a folder. `BadRequest` when it cannot be read."""
    files: list[Found] = []
    growing: list[str] = []
    others = 0
    quiet = (now() - QUIET).timestamp()
    try:
        with os.scandir(place) as entries:
            for count, entry in enumerate(entries):
                if count >= MOST:
                    raise _unreadable(place, f"超过{MOST}项", f"more than {MOST} entries")
                if entry.name.startswith((".", "~$")) or entry.name.lower().endswith(_PARTIAL):
                    continue
                facts = entry.stat(follow_symlinks=False)
                if not stat.S_ISREG(facts.st_mode):
                    others += 1
                elif (written := max(facts.st_mtime, facts.st_ctime)) > quiet:
                    growing.append(_readable(entry.name))
                else:
                    files.append(Found(place / entry.name, _readable(entry.name), facts.st_size, written))
    except OSError as error:
        raise _unreadable(place, error.strerror or str(error), error.strerror or str(error)) from error
    return Look(sorted(files, key=lambda one: (one.written, one.name)), sorted(growing), others)


def _readable(name: str) -> str:
    """A name as people read it: one that is no UTF-8 was written on a machine that uses GBK."""
    return name if storable(name) else os.fsencode(name).decode("gb18030", "replace")


@contextmanager
def opened(found: Found) -> Iterator[IO[bytes]]:
    """The bytes of a file, if it still is what was found: no link that was put in its place."""
    try:
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise _unreadable(found.path, error.strerror or str(error), error.strerror or str(error)) from error
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode) or facts.st_size != found.size:
            raise _unreadable(found.path, "文件刚被改动", "it was just changed")
        yield file


def _unreadable(place: Path, zh: str, en: str) -> BadRequest:
    return BadRequest(f"{place.name}无法读取：{zh}", f"{place.name} cannot be read: {en}", "folder")
