"""How fast a user may ask: two buckets a user (a second, a minute) in a small file that all processes of a machine map.

No query and no lock between processes: when two take at the same instant one of them may go uncounted, which a limit
as wide as this one can bear. Several machines count each for itself.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path

from mingjian.desk.errors import TooMany
from mingjian.desk.now import now

__all__ = ["Pace", "keep_pace"]

SLOTS = 16_384
_SLOT = struct.Struct("<ddd")


class Pace:
    """The buckets. A slot holds what is used of both, and when that was true."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        size = SLOTS * _SLOT.size
        self._map = mmap.mmap(-1, size)  # of this process alone, where the folder cannot be written
        with suppress(OSError):
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if os.fstat(handle).st_size != size:
                    os.ftruncate(handle, size)
                self._map = mmap.mmap(handle, size)
            finally:
                os.close(handle)

    def take(self, user: int, per_second: int, per_minute: int) -> float:
        """Take one request of a user; the seconds to wait when there is none, 0 when there was. 0 is no limit."""
        at, place = now().timestamp(), user % SLOTS * _SLOT.size
        with self._lock:
            fast, slow, then = _SLOT.unpack_from(self._map, place)
            passed = max(0.0, at - then)
            fast, slow = max(0.0, fast - passed * per_second), max(0.0, slow - passed * per_minute / 60)
            # what a torn write left, or a clock that was set back, must not shut anybody out for long
            fast, slow = min(fast, float(per_second)), min(slow, float(per_minute))
            waits = [(fast + 1 - per_second) / per_second if per_second else 0.0]
            waits.append((slow + 1 - per_minute) / (per_minute / 60) if per_minute else 0.0)
            wait = max(0.0, *waits)
            taken = 0 if wait else 1
            _SLOT.pack_into(self._map, place, fast + taken, slow + taken, at)
        return wait


@cache
def _pace(file: Path) -> Pace:
    return Pace(file)


def keep_pace(user: int, folder: Path, per_second: int, per_minute: int) -> None:
    """Count a request; `TooMany` when the user asked too fast."""
    if not per_second and not per_minute:
        return
    wait = _pace(folder / "pace").take(user, per_second, per_minute)
    if wait:
        raise TooMany(
            f"请求过于频繁（每秒{per_second}次、每分钟{per_minute}次为限），请稍候再试",
            f"too many requests (the limit is {per_second} a second and {per_minute} a minute): try again shortly",
            wait,
        )
