"""The works nearest to one, by what they do: shown before anybody builds what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.originality.plan import Explained, Plan, Weights, explained, likeness
from mingjian.originality.work import Work

__all__ = ["LIMIT", "Near", "nearest"]

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
    weights = Weights([*(one.structure for one in others), work.structure])
    mine = weights.weigh(work.structure)
    found = []
    for other in others:
        alike = likeness(mine, weights.weigh(other.structure))
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


def _standards(work: Work) -> set[str]:
    return {node.text for _, plan in work.plans for node in plan.final.above() if node.verb == "scan"}


def _whole(work: Work) -> Plan:
    """All steps of a work's plans beside each other."""
    first = work.plans[0][1]
    return Plan(first.final, tuple(step for _, plan in work.plans for step in plan.steps))
