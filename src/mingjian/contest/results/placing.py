"""Ranks after the finals: the works of a final share out among themselves the places they had in the first result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mingjian.contest.results.finals import DECIMALS, Comparison, final_order, strengths
from mingjian.contest.results.ranks import Rank

__all__ = ["Final", "FinalResult", "Finalist", "PairForm", "finals_said", "placed"]


@dataclass(frozen=True, slots=True)
class PairForm:
    """What a judge said of two works: which is the better and why, or why he says nothing (`abstained`). Neither where
    he has not answered. `final`: the number of the final within its type, from 1."""

    number: int
    kind: str
    final: int
    judge: str
    first: str
    second: str
    better: str = ""
    reason: str = ""
    abstained: str = ""

    def comparison(self) -> Comparison | None:
        """As it counts; None where he chose neither."""
        if self.better not in (self.first, self.second):
            return None
        return Comparison(self.judge, self.better, self.second if self.better == self.first else self.first)


@dataclass(frozen=True, slots=True)
class Final:
    """Works that are compared by pairs, and what was said of them."""

    works: tuple[str, ...]
    said: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Finalist:
    """A work in its final: strength as a logarithm, place from 1, how often it was the better or the worse."""

    work: str
    strength: float
    place: int
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class FinalResult:
    """A final, best first, and how many comparisons it is of."""

    works: tuple[Finalist, ...]
    comparisons: int


def finals_said(kind: str, works: Iterable[Sequence[str]], pairs: Iterable[PairForm]) -> list[Final]:
    """The finals of a type with what counts of the answers: `works` of each, by its number."""
    listed = [one for one in pairs if one.kind == kind]
    return [
        Final(tuple(own), tuple(c for one in listed if one.final == number and (c := one.comparison()) is not None))
        for number, own in enumerate(works, 1)
    ]


def placed(ranks: Sequence[Rank], finals: Sequence[Final]) -> tuple[list[Rank], list[FinalResult]]:
    """Ranks with the finals' places, in their new order, and each final by itself. Works that do not rank any more are
    out of their final with all that was said of them. No score changes."""
    now, results = {one.work: one for one in ranks}, []
    for final in finals:
        running = [work for work in final.works if work in now and now[work].rank is not None]
        first = {work: _rank(now[work]) for work in running}
        said = [one for one in final.said if one.better in first and one.worse in first]
        order = final_order(running, said, {work: -float(rank) for work, rank in first.items()})
        places = _places(first)
        for work, place in order:
            now[work] = replace(now[work], rank=places[place - 1], first=first[work])
        results.append(_result(order, said))
    kept = [now[one.work] for one in ranks]
    ranking = sorted((one for one in kept if one.rank is not None), key=lambda one: (one.rank, one.work))
    return ranking + [one for one in kept if one.rank is None], results


def _rank(one: Rank) -> int:
    assert one.rank is not None
    return one.rank


def _places(first: Mapping[str, int]) -> list[int]:
    """The places to be shared out: 2, 2, 4 are 2, 3, 4, since the final tells those apart that were equal."""
    found: list[int] = []
    for rank in sorted(first.values()):
        found.append(max(rank, found[-1] + 1) if found else rank)
    return found


def _result(order: Sequence[tuple[str, int]], said: Sequence[Comparison]) -> FinalResult:
    strength = strengths([work for work, _ in order], said)
    return FinalResult(
        tuple(
            Finalist(work, round(strength[work], DECIMALS) + 0.0, place, sum(one.better == work for one in said),
                     sum(one.worse == work for one in said))
            for work, place in order
        ),
        len(said),
    )  # fmt: skip
