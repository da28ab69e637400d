"""A model from elsewhere, parsed and its examples run in a child behind walls (`mingjian.confinement`).

A model can express no code, and its rows lie in an engine in memory that opens no files. So what the walls are for is a
model that never ends or eats the memory, and mistakes of our own and of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from mingjian.confinement import Answer, Bounds, Confined
from mingjian.models import ModelErrors, parse_model
from mingjian.models.testing import examined_texts

__all__ = ["BOUNDS", "Tried", "examined_inside", "tried"]

BOUNDS = Bounds(cpu=120.0, seconds=360.0, memory=2_000_000_000, disk=50_000_000, tasks=64)
_JOB = f"{__name__}:examined_inside"
_STOPPED = {
    "cpu": (f"{BOUNDS.cpu:g} 秒处理器时间", f"{BOUNDS.cpu:g} s of CPU"),
    "time": (f"{BOUNDS.seconds:g} 秒", f"{BOUNDS.seconds:g} s by the clock"),
    "memory": (f"{BOUNDS.memory // 10**9} GB 内存", f"{BOUNDS.memory // 10**9} GB of memory"),
    "disk": (f"{BOUNDS.disk // 10**6} MB 磁盘", f"{BOUNDS.disk // 10**6} MB of disk"),
    "tasks": (f"{BOUNDS.tasks} 个线程", f"{BOUNDS.tasks} threads"),
}  # fmt: skip


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


class _Said(BaseModel):
    """What a child may answer: it is data that the model may have made."""

    fingerprint: str
    cases: int
    wrong: list[tuple[str, str]]


def tried(model: str, examples: Mapping[str, str]) -> Tried:
    """Try a model file and the texts of its examples (file → text)."""
    with Confined(bounds=BOUNDS) as child:
        answer = child.call(_JOB, {"model": model, "examples": dict(examples)})
    try:
        said = _Said.model_validate(answer.value) if answer.ending == "done" else None
    except ValidationError:
        said = None
    return _stopped(answer) if said is None else Tried(said.fingerprint, said.cases, tuple(said.wrong))


def examined_inside(given: Mapping[str, Any]) -> dict[str, Any]:
    """The child's side."""
    found = _examined(given["model"], given["examples"])
    return {"fingerprint": found.fingerprint, "cases": found.cases, "wrong": found.wrong}


def _stopped(answer: Answer) -> Tried:
    over = _STOPPED.get(answer.ending)
    if over is None:
        return Tried("", 0, (("模型的示例运行中断，没有结果", "its examples broke off without a result"),))
    return Tried("", 0, ((f"模型的示例超过限制（{over[0]}），已停止", f"its examples were stopped over {over[1]}"),))


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
