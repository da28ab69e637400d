"""A model from elsewhere, parsed and its examples run in a child process with limits of time, memory and files.

A model can express no code, and its rows lie in an engine in memory that opens no files. So what the limits are for is
a model that never ends or eats the memory, and mistakes of our own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.models import ModelErrors, parse_model
from mingjian.models.testing import examined_texts

__all__ = ["Tried", "tried"]

SECONDS = 120
"""Of CPU; by the clock three times as many."""
MEMORY = 4_000_000_000
"""Bytes of address space, of which the engine takes at most one GiB."""
_FILE = 50_000_000


@dataclass(frozen=True)
class Tried:
    """What came of it: the fingerprint, cases that ran, everything that is wrong in both languages."""

    fingerprint: str
    cases: int
    wrong: tuple[tuple[str, str], ...]

    @property
    def ok(self) -> bool:
        """Whether it is a model whose examples all pass."""
        return not self.wrong


def tried(model: str, examples: Mapping[str, str]) -> Tried:
    """Try a model file and the texts of its examples (file → text)."""
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    asked = json.dumps({"model": model, "examples": dict(examples)})
    with tempfile.TemporaryDirectory(prefix="mingjian-shelf-") as folder:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; what came in goes to its stdin
                [sys.executable, "-I", "-c", f"import sys; sys.path[:] = {sys.path!r}; "
                 f"from {__name__} import main; main()"],
                input=asked, capture_output=True, text=True, encoding="utf-8", errors="replace", cwd=folder,
                timeout=3 * SECONDS, env={**environment, "HOME": folder}, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return _stopped()
    try:
        told = json.loads(done.stdout)
        return Tried(told["fingerprint"], told["cases"], tuple((zh, en) for zh, en in told["wrong"]))
    except (ValueError, KeyError, TypeError):
        return _stopped()


def _stopped() -> Tried:
    zh, en = f"模型的示例在限制内（{SECONDS} 秒、4 GB 内存）没有运行完", "its examples did not end within the limits"
    return Tried("", 0, ((zh, f"{en} ({SECONDS} s, 4 GB of memory)"),))


def main() -> None:
    """In the child: what was asked on standard input is answered on standard output."""
    asked: dict[str, Any] = json.loads(sys.stdin.read())
    _limit()
    answer = _examined(asked["model"], asked["examples"])
    sys.stdout.write(json.dumps({"fingerprint": answer.fingerprint, "cases": answer.cases, "wrong": answer.wrong}))


def _examined(text: str, examples: Mapping[str, str]) -> Tried:
    try:
        model = parse_model(text, "model.yaml")
    except ModelErrors as errors:
        return Tried("", 0, tuple((one.text("zh"), one.text("en")) for one in errors.problems))
    report = examined_texts(model, examples)
    if report.errors is not None:
        wrong = [(one.text("zh"), one.text("en")) for one in report.errors.problems]
    else:
        wrong = [(f"{one.file} {one.name}：{why.zh}", f"{one.file} {one.name}: {why.en}")
                 for one in report.cases for why in one.failures]  # fmt: skip
        wrong += [(one.zh, one.en) for one in report.lacking]
    return Tried(model.fingerprint, len(report.cases), tuple(wrong[:50]))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # a system that knows no such limits: the clock is left
        return
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, _FILE),
                       (resource.RLIMIT_CORE, 0)):  # fmt: skip
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
