"""A draft as far as it is right: its inputs, parameters and steps that can be bound, whatever is wrong elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from mingjian.collision import Context, Covered, Field, Relation
from mingjian.collision import Plan as CollisionPlan
from mingjian.models.definition import Clue, ModelFile, Need
from mingjian.models.given import givens
from mingjian.models.load import check_model
from mingjian.models.model import Model
from mingjian.models.outcome_checks import check_clue
from mingjian.models.problems import Problem
from mingjian.models.references import used_steps
from mingjian.models.relations import need_relation, need_standard
from mingjian.models.shape import Draft, read_shape
from mingjian.models.source import read_source
from mingjian.models.steps import bind_steps, parse_steps, words_of
from mingjian.models.texts import Text
from mingjian.standards import UnknownName, code_list_ids

__all__ = ["Sketch", "sketch_of"]


@dataclass(frozen=True)
class Sketch:
    """What can be looked at of a model file.

    ``model`` has the needs, parameters and steps that are right and is for looking only, never for a run: the rest of
    its definition is a stand-in. ``plan`` is bound to no data; None when nothing is right. ``clue`` is the section,
    None while it has mistakes. ``idle`` are parameters no step and no risk names, ``problems`` those of the whole file.
    """

    model: Model
    plan: CollisionPlan | None
    clue: Clue | None
    idle: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Needs and steps that can be looked at, in the order they are made."""
        return (*self.model.needs, *(step.name for step in self.model.steps))

    def columns(self, name: str) -> tuple[Field, ...]:
        """The columns of a need or step. KeyError when it cannot be bound."""
        if self.plan is None or name not in self.names:
            raise KeyError(name)
        return self.plan.relation(name).visible

    def upto(self, name: str) -> Sketch:
        """Only what a need or step is made of, itself included. KeyError when it cannot be bound."""
        if name not in self.names:
            raise KeyError(name)
        inputs = {step.name: tuple(given for _, given in step.inputs) for step in self.model.steps}
        wanted = used_steps(inputs, name)
        needs = {alias: need for alias, need in self.model.needs.items() if alias in wanted}
        steps = tuple(step for step in self.model.steps if step.name in wanted)
        definition = self.model.definition.model_copy(update={"needs": needs})
        return replace(self, model=replace(self.model, definition=definition, steps=steps), clue=None)


def sketch_of(text: str, file: str = "model.yaml") -> Sketch:
    """The sketch of a text; of one that cannot be read an empty one with its problems."""
    source = read_source(text, file)
    draft, _ = read_shape(source)
    data: Any = source.data if isinstance(source.data, dict) else {}
    declared = data.get("needs")
    parsed, _ = parse_steps(source, draft.steps, declared if isinstance(declared, dict) else {})
    needs, relations = _bindable(draft)
    given = givens(draft.parameters, {name: one.accept(one.value) for name, one in draft.parameters.items()})
    covered: dict[str, tuple[Covered, ...] | None] = dict.fromkeys(relations, ())
    context = Context(given, dt.date(2000, 1, 1), covered)
    known = [step for step in parsed.steps if all(name in relations or name in draft.steps for _, name in step.inputs)]
    plan = bind_steps(source, relations, known, context)[0]
    bound = {} if plan is None else {step.name: step.step for step in plan.steps}
    clue = draft.clue
    if (
        plan is None
        or clue is None
        or clue.from_ not in bound
        or any(check_clue(draft, plan.relation(clue.from_), given))
    ):
        clue = None
    definition = _stand_in(data, draft, needs, clue)
    model = Model(definition, tuple(bound.values()), {}, text, data)
    return Sketch(model, plan, clue, tuple(_idle(draft)), tuple(check_model(text, file)[1]))


def _bindable(draft: Draft) -> tuple[dict[str, Need], dict[str, Relation]]:
    """The needs whose list is known, without the columns it has not."""
    needs: dict[str, Need] = {}
    relations: dict[str, Relation] = {}
    for alias, need in draft.needs.items():
        try:
            standard = need_standard(need)
        except UnknownName:
            continue
        if standard is None and need.codes not in code_list_ids():
            continue
        if standard is not None:
            known = [name for name in need.columns or () if name in standard.columns or name in standard.subjects]
            need = need.model_copy(update={"columns": known})
        needs[alias], relations[alias] = need, need_relation(alias, need)
    return needs, relations


def _stand_in(data: Any, draft: Draft, needs: dict[str, Need], clue: Clue | None) -> ModelFile:
    name = str(data.get("model") or "draft")
    whole = draft.whole
    values: dict[str, Any] = {
        "model": name,
        "version": str(data.get("version") or "0.0.0"),
        "title": whole.title if whole is not None else Text(zh=name, en=name),
        "sealed": draft.sealed,
        "needs": needs,
        "parameters": draft.parameters,
        "steps": draft.steps,
        "clue": clue,
        "traps": list(draft.traps.values()),
    }
    return ModelFile.model_construct(**values)


def _idle(draft: Draft) -> Iterable[str]:
    clue = draft.source.data.get("clue") if isinstance(draft.source.data, dict) else None
    risk = clue.get("risk") if isinstance(clue, dict) else None
    words = set().union(*(words_of(body) for body in draft.steps.values()), words_of(risk))
    return (name for name in draft.parameters if name not in words)
