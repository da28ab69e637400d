"""What is everybody's: templates, statutes, titles in 《》, and words in quotation marks beside a citation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from mingjian.originality.prose.folding import Folded, fold
from mingjian.originality.prose.grams import PIECE, Grams, grams

__all__ = ["Excluded", "quotations"]

_TITLE = re.compile(
    r"《[^《》\n]{1,80}》(?:第[0-9〇零一二三四五六七八九十百千之、]{1,12}条(?:第?[0-9一二三四五六七八九十、（）()]{1,8}[款项])*)?"
)
_QUOTED = re.compile(r"[“「『\"][^“”「」『』\"\n]{6,400}[”」』\"]")
_CITED = re.compile(r"》|第[0-9〇零一二三四五六七八九十百千之、]{1,12}条|规定|指出|载明")
RUN = 12
"""Pieces in a row that a text has from a template or statute before it counts as one: sixteen signs."""
_NEAR = 30
"""Signs before a quotation, in the same sentence, within which what it is taken from has to be named."""


class Excluded:
    """Texts whose words count for nobody."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        found = [grams(fold(text)).hashes for text in texts]
        self.known: npt.NDArray[np.uint64] = np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)

    @cached_property
    def digest(self) -> str:
        """The same for the same words, whatever texts they came from."""
        return hashlib.sha256(self.known.tobytes()).hexdigest()

    def grey(self, text: str, folded: Folded, pieces: Grams) -> npt.NDArray[np.bool_]:
        """For each folded sign whether it is everybody's."""
        mask = np.zeros(len(folded.text) + 1, dtype=np.int32)
        if len(self.known) and len(pieces.hashes):
            at = np.minimum(np.searchsorted(self.known, pieces.hashes), len(self.known) - 1)
            hits = pieces.places[_in_a_row(self.known[at] == pieces.hashes)]
            np.add.at(mask, hits, 1)
            np.add.at(mask, np.minimum(hits + PIECE, len(folded.text)), -1)
        for start, end in quotations(text):
            first, last = np.searchsorted(folded.places, (start, end))
            mask[first] += 1
            mask[last] -= 1
        return np.asarray(np.cumsum(mask)[:-1] > 0)


def _in_a_row(known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Those of a run long enough: a piece by itself stands in some statute or other."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    kept = np.zeros(len(known), bool)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        kept[start:end] = end - start >= RUN
    return kept


def quotations(text: str) -> list[tuple[int, int]]:
    """Titles with the article behind them, and quotations whose source is named before them."""
    found = [match.span() for match in _TITLE.finditer(text)]
    for match in _QUOTED.finditer(text):
        before = re.split(r"[。！？；\n”」』]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
        if _CITED.search(before):
            found.append(match.span())
    return reduce(_joined, sorted(found), [])


def _joined(found: list[tuple[int, int]], one: tuple[int, int]) -> list[tuple[int, int]]:
    if found and one[0] <= found[-1][1]:
        return [*found[:-1], (found[-1][0], max(one[1], found[-1][1]))]
    return [*found, one]
