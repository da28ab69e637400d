"""Conditions of packs and rules: the expression language of models over named values that may be unknown.

A condition is true, false or unknown; what is unknown is asked for by name and never taken for false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.collision.expressions import Scope, Side, Typed, compile_expression, evaluate, walk
from mingjian.collision.expressions.typed import Column
from mingjian.collision.problems import StepErrors
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Kind
from mingjian.models.problems import Problem
from mingjian.models.source import Path, Source

__all__ = ["Condition", "compile_condition", "problems_in"]


@dataclass(frozen=True)
class Condition:
    """A checked condition."""

    text: str
    tree: Typed

    @property
    def names(self) -> tuple[str, ...]:
        """The names it uses, in order, each once."""
        return tuple(dict.fromkeys(node.name for node in walk(self.tree) if isinstance(node, Column)))

    def holds(self, values: Mapping[str, Any]) -> bool | None:
        """Whether it holds; None where a value that decides it is unknown."""
        found = evaluate(self.tree, lambda column: values.get(column.name))
        return None if found is None else bool(found)

    def unknown(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The names whose values are not known."""
        return tuple(name for name in self.names if values.get(name) is None)


def compile_condition(text: str, names: Mapping[str, Kind]) -> Condition:
    """The condition of a text over names of known kinds. Raises StepErrors with every problem."""
    relation = Relation("facts", tuple(Field(name, kind) for name, kind in names.items()))
    return Condition(text, compile_expression(text, Scope((Side("facts", relation),)), (Kind.BOOLEAN,)))


def problems_in(source: Source, path: Path, text: str, names: Mapping[str, Kind]) -> list[Problem]:
    """Every problem of a condition at its place in a file."""
    try:
        compile_condition(text, names)
    except StepErrors as errors:
        return [
            source.problem(
                path, one.zh, one.en, expected=(one.expected_zh, one.expected_en), nearest=one.nearest,
                offset=one.offset or 0,
            )
            for one in errors.problems
        ]  # fmt: skip
    return []
