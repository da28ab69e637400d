"""Two calculations beside each other: the steps in which they differ, and by how much each end moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.assist.sentencing.calculation import Calculation
from mingjian.assist.sentencing.paper import shown_value
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["Beside", "Differing", "beside"]

_Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Differing:
    """A step that is not alike; `under`: the step above it. A text is empty where the calculation has no such step."""

    title: Said
    under: Said
    one: Said
    other: Said


@dataclass(frozen=True)
class Beside:
    """`low`, `high`: by how many months each end of the other is above that of the one."""

    low: int
    high: int
    steps: tuple[Differing, ...]


def beside(one: Calculation, other: Calculation) -> Beside:
    """What tells two calculations apart, in the order of their steps."""
    mine, theirs = dict(_walk(one.tree, (), None)), dict(_walk(other.tree, (), None))
    steps = [
        Differing(title, under, _said(mine, path), _said(theirs, path))
        for path, (title, under, _) in {**theirs, **mine}.items()
        if _said(mine, path) != _said(theirs, path)
    ]
    return Beside(other.months[0] - one.months[0], other.months[1] - one.months[1], tuple(steps))


def _walk(node: Node, path: _Path, above: Node | None) -> Iterator[tuple[_Path, tuple[Said, Said, Said]]]:
    """Every step under the root by its ids; steps of one id under one step are numbered."""
    if above is not None:
        value = Said(shown_value(node, "zh") or "✓", shown_value(node, "en") or "✓")
        yield path, (Said(node.zh, node.en), Said(above.zh, above.en), value)
    seen: dict[str, int] = {}
    for child in node.children:
        seen[child.id] = seen.get(child.id, -1) + 1
        yield from _walk(child, (*path, (child.id, seen[child.id])), node)


def _said(steps: dict[_Path, tuple[Said, Said, Said]], path: _Path) -> Said:
    return steps[path][2] if path in steps else Said("", "")
