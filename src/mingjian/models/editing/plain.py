"""Plain data of a file: texts, numbers, days, lists, mappings. What an edit means is said over these."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

from mingjian.models.source import Path

__all__ = ["DEEPEST", "at", "changed", "copied", "is_plain", "same"]

DEEPEST = 30
"""Lists and mappings within each other that an edit may bring along; the reader takes forty in all."""


def same(one: Any, other: Any) -> bool:
    """Equal in value, type and order: ``1`` is not ``true``, and the order of keys is the author's."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a model file can hold it."""
    if depth > DEEPEST:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(key) and is_plain(item, depth + 1) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(is_plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)  # half a character, which no file can hold
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, bool | int | dt.date) and not isinstance(value, dt.datetime))


def copied(value: Any) -> Any:
    """The same data, sharing nothing that can be changed; tuples become lists."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list | tuple) else value


def at(data: Any, path: Path) -> Any:
    """The value at a path. KeyError or IndexError when there is none."""
    for part in path:
        there = part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        if not there:
            raise KeyError(part)
        data = data[part]
    return data


def changed(data: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """The data with the value at ``path`` replaced by ``change`` of it; what is beside it is shared."""
    if not path:
        return change(data)
    head, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {key: changed(value, rest, change) if key == head else value for key, value in data.items()}
    return [changed(value, rest, change) if index == head else value for index, value in enumerate(data)]
