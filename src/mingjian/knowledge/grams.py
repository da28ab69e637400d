"""Signs and pairs of signs: what a text is indexed by. No dictionary, no segmentation.

Every sign that is a letter, a digit or a Chinese character is a term, and so is every two of them in a row; space and
punctuation part. A term is one number (the code points side by side), so that arrays of numbers do the work. Full
width, case and 〇 are folded sign for sign: the folded text is as long as the written one and places agree.
"""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["Codes", "Signs", "fold", "grams", "is_pair", "name", "signs"]

Codes = npt.NDArray[np.uint64]
Signs = npt.NDArray[np.uint32]
_SHIFT = np.uint64(21)
"""Bits of a code point; a pair is two of them."""
_LOW = np.uint64((1 << 21) - 1)


def signs(text: str) -> Signs:
    """Code points of a text, folded, zero where a sign parts."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded: Signs = _table()[points]
    return folded


def fold(text: str) -> str:
    """The text as it is compared, sign for sign; what parts is a space."""
    found = signs(text)
    return np.where(found, found, ord(" ")).astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")


def grams(folded: Signs) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Terms with the place each begins at: all single signs, then all pairs."""
    wide = folded.astype(np.uint64)
    single = np.flatnonzero(wide)
    both = np.flatnonzero((wide[:-1] > 0) & (wide[1:] > 0))
    pairs = (wide[both] << _SHIFT) | wide[both + 1]
    return np.concatenate([wide[single], pairs]), np.concatenate([single, both])


def is_pair(codes: Codes) -> npt.NDArray[np.bool_]:
    """Which terms are pairs of signs."""
    return codes > _LOW


def name(code: int) -> str:
    """A term as it is written."""
    first, second = code >> int(_SHIFT), code & int(_LOW)
    return (chr(first) if first else "") + chr(second)


@cache
def _table() -> Signs:
    """What every code point is folded to, made once a process (a tenth of a second)."""
    table = np.zeros(sys.maxunicode + 1, np.uint32)
    for point in (*range(0x250), *range(0x370, 0x530), *range(0x2160, 0x2180), *range(0xFF10, 0xFF5B)):
        letter = chr(point - 0xFEE0) if 0xFF10 <= point <= 0xFF5A else chr(point)
        low = letter.lower()
        if letter.isalnum():
            table[point] = ord(low) if len(low) == 1 else ord(letter)
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)):
        table[first : last + 1] = np.arange(first, last + 1)
    for circle in "〇○":
        table[ord(circle)] = ord("零")
    return table
