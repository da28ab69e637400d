"""Whether two places are surely different: at some level that both name they bear different names."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["places_differ"]

_HAN = r"[\u4e00-\u9fff]"
_LEVELS = (
    re.compile(rf"(?P<it>{_HAN}{{2,6}}?(?:省|自治区))"),
    re.compile(rf"(?P<it>{_HAN}{{2,5}}?(?:市|自治州|盟))(?!场)"),
    re.compile(rf"(?P<it>{_HAN}{{1,5}}?(?:区|县|旗))(?!域)"),
    re.compile(rf"(?P<it>{_HAN}{{1,6}}?(?:街道|镇|乡))"),
    re.compile(rf"(?P<it>{_HAN}{{1,8}}?(?:大道|大街|路|街|巷|村))"),
    re.compile(r"(?P<it>\d+)号"),
)


def places_differ(a: str | None, b: str | None) -> bool:
    """True only where both name a level differently; one that says less, or says it in other words, may be the same."""
    if not a or not b:
        return False
    one, other = _levels(a), _levels(b)
    return any(x is not None and y is not None and x != y for x, y in zip(one, other, strict=True))


def _levels(text: str) -> list[str | None]:
    rest = re.sub(r"[\s,，、。()（）]", "", unicodedata.normalize("NFKC", text))
    found: list[str | None] = []
    for level in _LEVELS:
        match = level.match(rest) or (level.search(rest) if level is _LEVELS[-1] else None)
        found.append(match["it"] if match else None)
        rest = rest[match.end() :] if match and level is not _LEVELS[-1] else rest
    return found
