"""Relations of a canonical plan put together, whatever language they were written in.

Filters and computed columns are no relations of their own: a condition hangs on the relation it narrows, a computed
column is what it is computed from. So a step split in two, or two drawn together, make the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mingjian.originality.plan.meanings import key_kind
from mingjian.originality.plan.nodes import Node, Part
from mingjian.originality.plan.normal import conditions, normal
from mingjian.originality.plan.scope import Columns
from mingjian.originality.plan.terms import Term, term, written

__all__ = ["Relation", "Side", "absence", "grouped", "joined", "key", "narrowed", "scanned", "together"]


@dataclass(frozen=True)
class Relation:
    """A node, and what its columns mean. ``made``: a verb whose further columns are its own."""

    node: Node
    columns: Mapping[str, Term]
    made: str = ""

    def named(self, alias: str) -> Columns:
        """Its columns under an alias."""
        return Columns(alias, self.columns, self.made)

    @cached_property
    def speaks_of(self) -> frozenset[Term]:
        """The columns of standards that its own are made of."""
        return frozenset(one for found in set(self.columns.values()) for one in found.columns())


_DEEPEST = 60
Side = tuple[str, Relation]
"""An input under its alias."""


def scanned(name: str, columns: Mapping[str, Term]) -> Relation:
    """The rows of a standard."""
    return Relation(Node("scan", text=name), columns)


def narrowed(found: Relation, condition: Term | None) -> Relation:
    """The rows for which a condition holds."""
    node = found.node
    for part in () if condition is None else conditions(condition):
        node = _pushed(node, part)
    return found if node is found.node else replace(found, node=node)


def _pushed(node: Node, condition: Term, depth: int = 0) -> Node:
    """The relation under one more condition, which hangs on the input it speaks of if it speaks of one alone."""
    place = _whose(condition, node.owns) if node.verb in ("match", "absent") and depth < _DEEPEST else None
    if place is None or (node.verb == "absent" and place):
        parts = tuple(dict.fromkeys((*node.parts, ("condition", condition))))
        return Node(node.verb, node.inputs, parts, node.text, node.owns)
    inputs = list(node.inputs)
    inputs[place] = _pushed(inputs[place], condition, depth + 1)
    return Node(node.verb, tuple(inputs), node.parts, node.text, node.owns)


def _whose(condition: Term, owns: Sequence[frozenset[Term]]) -> int | None:
    """The one input whose columns a condition speaks of, None for several or none."""
    said = set(condition.columns())
    places = [place for place, columns in enumerate(owns) if said & columns]
    return places[0] if len(places) == 1 and said and said <= owns[places[0]] else None


def _joined(verb: str, sides: Sequence[Side], keys: Iterable[Part], condition: Term | None) -> Node:
    """A match or an absence; what is asked of one input alone narrows that input."""
    owns = tuple(side.speaks_of for _, side in sides)
    inputs = [side.node for _, side in sides]
    parts: list[Part] = list(keys)
    for part in () if condition is None else conditions(condition):
        place = _whose(part, owns)
        if place is None or (verb == "absent" and place == 0):
            parts.append(("unless" if verb == "absent" else "condition", part))
        else:
            inputs[place] = _pushed(inputs[place], part)
    return Node(verb, tuple(inputs), tuple(dict.fromkeys(parts)), owns=owns)


def key(left: Term, right: Term) -> Part:
    """Columns that must be equal: what they identify, and whose they are."""
    kinds = sorted({key_kind(left), key_kind(right)})
    return "key", term("key", normal(left), normal(right), text="/".join(kinds))


def joined(
    verb: str, sides: Sequence[Side], keys: Iterable[Part], condition: Term | None, *, left: bool = False
) -> Relation:
    """Pairs of rows; with ``left`` the rows of the first input that have a partner."""
    keys = list(keys)
    node = _joined(verb, sides, keys, condition)
    made = sides[0][1].made if left else next((side.made for _, side in sides if side.made), "")
    return Relation(node, _equalled(dict(sides[0][1].columns) if left else together(sides), keys), made)


def _equalled(columns: Mapping[str, Term], keys: Iterable[Part]) -> dict[str, Term]:
    """Columns that are equal from here on as one and the same: whose they were depends on who stands first."""
    one_of: dict[Term, Term] = {}
    for _, found in keys:
        first = min(found.args, key=lambda arg: written(arg, "exact"))
        one_of.update(dict.fromkeys(found.args, first))
    return {name: one_of.get(meaning, meaning) for name, meaning in columns.items()}


def absence(sides: Sequence[Side], keys: Iterable[Part], condition: Term | None) -> Relation:
    """The rows of the first input without a partner in the second."""
    return Relation(_joined("absent", sides, keys, condition), sides[0][1].columns, sides[0][1].made)


def together(sides: Sequence[Side]) -> dict[str, Term]:
    """The columns of a pair: by their own names where the first to have one wins, and with the alias before them."""
    found: dict[str, Term] = {}
    for alias, side in sides:
        for name, meaning in side.columns.items():
            found.setdefault(name, meaning)
            if "." not in name:
                found[f"{alias}.{name}"] = meaning
    return found


def grouped(found: Relation, by: Mapping[str, Term], take: Mapping[str, Term], condition: Term | None) -> Relation:
    """One row a group: columns of the group, aggregates, and the condition a group has to meet."""
    parts: list[Part] = [("by", normal(meaning)) for meaning in by.values()]
    parts += [("condition", part) for part in (() if condition is None else conditions(condition))]
    taken = {name: normal(meaning) for name, meaning in take.items()}
    node = Node("group", (found.node,), tuple(dict.fromkeys(parts)))
    return Relation(node, {**by, **taken})
