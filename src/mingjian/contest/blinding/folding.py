"""A text as it is searched for names: width, case, tradition, gaps and escapes folded away, each sign with its place.

张　三, 張三, 张-三, `**张**三`, `张<b>三</b>`, `\\u5f20三` and a name broken at the end of a line are one name. Unlike
in `originality`, signs that only look alike stay apart: a name is to be found, not an evasion of it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

__all__ = ["Folded", "fold", "fold_word"]

_UNIT = re.compile(
    r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\U000[0-9A-Fa-f]{5}"  # escapes of YAML, JSON and Python
    r"|&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8});"
    r"|</?[A-Za-z][A-Za-z0-9:]{0,12}(?:\s[^<>\n]{0,120})?/?>"
    r"|.",
    re.DOTALL,
)
_GAPS = frozenset("*#~`|>·•・‧∙.\\'\"’‘")
"""Signs besides blanks, hyphens and signs without width that may stand between two signs of a name."""


@dataclass(frozen=True)
class Folded:
    """Signs to search, and of each where it began and ended in the text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded signs `start` to `end` (excluded) stood."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """A text as it is searched."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for unit in _UNIT.finditer(text):
        for sign in _sign(unit[0]):
            signs.append(sign)
            starts.append(unit.start())
            ends.append(unit.end())
    return Folded("".join(signs), tuple(starts), tuple(ends))


def fold_word(word: str) -> str:
    """A name as it is searched for."""
    return fold(word).text


@cache
def _sign(unit: str) -> str:
    """What a sign, an escape or a tag is searched as: "" for a gap."""
    if len(unit) > 1:
        if unit[0] == "<":
            return ""
        unit = chr(int(unit[2:], 16)) if unit[0] == "\\" else html.unescape(unit)
    plain = _simplified(unicodedata.normalize("NFKC", unit)).casefold()
    kept = (one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
    return "".join(one for one in kept if one not in _GAPS and unicodedata.category(one) not in _NOTHING)


_NOTHING = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Co", "Cn"})


def _simplified(text: str) -> str:
    return text if text.isascii() else str(_converter().convert(text))


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc has no types
    from opencc import OpenCC

    return OpenCC("t2s")
