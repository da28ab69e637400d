"""All works with all others: texts by one sorted index, structure and programs by one product of sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse

from mingjian.originality.plan import Bag, Feature, Likeness, Weights
from mingjian.originality.prose import Common, common
from mingjian.originality.work import Work

__all__ = ["KINDS", "Alike", "Kind", "Pairs", "all_pairs"]

Kind = Literal["text", "structure", "program"]
KINDS: tuple[Kind, ...] = ("text", "structure", "program")
Place = tuple[int, int]
Numbers = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]


class Alike(Mapping[Place, Likeness]):
    """The likeness of every pair that shares a feature, as columns in order of the pairs."""

    def __init__(self, first: Numbers, second: Numbers, of_one: Shares, of_other: Shares) -> None:
        order = np.lexsort((second, first))
        self.first, self.second = first[order], second[order]
        self.of_one: Shares = np.round(of_one[order], 9)
        self.of_other: Shares = np.round(of_other[order], 9)
        self.value: Shares = np.round(np.sqrt(self.of_one * self.of_other), 9).astype(np.float64)
        self._codes = self.first.astype(np.int64) << 32 | self.second

    def __len__(self) -> int:
        return len(self.first)

    def __iter__(self) -> Iterator[Place]:
        yield from zip(self.first.tolist(), self.second.tolist(), strict=True)

    def __getitem__(self, place: Place) -> Likeness:
        code = place[0] << 32 | place[1]
        at = int(np.searchsorted(self._codes, code))
        if at == len(self) or self._codes[at] != code:
            raise KeyError(place)
        return Likeness(float(self.value[at]), float(self.of_one[at]), float(self.of_other[at]))


@dataclass(frozen=True)
class Pairs:
    """What any two of some works have in common, by their numbers, the smaller first. Pairs that share nothing are
    left out; ``has`` says which works have anything of a kind."""

    texts: dict[Place, Common]
    structure: Alike
    program: Alike
    weights: Weights
    has: dict[Kind, frozenset[int]]

    def values(self, kind: Kind) -> tuple[Numbers, Numbers, Shares]:
        """The two works and the value of each pair that shares something."""
        if kind == "text":
            places = np.array(list(self.texts), dtype=np.int32).reshape(-1, 2)
            return places[:, 0], places[:, 1], np.array([one.value for one in self.texts.values()], np.float64)
        found = self.structure if kind == "structure" else self.program
        return found.first, found.second, found.value


def all_pairs(works: Sequence[Work]) -> Pairs:
    """Every pair. Rarity is over these works, those of the shelf among them."""
    structure, weights = _alike([work.structure for work in works])
    program, _ = _alike([work.program for work in works])
    has: dict[Kind, frozenset[int]] = {
        "text": frozenset(n for n, work in enumerate(works) if work.text.own),
        "structure": frozenset(n for n, work in enumerate(works) if len(work.structure)),
        "program": frozenset(n for n, work in enumerate(works) if len(work.program)),
    }
    texts = {(one.first, one.second): one for one in common([work.text for work in works])}
    return Pairs(texts, structure, program, weights, has)


def _alike(works: Sequence[Bag]) -> tuple[Alike, Weights]:
    """The likeness of every pair that shares a feature, and how much each feature tells."""
    sizes = [len(work) for work in works]
    numbers = np.concatenate([np.empty(0, np.int64), *(work.numbers for work in works)])
    known, column, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    words = _words(works, known.tolist())
    weights = Weights.counted(sum(size > 0 for size in sizes), dict(zip(words, counts.tolist(), strict=True)))
    weight = np.sqrt(np.array([weights.of(feature) for feature in words], dtype=float))
    ends = np.cumsum([0, *sizes])
    table = sparse.csr_matrix((weight[column], column, ends), shape=(len(works), len(known)))
    shared = sparse.triu(table @ table.T, format="coo")
    totals = np.zeros(len(works))
    on = shared.row == shared.col
    totals[shared.row[on]] = shared.data[on]
    first, second, value = shared.row[~on], shared.col[~on], shared.data[~on]
    return Alike(first, second, value / totals[first], value / totals[second]), weights


def _words(works: Sequence[Bag], numbers: Sequence[int]) -> list[Feature]:
    """The feature of each number."""
    sources: dict[int, Mapping[int, Feature]] = {}
    for work in works:
        held = work.words()
        sources.setdefault(id(held), held)
    found: dict[int, Feature] = {}
    for held in sources.values():
        if len(sources) > 1:
            found.update(held)
        else:
            return list(map(held.__getitem__, numbers))
    return list(map(found.__getitem__, numbers))
