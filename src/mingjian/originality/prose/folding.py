"""Texts as they are compared: what evasion changes and readers do not see is folded away, each sign with its place.

Compatibility forms (full width, ligatures, radicals), signs without width, traditional and look-alike signs, capital
letters, spaces and punctuation, and every number, however it is written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["NUMBER", "Folded", "fold"]

NUMBER = "#"
"""What stands for a number."""

_DIGITS = frozenset("0123456789〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖")
_ALIKE = {
    # Cyrillic and Greek letters that look like Latin ones
    **dict(zip("авсеһіјкмнорѕтухԁԛԝ", "abcehijkmhopstyxdqw", strict=True)),
    **dict(zip("αβγεικνορτυχω", "abyeiknoptyxw", strict=True)),
    **dict(zip("ıłøđ", "ilod", strict=True)),
    # Chinese signs one takes for each other; each group becomes its first
    **{sign: group[0]
       for group in ("己已巳", "未末", "日曰", "人入", "土士", "千干于", "戊戌戍", "口囗", "刀刁", "大犬", "天夭",
                     "王玉", "木朩", "毋母", "令今")
       for sign in group},
}  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """The signs compared, and where each stood in the text."""

    text: str
    places: npt.NDArray[np.int32]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded signs ``start`` to ``end`` (excluded) stood."""
        if start >= end or not len(self.places):
            return 0, 0
        return int(self.places[start]), int(self.places[min(end, len(self.places)) - 1]) + 1


def fold(text: str) -> Folded:
    """A text as it is compared."""
    signs: list[str] = []
    places: list[int] = []
    last = ""
    for place, sign in enumerate(text):
        for one in _folded(sign):
            if one == NUMBER and last == NUMBER:
                continue
            last = one
            signs.append(one)
            places.append(place)
    return Folded("".join(signs), np.array(places, dtype=np.int32))


@cache
def _folded(sign: str) -> str:
    """What a sign is compared as: nothing, itself, or others."""
    plain = _simplified(unicodedata.normalize("NFKC", sign)).lower()
    plain = "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
    found = (NUMBER if one in _DIGITS or one.isdigit() else _ALIKE.get(one, one) for one in plain)
    return "".join(one for one in found if one == NUMBER or unicodedata.category(one)[0] == "L")


def _simplified(text: str) -> str:
    if text.isascii():
        return text
    return str(_converter().convert(text))


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")
