"""Running the wizard before a desk is served: only for a desk that has nobody yet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mingjian.desk.config import SettingsError
from mingjian.desk.parent import SERVER
from mingjian.desk.wizard.server import DONE, GUESSED
from mingjian.desk.wizard.state import new_code

__all__ = ["check_place", "run_wizard"]


def check_place(folder: Path) -> None:
    """Raise `SettingsError` where a desk cannot be made: the folder holds something else."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(
            f"{folder} 中没有工作台但有其他文件：请换一个空文件夹或新文件夹",
            f"there is no desk in {folder} but something else: name an empty or a new folder",
        )


def run_wizard(
    folder: Path, host: str, port: int, language: str, whole: bool, has_offices: bool, told: Callable[[str, str], None]
) -> None:
    """Serve the wizard until the desk is made; `told` gets its address and the code. `whole`: there is no desk yet.

    Raises `SettingsError` when the code was guessed at too often or the wizard could not be served.
    """
    code = new_code()
    given = {"folder": str(folder.absolute()), "host": host, "port": port, "code": code, "whole": whole,
             "has_offices": has_offices, "language": language}  # fmt: skip
    child = subprocess.Popen(
        [sys.executable, "-m", "mingjian.desk.wizard.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, SERVER: str(os.getpid())},
    )  # fmt: skip
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(given) + "\n")
        child.stdin.flush()
        if child.stdout.readline().strip() == "up":
            told(f"http://{f'[{host}]' if ':' in host else host}:{port}/setup", code)
        ended = child.wait()
    finally:
        child.kill()
        child.wait()
    if ended == GUESSED:
        raise SettingsError(
            "设置码连续输错，向导已关闭；请重新运行 mingjian serve 取得新的设置码",
            "the code was guessed at too often and the wizard is closed: run mingjian serve again for another code",
        )
    if ended != DONE:
        raise SettingsError("设置向导意外结束，没有作任何更改", "the set-up wizard ended and changed nothing")
