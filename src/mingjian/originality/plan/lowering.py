"""A model file as a canonical plan. Any mapping that looks like a model will do: works need not be valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.models.steps import inputs_of
from mingjian.originality.plan.meanings import need_columns
from mingjian.originality.plan.nodes import Node, Part, Plan, PlanStep
from mingjian.originality.plan.normal import normal
from mingjian.originality.plan.relations import Relation, Side, scanned
from mingjian.originality.plan.scope import Scope, value_term
from mingjian.originality.plan.terms import Term
from mingjian.originality.plan.verbs import VERBS

__all__ = ["plan_of_model"]

_DEEPEST = 400


def plan_of_model(data: Mapping[str, Any]) -> Plan:
    """The plan of a model's data. What does not reach the clue is no part of it."""
    return _Reader(data).plan()


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.steps = {name: body for name, body in _section(data, "steps").items() if isinstance(body, Mapping)}
        self.parameters = {name: _parameter(one) for name, one in _section(data, "parameters").items()}
        self.clue = _section(data, "clue")
        self.found: dict[str, Relation] = {}
        self.read: dict[str, PlanStep] = {}
        self.unread: list[str] = []
        for alias, need in _section(data, "needs").items():
            if isinstance(need, Mapping):
                self.found[alias] = scanned(*need_columns(need))

    def plan(self) -> Plan:
        last = str(self.clue.get("from", next(reversed(self.steps), "")))
        end = self._relation(last, 0)
        if end is None:
            return Plan(Node("nothing"), (), (), tuple(dict.fromkeys([*self.unread, last])))
        scope = Scope((end.named(""),), self.parameters)
        about: list[Part] = []
        for part in ("about", "key", "amount", "day"):
            given = self.clue.get(part)
            names = given if isinstance(given, list) else [given] if given is not None else []
            about += [(f"clue {part}", normal(scope.column(str(name)))) for name in names]
        steps = tuple(self.read[name] for name in self.steps if name in self.read)
        return Plan(end.node, steps, tuple(dict.fromkeys(about)), tuple(self.unread))

    def _relation(self, name: str, depth: int) -> Relation | None:
        if name in self.found:
            return self.found[name]
        body = self.steps.get(name)
        if body is None or depth > _DEEPEST:
            return None
        self.found[name] = Relation(Node("circle"), {})  # whoever comes back here goes in a circle
        made = self._step(name, body, depth)
        self.found[name] = made
        return made

    def _step(self, name: str, body: Mapping[str, Any], depth: int) -> Relation:
        verb = next((key for key in body if key in VERBS), "")
        sides: list[Side] = []
        for alias, given in _inputs(body, verb):
            found = self._relation(given, depth + 1)
            if found is not None:
                sides.append((alias, found))
        if not verb or not sides or (verb in ("match", "absent", "within") and len(sides) < 2):
            self.unread.append(name)
            return sides[0][1] if sides else Relation(Node("nothing"), {})
        scope = Scope(tuple(side.named(alias) for alias, side in sides), self.parameters)
        made = VERBS[verb](body, sides, scope)
        own = dict.fromkeys(part for node in _new(made.node, sides) for part in node.parts)
        before = {part for _, side in sides for part in side.node.parts}
        computed = [("computed", term) for key, term in made.columns.items() if _is_new(key, term, sides)]
        parts = tuple(part for part in own if part not in before)
        self.read[name] = PlanStep(name, verb, (*parts, *dict.fromkeys(computed)))
        return made


def _new(node: Node, sides: list[Side]) -> list[Node]:
    """The relations a step added."""
    old = {id(side.node) for _, side in sides}
    return [node, *(one for one in node.inputs if id(one) not in old and node.verb == "union")]


def _is_new(name: str, term: Term, sides: list[Side]) -> bool:
    return term.head not in ("column", "mark", "constant", "any") and all(
        term not in (side.columns.get(name), side.columns.get(name.rpartition(".")[2])) for _, side in sides
    )


def _inputs(body: Mapping[str, Any], verb: str) -> list[tuple[str, str]]:
    """Alias and name of each input."""
    if not verb:
        return [(name, name) for name in inputs_of(body)]
    value = body[verb]
    found: list[tuple[str, str]] = []
    for item in value if isinstance(value, list) else [value]:
        pairs = item.items() if isinstance(item, Mapping) else [(item, item)]
        found += [(str(alias), str(name)) for alias, name in pairs]
    return found


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name) if isinstance(data, Mapping) else None
    return {str(key): value for key, value in found.items()} if isinstance(found, Mapping) else {}


def _parameter(given: Any) -> Term:
    if not isinstance(given, Mapping):
        return value_term(given)
    unit = given.get("unit")
    return value_term(given.get("value"), unit if isinstance(unit, str) else "")
