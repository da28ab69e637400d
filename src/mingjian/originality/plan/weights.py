"""How much a feature tells: the rarer among the works compared, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingjian.originality.plan.features import Feature
from mingjian.originality.plan.terms import Level

__all__ = ["Weighed", "Weights"]

_LEVELS: Mapping[Level, float] = {"exact": 0.1, "sized": 0.2, "shape": 1.0, "open": 0.7}
_SORTS: Mapping[str, float] = {"part": 1.0, "beside": 0.5, "tree": 1.0, "scan": 1.0}


@dataclass(frozen=True)
class Weighed:
    """The features of a plan with their weights."""

    weights: Mapping[Feature, float]
    total: float


class Weights:
    """Weights by the works at hand: logarithm of how many works there are over how many have it."""

    def __init__(self, works: Iterable[frozenset[Feature]]) -> None:
        held = list(works)
        self.works = len(held)
        self.counts: Counter[Feature] = Counter(feature for work in held for feature in work)
        self._known: dict[Feature, float] = {}

    @classmethod
    def counted(cls, works: int, counts: Mapping[Feature, int]) -> Weights:
        """From how many of so many works have each feature."""
        made = cls(())
        made.works, made.counts = works, Counter(counts)
        return made

    def of(self, feature: Feature) -> float:
        """The weight of a feature; one that no work has yet weighs most."""
        known = self._known.get(feature)
        if known is None:
            known = self._known[feature] = self.rarity(feature) * _LEVELS[feature.level] * _SORTS[feature.sort]
        return known

    def rarity(self, feature: Feature) -> float:
        """The logarithm alone, whatever kind of feature it is."""
        return math.log((self.works + 2) / (self.counts[feature] + 1))

    def weigh(self, features: Iterable[Feature]) -> Weighed:
        """A plan's features, ready to be compared with many."""
        found = {feature: self.of(feature) for feature in features}
        return Weighed(found, math.fsum(found.values()))
