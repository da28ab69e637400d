"""What a plan is made of, as a set of small things that can be counted and weighed.

Parts by themselves (a condition, a key, a group), parts beside each other in one relation, and subtrees to depth three
of verbs, keys and standards; each at every level of :mod:`terms`. Nothing says in which order or under which name.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from mingjian.originality.plan.nodes import Node, Part, Plan
from mingjian.originality.plan.terms import LEVELS, Level, Term, written

__all__ = ["DEPTH", "Feature", "feature", "features", "part_features"]

DEPTH = 3
_MOST_PAIRS = 12


class Feature(str):
    """What it is as one text, so that sets of them are quick and can be kept in a file: ``sort`` (part, beside, tree
    or scan), ``level`` as in :mod:`terms`, and what it is."""

    __slots__ = ()

    @property
    def sort(self) -> str:
        """Of what kind it is."""
        return self.partition(" ")[0]

    @property
    def level(self) -> Level:
        """At which level it is told."""
        return self.split(" ", 2)[1]  # type: ignore[return-value]  # made by `feature` alone

    @property
    def text(self) -> str:
        """What it is."""
        return self.split(" ", 2)[2]


@lru_cache(maxsize=1_000_000)
def feature(sort: str, level: Level, text: str) -> Feature:
    """A feature; the same one of all works that have it is one object."""
    return Feature(f"{sort} {level} {text}")


def features(plan: Plan) -> frozenset[Feature]:
    """Everything a plan is made of."""
    found: set[Feature] = set()
    nodes = list(plan.final.above())
    for node in nodes:
        found |= _of_node(node)
    found |= {one for part in plan.about for one in part_features(part)}
    for level in ("shape", "open"):
        trees: dict[tuple[int, int], str] = {}
        for node in nodes:
            for depth in range(1, DEPTH + 1):
                text = _tree(node, depth, level, trees)
                if node.verb != "scan" and text.count("(") >= depth:
                    found.add(feature("tree", level, text))
    return frozenset(found)


@lru_cache(maxsize=200_000)
def part_features(part: Part) -> tuple[Feature, ...]:
    """A part at every level."""
    return tuple(feature("part", level, f"{part[0]} {_text(part[1], level)}") for level in LEVELS)


@lru_cache(maxsize=200_000)
def _text(found: Term, level: Level) -> str:
    return written(found, level)


def _of_node(node: Node) -> set[Feature]:
    found: set[Feature] = set()
    if node.verb == "scan":
        found.add(feature("scan", "shape", node.text))
    for part in node.parts:
        found.update(part_features(part))
    for level in ("shape", "open"):
        texts = sorted({f"{role} {_text(term, level)}" for role, term in node.parts})[:_MOST_PAIRS]
        place = f"{node.verb}:{node.text}" if level == "shape" else node.verb
        found.update(feature("beside", level, f"{place}: {one}") for one in texts)
        found.update(feature("beside", level, f"{one} & {other}") for one, other in combinations(texts, 2))
    return found


def _tree(node: Node, depth: int, level: Level, known: dict[tuple[int, int], str]) -> str:
    """Verbs, keys and standards of a subtree; its conditions are told apart from it, for they are what is added."""
    place = (id(node), depth)
    if place not in known:
        head = f"{node.verb}:{node.text}" if node.text and level == "shape" else node.verb
        keys = sorted({_text(term, level) for role, term in node.parts if role in ("key", "by", "order")})
        inner = sorted({_tree(one, depth - 1, level, known) for one in node.inputs}) if depth else []
        known[place] = f"{head}{keys}({'; '.join(inner)})" if node.verb != "scan" else head
    return known[place]
