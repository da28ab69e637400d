"""From scores to ranks. What failed, was withdrawn or refused has none, and neither have anchor works; both are kept in
the list. Equal scores are told apart by the contest's criteria, in its order, and by nothing else: never by a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mingjian.contest.results.estimate import DECIMALS

__all__ = ["Rank", "Standing", "ranked"]


class Standing(StrEnum):
    """What became of a work: only `JUDGED` ranks."""

    JUDGED = "judged"
    ANCHOR = "anchor"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Rank:
    """A work's place from 1, shared by works that nothing tells apart; None where it does not rank. `by`: the criteria
    that told it from a work with the same score. `first`: its rank before a final decided it."""

    work: str
    standing: Standing
    score: float | None
    rank: int | None
    by: tuple[str, ...] = ()
    first: int | None = None


def ranked(
    scores: Mapping[str, float],
    standings: Mapping[str, Standing],
    ties: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Rank]:
    """All works of `standings`, best first, those without a rank behind. `ties`: by criterion, in the order in which
    they decide, the mean points of each work. A judged work without a score does not rank."""
    order, names = ties or {}, tuple(ties or ())
    running = [work for work, standing in standings.items() if standing is Standing.JUDGED and work in scores]
    keys = {work: _key(work, scores, order) for work in running}
    running.sort(key=lambda work: (keys[work], work))
    first = {key: place for place, key in reversed(list(enumerate((keys[work] for work in running), 1)))}
    asked = _deciding(running, keys, names)
    found = [Rank(work, Standing.JUDGED, -keys[work][0], first[keys[work]], names[: asked[work]]) for work in running]
    out = sorted(set(standings) - set(running))
    return found + [
        Rank(work, standings[work], round(scores[work], DECIMALS) if work in scores else None, None) for work in out
    ]


def _key(work: str, scores: Mapping[str, float], order: Mapping[str, Mapping[str, float]]) -> tuple[float, ...]:
    return (-round(scores[work], DECIMALS), *(-round(means.get(work, 0.0), DECIMALS) for means in order.values()))


def _deciding(running: Sequence[str], keys: Mapping[str, tuple[float, ...]], names: Sequence[str]) -> dict[str, int]:
    """How many criteria were asked to tell each work from its neighbours of the same score."""
    asked = dict.fromkeys(running, 0)
    for work, other in pairwise(running):
        own, next_ = keys[work], keys[other]
        if own[0] == next_[0]:
            deep = next((place for place, (a, b) in enumerate(zip(own, next_, strict=True)) if a != b), len(names))
            asked[work], asked[other] = max(asked[work], deep), max(asked[other], deep)
    return asked
