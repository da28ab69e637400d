"""Every error a user can cause as a message and an exit code; never a traceback."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from rich.markup import escape

from mingjian.cli.exits import Exit
from mingjian.cli.show import err, say
from mingjian.cli.words import lang, t


def report_error(error: BaseException) -> Exit:
    """Tell the user what is wrong and return the exit code."""
    from mingjian.documents import DocumentError
    from mingjian.engines import Cancelled, EngineError
    from mingjian.intake import IntakeError
    from mingjian.lake import LakeError
    from mingjian.models import ModelErrors, NotReady, ParameterError
    from mingjian.province import TooFewPeople
    from mingjian.runs import RunError, RunRefused
    from mingjian.standards import StandardError

    if isinstance(error, RunRefused):
        for refusal in error.refusals:
            _line(refusal)
        return Exit.REFUSED
    if isinstance(error, KeyboardInterrupt | Cancelled):
        say("已取消，数据湖未变", "cancelled; the lake is as it was")
        return Exit.CANCELLED
    if isinstance(error, NotReady):
        _line(error)
        return Exit.REFUSED
    known = (
        LakeError, IntakeError, ModelErrors, ParameterError, RunError, EngineError, StandardError, DocumentError,
        TooFewPeople,
    )  # fmt: skip
    if isinstance(error, known):
        for message in getattr(error, "messages", None) or getattr(error, "problems", None) or [error]:
            _line(message)
        return Exit.USAGE
    if isinstance(error, FileNotFoundError | IsADirectoryError | NotADirectoryError | PermissionError):
        say(f"无法读取：{error.filename}（{error.strerror}）", f"cannot read {error.filename}: {error.strerror}")
        return Exit.USAGE
    return _internal(error)


def _line(problem: object) -> None:
    text = getattr(problem, lang(), None)
    where = getattr(problem, "place", None) or getattr(problem, "where", None)
    shown = f"{where}: {text}" if isinstance(where, str) and where and isinstance(text, str) else text
    err.print(f"[red]{escape(shown if isinstance(shown, str) else str(problem))}[/red]")


def _internal(error: BaseException) -> Exit:
    text = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile("w", prefix="mingjian-error-", suffix=".txt", delete=False) as file:
        file.write(text)
    say(
        "程序内部出错，数据湖未变。请把错误文件交给维护人员：", "an error of the program itself; the lake is unchanged:"
    )
    err.print(escape(str(Path(file.name))))
    err.print(escape(t(f"{type(error).__name__}：{error}", f"{type(error).__name__}: {error}")))
    return Exit.INTERNAL
