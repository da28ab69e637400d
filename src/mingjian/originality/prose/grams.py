"""Pieces of a folded text, and of those the few that stand for it (winnowing, Schleimer, Wilkerson and Aiken 2003)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.originality.prose.folding import Folded

__all__ = ["PIECE", "WINDOW", "Grams", "grams", "winnowed"]

PIECE = 5
"""Signs of a piece: below it is noise. Research on judgments found five and six best."""
WINDOW = 3
"""Of so many pieces in a row one is kept at least, so that anything copied over seven signs is met."""
_BASE = np.uint64(1_099_511_628_211)
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Grams:
    """Pieces by hash, and the folded sign each begins with."""

    hashes: Hashes
    places: Places


def grams(folded: Folded, size: int = PIECE) -> Grams:
    """All pieces, in order."""
    signs = np.frombuffer(folded.text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(signs) - size + 1
    if count <= 0:
        return Grams(np.empty(0, np.uint64), np.empty(0, np.int32))
    found = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for shift in range(size):
            found = (found ^ (signs[shift : shift + count] * _MIX)) * _BASE
        found ^= found >> np.uint64(29)
        found *= _MIX
    return Grams(found, np.arange(count, dtype=np.int32))


def winnowed(found: Grams, window: int = WINDOW) -> Grams:
    """Of every window the smallest piece, the last of equals; the same for the same stretch of any text."""
    if len(found.hashes) <= window:
        if not len(found.hashes):
            return found
        least = int(np.argmin(found.hashes))
        return Grams(found.hashes[least : least + 1], found.places[least : least + 1])
    views = np.lib.stride_tricks.sliding_window_view(found.hashes, window)
    chosen = window - 1 - np.argmin(views[:, ::-1], axis=1)
    at = np.unique(np.arange(len(views)) + chosen)
    return Grams(found.hashes[at], found.places[at])
