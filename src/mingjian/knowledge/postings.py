"""Which documents hold a term, and how often: one field of a segment, as flat arrays that a reader maps from disk.

Arrays: ``terms`` (sorted), ``starts`` (where the documents of each begin), ``documents`` and ``times``. Nothing is
compressed: at 100,000 documents the map is a few hundred megabytes and the system keeps what is in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.grams import Codes, Signs, grams

__all__ = ["Found", "Postings"]

_DOCUMENT = np.uint64(22)
"""Bits of a document's number beside the 42 of a pair: four million documents a segment."""


@dataclass(frozen=True)
class Found:
    """Postings of asked terms, one after the other: ``term`` is the place of the term among those asked."""

    term: npt.NDArray[np.int64]
    document: npt.NDArray[np.uint32]
    times: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Postings:
    """One field of a segment."""

    terms: Codes
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.uint32]
    times: npt.NDArray[np.uint8]
    lengths: npt.NDArray[np.int32]
    """Signs of every document in this field."""

    @classmethod
    def of(cls, texts: Sequence[Signs]) -> Postings:
        """Index folded texts; their places are the numbers of the documents."""
        lengths = np.fromiter((np.count_nonzero(text) for text in texts), np.int32, len(texts))
        gap = np.zeros(1, np.uint32)
        joined = np.concatenate([part for text in texts for part in (text, gap)] or [gap])
        owner = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text) + 1 for text in texts])
        codes, places = grams(joined)
        keys = (codes << _DOCUMENT) | owner[places] if len(codes) else codes
        keys.sort()
        fresh = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, np.int64)
        times = np.minimum(np.diff(np.append(fresh, len(keys))), 255).astype(np.uint8)
        keys = keys[fresh]
        of_term = keys >> _DOCUMENT
        begins = np.flatnonzero(np.concatenate([[True], of_term[1:] != of_term[:-1]])) if len(keys) else fresh
        documents = (keys & np.uint64((1 << int(_DOCUMENT)) - 1)).astype(np.uint32)
        return cls(of_term[begins], np.append(begins, len(keys)).astype(np.int64), documents, times, lengths)

    def holding(self, asked: Codes) -> npt.NDArray[np.int64]:
        """In how many documents each asked term stands."""
        at = np.minimum(np.searchsorted(self.terms, asked), max(len(self.terms) - 1, 0))
        if not len(self.terms):
            return np.zeros(len(asked), np.int64)
        return np.where(self.terms[at] == asked, self.starts[at + 1] - self.starts[at], 0)

    def find(self, asked: Codes) -> Found:
        """All postings of the asked terms, in the order asked and of documents."""
        at = np.searchsorted(self.terms, asked)
        there = np.flatnonzero(at < len(self.terms))
        there = there[self.terms[at[there]] == asked[there]]
        first = self.starts[at[there]]
        many = self.starts[at[there] + 1] - first
        total = int(many.sum())
        place = np.repeat(first - (np.cumsum(many) - many), many) + np.arange(total)
        return Found(np.repeat(there, many), self.documents[place], self.times[place])

    def save(self, folder: Path) -> None:
        """Write the arrays into a new folder."""
        folder.mkdir()
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> Postings:
        """Map the arrays from disk."""
        # plain arrays over the map: a memmap asks after itself at every access
        return cls(*(np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS))


_ARRAYS = ("terms", "starts", "documents", "times", "lengths")
