"""What opens works of strangers, done behind walls: a document that keeps its reader busy for ever is stopped.

>>> with Confined(bounds=OPENING, modules=MODULES) as child:        # one child for many works
...     complete_walled(Path("work.zip"), kind, child)
>>> with Confined(write=scratch, bounds=OPENING, modules=BLINDING) as child:
...     blind_walled(Path("work.zip"), scratch / "017", roster, child, number="017", materials=kind.materials)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from mingjian.confinement import Answer, Bounds, Confined
from mingjian.contest.completeness.finding import Finding
from mingjian.contest.definition import ContestType, Material
from mingjian.contest.errors import ContestError
from mingjian.trust.digests import sha256_bytes

if TYPE_CHECKING:
    from mingjian.contest.blinding import Decision, Package, Roster

__all__ = [
    "BLINDING", "MODULES", "OPENING", "blind_inside", "blind_walled", "complete_inside", "complete_walled",
    "why_stopped", "winner_walled",
]  # fmt: skip

OPENING = Bounds(cpu=120.0, seconds=600.0, memory=2_000_000_000, disk=1_000_000_000, tasks=64)
MODULES = ("mingjian.contest.completeness",)
"""Loaded before the walls are up, so that the first work does not wait."""
BLINDING = ("mingjian.contest.blinding",)
_FINDINGS: TypeAdapter[list[Finding]] = TypeAdapter(list[Finding])
_JOB, _BLIND = f"{__name__}:complete_inside", f"{__name__}:blind_inside"
_LARGEST = 400_000_000
"""Bytes of a package: completeness opens no work that is larger unpacked."""
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


def blind_walled(
    work: Path, into: Path, roster: Roster, child: Confined, *, number: str,
    materials: Mapping[str, Material] | None = None, decided: Mapping[str, Decision] | None = None,
) -> tuple[Package, bytes]:  # fmt: skip
    """As `blinding.blind`, in a child that may write where `into` is: the sheet and the bytes of the package. Raises
    ContestError where it had to be stopped or gave what is no package."""
    given = {
        "into": str(into), "roster": asdict(roster), "number": number, "decided": dict(decided or {}),
        "materials": {name: one.model_dump(mode="json") for name, one in (materials or {}).items()},
    }  # fmt: skip
    with child.lend(work) as lent:
        answer = child.call(_BLIND, {**given, "work": str(lent)})
    return _package(answer, into / "package.zip", number)


def blind_inside(given: Mapping[str, Any]) -> dict[str, Any]:
    """The child's side."""
    from mingjian.contest.blinding import Roster, blind

    roster = Roster(**{name: tuple(some) for name, some in given["roster"].items()})
    materials = {name: Material.model_validate(one) for name, one in given["materials"].items()}
    try:
        made = blind(
            Path(given["work"]), Path(given["into"]), roster, number=given["number"], materials=materials,
            decided=given["decided"],
        )  # fmt: skip
    except ContestError as error:
        return {"refused": [error.zh, error.en]}
    return {"package": asdict(made)}


def winner_walled(
    work: Path, materials: Mapping[str, Material], *, idea: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The texts a winning work gives the shelf, read in a child. `idea`: of a creative work, the model's id, its title
    and its line. Raises ContestError where there are none."""
    given = {
        "work": str(work.resolve()), "idea": idea is not None, **(idea or {}),
        "materials": {name: one.model_dump(mode="json") for name, one in materials.items()},
    }  # fmt: skip
    with Confined(read=[work.resolve()], bounds=OPENING, modules=("mingjian.contest.winning",)) as child:
        answer = child.call("mingjian.contest.winning:winner_inside", given)
    value = answer.value if isinstance(answer.value, dict) else {}
    refused = value.get("refused")
    if isinstance(refused, list) and len(refused) == 2:
        raise ContestError(str(refused[0])[:250], str(refused[1])[:250])
    try:
        return TypeAdapter(dict[str, str]).validate_python(value.get("files"))
    except ValidationError:
        raise ContestError("作品在限制内打不开", "the work could not be opened within the limits") from None


def why_stopped(answer: Answer) -> tuple[str, str] | None:
    """In words, which bound a job reached; None where it ended otherwise."""
    return _WHY.get(answer.ending)


def _read(answer: Answer) -> list[Finding]:
    if answer.ending == "done":
        try:
            return _FINDINGS.validate_python(answer.value)
        except ValidationError:
            pass
    if (why := why_stopped(answer)) is not None:
        zh, en = why
        return [
            Finding("opening", "error", f"检查超过{zh}限制，已停止", f"stopped: it takes too much {en} to be opened")
        ]
    return [Finding("opening", "error", "检查中断，作品打不开", "it could not be opened: the check broke off")]


def _package(answer: Answer, file: Path, number: str) -> tuple[Package, bytes]:
    """What the child answers is data that a hostile work may have made: its shape is checked, and that the file is the
    one it tells of."""
    from mingjian.contest.blinding import Package

    if (why := why_stopped(answer)) is not None:
        zh, en = why
        raise ContestError(f"制作匿名材料超过{zh}限制，已停止", f"stopped: it takes too much {en} to be blinded")
    value = answer.value if isinstance(answer.value, dict) else {}
    refused = value.get("refused")
    if isinstance(refused, list) and len(refused) == 2:
        raise ContestError(str(refused[0])[:250], str(refused[1])[:250])
    try:
        made = TypeAdapter(Package).validate_python(value.get("package"))
        whole = not file.is_symlink() and file.is_file() and file.stat().st_size <= _LARGEST
        data = file.read_bytes() if whole else b""
    except (ValidationError, OSError):
        made, data = None, b""
    if made is None or made.number != number or sha256_bytes(data) != made.archive:
        raise ContestError("制作匿名材料中断，作品打不开", "it could not be blinded: the work broke off")
    return made, data
