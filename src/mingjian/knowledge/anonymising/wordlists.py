"""Lists of words in sections, as `data/names.txt` has them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["sections"]

_SECTION = re.compile(r"^\[(\w+)\].*$", re.MULTILINE)


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Section → its words."""
    text = files("mingjian.knowledge.anonymising").joinpath(f"data/{name}").read_text(encoding="utf-8")
    parts = _SECTION.split(text)
    return {parts[at]: tuple(parts[at + 1].split()) for at in range(1, len(parts), 2)}
