"""What opens works of strangers, done behind walls: a document that keeps its reader busy for ever is stopped.

>>> with Confined(bounds=OPENING, modules=MODULES) as child:        # one child for many works
...     complete_walled(Path("work.zip"), kind, child)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mingjian.confinement import Answer, Bounds, Confined
from mingjian.contest.completeness.finding import Finding
from mingjian.contest.definition import ContestType

__all__ = ["MODULES", "OPENING", "complete_inside", "complete_walled"]

OPENING = Bounds(cpu=120.0, seconds=600.0, memory=2_000_000_000, disk=1_000_000_000, tasks=64)
MODULES = ("mingjian.contest.completeness",)
"""Loaded before the walls are up, so that the first work does not wait."""
_FINDINGS: TypeAdapter[list[Finding]] = TypeAdapter(list[Finding])
_JOB = f"{__name__}:complete_inside"
_WHY = {
    "cpu": ("处理器时间", "CPU time"), "time": ("时间", "time"), "memory": ("内存", "memory"), "disk": ("磁盘", "disk"),
    "tasks": ("线程", "threads"),
}  # fmt: skip


def complete_walled(work: Path, kind: ContestType, child: Confined | None = None) -> list[Finding]:
    """As `completeness.complete`, in a child. Where it had to be stopped, that is the finding."""
    given = {"type": kind.model_dump(mode="json")}
    if child is None:
        with Confined(read=[work.resolve()], bounds=OPENING, modules=MODULES) as own:
            return _read(own.call(_JOB, {**given, "work": str(work.resolve())}))
    with child.lend(work) as lent:
        return _read(child.call(_JOB, {**given, "work": str(lent)}))


def complete_inside(given: Mapping[str, Any]) -> list[dict[str, str]]:
    """The child's side."""
    from mingjian.contest.completeness import complete

    found = complete(Path(given["work"]), ContestType.model_validate(given["type"]))
    return [
        {"check": one.check, "severity": one.severity, "zh": one.zh, "en": one.en, "file": one.file, "place": one.place}
        for one in found
    ]


def _read(answer: Answer) -> list[Finding]:
    if answer.ending == "done":
        try:
            return _FINDINGS.validate_python(answer.value)
        except ValidationError:
            pass
    zh, en = _WHY.get(answer.ending, ("", ""))
    if zh:
        return [
            Finding("opening", "error", f"检查超过{zh}限制，已停止", f"stopped: it takes too much {en} to be opened")
        ]
    return [Finding("opening", "error", "检查中断，作品打不开", "it could not be opened: the check broke off")]
