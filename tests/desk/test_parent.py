"""No process of a killed server stays behind: the port is free for the next one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mingjian.desk.setup import make_desk
from mingjian.lake import Lake

PROGRAM = "from mingjian.cli.main import run; run()"


@pytest.mark.skipif(sys.platform == "win32", reason="processes have no such parents there")
def test_a_killed_server_leaves_its_port(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake", key=b"k" * 32)
    make_desk(tmp_path / "desk", lake.path, jobs=0)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: one for name, one in os.environ.items() if not name.startswith(("MINGJIAN_", "DJANGO_"))}
    words = [sys.executable, "-c", PROGRAM, "serve", str(tmp_path / "desk"), "--port", str(port)]
    server = subprocess.Popen(words, env=env)
    try:
        wait(lambda: answers(port), 120)
    finally:
        server.kill()
        server.wait()
    wait(lambda: not answers(port), 30)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login", timeout=5):
            return True
    except OSError:
        return False


def wait(until, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.2)
