"""How alike two plans are, and in what."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from mingjian.originality.plan.features import Feature, part_features
from mingjian.originality.plan.nodes import Plan, PlanStep
from mingjian.originality.plan.terms import Level, written
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
    common = math.fsum(weight for feature, weight in small.items() if feature in large)
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


def explained(one: Plan, other: Plan, weights: Weights) -> Explained:
    """In what two plans are alike, step by step."""
    pairs = _matched(one.steps, other.steps, weights)
    here = {feature for step in one.steps for feature in _features(step)}
    there = {feature for step in other.steps for feature in _features(step)}
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


def _features(step: PlanStep) -> set[Feature]:
    return {feature for part in step.parts for feature in part_features(part)}


def _level(found: set[Feature], level: Level) -> int:
    return sum(feature.level == level for feature in found)


def _share(common: int, one: int, other: int) -> float | None:
    return 2 * common / (one + other) if one + other else None


def _matched(one: Sequence[PlanStep], other: Sequence[PlanStep], weights: Weights) -> tuple[StepPair, ...]:
    """The best matching of steps as a whole: no step twice."""
    here, there = ([step for step in steps if step.parts] for steps in (one, other))
    if not here or not there:
        return ()
    left, right = ([weights.weigh(_features(step)) for step in steps] for steps in (here, there))
    values = np.array([[likeness(a, b).value for b in right] for a in left])
    found = []
    for row, place in zip(*linear_sum_assignment(values, maximize=True), strict=True):
        if values[row, place] >= _LEAST:
            found.append(_pair(here[row], there[place], float(values[row, place])))
    order = {step.name: number for number, step in enumerate(one)}
    return tuple(sorted(found, key=lambda pair: order[pair.one]))


def _pair(one: PlanStep, other: PlanStep, share: float) -> StepPair:
    level: Level
    common: list[str] = []
    for level in ("shape", "open"):
        theirs = {(role, written(term, level)) for role, term in other.parts}
        common = sorted(f"{role} {text}" for role, term in one.parts if (role, text := written(term, level)) in theirs)
        if common:
            break
    return StepPair(one.name, other.name, share, tuple(dict.fromkeys(common)))


def _order(one: Sequence[PlanStep], other: Sequence[PlanStep], pairs: Sequence[StepPair]) -> float | None:
    place = {step.name: number for number, step in enumerate(other)}
    found = [place[pair.other] for pair in pairs]
    both = [(a, b) for number, a in enumerate(found) for b in found[number + 1 :]]
    return sum(a < b for a, b in both) / len(both) if both else None


def _rest(steps: Sequence[PlanStep], matched: set[str]) -> tuple[str, ...]:
    return tuple(step.name for step in steps if step.name not in matched)
