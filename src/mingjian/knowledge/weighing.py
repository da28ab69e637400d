"""How well documents fit a text: BM25 of single signs and pairs, field by field (Robertson and Zaragoza 2009).

Frequencies are counted over what the reader may see, never over the whole index: a score tells nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.document import FIELDS
from mingjian.knowledge.grams import Codes, grams, is_pair, signs
from mingjian.knowledge.postings import Found
from mingjian.knowledge.segment import Segment

__all__ = ["FIELD_WEIGHTS", "Asked", "Fit", "asked", "weigh"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_K1, _B = 1.2, 0.75
_REPEATS = 3
"""A term counts so often in a question at most: a long text repeats its names."""
_TERMS = 400
"""Of a long text only so many terms are looked for, the rarest and most repeated."""
FIELD_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "article": {"title": 0.2, "heading": 0.4, "text": 1.0},
    "": {"title": 0.5, "heading": 0.5, "text": 1.0},
}
"""What a field counts for, by kind of document; those of articles were chosen on the tuning half (docs/search.md)."""


_ALSO = 0.4
"""What a term of other words for the same thing counts beside one of the question (docs/search.md)."""


@dataclass(frozen=True)
class Asked:
    """Terms that are looked for, each once, with their weights; `own`: those of the question itself."""

    codes: Codes
    weights: Floats
    own: Flags

    @property
    def pairs(self) -> Flags:
        """Which of the question's own are pairs of signs."""
        return self.own & is_pair(self.codes)

    @property
    def needed(self) -> Flags:
        """The terms that are all met by a document with every word: pairs, of a question without one its signs."""
        pairs = self.pairs
        return pairs if pairs.any() else self.own


@dataclass(frozen=True)
class Fit:
    """What came of it in one segment, a number a document: score by field, and how many pairs were met."""

    segment: Segment
    fields: dict[str, Floats]
    total: Floats
    met: npt.NDArray[np.int64]
    """Different pairs of the question found in any field (single signs where the question has no pair)."""
    some: Flags
    """Whether any of these is found, or a pair of other words for the same thing."""


def asked(text: str, also: str = "") -> Asked:
    """The terms of a question, a description or a whole document; `also`: other words for what it speaks of."""
    codes, _ = grams(signs(text))
    found, many = np.unique(codes, return_counts=True)
    more = np.setdiff1d(grams(signs(also))[0], found) if also else found[:0]
    weights = np.concatenate([np.minimum(many, _REPEATS).astype(np.float64), np.full(len(more), _ALSO)])
    own = np.arange(len(weights)) < len(found)
    order = np.argsort(np.concatenate([found, more]), kind="stable")
    return Asked(np.concatenate([found, more])[order], weights[order], own[order])


def weigh(segments: Sequence[Segment], wanted: Asked) -> list[Fit]:
    """Weigh documents of one kind; `segments` are all of that kind that may be seen."""
    if not segments:
        return []
    wanted = _rarest(segments, wanted)
    weights = FIELD_WEIGHTS.get(segments[0].kind, FIELD_WEIGHTS[""])
    by_field: dict[str, list[Floats]] = {}
    met = [_Met(len(one), wanted) for one in segments]
    for name in FIELDS:
        found = [_live(one, one.fields[name].find(wanted.codes)) for one in segments]
        for one, has in zip(met, found, strict=True):
            one.see(has)
        by_field[name] = _bm25(segments, name, found, wanted)
    fits = []
    for at, segment in enumerate(segments):
        fields = {name: weights[name] * by_field[name][at] for name in FIELDS}
        total = sum(fields.values(), np.zeros(len(segment)))
        fits.append(Fit(segment, fields, total, met[at].count(), met[at].some))
    return fits


def _bm25(segments: Sequence[Segment], name: str, found: Sequence[Found], wanted: Asked) -> list[Floats]:
    documents = sum(one.alive for one in segments)
    length = sum(one.lengths[name] for one in segments) / max(documents, 1) or 1.0
    holding = sum(np.bincount(one.term, minlength=len(wanted.codes)) for one in found)
    rarity = wanted.weights * np.log1p((documents - holding + 0.5) / (holding + 0.5))
    scores: list[Floats] = []
    for segment, has in zip(segments, found, strict=True):
        times = has.times.astype(np.float64)
        long = segment.fields[name].lengths[has.document] / length
        part = rarity[has.term] * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * long))
        scores.append(np.bincount(has.document, part, minlength=len(segment)).astype(np.float64))
    return scores


class _Met:
    """Counts different terms met by a document, over fields."""

    def __init__(self, documents: int, wanted: Asked) -> None:
        self.documents, self.counted = documents, wanted.needed
        self.any = self.counted | (~wanted.own & is_pair(wanted.codes))
        self.some = np.zeros(documents, bool)
        self.keys: list[npt.NDArray[np.int64]] = []

    def see(self, found: Found) -> None:
        self.some[found.document[self.any[found.term]]] = True
        counts = self.counted[found.term]
        self.keys.append(found.term[counts] * self.documents + found.document[counts])

    def count(self) -> npt.NDArray[np.int64]:
        # the text field is by far the largest, and its pairs stand apart already
        small = np.unique(np.concatenate(self.keys[:-1]))
        extra = small[~np.isin(small, self.keys[-1], assume_unique=True)] if len(small) else small
        both = np.concatenate([extra, self.keys[-1]])
        return np.bincount(both % self.documents, minlength=self.documents)


def _live(segment: Segment, found: Found) -> Found:
    if not segment.dead:
        return found
    lives = segment.live[found.document]
    return Found(found.term[lives], found.document[lives], found.times[lives])


def _rarest(segments: Sequence[Segment], wanted: Asked) -> Asked:
    """The terms that tell most, when there are too many."""
    if len(wanted.codes) <= _TERMS:
        return wanted
    holding = sum(one.holding("text", wanted.codes) for one in segments)
    documents = sum(one.alive for one in segments)
    worth = wanted.weights * np.log1p((documents - holding + 0.5) / (holding + 0.5)) * (holding > 0)
    kept = np.sort(np.argsort(-worth, kind="stable")[:_TERMS])
    return Asked(wanted.codes[kept], wanted.weights[kept], wanted.own[kept])
