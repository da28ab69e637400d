"""What is compared of a plan: its features, and those of each step under the name people know the step by.

A plan is a tree of terms; once its features are known nothing else of it is asked for, and features can be kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mingjian.originality.plan.bags import Bag
from mingjian.originality.plan.features import Feature, features, part_features
from mingjian.originality.plan.nodes import Plan

__all__ = ["Sketch", "SketchStep", "sketch"]


@dataclass(frozen=True)
class SketchStep:
    """A step by name, and what it adds to the plan."""

    name: str
    features: frozenset[Feature]


class Sketch:
    """A plan as far as it is compared and explained. Steps are made when they are asked for, which is seldom."""

    def __init__(self, bag: Bag, steps: Callable[[], tuple[SketchStep, ...]]) -> None:
        self.bag = bag
        self._steps = steps

    @property
    def features(self) -> frozenset[Feature]:
        """Everything it is made of."""
        return self.bag.features

    @cached_property
    def steps(self) -> tuple[SketchStep, ...]:
        """Its steps in the order of their author."""
        return self._steps()

    @property
    def standards(self) -> frozenset[str]:
        """The lists it reads."""
        return frozenset(one.text for one in self.features if one.sort == "scan")


def sketch(plan: Plan) -> Sketch:
    """The sketch of a plan."""
    steps = tuple(
        SketchStep(step.name, frozenset(one for part in step.parts for one in part_features(part)))
        for step in plan.steps
    )
    return Sketch(Bag(features(plan)), lambda: steps)
