"""Every error somebody can cause as clear messages and an exit code, in both languages; never a traceback.

The classes are known by name, so that an error is told without loading parts of the program that did not fail.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mingjian.cli.exits import Exit
from mingjian.cli.language import Both

__all__ = ["KNOWN", "BadInput", "Fault", "fault_of"]


class BadInput(Exception):
    """Something given on the command line cannot be used; says what and what would be right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Fault:
    """What went wrong: a word for programs, the exit code, messages for people, details as JSON data."""

    kind: str
    exit: Exit
    messages: tuple[Both, ...]
    details: Any = field(default=None)

    def data(self) -> dict[str, Any]:
        """The document `--json` prints instead of an answer."""
        said = [{"zh": one.zh, "en": one.en} for one in self.messages]
        error: dict[str, Any] = {"kind": self.kind, "messages": said}
        if self.details is not None:
            error["details"] = self.details
        return {"error": error, "exit": int(self.exit)}


KNOWN: dict[str, tuple[str, Exit]] = {
    "mingjian.cli.errors.BadInput": ("input", Exit.USAGE),
    "mingjian.engines.errors.Cancelled": ("cancelled", Exit.CANCELLED),
    "mingjian.engines.errors.EngineError": ("engine", Exit.FAILED),
    "mingjian.intake.errors.IntakeError": ("intake", Exit.USAGE),
    "mingjian.identity.errors.IdentityError": ("identity", Exit.USAGE),
    "mingjian.lake.errors.LakeDamaged": ("damaged", Exit.DAMAGED),
    "mingjian.lake.errors.LakeError": ("lake", Exit.USAGE),
    "mingjian.trust.keyring.KeyringError": ("key", Exit.DAMAGED),
    "mingjian.models.problems.ModelErrors": ("model", Exit.WRONG),
    "mingjian.models.parameters.ParameterError": ("parameter", Exit.USAGE),
    "mingjian.models.compile.NotReady": ("refused", Exit.REFUSED),
    "mingjian.collision.problems.StepErrors": ("model", Exit.WRONG),
    "mingjian.models.editing.refused.EditRefused": ("model", Exit.WRONG),
    "mingjian.runs.errors.RunRefused": ("refused", Exit.REFUSED),
    "mingjian.runs.errors.RunDamaged": ("damaged", Exit.DAMAGED),
    "mingjian.runs.errors.RunError": ("run", Exit.USAGE),
    "mingjian.documents.readers.document.DocumentError": ("document", Exit.USAGE),
    "mingjian.assist.sentencing.errors.SentencingError": ("sentencing", Exit.USAGE),
    "mingjian.contest.errors.ContestError": ("contest", Exit.USAGE),
    "mingjian.training.errors.TrainingError": ("training", Exit.USAGE),
    "mingjian.standards.errors.UnknownName": ("name", Exit.USAGE),
    "mingjian.standards.errors.StandardError": ("standard", Exit.USAGE),
    "mingjian.law.store.statutes.UnknownLaw": ("name", Exit.USAGE),
    "mingjian.law.store.statutes.EmptyStore": ("law", Exit.USAGE),
    "mingjian.law.store.sealed.DamagedStore": ("law", Exit.DAMAGED),
    "mingjian.law.store.source.StatuteErrors": ("law", Exit.WRONG),
    "mingjian.engines.functions.registry.NoSuchFunction": ("name", Exit.USAGE),
    "mingjian.desk.config.SettingsError": ("settings", Exit.USAGE),
    "mingjian.desk.backup.errors.BackupError": ("backup", Exit.USAGE),
    "mingjian.desk.errors.DeskError": ("desk", Exit.USAGE),
    "mingjian.desk.letters.sandbox.TemplateRefused": ("template", Exit.USAGE),
    "mingjian.assist.charges.material.MaterialErrors": ("material", Exit.WRONG),
    "mingjian.originality.gather.UnreadableWorks": ("input", Exit.USAGE),
    "mingjian.knowledge.index.IndexFault": ("index", Exit.USAGE),
    "mingjian.knowledge.ranking.RankingError": ("input", Exit.USAGE),
    "mingjian.knowledge.document.BadDocument": ("input", Exit.USAGE),
    "mingjian.knowledge.gathering.records.RecordError": ("input", Exit.WRONG),
    "mingjian.knowledge.answers.errors.StepRefused": ("refused", Exit.REFUSED),
    "mingjian.knowledge.answers.errors.AnswerError": ("input", Exit.USAGE),
    "mingjian.province.world.TooFewPeople": ("input", Exit.USAGE),
}
"""Class (or a class it derives from) → word and exit code. The nearest class of an error decides."""


