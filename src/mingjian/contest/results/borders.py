"""Which works go to a final: those that may lie on either side of an award's border, with whatever lies between them.

A work between two that are compared again must be compared too, or one that is surely behind it could come before it
without having met it. Works that share a rank go together. Finals that share a work are one final.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mingjian.contest.results.intervals import RankInterval, bands

__all__ = ["finalists", "places_of_awards"]


def places_of_awards(numbers: Sequence[int]) -> list[int]:
    """Behind which places an award ends, from how many works get each: [1, 3] are the borders 1 and 4."""
    found, last = [], 0
    for number in numbers:
        last += number
        found.append(last)
    return found


def finalists(
    places: Sequence[int], ranks: Mapping[str, int], intervals: Sequence[RankInterval]
) -> list[tuple[str, ...]]:
    """The works of each final, best first. `ranks`: of the first result, of works that rank."""
    own = [one for one in intervals if one.work in ranks]
    stretches = sorted(
        (min(ranks[work] for work in band), max(ranks[work] for work in band))
        for band in bands([place for place in places if place < len(ranks)], own) if len(band) > 1
    )  # fmt: skip
    joined: list[tuple[int, int]] = []
    for low, high in stretches:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    ordered = sorted(ranks, key=lambda work: (ranks[work], work))
    return [tuple(work for work in ordered if low <= ranks[work] <= high) for low, high in joined]
