"""The text a parser works on, and the way back to the text that was delivered.

Judgments reach us with full-width digits, injected spaces, line breaks turned into spaces, lost line breaks, HTML
remnants and half a dozen kinds of brackets. Parsing happens on a *clean* text in which every character either stands
for exactly one original character or is gone; so a clean position always maps back to an original one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TypeVar

from mingjian.documents.found import Found

T = TypeVar("T")

# What carries no meaning: white space, zero-width and soft-hyphen characters, HTML tags and their escaped remains.
_GONE = re.compile(
    r"(?:[\s\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff\x00-\x1f\u007f-\u009f]"
    r"|[<﹤＜][\\/]{0,2}[A-Za-z][A-Za-z0-9]{0,9}[^<>﹤﹥＜＞\u4e00-\u9fff]{0,80}[>﹥＞]"
    r"|&(?:nbsp|ensp|emsp|ldquo|rdquo|middot);)+"
)

_SAME: dict[int, int] = {0xFF01 + i: 0x21 + i for i in range(94)}  # full width → half width
_SAME.update(
    {
        ord(a): ord(b)
        for group, b in (
            ("笫", "第"),
            ("(（﹙", "（"),
            (")）﹚", "）"),
            ("[［【〔﹝", "〔"),
            ("]］】〕﹞", "〕"),
            ("<＜﹤〈˂", "〈"),
            (">＞﹥〉˃", "〉"),
            (",，﹐", "，"),
            (":：﹕∶", "："),
            (";；﹔", "；"),
            ("．", "."),
            ("○Ο◯", "〇"),
            ("－—–―", "-"),
        )
        for a in group
    }
)


class Clean:
    """A normalised text with its map to the original.

    ``text`` has no white space; ``breaks`` are the clean positions before which white space stood. A parser must work
    without breaks and may use them only to prefer one reading over another.
    """

    __slots__ = ("_at", "_shift", "breaks", "raw", "text")

    def __init__(self, raw: str) -> None:
        """Normalise ``raw``; any string is accepted, also an empty one."""
        self.raw = raw
        self._at: list[int] = [0]  # clean position from which …
        self._shift: list[int] = [0]  # … this many original characters have been dropped
        self.breaks: list[int] = []
        pieces: list[str] = []
        kept = 0
        last = 0
        for gap in _GONE.finditer(raw):
            if gap.start() > last:
                pieces.append(raw[last : gap.start()])
                kept += gap.start() - last
            last = gap.end()
            if self._at[-1] == kept:
                self._shift[-1] = last - kept
            else:
                self._at.append(kept)
                self._shift.append(last - kept)
            if kept:
                self.breaks.append(kept)
        pieces.append(raw[last:])
        self.text = "".join(pieces).translate(_SAME)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the clean span ``[start, end)``."""
        first = start + self._shift[bisect_right(self._at, start) - 1]
        if end <= start:
            return first, first
        return first, end - 1 + self._shift[bisect_right(self._at, end - 1) - 1] + 1

    def found(self, value: T, start: int, end: int, sure: float = 1.0) -> Found[T]:
        """``value`` as found at the clean span ``[start, end)``."""
        return Found[T].model_construct(value=value, span=self.span(start, end), sure=sure)

    def broken(self, position: int) -> bool:
        """Whether white space stood before ``position`` (also true at the beginning)."""
        i = bisect_left(self.breaks, position)
        return position == 0 or (i < len(self.breaks) and self.breaks[i] == position)
