"""A child that does jobs behind walls, and is ended when it takes too much.

>>> with Confined(read=[work], write=scratch, bounds=Bounds(seconds=60)) as child:
...     answer = child.call("mingjian.contest.completeness.inside:look", {"work": str(work)})
>>> answer.ending, answer.value, answer.cpu, child.lacks

What it answers is data that hostile input may have made: it is JSON and never more, and who reads it checks it.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from mingjian.confinement.lacks import Lack, lacks_of
from mingjian.confinement.watching import Use, family, kill_all, use_of, written

__all__ = ["Answer", "Bounds", "Confined", "Ending", "host_lacks"]

Ending = Literal["done", "failed", "cpu", "memory", "time", "disk", "tasks", "broken"]
"""`failed`: the job raised; `broken`: the child ended without an answer; the others: which bound was reached."""

_TICK, _DISK_TICK, _START = 0.02, 0.25, 60.0
_ANSWER = 256_000_000
_ADDRESSES = 8_000_000_000
"""A bound of addresses is no bound of memory (DuckDB has 3 GB of addresses and 220 MB resident): it only stops what is
far beyond reason between two looks."""
_SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/usr/share/fonts", "/etc/ld.so.cache",
    "/etc/localtime", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/sys/fs/cgroup", "/sys/devices/system/cpu",
    "/proc/self/cgroup", "/proc/sys/vm/overcommit_memory", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
"""What programs read of a system; none of it tells of a case or a person."""
_OWN = {"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_KEPT = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "TZ", "LD_LIBRARY_PATH")
"""Of the environment: how numbers are computed here, and which time it is."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one job: CPU seconds, seconds by the clock, bytes resident, bytes written, processes and threads."""

    cpu: float = 120.0
    seconds: float = 300.0
    memory: int = 2_000_000_000
    disk: int = 500_000_000
    tasks: int = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job. `said`: the error's kind and words where it failed."""

    ending: Ending
    value: Any = None
    said: str = ""
    cpu: float = 0.0
    seconds: float = 0.0
    peak: int = 0


