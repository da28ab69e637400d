"""Titles as keys: what two ways of writing one title have in common."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded_title", "without_nested"]

_SIGNS = re.compile(r"[\s、，,。.·〈〉《》<>“”\"'‘’()（）\[\]【】〔〕—-]")
_NESTED = re.compile(r"〈[^〈〉]*〉")


def folded_title(short: str) -> str:
    """A short title without signs and in half width: 关于适用〈刑事诉讼法〉的解释 → 关于适用刑事诉讼法的解释."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", short))


def without_nested(short: str) -> str:
    """A title whose nested one was left out, as some courts write it: 关于适用的解释."""
    return _NESTED.sub("", short)
