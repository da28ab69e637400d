"""What a child and everything it started use, read from /proc; and its end."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Use", "family", "kill_all", "use_of", "written"]

_PAGE, _TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Use:
    """Seconds of CPU, bytes resident now and at most, processes and threads."""

    cpu: float = 0.0
    resident: int = 0
    peak: int = 0
    tasks: int = 0


def family(top: int) -> list[int]:
    """A process and all that came of it, as far as they can be seen."""
    found, open_ = [top], [top]
    while open_:
        one = open_.pop()
        for child in _children(one):
            if child not in found:
                found.append(child)
                open_.append(child)
    return found


def _children(process: int) -> list[int]:
    out: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(OSError):
                text = (task / "children").read_text(encoding="ascii")
                out += [int(word) for word in text.split()]
    return out


def use_of(processes: list[int]) -> Use:
    """Of all together; a process that is gone counts for nothing."""
    cpu = resident = peak = tasks = 0
    for one in processes:
        with contextlib.suppress(OSError, ValueError, IndexError):
            words = Path(f"/proc/{one}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            cpu += sum(int(words[at]) for at in (11, 12, 13, 14))
            tasks += int(words[17])
            now = int(words[21]) * _PAGE
            resident += now
            peak += max(now, _high(one))
    return Use(cpu / _TICK, resident, peak, tasks)


def _high(process: int) -> int:
    """The most that was ever resident of a process, as the kernel keeps it."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def written(folder: Path) -> int:
    """Bytes that files below a folder take."""
    total, open_ = 0, [str(folder)]
    while open_:
        with contextlib.suppress(OSError), os.scandir(open_.pop()) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        open_.append(entry.path)
                    else:
                        total += entry.stat(follow_symlinks=False).st_blocks * 512
    return total


def kill_all(top: int) -> None:
    """End a child and all that came of it: those below first, until there are none."""
    for _ in range(200):
        below = [one for one in family(top) if one != top]
        if not below:
            break
        for one in below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        time.sleep(0.005)
    with contextlib.suppress(ProcessLookupError):
        os.kill(top, signal.SIGKILL)
