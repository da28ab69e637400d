"""What a piece of work took: CPU seconds of this process, wall seconds, and the highest memory while it ran."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "metered"]

_STATUS = Path("/proc/self/status")
_REFERENCES = Path("/proc/self/clear_refs")


@dataclass
class Cost:
    """Filled in when the block of :func:`metered` ends. ``peak`` is in MiB."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0


@contextmanager
def metered() -> Iterator[Cost]:
    """Measure a block. The mark of the highest memory is reset first where the system allows it (Linux)."""
    cost = Cost()
    gc.collect()
    _forget_peak()
    before, started = _cpu(), time.perf_counter()
    yield cost
    cost.wall = time.perf_counter() - started
    cost.cpu = _cpu() - before
    cost.peak = _peak()


def _cpu() -> float:
    """CPU seconds of this process and of those it started and waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _forget_peak() -> None:
    try:
        _REFERENCES.write_text("5")
    except OSError:
        return


def _peak() -> float:
    """``ru_maxrss`` is inherited over exec on Linux, so the process's own mark is read where there is one."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
