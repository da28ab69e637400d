"""Which columns an operator's output has and which input column each one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mingjian.collision.expressions import Column, Side, Typed, columns_of
from mingjian.collision.relation import Field, Relation, Witness
from mingjian.engines.dialect import name as quoted

__all__ = [
    "ALIASES",
    "Item",
    "Shape",
    "join_shape",
    "join_witnesses",
    "listed",
    "nullability",
    "place",
    "same_shape",
    "taken",
    "use",
]

ALIASES = ("l", "r")
"""How the SQL of an operator calls its first and second input."""


def place(column: Column) -> str:
    """A column where input 0 is ``l`` and input 1 is ``r``."""
    return f"{ALIASES[column.side]}.{quoted(column.name)}"


def use(needs: Sequence[set[str]], *nodes: Typed | None) -> None:
    """Add the columns of expressions to what the inputs must have."""
    for column in columns_of(*nodes):
        needs[column.side].add(column.name)


class Item(NamedTuple):
    """A select item: an expression and the column it makes."""

    sql: str
    out: str


def listed(items: Sequence[Item]) -> str:
    """``expr AS "out", …``; a relation without needed columns still has its rows."""
    return ", ".join(f"{item.sql} AS {quoted(item.out)}" for item in items) or "1 AS _none"


def taken(items: Sequence[Item], alias: str) -> str:
    """The columns that the items made, read back from a table."""
    return ", ".join(f"{alias}.{quoted(item.out)}" for item in items) or "1 AS _none"


@dataclass(frozen=True)
class Shape:
    """Output columns taken unchanged: ``origin`` maps each, witnesses included, to (input, column)."""

    fields: tuple[Field, ...]
    witnesses: tuple[Witness, ...]
    origin: dict[str, tuple[int, str]]
    sources: frozenset[str]

    def relation(
        self, name: str, added: Iterable[Field] = (), witnesses: tuple[Witness, ...] | None = None
    ) -> Relation:
        """The output relation: the columns taken, then the added ones."""
        kept = self.witnesses if witnesses is None else witnesses
        return Relation(name, (*self.fields, *added), kept, self.sources)

    def requires(self, needed: Collection[str], inputs: int) -> list[set[str]]:
        """The input columns behind the needed output columns."""
        needs: list[set[str]] = [set() for _ in range(inputs)]
        for column in needed:
            if column in self.origin:
                side, inner = self.origin[column]
                needs[side].add(inner)
        return needs

    def select(self, needed: Collection[str]) -> list[Item]:
        """Every needed column that is taken, in the relation's order."""
        order = [f.name for f in self.fields] + [w.column for w in self.witnesses]
        return [self.item(column) for column in order if column in needed]

    def item(self, column: str) -> Item:
        """One taken column."""
        side, inner = self.origin[column]
        return Item(f"{ALIASES[side]}.{quoted(inner)}", column)


def same_shape(side: Side) -> Shape:
    """The output has all columns of the one input."""
    relation = side.relation
    origin = {column: (0, column) for column in relation.columns}
    return Shape(relation.fields, relation.witnesses, origin, relation.sources)


def join_shape(sides: Sequence[Side], equal: Collection[str]) -> Shape:
    """The columns of two inputs: plain where the name is unambiguous or joined equal, else ``alias.column``."""
    counts = Counter(f.name for side in sides for f in side.relation.fields)
    fields: list[Field] = []
    origin: dict[str, tuple[int, str]] = {}
    for number, side in enumerate(sides):
        names = {
            f.name: f.name if counts[f.name] == 1 or f.name in equal else f"{side.alias}.{f.name}"
            for f in side.relation.fields
        }
        for f in side.relation.fields:
            out = names[f.name]
            if out not in origin:
                origin[out] = (number, f.name)
                fields.append(f.renamed(names))
            elif f.weak:
                fields = [one.told_by(f.renamed(names)) if one.name == out else one for one in fields]
    witnesses, places = join_witnesses(sides)
    sources = frozenset().union(*(side.relation.sources for side in sides))
    return Shape(tuple(fields), witnesses, origin | places, sources)


def join_witnesses(sides: Sequence[Side]) -> tuple[tuple[Witness, ...], dict[str, tuple[int, str]]]:
    """The witnesses of several inputs under distinct aliases, and where each comes from.

    A need joined under an alias witnesses under it; of two witnesses with one alias both get the input's in front,
    again if an earlier join has given that name already.
    """
    wanted = [(number, w, _alias(side, w)) for number, side in enumerate(sides) for w in side.relation.witnesses]
    counts = Counter(alias for _, _, alias in wanted)
    given = {alias for alias, times in counts.items() if times == 1}
    found: list[Witness] = []
    origin: dict[str, tuple[int, str]] = {}
    for number, witness, alias in wanted:
        unique = alias if counts[alias] == 1 else f"{sides[number].alias}.{witness.alias}"
        while counts[alias] > 1 and unique in given:
            unique = f"{sides[number].alias}.{unique}"
        given.add(unique)
        named = replace(witness, alias=unique)
        found.append(named)
        origin[named.column] = (number, witness.column)
    return tuple(found), origin


def _alias(side: Side, witness: Witness) -> str:
    return side.alias if witness.alias == side.relation.name else witness.alias


def nullability(fields: Iterable[Field], known: Collection[str]) -> tuple[Field, ...]:
    """The fields, those whose name is in ``known`` no longer nullable."""
    return tuple(replace(f, nullable=False) if f.name in known else f for f in fields)
