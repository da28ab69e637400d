"""Rivals anybody can build in an hour: plain BM25 over words (jieba, group bench), pairs of signs, signs and pairs.

They rank the same texts for the same questions as ours does, and so tell which part of a figure is the half's and which
the method's. BM25 as ours has it (k1 1.2, b .75, a term of the question counts three times at most), no stop words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.grams import fold

__all__ = ["Bm25", "Terms", "pairs", "rivals", "signs_and_pairs"]

Terms = Callable[[str], list[str]]
_K1, _B, _REPEATS = 1.2, 0.75, 3


def signs_and_pairs(text: str) -> list[str]:
    """Single signs and every two in a row."""
    return [*(sign for sign in fold(text) if sign != " "), *pairs(text)]


def pairs(text: str) -> list[str]:
    """Every two signs in a row within a run of them."""
    return [run[at : at + 2] for run in fold(text).split() for at in range(len(run) - 1)]


def rivals() -> Iterator[tuple[str, Terms]]:
    """Names of the rivals at hand, with what each takes for a term."""
    if find_spec("jieba") is None:
        print("jieba is not installed (group bench)")
    else:
        import jieba

        jieba.setLogLevel("ERROR")
        yield "BM25 of jieba's words", lambda text: [word for word in jieba.lcut(text) if word[0].isalnum()]
    yield "BM25 of pairs", pairs
    yield "BM25 of signs and pairs", signs_and_pairs


class Bm25:
    """BM25 over a few hundred texts, read when the first question comes."""

    def __init__(self, texts: Mapping[str, str], terms: Terms) -> None:
        self._names, self._texts, self._terms = list(texts), texts, terms

    def ranked(self, text: str) -> list[str]:
        """All texts, the one that fits best first."""
        scores = np.zeros(len(self._names))
        for term, times in Counter(self._terms(text)).items():
            places, held = np.array(self._held.get(term, ()), int).reshape(-1, 2).T
            rarity = np.log1p((len(self._names) - len(places) + 0.5) / (len(places) + 0.5))
            scores[places] += min(times, _REPEATS) * rarity * held * (_K1 + 1) / (held + self._long[places])
        return [self._names[at] for at in np.argsort(-scores, kind="stable")]

    @cached_property
    def _counts(self) -> list[Counter[str]]:
        return [Counter(self._terms(text)) for text in self._texts.values()]

    @cached_property
    def _long(self) -> npt.NDArray[np.float64]:
        long = np.array([one.total() for one in self._counts], float)
        length: npt.NDArray[np.float64] = _K1 * (1 - _B + _B * long / long.mean())
        return length

    @cached_property
    def _held(self) -> dict[str, list[tuple[int, int]]]:
        held: dict[str, list[tuple[int, int]]] = {}
        for place, one in enumerate(self._counts):
            for term, times in one.items():
                held.setdefault(term, []).append((place, times))
        return held
