"""Servers as processes of their own: started, waited for, their CPU time told, stopped with all they started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

__all__ = ["Served", "cpu_of", "family", "free_port", "machine_busy", "serve_bare", "serve_desk"]

_TICK = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parents[2]


class Served:
    """A server that answers at `address`; it took `seconds` until it did."""

    def __init__(self, words: list[str], port: int, path: str, patience: float = 180) -> None:
        names = ("MINGJIAN_", "DJANGO_")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(names)}
        begun = time.perf_counter()
        self.port, self.address = port, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**environment, "PYTHONPATH": str(ROOT)}, start_new_session=True
        )
        while True:
            with suppress(OSError), urllib.request.urlopen(self.address + path, timeout=2):
                break
            if self.process.poll() is not None or time.perf_counter() - begun > patience:
                self.kill()
                raise RuntimeError("the server does not answer")
            time.sleep(0.05)
        self.seconds = time.perf_counter() - begun

    def cpu(self) -> float:
        """CPU seconds of the server and all it started, those that ended included."""
        return sum(cpu_of(one) for one in family(self.process.pid))

    def stop(self) -> int:
        """Ask it to end, and wait; its code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            return -signal.SIGKILL

    def kill(self) -> None:
        """End it and all it started at once, with no chance to say anything."""
        for one in reversed(family(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.process.wait()


def serve_desk(folder: Path, port: int = 0) -> Served:
    """`mingjian serve` with the settings of the folder."""
    port = port or free_port()
    code = "from mingjian.cli.main import run; run()"
    return Served(["-c", code, "serve", str(folder), "--port", str(port)], port, "/login")


def serve_bare() -> Served:
    """A Django of one page."""
    port = free_port()
    return Served(["-m", "benchmarks.desk.bare", str(port)], port, "/")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def machine_busy() -> tuple[float, float]:
    """CPU seconds of the machine so far: busy ones, and all there were."""
    words = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
    ticks = [int(one) for one in words]
    return (sum(ticks) - ticks[3] - ticks[4]) / _TICK, sum(ticks) / _TICK


def family(top: int) -> list[int]:
    """A process and everything below it."""
    below: dict[str, list[int]] = {}
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            with suppress(OSError):
                below.setdefault(_stat(int(one.name))[1], []).append(int(one.name))
    found = [top]
    for process in found:
        found += below.get(str(process), [])
    return found


def cpu_of(process: int) -> float:
    with suppress(OSError):
        return sum(int(one) for one in _stat(process)[11:15]) / _TICK
    return 0.0


def _stat(process: int) -> list[str]:
    """What stands behind the name, which may hold spaces."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