def fault_of(error: BaseException) -> Fault:
    """What to tell about any error; one that nobody foresaw is written to a file that the message names."""
    if isinstance(error, KeyboardInterrupt):
        return Fault("cancelled", Exit.CANCELLED, (Both("已取消，数据湖保持原样", "cancelled; the lake is as it was"),))
    for cls in type(error).__mro__:
        known = KNOWN.get(f"{cls.__module__}.{cls.__qualname__}")
        if known is not None:
            return Fault(known[0], known[1], tuple(_messages(error)), _details(error))
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        return _usage(error)
    if isinstance(error, OSError):
        return _files(error)
    if isinstance(error, MemoryError):
        return Fault("memory", Exit.FAILED, (Both("内存不足", "not enough memory"),))
    return _unforeseen(error)


def _messages(error: Any) -> Iterable[Both]:
    parts = getattr(error, "refusals", None) or getattr(error, "messages", None) or getattr(error, "problems", None)
    for part in parts or [error]:
        if callable(getattr(part, "text", None)):  # a problem of a model file: place, expectation, nearest name
            yield Both(part.text("zh"), part.text("en"))
            continue
        where = getattr(part, "where", "") or getattr(part, "source", "")
        before = f"{where}: " if isinstance(where, str) and where else ""
        detail = getattr(part, "detail", "")
        behind = f" ({detail})" if isinstance(detail, str) and detail else ""
        both = _both(part)
        yield Both(before + both.zh + behind, before + both.en + behind)


def _both(part: Any) -> Both:
    zh, en = getattr(part, "zh", None), getattr(part, "en", None)
    if isinstance(zh, str) and isinstance(en, str):
        return Both(zh, en)
    text = str(part).strip().strip("'\"")
    first, slash, second = text.partition(" / ")
    return Both(first, second) if slash and "/" not in second else Both(text, text)


def _details(error: Any) -> Any:
    if hasattr(error, "refusals"):
        return [{"kind": one.kind} for one in error.refusals]
    problems = getattr(error, "problems", None) or ()
    return [one.as_dict() for one in problems if hasattr(one, "as_dict")] or None


def _files(error: OSError) -> Fault:
    name = str(error.filename or "")
    said = error.strerror or str(error)
    missing = isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError | FileExistsError)
    exit_code = Exit.USAGE if missing or isinstance(error, PermissionError) else Exit.FAILED
    return Fault(
        "file", exit_code, (Both(f"文件读写失败：{name}（{said}）", f"reading or writing failed: {name} ({said})"),)
    )


def _usage(error: Any) -> Fault:
    """Errors of typer about options and arguments, in both languages."""
    name = type(error).__name__
    english = str(error.format_message()).strip()
    parameter = getattr(error, "param", None)
    hint = getattr(error, "param_hint", None) or (parameter.get_error_hint() if parameter is not None else "")
    shown = str(hint).strip("'\"")
    possible = "、".join(getattr(error, "possibilities", None) or ())
    near = f"，是否指 {possible}" if possible else ""
    if name == "MissingParameter":
        chinese = f"缺少 {shown}"
    elif name == "NoSuchOption":
        chinese = f"没有选项 {error.option_name}{near}"
    elif name == "BadParameter" and shown:
        chinese = f"{shown} 的值无效：{_of_a_path(error.message)}"
    elif name == "BadOptionUsage":
        chinese = f"选项 {error.option_name} 用法有误：{error.message}"
    elif english.startswith("No such command"):
        chinese = "没有命令" + english.removeprefix("No such command").replace(". Did you mean", "，是否指").rstrip("?")
    else:
        chinese = "缺少命令" if english.startswith("Missing command") else f"用法有误：{english}"
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "mingjian"
    help_line = Both(f"说明：{path} --help", f"help: {path} --help")
    return Fault("usage", Exit.USAGE, (Both(chinese, english), help_line))


_PATHS = {
    " does not exist.": " 不存在",
    " is a directory.": " 是文件夹，应为文件",
    " is a file.": " 是文件，应为文件夹",
    " is not readable.": " 不可读",
    " is not writable.": " 不可写",
}


def _of_a_path(message: str) -> str:
    """What typer says of a path, in Chinese; another message as it stands."""
    named = re.search(r"'(?P<path>.*)'(?P<said> [a-z ]+[.])$", message, re.DOTALL)
    if named is None or named["said"] not in _PATHS:
        return message
    return f"“{named['path']}”{_PATHS[named['said']]}"


def _unforeseen(error: BaseException) -> Fault:
    where = ""
    with contextlib.suppress(OSError):
        handle, where = tempfile.mkstemp(prefix="mingjian-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)))
    said = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {said[0][:200]}" if said else type(error).__name__
    return Fault(
        "internal",
        Exit.INTERNAL,
        (
            Both(f"程序自身的错误：{what}", f"a fault of the program itself: {what}"),
            Both(f"详情已写入 {where}，请交给维护人员", f"details are in {where}: please hand them to the maintainers"),
        ),
    )
