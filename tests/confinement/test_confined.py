"""A child that does its worst: eats, hides, forks, reads, connects, lies. It is stopped, and says why."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mingjian.confinement import Bounds, Confined, host_lacks
from mingjian.confinement.lacks import lacks_of
from mingjian.confinement.watching import family

SMALL = Bounds(cpu=30.0, seconds=60.0, memory=300_000_000, disk=20_000_000, tasks=12)
LACKS = {one.wall for one in host_lacks()}


def hostile(code: str, bounds: Bounds = SMALL, **given: object):  # type: ignore[no-untyped-def]
    """Run code of an attacker who has already taken the child over."""
    with Confined(bounds=bounds, **given) as child:  # type: ignore[arg-type]
        return child.call("builtins:exec", code)


def asked(expression: str, **given: object):  # type: ignore[no-untyped-def]
    """What an expression gives in the child, or how it fails."""
    with Confined(bounds=SMALL, **given) as child:  # type: ignore[arg-type]
        return child.call("builtins:eval", expression)


MANY_THREADS = """
import threading, time
for _ in range(200):
    threading.Thread(target=time.sleep, args=(30,)).start()
"""
MANY_FILES = """
import os, tempfile, itertools
for number in itertools.count():
    open(f"{tempfile.gettempdir()}/{number}", "wb").write(os.urandom(5_000_000))
"""


@pytest.mark.parametrize(
    ("code", "ending", "bounds"),
    [
        ("while True: pass", "cpu", Bounds(cpu=0.5, seconds=60)),
        ("import time; time.sleep(60)", "time", Bounds(seconds=1.5)),
        ("kept = []\nwhile True: kept.append(b'x' * 10_000_000)", "memory", SMALL),
        (MANY_FILES, "disk", SMALL),
        ("import os; os._exit(0)", "broken", SMALL),
        ("import ctypes; ctypes.string_at(0)", "broken", SMALL),
    ],
)
def test_what_takes_too_much_is_stopped_and_told(code: str, ending: str, bounds: Bounds) -> None:
    begun = time.monotonic()
    answer = hostile(code, bounds)
    assert answer.ending == ending
    assert answer.value is None
    assert time.monotonic() - begun < 60


def test_threads_are_bounded() -> None:
    assert hostile(MANY_THREADS).ending in ("tasks", "failed")  # stopped by the watch, or refused by the kernel first


def test_one_large_file_is_bounded_too() -> None:
    answer = hostile("import tempfile\nopen(tempfile.gettempdir() + '/x', 'wb').write(bytes(60_000_000))")
    assert answer.ending in ("failed", "disk")


@pytest.mark.skipif("landlock" in LACKS, reason="this kernel has no Landlock")
def test_files_outside_cannot_be_read_or_written(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/a").write_text("yes")
    (tmp_path / "secret").write_text("no")
    inside = tmp_path / "inside"
    assert asked(f"open({str(inside / 'a')!r}).read()", read=[inside]).value == "yes"
    for expression in (
        f"open({str(tmp_path / 'secret')!r}).read()",
        f"open({str(inside / '../secret')!r}).read()",
        f"__import__('os').listdir({str(tmp_path)!r})",
        "open('/etc/passwd').read()",
        f"open('/proc/{os.getpid()}/environ').read()",
        f"open({str(inside / 'a')!r}, 'w').write('x')",
        f"__import__('os').symlink({str(tmp_path / 'secret')!r}, {str(inside / 'link')!r})",
    ):
        answer = asked(expression, read=[inside])
        assert (answer.ending, answer.said.split(":")[0]) == ("failed", "PermissionError"), expression
    assert (inside / "a").read_text() == "yes"


@pytest.mark.skipif("network" in LACKS, reason="this machine has nothing that bars the network")
def test_nothing_can_be_connected_to() -> None:
    with socket.socket() as open_:
        open_.bind(("127.0.0.1", 0))
        open_.listen()
        answer = asked(f"__import__('socket').create_connection(('127.0.0.1', {open_.getsockname()[1]}), 2)")
    assert answer.ending == "failed"
    assert "Error" in answer.said


@pytest.mark.skipif("seccomp" in LACKS, reason="this machine filters no calls")
def test_no_process_can_be_started_and_no_other_be_killed() -> None:
    assert asked("__import__('os').fork()").said.startswith("PermissionError")
    assert asked("__import__('subprocess').run(['/bin/true'])").ending == "failed"
    assert asked(f"__import__('os').kill({os.getpid()}, 0)").ending == "failed"
    assert asked("__import__('os').kill(1, 0)").ending in ("failed", "done")


def test_nothing_of_the_parent_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_PARENT", "x")
    environment = asked("dict(__import__('os').environ)").value
    assert "SECRET_OF_PARENT" not in environment
    assert not set(environment) - {
        "HOME", "TMPDIR", "LANG", "LC_CTYPE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE",
        "OPENBLAS_L2_SIZE", "TZ", "LD_LIBRARY_PATH",
    }  # fmt: skip


def test_one_child_does_many_jobs_and_a_new_one_comes_after_one_that_was_stopped() -> None:
    with Confined(bounds=Bounds(cpu=0.5, seconds=60.0)) as child:
        pids = {child.call("builtins:eval", "__import__('os').getpid()").value for _ in range(3)}
        assert len(pids) == 1
        assert child.call("builtins:exec", "while True: pass").ending == "cpu"
        assert child.call("builtins:eval", "1 + 1").value == 2


def test_an_answer_that_is_no_message_is_no_answer() -> None:
    every = "import os, struct\nfor fd in range(3, 20):\n try: os.write(fd, {})\n except OSError: pass"
    assert hostile(every.format("struct.pack('!I', 5) + b'wrong'")).ending in ("broken", "done", "failed")
    assert hostile(every.format("struct.pack('!I', 2**31)")).ending == "broken"


def test_the_child_does_not_outlive_its_parent(tmp_path: Path) -> None:
    code = (
        "from mingjian.confinement import Confined, Bounds\nimport os, threading, time\n"
        "child = Confined(bounds=Bounds(cpu=60, seconds=60)); child.start()\n"
        "print(child._process.pid, flush=True)\nchild.call('time:sleep', 50)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    top = int(parent.stdout.readline())
    time.sleep(0.5)
    below = family(top)
    assert len(below) == 2
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not [one for one in below if alive(one)]:
            break
        time.sleep(0.05)
    assert not [one for one in below if alive(one)]


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def test_what_a_machine_lacks_is_told() -> None:
    assert lacks_of({"namespaces": True, "landlock": 7, "seccomp": True}) == ()
    none = lacks_of({"namespaces": False, "landlock": 0, "seccomp": False})
    assert [one.wall for one in none] == ["landlock", "namespaces", "seccomp", "network"]
    old = lacks_of({"namespaces": False, "landlock": 0, "seccomp": True})
    assert [one.wall for one in old] == ["landlock", "namespaces"]
    assert all(one.zh and one.en for one in none)
