"""Which columns of a need a model really collides: what the evidence tables point out to a reader.

Joined, tested and counted columns are compared; a column that is only carried along to be shown (a name, a sum) is not.
A column computed by a step stands for what it was computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.models import Model
from mingjian.models.steps import words_of

__all__ = ["compared_words"]

_COMPARING = frozenset(
    {"on", "where", "having", "from", "to", "spans", "rules", "day", "distinct", "top", "bottom", "covered", "text",
     "of", "peers", "link"}
)  # fmt: skip
_COUNTING = frozenset({"count", "ratio"})
"""Verbs whose groups are what is compared; an aggregate only brings rows together."""


def compared_words(model: Model, need: str) -> frozenset[str]:
    """Words of the comparing options of all steps behind which the need stands, computed columns resolved."""
    bodies: Mapping[str, Mapping[str, Any]] = model.data.get("steps") or {}
    behind = _behind(model)
    own = [body for name, body in bodies.items() if need in behind.get(name, frozenset())]
    words = set().union(*(_words(body) for body in own), set())
    takes = [take for body in own if isinstance(take := body.get("take"), Mapping)]
    waiting = list(words)
    while waiting:
        word = waiting.pop()
        for take in takes:
            more = words_of(take.get(word)) - words
            words |= more
            waiting += more
    return frozenset(words)


def _words(body: Mapping[str, Any]) -> set[str]:
    options = _COMPARING | {"by"} if _COUNTING & body.keys() else _COMPARING
    return set().union(*(words_of(body[name]) for name in options & body.keys()), set())


def _behind(model: Model) -> dict[str, frozenset[str]]:
    """Step → the needs it is made from. Steps are in running order."""
    found: dict[str, frozenset[str]] = {need: frozenset({need}) for need in model.needs}
    for step in model.steps:
        found[step.name] = frozenset().union(*(found.get(name, frozenset()) for _, name in step.inputs))
    return found
