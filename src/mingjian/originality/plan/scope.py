"""What the words of an expression mean: parameters, columns of the inputs, and terms for constants."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from mingjian.collision import StepErrors
from mingjian.collision.expressions import parse
from mingjian.collision.expressions.nodes import Binary, Call, Case, Items, Literal, Name, Node, Null, Unary
from mingjian.engines import Duration
from mingjian.models.durations import parse_duration
from mingjian.originality.plan.terms import FALSE, NULL, TRUE, Term, column, constant, term

__all__ = ["Columns", "Scope", "value_term"]


@dataclass(frozen=True)
class Columns:
    """The columns an input offers under its alias; ``made`` is the verb of a step that makes columns of its own."""

    alias: str
    known: Mapping[str, Term]
    made: str = ""

    def find(self, name: str) -> Term | None:
        """A column by its own name, or one that still carries the alias of a former step."""
        found = self.known.get(name)
        if found is None and self.made and "." not in name:
            return Term("made", text=f"{self.made}.{name}")
        return found


@dataclass(frozen=True)
class Scope:
    """The inputs of a step and the parameters of the model. What nobody knows is a column called so."""

    sides: tuple[Columns, ...]
    parameters: Mapping[str, Term] = field(default_factory=dict)

    def read(self, text: Any) -> Term:
        """The term of an expression; of one that cannot be read, its words."""
        try:
            return self._term(parse(_text(text)))
        except (StepErrors, RecursionError):
            return term("unread", text=" ".join(_text(text).split()))

    def column(self, name: str, side: int | None = None) -> Term:
        """A column by name, of one input if it is told which."""
        sides = self.sides if side is None or side >= len(self.sides) else (self.sides[side],)
        alias, _, rest = name.partition(".")
        for one in sides:
            found = one.find(rest) if rest and one.alias == alias else None
            if found is not None:
                return found
        found = next((known for one in sides if (known := one.known.get(name)) is not None), None)
        found = found or next((made for one in sides if (made := one.find(name)) is not None), None)
        if found is None and rest:
            found = next((known for one in sides if (known := one.find(rest.rpartition(".")[2])) is not None), None)
        return found or column(f"?{name.rpartition('.')[2]}")

    def _name(self, name: str) -> Term:
        if name == "as_of":
            return Term("as_of")
        if name in self.parameters and not any(name in one.known for one in self.sides):
            return self.parameters[name]
        return self.column(name)

    def _term(self, node: Node) -> Term:
        match node:
            case Literal():
                return value_term(node.value)
            case Name():
                return self._name(node.name)
            case Call():
                return term("call", *map(self._term, node.args), text=node.name)
            case Unary():
                return term(node.operator, self._term(node.operand))
            case Null():
                return term("known" if node.negated else "null", self._term(node.operand))
            case Items():
                return term("list", *map(self._term, node.items))
            case Case():
                args = [self._term(part) for branch in node.branches for part in branch]
                return term("case", *args, NULL if node.otherwise is None else self._term(node.otherwise))
            case Binary():
                return self._binary(node)
        raise TypeError(f"no term for {type(node).__name__}")

    def _binary(self, node: Binary) -> Term:
        left, right = self._term(node.left), self._term(node.right)
        head = {"<>": "!="}.get(node.operator, node.operator)
        if head == "in" and right.head != "list" and right.head == "constant":
            right = term("list", right)
        return term(head, left, right)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def value_term(value: Any, unit: str = "") -> Term:
    """The term of a plain value, by kind, unit and order of size."""
    if isinstance(value, str):
        duration = parse_duration(value)
        return value_term(duration) if duration is not None else constant("text", value, "text")
    if value is None:
        return NULL
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, Duration):
        return constant("duration", str(value), f"days{_size(value.months * 30.4375 + value.days)}")
    if isinstance(value, int | float | Decimal):
        return constant("number", f"{float(value):g}", f"{unit}{_size(float(value))}")
    if isinstance(value, dt.date):
        return constant("date", value.isoformat(), str(value.year))
    if isinstance(value, list | tuple):
        return term("list", *(value_term(item, unit) for item in value))
    return constant("text", str(value), "text")


def _size(number: float) -> str:
    """The order of size: a whole power of ten."""
    if number == 0 or not math.isfinite(number):
        return "0"
    return f"{'-' if number < 0 else ''}e{round(math.log10(abs(number)))}"
