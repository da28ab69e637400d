"""A canonical plan: relations without names. Rows come from standards, and steps by which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingjian.originality.plan.terms import Term

__all__ = ["Node", "Part", "Plan", "PlanStep"]

Part = tuple[str, Term]
"""What a relation or step is made of: a role (``condition``, ``key``, ``by``, ``unless`` …) and a term."""


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """A relation: the verb that makes it of its inputs, with parts; ``text`` is the standard of a scan.

    ``owns``: for a match or an absence the columns of each input, by which a condition finds whom it narrows.
    """

    verb: str
    inputs: tuple[Node, ...] = ()
    parts: tuple[Part, ...] = ()
    text: str = ""
    owns: tuple[frozenset[Term], ...] = ()

    def above(self) -> Iterator[Node]:
        """This relation and all it is made of, each once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                waiting += node.inputs


@dataclass(frozen=True)
class PlanStep:
    """A step as its author wrote it: the name people know it by, and what it adds to the plan."""

    name: str
    verb: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Plan:
    """What a model or a query does. ``about`` are parts of the clue, ``unread`` names what could not be understood."""

    final: Node
    steps: tuple[PlanStep, ...] = ()
    about: tuple[Part, ...] = ()
    unread: tuple[str, ...] = field(default=())
