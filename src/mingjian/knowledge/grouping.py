"""Documents that are one answer: versions of an article, instances of a case, copies to the letter and near copies.

A near copy says almost the same: printed elsewhere, names masked, a sign mistaken. Every document keeps the smallest
hashes of its pairs of signs (bottom-k sketch; Broder 1997), and two that share nearly all of them are held for copies.
Judgments of one court in cases of one kind read alike too, so documents that name different case numbers are never
near copies, nor are articles, of which every one is its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.grams import grams, is_pair, signs

__all__ = ["SKETCH", "Groups", "Sketch", "sketch"]

SKETCH = 32
"""Hashes kept of a document."""
_NEAR = 27
"""Hashes two near copies share at least: about 84 of 100 pairs of both are then the same."""
_ACROSS = {"first": "appeal", "appeal": "first"}
"""Groups that join a paper of the one sort to those of the other alone: two first instances are two cases."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)
_NONE = np.iinfo(np.uint32).max
Sketch = npt.NDArray[np.uint32]


def sketch(text: str) -> Sketch:
    """The smallest hashes of the pairs of a text in ascending order; filled up for texts too short to have so many."""
    codes, _ = grams(signs(text))
    mixed = codes[is_pair(codes)] * _ODD
    mixed = (mixed ^ (mixed >> _HIGH)) * _ODD  # two rounds: neighbouring signs must not have neighbouring hashes
    found = np.unique((mixed >> _HIGH).astype(np.uint32))[:SKETCH]
    return np.concatenate([found, np.full(SKETCH - len(found), _NONE, np.uint32)])


class Groups:
    """Puts documents one after the other into groups; a group is the number of its first document."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._hashes: dict[int, list[int]] = {}
        self._cases: list[frozenset[str]] = []

    def place(self, words: str, groups: Sequence[str], near: Sketch | None = None) -> int | None:
        """The group a document falls into, or None when it begins the next one; a sketch of None has no near copies."""
        keys = [f"words {words}", *(f"group {one}" for one in groups)]
        sought = [f"words {words}", *(f"group {_across(one)}" for one in groups)]
        at = next((self._first[key] for key in sought if key in self._first), None)
        cases = frozenset(one for one in groups if one.startswith("case:"))
        hashes = [] if near is None or near[-1] == _NONE else near.tolist()
        if at is None:
            at = self._nearest(hashes, cases)
        begins = at is None
        if at is None:
            at = len(self._cases)
            self._cases.append(frozenset())
            for one in hashes:
                self._hashes.setdefault(one, []).append(at)
        self._cases[at] |= cases  # a copy without a number must not join two cases that have one each
        for key in keys:
            self._first.setdefault(key, at)
        return None if begins else at

    def _nearest(self, hashes: list[int], cases: frozenset[str]) -> int | None:
        shared = Counter(at for one in hashes for at in self._hashes.get(one, ()))
        for at, many in shared.most_common():
            if many < _NEAR:
                return None
            if not cases or not self._cases[at]:
                return at
        return None


def _across(group: str) -> str:
    kind, _, rest = group.partition(":")
    return f"{_ACROSS[kind]}:{rest}" if kind in _ACROSS else group
