"""Files of JSON lines with named fields, every mistake told with its line: answers and cases of other offices."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.knowledge.gathering.records import RecordError
from mingjian.standards.errors import nearest

__all__ = ["Line", "read_lines"]

Line = Mapping[str, Any]
_MOST = 50
"""Mistakes that are told at once."""


def read_lines(
    file: Path,
    texts: Mapping[str, bool],
    days: Sequence[str] = (),
    flags: Sequence[str] = (),
    lists: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
) -> list[Line]:
    """The lines of a file; `RecordError` with all mistakes. `texts`: name → whether it must be there.

    `days`, `flags` (true, false) and `lists` (of texts) may be missing; `choices` of a text are all it may say.
    """
    known = (*texts, *days, *flags, *lists)
    found: list[Line] = []
    mistakes: list[tuple[int, str, str]] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(file.read_bytes().splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            data = json.loads(raw)
        except ValueError:  # also bytes that are no UTF-8
            data = None
        if not isinstance(data, dict):
            mistakes.append((number, "不是一个 JSON 对象", "is no JSON object"))
            continue
        wrong = [*_unknown(data, known), *_texts(data, texts, choices or {}), *_others(data, days, flags, lists)]
        id_ = data.get("id")
        if isinstance(id_, str) and seen.setdefault(id_, number) != number:
            wrong.append((f"id {id_} 已见第 {seen[id_]} 行", f"id {id_} stands in line {seen[id_]} already"))
        mistakes += [(number, zh, en) for zh, en in wrong]
        found.append(data)
        if len(mistakes) >= _MOST:
            break
    if mistakes:
        raise RecordError(file.name, mistakes)
    return found


def _unknown(data: Line, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in data:
        if name not in known:
            near = nearest(name, known)
            zh, en = (f"，是否指 {near}", f"; did you mean {near}") if near else ("", "")
            yield f"没有字段 {name}{zh}", f"there is no field {name}{en}"


def _texts(data: Line, texts: Mapping[str, bool], choices: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for name, needed in texts.items():
        value = data.get(name, None if needed else "")
        if not isinstance(value, str) or (needed and not value.strip()):
            yield f"{name} 应为文字，不能缺少" if needed else f"{name} 应为文字", f"{name} should be a text"
        elif name in choices and value not in choices[name]:
            yield f"{name} 应为 {'、'.join(choices[name])} 之一", f"{name} should be one of {', '.join(choices[name])}"


def _others(data: Line, days: Sequence[str], flags: Sequence[str], lists: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in days:
        if data.get(name) is not None and not _day(data[name]):
            yield f"{name} 应为日期，如 2025-06-30", f"{name} should be a day, as 2025-06-30"
    for name in flags:
        if not isinstance(data.get(name, False), bool):
            yield f"{name} 应为 true 或 false", f"{name} should be true or false"
    for name in lists:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            yield f"{name} 应为文字的列表", f"{name} should be a list of texts"


def _day(given: object) -> bool:
    try:
        return isinstance(given, str) and bool(date.fromisoformat(given))
    except ValueError:
        return False
