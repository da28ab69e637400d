"""How alike two plans are, and in what."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.originality.plan.features import Feature
from mingjian.originality.plan.nodes import Plan
from mingjian.originality.plan.sketch import Sketch, SketchStep, sketch
from mingjian.originality.plan.terms import Level
from mingjian.originality.plan.weights import Weighed, Weights

__all__ = ["Explained", "Likeness", "StepPair", "explained", "likeness"]

_LEAST = 0.25
"""Steps that have less in common are not shown as a pair. Judgement; it changes no threshold."""


@dataclass(frozen=True)
class Likeness:
    """``value`` between 0 and 1 orders pairs and is held against a threshold; it is no measure of guilt.

    ``of_one``, ``of_other``: how much of each stands in the other too, by weight.
    """

    value: float
    of_one: float
    of_other: float


def likeness(one: Weighed, other: Weighed) -> Likeness:
    """What two plans have in common, weighed by rarity. Two empty plans have nothing in common."""
    small, large = sorted((one.weights, other.weights), key=len)
    common = math.fsum(map(small.__getitem__, small.keys() & large.keys()))
    shares = [common / each.total if each.total > 0 else 0.0 for each in (one, other)]
    return Likeness(math.sqrt(shares[0] * shares[1]), shares[0], shares[1])


@dataclass(frozen=True)
class StepPair:
    """Two steps that do the same, how much of what they do, and what that is in words of the plan."""

    one: str
    other: str
    share: float
    common: tuple[str, ...]


@dataclass(frozen=True)
class Explained:
    """What survived. Each between 0 and 1, None where there is nothing to compare.

    ``structure``: parts alike when columns and constants are left out; ``meaning``: alike with columns; ``values``: of
    those alike with columns, the share whose constants are the same too; ``order``: of matched steps, the share of
    pairs that stand in the same order; ``rarity``: mean weight of what is common, 1 for what no other work has.
    """

    structure: float | None
    meaning: float | None
    values: float | None
    order: float | None
    rarity: float | None
    steps: tuple[StepPair, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def explained(one: Plan | Sketch, other: Plan | Sketch, weights: Weights) -> Explained:
    """In what two plans are alike, step by step."""
    one, other = (each if isinstance(each, Sketch) else sketch(each) for each in (one, other))
    pairs = _matched(one.steps, other.steps, weights)
    here = frozenset[Feature]().union(*(step.features for step in one.steps))
    there = frozenset[Feature]().union(*(step.features for step in other.steps))
    common = here & there
    alike, same = _level(common, "shape"), _level(common, "exact")
    rare = [weights.rarity(feature) for feature in common if feature.level == "shape"]
    most = math.log(weights.works + 2)
    return Explained(
        _share(_level(common, "open"), _level(here, "open"), _level(there, "open")),
        _share(alike, _level(here, "shape"), _level(there, "shape")),
        min(1.0, same / alike) if alike else None,
        _order(one.steps, other.steps, pairs),
        math.fsum(rare) / len(rare) / most if rare else None,
        pairs,
        _rest(one.steps, {pair.one for pair in pairs}),
        _rest(other.steps, {pair.other for pair in pairs}),
    )


def _level(found: frozenset[Feature], level: Level) -> int:
    return sum(feature.level == level for feature in found)


def _share(common: int, one: int, other: int) -> float | None:
    return 2 * common / (one + other) if one + other else None


def _matched(one: Sequence[SketchStep], other: Sequence[SketchStep], weights: Weights) -> tuple[StepPair, ...]:
    """The best matching of steps as a whole: no step twice."""
    here, there = ([step for step in steps if step.features] for steps in (one, other))
    if not here or not there:
        return ()
    from scipy.optimize import linear_sum_assignment  # here: a third of a second, which every command and page paid

    values = _values(here, there, weights)
    found = []
    for row, place in zip(*linear_sum_assignment(values, maximize=True), strict=True):
        if values[row, place] >= _LEAST:
            found.append(_pair(here[row], there[place], float(values[row, place])))
    order = {step.name: number for number, step in enumerate(one)}
    return tuple(sorted(found, key=lambda pair: order[pair.one]))


def _values(here: Sequence[SketchStep], there: Sequence[SketchStep], weights: Weights) -> npt.NDArray[np.float64]:
    """The likeness of each step with each, counted by the features some of both have, not by the pairs."""
    common = np.zeros((len(here), len(there)))
    having: dict[Feature, list[int]] = {}
    for place, step in enumerate(there):
        for feature in step.features:
            having.setdefault(feature, []).append(place)
    for row, step in enumerate(here):
        for feature in sorted(step.features & having.keys()):
            common[row, having[feature]] += weights.of(feature)
    totals = [np.array([math.fsum(map(weights.of, step.features)) for step in steps]) for steps in (here, there)]
    return np.asarray(np.minimum(1.0, common / np.sqrt(np.outer(totals[0], totals[1]))))


def _pair(one: SketchStep, other: SketchStep, share: float) -> StepPair:
    level: Level
    common: list[str] = []
    both = one.features & other.features
    for level in ("shape", "open"):
        common = sorted(feature.text for feature in both if feature.level == level)
        if common:
            break
    return StepPair(one.name, other.name, share, tuple(common))


def _order(one: Sequence[SketchStep], other: Sequence[SketchStep], pairs: Sequence[StepPair]) -> float | None:
    place = {step.name: number for number, step in enumerate(other)}
    found = [place[pair.other] for pair in pairs]
    both = [(a, b) for number, a in enumerate(found) for b in found[number + 1 :]]
    return sum(a < b for a, b in both) / len(both) if both else None


def _rest(steps: Sequence[SketchStep], matched: set[str]) -> tuple[str, ...]:
    return tuple(step.name for step in steps if step.name not in matched)