class Confined:
    """A child for one job after the other; after one that was stopped the next gets a new child.

    `read`: files and folders it may read; `write`: a folder that is its own; `modules`: loaded before the walls are up.
    The child dies with the thread that made it. Not for several threads at once."""

    def __init__(
        self, *, read: Sequence[Path] = (), write: Path | None = None, bounds: Bounds | None = None,
        modules: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.bounds, self.lacks = bounds or Bounds(), ()
        self._read, self._write, self._modules = list(read), write, list(modules)
        self._process: subprocess.Popen[bytes] | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None

    lacks: tuple[Lack, ...]

    def __enter__(self) -> Confined:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is not None:
            kill_all(process.pid)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
        home, self._home = self._home, None
        if home is not None:
            home.cleanup()

    def call(self, job: str, given: Any) -> Answer:
        """Do a job (`module:function`, with one argument of JSON) and wait for its answer or its end."""
        begun = time.monotonic()
        try:
            process = self._process or self._started()
        except _Gone:
            self.close()
            return Answer("broken", said="the child did not start")
        before = use_of(family(process.pid))
        try:
            self._send(process, {"job": job, "given": given})
            ending, message, use = self._waited(process, before, begun, self.bounds.seconds, self.bounds.cpu)
        except _Gone:
            ending, message, use = "broken", None, Use()
        cpu, seconds = max(0.0, use.cpu - before.cpu), time.monotonic() - begun
        if ending != "done" or message is None:
            self.close()
            return Answer(ending if ending != "done" else "broken", None, "", cpu, seconds, use.peak)
        if "failed" in message:
            kind: Ending = "memory" if message["failed"] == "MemoryError" else "failed"
            return Answer(kind, None, f"{message['failed']}: {message.get('said', '')}", cpu, seconds, use.peak)
        return Answer("done", message.get("value"), "", cpu, seconds, use.peak)

    @contextlib.contextmanager
    def lend(self, path: Path) -> Iterator[Path]:
        """A copy of a file or folder where the child can read it (and spoil it) while the block lasts."""
        self.start()
        if self._home is None:
            yield path
            return
        with tempfile.TemporaryDirectory(dir=self._home.name) as scratch:
            copy = Path(scratch) / "lent"
            if path.is_dir():
                shutil.copytree(path, copy, symlinks=True)
            else:
                shutil.copyfile(path, copy)
            yield copy

    def start(self) -> tuple[Lack, ...]:
        """Start the child, if there is none, and tell which walls this machine does not have."""
        if self._process is None:
            try:
                self._started()
            except _Gone:
                self.close()
        return self.lacks

    def _started(self) -> subprocess.Popen[bytes]:
        self._home = tempfile.TemporaryDirectory(prefix="mingjian-confined-")
        own = [str(self._write)] if self._write is not None else []
        environment = {"HOME": self._home.name, "TMPDIR": self._home.name, **_OWN}
        environment |= {name: os.environ[name] for name in _KEPT if name in os.environ}
        process = self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-m", "mingjian.confinement.child"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=self._home.name,
            start_new_session=True,
        )  # fmt: skip
        self._send(process, {
            "parent": os.getpid(), "address": _ADDRESSES, "file": self.bounds.disk, "tasks": self.bounds.tasks,
            "read": [*_program(), *_SYSTEM, *map(str, self._read)], "write": [self._home.name, "/dev/null", *own],
            "modules": self._modules,
        })  # fmt: skip
        ending, message, _ = self._waited(process, Use(), time.monotonic(), _START, _START)
        if ending != "done" or message is None:
            raise _Gone
        self.lacks = lacks_of(message.get("walls") or {})
        return process

    def _send(self, process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
        data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
        assert process.stdin is not None
        try:
            process.stdin.write(struct.pack("!I", len(data)) + data)
            process.stdin.flush()
        except OSError:
            raise _Gone from None

    def _waited(
        self, process: subprocess.Popen[bytes], before: Use, begun: float, most: float, cpu: float
    ) -> tuple[Ending, dict[str, Any] | None, Use]:
        """The answer, or why there is none; what was used so far is looked at every few hundredths of a second."""
        assert process.stdout is not None
        pipe, got, use, looked = process.stdout.fileno(), bytearray(), Use(), 0.0
        while True:
            ready, _, _ = select.select([pipe], [], [], _TICK)
            if ready:
                piece = os.read(pipe, 1 << 20)
                if not piece:
                    return "broken", None, use
                got += piece
            now = time.monotonic()
            if ready and len(got) >= 4:
                size = struct.unpack("!I", got[:4])[0]
                if size > _ANSWER:
                    return "broken", None, use
                if len(got) >= size + 4:
                    use = _more(use, use_of(family(process.pid)))
                    over = self._over(use, before, 0.0, most, cpu)  # what it took between two looks counts too
                    return over or "done", _message(bytes(got[4 : size + 4])) if over is None else None, use
            use = _more(use, use_of(family(process.pid)))
            if (over := self._over(use, before, now - begun, most, cpu)) is not None:
                return over, None, use
            if now - looked > _DISK_TICK:
                looked = now
                if sum(written(one) for one in self._own()) > self.bounds.disk:
                    return "disk", None, use

    def _over(self, use: Use, before: Use, seconds: float, most: float, cpu: float) -> Ending | None:
        if use.resident > self.bounds.memory:
            return "memory"
        if use.cpu - before.cpu > cpu:
            return "cpu"
        if use.tasks > self.bounds.tasks + 1:  # one is the parent of the child proper
            return "tasks"
        return "time" if seconds > most else None

    def _own(self) -> list[Path]:
        home = [Path(self._home.name)] if self._home is not None else []
        return [*home, *([self._write] if self._write is not None else [])]


class _Gone(Exception):
    """The child is not there any more."""


def _more(old: Use, new: Use) -> Use:
    """What is used now, with the highest that was seen of it."""
    return Use(max(old.cpu, new.cpu), new.resident, max(old.peak, new.peak), new.tasks)


def _message(data: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _program() -> list[str]:
    """Where this program and its libraries are."""
    own = Path(__file__).parents[1]
    packages = [one for one in sys.path if one.endswith(("site-packages", "dist-packages"))]
    places = [sys.prefix, sys.base_prefix, sys.exec_prefix, *packages]
    return list(dict.fromkeys([str(own), *(one for one in places if one and one != "/")]))


def host_lacks() -> tuple[Lack, ...]:
    """Which walls this machine does not have: to be shown before anything is run."""
    with Confined() as child:
        return child.start()
