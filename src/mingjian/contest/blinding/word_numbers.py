"""The numbers Word puts before paragraphs of a list, which stand nowhere in their text."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["Numbers"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "零一二三四五六七八九"
_DEEP = 9


class Numbers:
    """Counts of all lists while a document is read from top to end."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        for kind in root.findall(f"{_W}abstractNum") if root is not None else ():
            own = self._levels.setdefault(kind.get(f"{_W}abstractNumId"), {})
            for level in kind.findall(f"{_W}lvl"):
                words = [_value(level, one) for one in ("numFmt", "lvlText", "start")]
                own[_whole(level.get(f"{_W}ilvl"))] = (words[0] or "decimal", words[1] or "", _whole(words[2], 1))
        for number in root.findall(f"{_W}num") if root is not None else ():
            self._of[number.get(f"{_W}numId")] = _value(number, "abstractNumId") or ""

    def front(self, given: Any) -> str:
        """What stands before a paragraph with these properties, "" for none."""
        if given is None:
            return ""
        depth = min(_whole(_value(given, "ilvl")), _DEEP - 1)
        of = self._of.get(_value(given, "numId") or "", "")
        levels = self._levels.get(of)
        if levels is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(of, [levels.get(one, ("", "", 1))[2] - 1 for one in range(_DEEP)])
        counts[depth] += 1
        counts[depth + 1 :] = [levels.get(one, ("", "", 1))[2] - 1 for one in range(depth + 1, _DEEP)]
        if levels[depth][0] == "bullet":
            return "· "

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _shown(max(counts[at], 1), levels.get(at, ("decimal", "", 1))[0])

        return re.sub(r"%([1-9])", shown, levels[depth][1])


def _shown(number: int, how: str) -> str:
    if how.startswith(("chinese", "japanese", "ideograph", "taiwanese")):
        return _han(number)
    if how in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if how == "lowerLetter" else letter.upper()
    if how == "none":
        return ""
    return str(number)


def _han(number: int) -> str:
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    front = ("" if tens == 1 else _HAN[tens]) + "十" if tens else ""
    return front + (_HAN[ones] if ones or not tens else "")


def _value(node: Any, name: str) -> str | None:
    found = node.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _whole(text: str | None, other: int = 0) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 6 else other
