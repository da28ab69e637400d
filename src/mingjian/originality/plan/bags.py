"""Sets of features as numbers: works are compared by them, and words are only looked up of what is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mingjian.originality.plan.features import Feature

__all__ = ["Bag", "number_of"]

Numbers = npt.NDArray[np.int64]


@lru_cache(maxsize=1_000_000)
def number_of(feature: str) -> int:
    """What stands for a feature, the same everywhere, so that words can be checked by it."""
    digest = hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Bag:
    """A set of features, made of them or of their numbers with the words that are known."""

    __slots__ = ("_features", "_numbers", "_words")

    def __init__(self, features: frozenset[Feature] = frozenset()) -> None:
        self._features: frozenset[Feature] | None = features
        self._numbers: Numbers | None = None
        self._words: Mapping[int, Feature] = {}

    @classmethod
    def known(cls, numbers: Numbers, words: Mapping[int, Feature]) -> Bag:
        """Of sorted numbers, each once; ``words`` has all of them."""
        made = cls()
        made._features, made._numbers, made._words = None, numbers, words
        return made

    @property
    def numbers(self) -> Numbers:
        """Sorted, each once."""
        if self._numbers is None:
            features = self._features or ()
            self._numbers = np.sort(np.fromiter(map(number_of, features), np.int64, len(features)))
        return self._numbers

    @property
    def features(self) -> frozenset[Feature]:
        """With their words."""
        if self._features is None:
            self._features = frozenset(map(self._words.__getitem__, self.numbers.tolist()))
        return self._features

    def words(self) -> Mapping[int, Feature]:
        """The words of its numbers and maybe of others."""
        if self._words:
            return self._words
        return {number_of(one): one for one in self._features or ()}

    def __len__(self) -> int:
        return len(self.numbers) if self._features is None else len(self._features)

    @staticmethod
    def union(bags: Iterable[Bag]) -> Bag:
        """All of some together."""
        held = [bag for bag in bags if len(bag)]
        if len(held) == 1:
            return held[0]
        sources = {id(bag._words): bag._words for bag in held}
        if len(sources) == 1 and all(bag._words for bag in held):
            return Bag.known(np.unique(np.concatenate([bag.numbers for bag in held])), held[0]._words)
        return Bag(frozenset[Feature]().union(*(bag.features for bag in held)))
