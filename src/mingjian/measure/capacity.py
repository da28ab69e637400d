"""Which clues to check when people can check so many: those most likely to be confirmed, and a random few of the rest.

The chance of a clue is the posterior mean of a Beta distribution. What is known of all verdicts is the prior of a
model, a model's the prior of its version, a version's the prior of a level of risk in it; each prior weighs as much as
`WEIGHT` verdicts, and above all stands the uniform Beta(1, 1). So a version with no verdicts is taken to be like its
model, and a level with few like its version. Source: A. Gelman and others, Bayesian Data Analysis, 3rd edition, 2013,
chapters 2 and 5.

The random few are a simple random sample without replacement from what is not chosen, each clue with the same known
chance, so that what they show holds for all that nobody checks (`estimate`). The draw orders clues by a hash of seed
and id: it is the same whatever order they come in, and can be repeated by the seed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from mingjian.measure.findings import kind_of
from mingjian.measure.intervals import hypergeometric

__all__ = ["SHARE", "WEIGHT", "Candidate", "Chances", "Estimate", "Group", "Pick", "Plan", "choose", "estimate"]

WEIGHT = 10
"""Verdicts that a prior weighs as much as."""
SHARE = 0.15
"""Share of the capacity that is drawn at random, unless said otherwise."""
Group = tuple[str, str, str]
"""Model, version, level of risk."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clue that waits. `place`: where its own risk puts it, smaller is graver."""

    clue: str
    group: Group
    place: int = 0


class Chances:
    """The chance of a clue to be confirmed, by its group. `decided` holds confirmed and rejected by group."""

    def __init__(self, decided: Mapping[Group, tuple[int, int]]) -> None:
        self._sums: Counter[tuple[tuple[str, ...], bool]] = Counter()
        for group, (confirmed, rejected) in decided.items():
            for depth in range(4):
                self._sums[group[:depth], True] += confirmed
                self._sums[group[:depth], False] += rejected

    def decided(self, group: Sequence[str]) -> tuple[int, int]:
        """Confirmed and rejected in a group, or in the beginning of one: a version, a model, everything."""
        return self._sums[tuple(group), True], self._sums[tuple(group), False]

    def of(self, group: Group) -> float:
        """The posterior mean."""
        confirmed, rejected = self.decided(())
        mean = (confirmed + 1) / (confirmed + rejected + 2)
        for depth in (1, 2, 3):
            confirmed, rejected = self.decided(group[:depth])
            mean = (confirmed + WEIGHT * mean) / (confirmed + rejected + WEIGHT)
        return mean

    def why(self, group: Group) -> tuple[str, str]:
        """Where the chance comes from, in a sentence."""
        level, version, everything = (self.decided(group[:depth]) for depth in (3, 2, 0))
        share = f"{100 * self.of(group):.0f} %"
        names = {"high": ("高风险", "high risk"), "medium": ("中等风险", "medium risk"), "low": ("低风险", "low risk")}
        zh, en = names.get(group[2], (group[2], group[2]))
        return (
            f"预计成立率 {share}：本版本{zh}线索已判 {sum(level)} 条、成立 {level[0]} 条，"
            f"本版本共判 {sum(version)} 条、成立 {version[0]} 条，其余按全部 {sum(everything)} 条结论推算",
            f"chance {share}: of {sum(level)} decided clues of {en} in this version {level[0]} were confirmed, of "
            f"{sum(version)} in the version {version[0]}; the rest is taken from all {sum(everything)} verdicts",
        )


@dataclass(frozen=True)
class Pick:
    """A clue to check. `how`: by its expected yield, or at random, with the chance `inclusion` to be drawn."""

    clue: str
    group: Group
    how: Literal["yield", "random"]
    chance: float
    inclusion: float
    zh: str
    en: str


@dataclass(frozen=True)
class Plan:
    """What to check. `waiting` clues waited, `rest` of them were not chosen by yield; of those the random ones were
    drawn by `seed`. `expected`: how many of the picks are expected to be confirmed."""

    capacity: int
    seed: int
    waiting: int
    rest: int
    expected: float
    picks: tuple[Pick, ...]

    @property
    def drawn(self) -> list[Pick]:
        """Those drawn at random."""
        return [one for one in self.picks if one.how == "random"]

    def data(self) -> dict[str, Any]:
        """Everything as plain data: what `estimate` needs to be asked later."""
        return asdict(self)


def choose(candidates: Iterable[Candidate], chances: Chances, capacity: int, seed: int, share: float = SHARE) -> Plan:
    """Choose what to check. `share` of the capacity is drawn at random, one clue at least if there is room for two."""
    if capacity < 1 or not 0 <= share <= 1:
        raise ValueError("capacity is at least 1, share between 0 and 1")
    listed = sorted(set(candidates), key=lambda one: one.clue)
    known = {group: chances.of(group) for group in {one.group for one in listed}}
    at_random = min(capacity, max(1, round(capacity * share))) if share > 0 and capacity > 1 else 0
    at_random = at_random if len(listed) > capacity else 0  # where all are checked nothing is left to estimate
    ordered = sorted(listed, key=lambda one: (-known[one.group], one.place, one.clue))
    best, rest = ordered[: capacity - at_random], ordered[capacity - at_random :]
    drawn = sorted(rest, key=lambda one: _lot(seed, one.clue))[:at_random]
    picks = [_pick(one, "yield", known, chances, 1.0) for one in best]
    picks += [_pick(one, "random", known, chances, at_random / len(rest)) for one in drawn]
    return Plan(capacity, seed, len(listed), len(rest), sum(one.chance for one in picks), tuple(picks))


def _lot(seed: int, clue: str) -> bytes:
    return hashlib.sha256(f"{seed}:{clue}".encode()).digest()


def _pick(
    one: Candidate, how: Literal["yield", "random"], known: Mapping[Group, float], chances: Chances, inclusion: float
) -> Pick:
    zh, en = chances.why(one.group)
    if how == "random":
        zh = f"随机抽取（入选概率 {100 * inclusion:.1f} %），用来估计未核查线索中还有多少成立；{zh}"
        en = f"drawn at random (chance {100 * inclusion:.1f} %) to tell how many true ones nobody checks; {en}"
    return Pick(one.clue, one.group, how, known[one.group], inclusion, zh, en)


@dataclass(frozen=True)
class Estimate:
    """How many of the `rest` would be confirmed, by those of the `drawn` that are `decided`: the estimate of Horvitz
    and Thompson for a simple random sample, with an exact interval at 95 %. None while nothing is decided. With some
    still open, the decided ones are taken for a random part of the drawn."""

    rest: int
    drawn: int
    decided: int
    confirmed: int
    total: float | None
    low: int | None
    high: int | None


def estimate(rest: int, codes: Sequence[str | None]) -> Estimate:
    """Estimate by the verdict codes of the drawn clues, None for an open one. A neutral verdict is none of the true.

    Source: D. G. Horvitz and D. J. Thompson, A Generalization of Sampling Without Replacement From a Finite Universe,
    Journal of the American Statistical Association 47 (260), 1952, pp. 663-685; the interval: `hypergeometric`.
    """
    kinds = [kind_of(code) for code in codes if code is not None]
    hits = kinds.count("confirmed")
    if not kinds:
        return Estimate(rest, len(codes), 0, 0, None, None, None)
    low, high = hypergeometric(rest, len(kinds), hits)
    return Estimate(rest, len(codes), len(kinds), hits, rest * hits / len(kinds), low, high)
