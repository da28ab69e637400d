"""What lies in a folder, listed again only when that has changed.

A run asks which versions there are of every dataset, some hundred folders whose content changes once a day. A folder's
time of change tells of every entry that came or went, down to the clock's tick; so a list is trusted only when the
folder had been still for a while when it was made, as version control does with its index.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

__all__ = ["names"]

_STILL = 2_000_000_000
"""Nanoseconds: coarser than the clock of any file system a lake may lie on."""

_MOST = 20_000
"""Folders remembered."""

_seen: dict[str, tuple[int, tuple[str, ...]]] = {}


def names(folder: Path | str) -> tuple[str, ...]:
    """The names in a folder, sorted; none when there is no such folder."""
    place = str(folder)
    try:
        changed = os.stat(place).st_mtime_ns  # noqa: PTH116 - a Path costs more than the call
    except (FileNotFoundError, NotADirectoryError):
        _seen.pop(place, None)
        return ()
    known = _seen.get(place)
    if known is not None and known[0] == changed:
        return known[1]
    now = time.time_ns()
    try:
        found = tuple(sorted(os.listdir(place)))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):  # gone since it was looked at, or a file
        return ()
    if changed < now - _STILL:
        if len(_seen) >= _MOST:
            _seen.clear()
        _seen[place] = (changed, found)
    return found
