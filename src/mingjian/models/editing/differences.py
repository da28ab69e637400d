"""From one value to another by small changes, so that what stays the same keeps its text and its comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from mingjian.models.editing.plain import same
from mingjian.models.editing.primitives import Add, Primitive, Replace, Take
from mingjian.models.source import Path

__all__ = ["differences"]


def differences(path: Path, old: Any, new: Any) -> Iterator[Primitive]:
    """Changes that one after another make ``old`` at ``path`` into ``new``."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        kept = [key for key in old if key in new]
        if kept == [key for key in new if key in old]:
            yield from _mappings(path, old, new)
            return
    if isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _lists(path, old, new)
        return
    yield Replace(path, new)


def _mappings(path: Path, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Primitive]:
    common = [key for key in old if key in new]
    if not common:
        yield Replace(path, new)
        return
    for key in old:
        if key not in new:
            yield Take((*path, key))
    for key in common:
        yield from differences((*path, key), old[key], new[key])
    for index, key in enumerate(new):
        if key not in old:
            yield Add(path, index, key, new[key])


def _lists(path: Path, old: list[Any], new: list[Any]) -> Iterator[Primitive]:
    before, after = ([json.dumps(item, default=repr, ensure_ascii=False) for item in items] for items in (old, new))
    shift = 0
    for word, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if word == "equal":
            continue
        both = min(end - start, new_end - new_start)
        for offset in range(both):
            yield from differences((*path, start + shift + offset), old[start + offset], new[new_start + offset])
        for _ in range(end - start - both):
            yield Take((*path, start + shift + both))
        for offset in range(both, new_end - new_start):
            yield Add(path, start + shift + offset, None, new[new_start + offset])
        shift += (new_end - new_start) - (end - start)
