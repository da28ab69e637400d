"""Which way a condition on groups can turn when a group gets more rows: whether it says that something is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from mingjian.collision.expressions import Column, Typed
from mingjian.collision.expressions.typed import Aggregate, Arithmetic, Compare, Constant, Logic, Not, children

__all__ = ["Fall", "Way", "falls", "ways"]

Way = Literal["up", "down"]
Fall = Literal["never", "with all", "with some"]
Ways = frozenset[Way]

_STILL: Ways = frozenset()
_BOTH: Ways = frozenset(("up", "down"))
_OF: dict[str, Ways] = {
    **dict.fromkeys(("count", "count_if", "distinct", "any", "max", "sum"), frozenset(("up",))),
    **dict.fromkeys(("all", "min"), frozenset(("down",))),
}
"""Aggregates that only rise or only fall. A sum is a lower bound, as its contract has it: no amount is below zero."""


def ways(node: Typed, made: Mapping[str, Typed]) -> Ways:
    """How the value of ``node`` can move when rows are added, false below true; ``made`` are the aggregates it names.

    A condition that holds and can only go ``up`` keeps holding. What is not understood goes both ways.
    """
    match node:
        case Constant():
            return _STILL
        case Column():
            return ways(made[node.name], made) if node.name in made else _STILL
        case Aggregate():
            return _OF.get(node.name, _BOTH)
        case Not():
            return _turned(ways(node.operand, made))
        case Logic():
            return frozenset().union(*(ways(item, made) for item in node.items))
        case Compare(operator=">" | ">=") | Arithmetic(operator="-"):
            return ways(node.left, made) | _turned(ways(node.right, made))
        case Compare(operator="<" | "<="):
            return _turned(ways(node.left, made)) | ways(node.right, made)
        case Arithmetic(operator="+"):
            return ways(node.left, made) | ways(node.right, made)
    return _BOTH if any(ways(child, made) for child in children(node)) else _STILL


def falls(node: Typed, made: Mapping[str, Typed]) -> Fall:
    """Whether a condition that holds of a group could stop holding when rows are added to it.

    ``with all``: if with any, then with all the rows that could be added. ``with some``: that is not known. What is
    joined by ``and`` is looked at apart, since each part holds: those that only go up keep holding.
    """
    if isinstance(node, Logic) and node.operator == "and":
        parts = {falls(item, made) for item in node.items}
        return next((fall for fall in _WORST if fall in parts), "never")
    moves = ways(node, made)
    if "down" not in moves:
        return "never"
    return "with some" if "up" in moves else "with all"


_WORST: tuple[Fall, ...] = ("with some", "with all")


def _turned(found: Ways) -> Ways:
    turned: dict[Way, Way] = {"up": "down", "down": "up"}
    return frozenset(turned[way] for way in found)
