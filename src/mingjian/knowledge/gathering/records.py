"""Cases, answers and anything else as JSON lines: how another system hands over what should be found.

A line has `kind`, `id`, `title`, `text` and `source`, and may have `heading`, `office`, `secrecy`, `line`, `day`,
`from`, `to`, `groups` and `marks` (a value or a list by name).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.knowledge.document import KINDS, Document
from mingjian.knowledge.sight import Rights
from mingjian.standards.errors import nearest

__all__ = ["RecordError", "from_records"]

_TEXTS = {"kind": True, "id": True, "title": True, "text": True, "source": True, "heading": False}
_DAYS = ("day", "from", "to")
_KNOWN = (*_TEXTS, *_DAYS, "office", "secrecy", "line", "groups", "marks")
_MOST = 50
"""Mistakes that are told at once."""


class RecordError(ValueError):
    """Lines that are no documents: every mistake with its line, in both languages."""

    def __init__(self, file: str, mistakes: list[tuple[int, str, str]]) -> None:
        self.zh = "\n".join(f"{file}:{line}：{zh}" for line, zh, _ in mistakes)
        self.en = "\n".join(f"{file}:{line}: {en}" for line, _, en in mistakes)
        super().__init__(f"{self.zh} / {self.en}")


def from_records(file: Path) -> Iterator[Document]:
    """Documents of a file; `RecordError` with all mistakes, and then nothing is given."""
    mistakes: list[tuple[int, str, str]] = []
    found: list[Document] = []
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError:  # also bytes that are no UTF-8
            data = None
        wrong = list(_wrong(data)) if isinstance(data, dict) else [("不是一个 JSON 对象", "is no JSON object")]
        mistakes += [(number, zh, en) for zh, en in wrong]
        if not wrong and isinstance(data, dict):
            found.append(_document(data))
        if len(mistakes) >= _MOST:
            break
    if mistakes:
        raise RecordError(file.name, mistakes)
    yield from found


def _wrong(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in data:
        if name not in _KNOWN:
            near = nearest(name, _KNOWN)
            zh, en = (f"，是否指 {near}", f"; did you mean {near}") if near else ("", "")
            yield f"没有字段 {name}{zh}", f"there is no field {name}{en}"
    for name, needed in _TEXTS.items():
        value = data.get(name, None if needed else "")
        if not isinstance(value, str) or (needed and not value.strip()):
            yield f"{name} 应为文字", f"{name} should be a text"
    if isinstance(data.get("kind"), str) and data["kind"] not in KINDS:
        yield f"kind 应为 {'、'.join(KINDS)} 之一", f"kind should be one of {', '.join(KINDS)}"
    for name in _DAYS:
        if data.get(name) is not None and _day(data[name]) is None:
            yield f"{name} 应为日期，如 2025-06-30", f"{name} should be a day, as 2025-06-30"
    for name in ("office", "line"):
        if not isinstance(data.get(name, ""), str):
            yield f"{name} 应为文字", f"{name} should be a text"
    secrecy = data.get("secrecy", 0)
    if not isinstance(secrecy, int) or isinstance(secrecy, bool) or secrecy < 0:
        yield "secrecy 应为不小于 0 的整数", "secrecy should be a whole number from 0"
    marks = data.get("marks", {})
    if not isinstance(marks, dict) or not all(_values(one) is not None for one in marks.values()):
        yield "marks 应为 名称: 值 或 值的列表", "marks should give a text or a list of texts by name"
    if _values(data.get("groups", [])) is None:
        yield "groups 应为文字的列表", "groups should be a list of texts"


def _document(data: Mapping[str, Any]) -> Document:
    texts = {name: data.get(name, "") for name in _TEXTS}
    day, from_, to = (_day(data.get(name)) for name in _DAYS)
    marks = {name: _values(value) or () for name, value in data.get("marks", {}).items()}
    groups = tuple(one.replace(" ", "") for one in _values(data.get("groups", [])) or ())
    rights = Rights(data.get("office", ""), data.get("secrecy", 0), data.get("line", ""))
    return Document(**texts, rights=rights, day=day, from_=from_, to=to, marks=marks, groups=groups)


def _values(given: object) -> tuple[str, ...] | None:
    if isinstance(given, str):
        return (given,)
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return tuple(given)
    return None


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
