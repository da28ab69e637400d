"""Model folders: texts and comments replaced in place, every other byte as it was.

A place is replaced only where it lies within one value or one comment, and the file, read again, must be the same data
but for those words; else it is not in the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import ScalarToken

from mingjian.contest.blinding.plain import line_of
from mingjian.contest.blinding.search import Hit
from mingjian.contest.blinding.sheet import FileSheet, applied
from mingjian.contest.completeness.sniffing import decoded

__all__ = ["blind_yaml"]

_MOST = 2_000_000
_ROWS = re.compile(r"(?:^|/)examples/")
"""Rows of a model's examples are made up, telephones and all: only the roster is looked for in them."""


def blind_yaml(data: bytes, page: FileSheet) -> bytes | None:
    """A YAML file with names replaced; one that does not parse is a text. None for what is no text."""
    text = decoded(data)
    if text is None or len(text) > _MOST:
        page.leave("unreadable", "不是能读取的文字，或过大", "no text that can be read, or too large")
        return None
    text = text.removeprefix("\ufeff")
    hits = page.hits(text, lambda at: line_of(text, at), everybody=not _ROWS.search(page.original))
    before = _read(text)
    if before is None:
        return applied(text, hits).encode()
    scalars = list(_scalars(text))
    whole = [hit for hit in hits if _within(text, hit, scalars)]
    after = applied(text, whole)
    if not _alike(before, _read(after), set()):
        page.leave("yaml", "替换后结构会改变，未放入匿名版", "its structure would change: not in the blind copy")
        return None
    if len(whole) < len(hits):
        page.leave("across", "姓名跨越两个字段，未能替换", "a name across two fields is not replaced")
    return after.encode()


def _read(text: str) -> list[Any] | None:
    """Documents of a text as plain data; None where it is no YAML."""
    try:
        return list(YAML(typ="safe", pure=False).load_all(text))
    except (YAMLError, ValueError, RecursionError, OverflowError):
        return None


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each value and key stands."""
    for token in YAML(typ="safe", pure=True).scan(text):
        if isinstance(token, ScalarToken):
            yield token.start_mark.index, token.end_mark.index


def _within(text: str, hit: Hit, scalars: list[tuple[int, int]]) -> bool:
    """Whether a hit lies in one value, or in comments alone."""
    for start, end in scalars:
        if start <= hit.start and hit.end <= end:
            return True
        if start < hit.end and hit.start < end:
            return False
    return "#" in text[text.rfind("\n", 0, hit.start) + 1 : hit.start]


def _alike(before: Any, after: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether two data have one shape, and differ in texts alone. `seen`: pairs looked at before, since what is named
    by an alias is in the data as often as it is named."""
    if isinstance(before, dict | list):
        if (id(before), id(after)) in seen:
            return True
        seen.add((id(before), id(after)))
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = zip(before.items(), after.items(), strict=False)
        return len(before) == len(after) and all(_alike(a, c, seen) and _alike(b, d, seen) for (a, b), (c, d) in pairs)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(_alike(a, b, seen) for a, b in zip(before, after, strict=True))
    if isinstance(after, str):  # a number of somebody is a number no more
        return isinstance(before, str | int | float)
    return not isinstance(before, dict | list) and bool(before == after)
