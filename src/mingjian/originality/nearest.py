"""The works nearest to one, by what they do: shown before anybody builds what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjian.originality.plan import Explained, Sketch, Weights, explained, likeness
from mingjian.originality.work import Work

__all__ = ["LIMIT", "Crowd", "Near", "crowded", "nearest"]

LIMIT = 5
"""Models of one supervision point after which a further one is warned of (a setting of the shelf; this its default)."""


@dataclass(frozen=True)
class Near:
    """A work near to another. ``standards`` are lists that both read, ``how`` says in what they are alike."""

    id: str
    value: float
    of_one: float
    of_other: float
    standards: tuple[str, ...]
    how: Explained


def nearest(work: Work, others: Sequence[Work], most: int = 5) -> list[Near]:
    """The nearest by structure, nearest first; those that share nothing are left out."""
    weights = Weights([*(one.structure.features for one in others), work.structure.features])
    mine = weights.weigh(work.structure.features)
    found = []
    for other in others:
        alike = likeness(mine, weights.weigh(other.structure.features))
        if alike.value > 0:
            found.append((alike, other))
    found.sort(key=lambda one: (-one[0].value, one[1].id))
    return [
        Near(
            other.id, alike.value, alike.of_one, alike.of_other,
            tuple(sorted(_standards(work) & _standards(other))), explained(_whole(work), _whole(other), weights),
        )
        for alike, other in found[:most]
    ]  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    """A supervision point of a work under which as many others stand as the limit allows."""

    point: str
    others: tuple[str, ...]
    limit: int


def crowded(work: Work, others: Iterable[Work], limit: int = LIMIT) -> list[Crowd]:
    """The points of a work that are full, as its models and whoever entered it name them; a limit of 0 is none."""
    held = list(others)
    found = []
    for point in sorted(_points(work)):
        under = tuple(sorted(other.id for other in held if point in _points(other)))
        if limit and len(under) >= limit:
            found.append(Crowd(point, under, limit))
    return found


def _points(work: Work) -> set[str]:
    return ({" ".join(work.told.point.split())} | work.points) - {""}


def _standards(work: Work) -> frozenset[str]:
    return frozenset(name for _, plan in work.plans for name in plan.standards)


def _whole(work: Work) -> Sketch:
    """All steps of a work's plans beside each other."""
    return Sketch(work.structure, lambda: tuple(step for _, plan in work.plans for step in plan.steps))
