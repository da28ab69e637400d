"""What the names of an expression mean: columns of the inputs, parameters, the as-of day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mingjian.collision.expressions.typed import Column, Constant, Typed, subjects_of
from mingjian.collision.problems import Problem, nearest
from mingjian.collision.relation import Field, Relation
from mingjian.engines import Kind, Value

__all__ = ["Given", "Scope", "Side"]


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter's value; ``items`` instead of ``value`` when it is a list, usable after ``in`` and as words."""

    kind: Kind
    value: Value = None
    items: tuple[Value, ...] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """An input of a step under the alias its author gave."""

    alias: str
    relation: Relation


@dataclass(frozen=True)
class Scope:
    """Where names are looked up.

    ``equal`` are column names that all inputs share and are joined on: they may be written plainly. ``grouped`` is the
    set of column names that may stand outside an aggregate (None: no aggregates here). ``order`` is what ``first`` and
    ``last`` go by when they do not say, ``ties`` are the row numbers that decide between equals.
    """

    sides: tuple[Side, ...]
    parameters: Mapping[str, Given] = field(default_factory=dict)
    as_of: dt.date = dt.date(2000, 1, 1)
    equal: frozenset[str] = frozenset()
    grouped: frozenset[str] | None = None
    order: Typed | None = None
    ties: tuple[Typed, ...] = ()

    def whose(self, node: Typed) -> set[str]:
        """Which kinds of subjects (person, company) a value may be, as far as they are known."""
        if node.kind is not Kind.SUBJECT:
            return set()
        found = (self.sides[one.side].relation.field(one.name) for one in subjects_of(node))
        return {one.subject for one in found if one is not None and one.subject is not None}

    def resolve(self, name: str, at: int, length: int) -> Typed | Given | Problem:
        """A column or a constant, a list parameter as it is, or the problem with the name."""
        if name == "as_of":
            return Constant(Kind.DATE, False, self.as_of)
        found = self._columns(name)
        if len(found) > 1 and not (name in self.equal and len(found) == len(self.sides)):
            choices = "、".join(f"{self.sides[column.side].alias}.{name}" for column in found)
            return Problem(
                f"列“{name}”不止一处有", f"column {name!r} is in more than one input", offset=at, length=length,
                expected_zh=choices, expected_en=choices.replace("、", ", "),
            )  # fmt: skip
        given = self.parameters.get(name)
        if found and given is not None:
            return Problem(
                f"“{name}”既是列又是参数，请改名", f"{name!r} is both a column and a parameter: rename one",
                offset=at, length=length,
            )  # fmt: skip
        if found:
            return found[0]
        if given is not None:
            if given.items is not None:
                return given
            return Constant(given.kind, given.value is None, given.value)
        return self._unknown(name, at, length)

    def _columns(self, name: str) -> list[Column]:
        found = []
        alias, _, rest = name.partition(".")
        for number, side in enumerate(self.sides):
            if rest and side.alias == alias:
                exact = side.relation.field(rest)
                if exact is not None and not exact.hidden:
                    return [_column(exact, number, name)]
        for number, side in enumerate(self.sides):
            exact = side.relation.field(name)
            if exact is not None and not exact.hidden:
                found.append(_column(exact, number, name))
        return found

    def _unknown(self, name: str, at: int, length: int) -> Problem:
        known = {f.name for side in self.sides for f in side.relation.visible}
        known |= {f"{side.alias}.{f.name}" for side in self.sides for f in side.relation.visible}
        near = nearest(name, known | set(self.parameters))
        own = sorted({f.name for side in self.sides for f in side.relation.visible} | set(self.parameters))
        few = own[:12]
        more = "…" if len(own) > len(few) else ""
        return Problem(
            f"没有叫“{name}”的列或参数", f"no column or parameter is called {name!r}", offset=at, length=length,
            expected_zh="、".join(few) + more, expected_en=", ".join(few) + more, nearest=near,
        )  # fmt: skip


def _column(found: Field, side: int, shown: str) -> Column:
    return Column(found.kind, found.nullable, side, found.name, shown)
