"""Whether a work is whole: every part there, readable, long enough, of the right kind, nothing in it that may not be.

>>> found = complete(Path("work.zip"), contest.definition.types["prototype"])
>>> [one.zh for one in found if one.severity == "error"]

A file belongs to the part whose id or title its name has (`overview.docx`, `1 模型概述.pdf`), a model folder likewise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from mingjian.contest.completeness.finding import Finding, Severity
from mingjian.contest.completeness.marks import mark_findings
from mingjian.contest.completeness.opening import LIMITS, Limits, open_work
from mingjian.contest.completeness.parsed import (
    idea_findings,
    model_findings,
    python_findings,
    sql_findings,
    yaml_findings,
)
from mingjian.contest.completeness.sniffing import kind_of, named_kind
from mingjian.contest.completeness.texts import document_text
from mingjian.contest.definition import ContestType, Material

__all__ = ["LIMITS", "Finding", "Limits", "Severity", "complete", "part_of", "unwrapped"]

_FRONT = re.compile(r"^[\s\d０-９一二三四五六七八九十、.．_()（）\-]+(?=\D)")
_TEXTS = {"md", "txt", "yaml", "sql", "py"}
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "notice": 2}


def complete(work: Path | bytes, kind: ContestType, limits: Limits = LIMITS) -> list[Finding]:
    """Everything that is found of a work, a folder or a zip; the gravest first."""
    opened = open_work(work, limits)
    found = list(opened.findings)
    if opened.files or not found:
        found += _parts(unwrapped(opened.files), kind)
    return sorted(dict.fromkeys(found), key=lambda one: (_ORDER[one.severity], one.file, one.check, one.place))


def unwrapped(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without the one folder that holds everything, and without what systems leave in archives."""
    kept = {
        name: data for name, data in files.items()
        if not name.startswith("__MACOSX/") and name.rpartition("/")[2] not in (".DS_Store", "Thumbs.db", "desktop.ini")
    }  # fmt: skip
    tops = {name.partition("/")[0] for name in kept if "/" in name}
    if (
        len(tops) == 1
        and all("/" in name for name in kept)
        and not any(n.endswith("/model.yaml") and n.count("/") == 1 for n in kept)
    ):
        return {name.partition("/")[2]: data for name, data in kept.items()}
    return kept


def _parts(files: Mapping[str, bytes], kind: ContestType) -> Iterator[Finding]:
    own: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name, data in files.items():
        part = part_of(name, kind.materials)
        if part is None:
            yield Finding("file_unknown", "notice", "不属于任何一项材料", "it belongs to no part", name)
        own[part or ""][name] = data
    for part, said in kind.materials.items():
        if own.get(part):
            yield from _part(part, said, own[part])
        elif not said.optional:
            yield Finding(
                "part_missing", "error", f"缺少材料“{said.title.zh}”", f"the part '{said.title.en}' is missing", part
            )
    for name, data in own.get("", {}).items():
        yield from _file(name, data, None)


def part_of(name: str, materials: Mapping[str, Material]) -> str | None:
    """By the first folder or the name of the file, without numbers in front and what is behind the dot."""
    head, slash, _ = name.partition("/")
    word = head if slash else head.rpartition(".")[0] or head
    plain = {_FRONT.sub("", word).strip().casefold(), word.strip().casefold()}
    for part, said in materials.items():
        if plain & {part.casefold(), said.title.zh.casefold(), said.title.en.casefold()}:
            return part
    return None


def _part(part: str, said: Material, files: Mapping[str, bytes]) -> Iterator[Finding]:
    if said.kinds == ["model"]:
        yield from _model(part, files)
        return
    if len(files) > 1:
        zh, en = f"“{said.title.zh}”交了 {len(files)} 个文件", f"'{said.title.en}' is there {len(files)} times"
        yield Finding("part_twice", "warning", zh, en, part)
    for name, data in files.items():
        yield from _file(name, data, said)


def _model(part: str, files: Mapping[str, bytes]) -> Iterator[Finding]:
    inner = {name.partition("/")[2] or name: data for name, data in files.items()}
    deeper = {name.partition("/")[0] for name in inner if name.endswith("/model.yaml")}
    if "model.yaml" not in inner and len(deeper) == 1:
        inner = {
            name.partition("/")[2]: data for name, data in inner.items() if name.startswith(f"{next(iter(deeper))}/")
        }
    yield from model_findings(part, {name: data for name, data in inner.items() if name})
    for name, data in inner.items():
        text, _ = document_text(name, data, "text")
        if text is not None:
            yield from mark_findings(f"{part}/{name}", text)


def _file(name: str, data: bytes, said: Material | None) -> Iterator[Finding]:
    """One file: kind, text, length, words, marks. `said` is the part it is, None for none."""
    real, claimed = kind_of(data), named_kind(name)
    if not data:
        yield Finding("part_empty", "error", "空文件", "an empty file", name)
        return
    kind = claimed if real == "text" and claimed in _TEXTS else real
    if real in ("archive", "program") or (claimed and kind != claimed and real != "ole"):
        shown = claimed or real
        yield Finding(
            "wrong_kind",
            "error",
            f"内容不是 {shown} 文件（实为 {real}）",
            f"by its content it is no {shown} but {real}",
            name,
        )
        return
    if said is not None and kind not in said.kinds and real != "ole":
        zh, en = f"应为 {'、'.join(said.kinds)}，交来的是 {kind}", f"{', '.join(said.kinds)} is asked for, not {kind}"
        yield Finding("wrong_kind", "error", zh, en, name)
        return
    if kind in ("png", "jpg", "binary"):
        if kind == "binary":
            yield Finding("unreadable", "error", "无法识别的文件", "a file nobody knows", name)
        return
    text, found = document_text(name, data, kind)
    yield from found
    if text is None:
        return
    yield from _written(name, text, kind, said)
    yield from mark_findings(name, text)


def _written(name: str, text: str, kind: str, said: Material | None) -> Iterator[Finding]:
    checks = {"sql": sql_findings, "py": python_findings, "yaml": yaml_findings}
    if said is not None and said.kinds == ["yaml"] and name.rpartition("/")[2].startswith("idea"):
        yield from idea_findings(name, text)
    elif kind in checks:
        yield from checks[kind](name, text)
    if said is None:
        return
    length = len("".join(text.split()))
    if not length:
        yield Finding("part_empty", "error", "没有文字", "there is no text in it", name)
        return
    if length < said.least:
        yield Finding(
            "part_short",
            "error",
            f"只有 {length} 字，至少 {said.least} 字",
            f"{length} characters, {said.least} at least",
            name,
        )
    if said.most is not None and length > said.most:
        yield Finding(
            "part_long",
            "error",
            f"有 {length} 字，至多 {said.most} 字",
            f"{length} characters, {said.most} at most",
            name,
        )
    for word in said.names:
        if word not in text:
            yield Finding("part_lacks", "error", f"没有写到“{word}”", f"'{word}' is not in it", name)
