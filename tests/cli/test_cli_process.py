"""The program as a real process: Ctrl-C, no terminal, a terminal, a reader that goes away, what it loads."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_parts import program

from mingjian.cli.exits import Exit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


def start(*words: object, **environment: str) -> subprocess.Popen[bytes]:
    command, given = program(*words, **environment)
    return subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until something of the work is on the disk."""
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(process.communicate())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, Exit.CANCELLED), (signal.SIGTERM, Exit.TERMINATED)])
def test_stopped_in_the_middle_it_says_so_and_leaves_a_sound_lake(tmp_path: Path, number: int, code: Exit) -> None:
    lake = tmp_path / "lake"
    source = tmp_path / "pensions.csv"
    with source.open("w", encoding="utf-8") as out:
        out.write("姓名,身份证号,所属月份,发放金额,行政区划\n")
        out.writelines(
            f"王{n},1101051949123{n % 10000:05d},2024-{n % 12 + 1:02d},{n}.5,340102\n" for n in range(400_000)
        )
    assert start("init", lake).wait() == 0
    process = start("intake", "load", source, "pension_payment", "--lake", lake, "--json", MINGJIAN_LANG="en")
    staging = lake / "staging"
    end = time.monotonic() + 120
    while time.monotonic() < end and not any(staging.glob("*/version/*")):
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, (process.returncode, err)
    assert b"cancelled" in err
    assert b"Traceback" not in err
    assert json.loads(out)["error"]["kind"] == "cancelled"
    again = start("lake", "show", "--lake", lake, "--json")
    assert json.loads(again.communicate()[0]) == []
    verified = start("lake", "verify", "--lake", lake)
    verified.communicate()
    assert verified.returncode == 0


def test_a_reader_that_goes_away_is_no_error_to_tell() -> None:
    process = start("standards", "codes", "regions", "--limit", "4000", MINGJIAN_LANG="en")
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    assert process.wait() == Exit.CLOSED
    assert err == b""


@pytest.mark.parametrize(
    ("locale", "word"), [("zh_CN.UTF-8", "数据标准"), ("en_US.UTF-8", "data standards"), ("C", "数据标准")]
)
def test_the_locale_decides_and_no_terminal_means_no_colours(locale: str, word: str) -> None:
    process = start("--help", LC_ALL=locale)
    out, err = process.communicate()
    assert process.returncode == 0
    assert word in out.decode("utf-8")
    assert b"\x1b" not in out + err


def test_help_loads_no_engine() -> None:
    code = (
        "import sys; from mingjian.cli.main import main; main(['--help']); "
        "heavy = {'duckdb', 'pyarrow', 'pydantic', 'numpy'}; print('loaded', sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "loaded []"


def test_on_a_terminal_a_bar_appears_after_two_seconds_and_goes_away() -> None:
    code = (
        "import time; from mingjian.cli.progress import progress\n"
        "with progress('导入', 'taking it in') as bar:\n"
        "    for n in range(30): bar.at(n / 30, '导入', 'taking it in'); time.sleep(0.1)\n"
    )
    shown = on_a_terminal([sys.executable, "-c", code])
    assert "taking it in" in shown
    assert "%" in shown
    assert "0:00:0" in shown  # the estimate
    quick = on_a_terminal([sys.executable, "-c", code.replace("range(30)", "range(3)")])
    assert quick == ""


def test_without_a_terminal_there_is_no_bar() -> None:
    code = "import time\nfrom mingjian.cli.progress import progress\nwith progress('导入', 'in'): time.sleep(2.3)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout + told.stderr == ""


def test_completion_knows_the_commands() -> None:
    command, given = program()
    environment = {**given, "_MINGJIAN_COMPLETE": "complete_bash", "COMP_WORDS": "mingjian intake q", "COMP_CWORD": "2"}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert {"quality", "quarantine"} <= set(told.stdout.split()), told.stderr


def on_a_terminal(command: list[str]) -> str:
    """What a process writes to its terminal."""
    parent, child = pty.openpty()
    environment = {**os.environ, "MINGJIAN_LANG": "en", "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=environment)
    os.close(child)
    shown = b""
    while True:
        ready, _, _ = select.select([parent], [], [], 0.2)
        if ready:
            try:
                block = os.read(parent, 65_536)
            except OSError:
                break
            if not block:
                break
            shown += block
        elif process.poll() is not None:
            break
    process.wait()
    os.close(parent)
    return shown.decode("utf-8", "replace")
