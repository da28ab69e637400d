"""What a key points at (state, identifier, names), carried through steps that make their columns anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mingjian.collision.expressions import Column, Side, Typed
from mingjian.collision.expressions.typed import Aggregate, subjects_of
from mingjian.collision.relation import Field, Relation
from mingjian.engines import TEXTUAL, Kind
from mingjian.engines.functions import common

__all__ = ["copied", "gathered", "united", "whose"]

Made = tuple[Field, tuple[Typed, ...]]

_OF_ONE_ROW = frozenset({"first", "last", "min", "max"})
"""Aggregates that give a value some row of the group has."""


def copied(column: str, node: Typed, relation: Relation) -> Field:
    """A new column of a row. A plain copy points at what the column it copies does."""
    made = Field(column, node.kind, node.nullable, subject=whose((node, relation)))
    like = relation.field(node.name) if isinstance(node, Column) else None
    if like is None:
        return made
    return replace(made, state=like.state, identifier=like.identifier, weak=like.weak, raw=like.raw)


def whose(*made: tuple[Typed, Relation]) -> str | None:
    """Whom subjects are that are made of columns of these relations; none where they are no subjects, or mixed."""
    fields = (
        relation.field(one.name) for node, relation in made if node.kind is Kind.SUBJECT for one in subjects_of(node)
    )
    found = {None if field is None else field.subject for field in fields}
    return found.pop() if len(found) == 1 else None


def gathered(keys: Collection[Field], made: Mapping[str, Typed]) -> list[Field]:
    """The keys of a group. They go on pointing at a column that is a key too, or taken from one row of the group."""
    kept = {
        node.arg.name: column
        for column, node in made.items()
        if isinstance(node, Aggregate) and node.name in _OF_ONE_ROW and isinstance(node.arg, Column)
    }
    kept |= {key.name: key.name for key in keys}
    return [replace(key.renamed(kept), nullable=False) for key in keys]


def united(made: Sequence[Made], sides: Sequence[Side]) -> list[Made]:
    """The columns of a union. One that is a plain column of every input points at what all of those point at.

    What it points at is the output column made of just those, else a hidden one added here. Raw cells are not added:
    their keys are names of one data set.
    """
    plain = {names: field.name for field, nodes in reversed(made) if (names := _plain(nodes)) is not None}
    found: list[Made] = []
    added: list[Made] = []
    for field, nodes in made:
        names = _plain(nodes)
        if names is None:
            found.append((field, nodes))
            continue
        roles = [_roles(side.relation, name) for side, name in zip(sides, names, strict=True)]
        pointers: dict[str, str] = {}
        for role in roles[0]:
            if not all(role in other for other in roles):
                continue
            columns = tuple(other[role] for other in roles)
            if columns not in plain and role != "raw":
                hidden = _hidden(field.name, columns, sides, plain.values())
                if hidden is not None:
                    added.append(hidden)
                    plain[columns] = hidden[0].name
            if columns in plain:
                pointers[role] = plain[columns]
        weak = tuple(column for role, column in pointers.items() if role.startswith("weak"))
        state, identifier, raw = (pointers.get(role) for role in ("state", "identifier", "raw"))
        found.append((replace(field, state=state, identifier=identifier, weak=weak, raw=raw), nodes))
    return [*found, *added]


def _plain(nodes: Sequence[Typed]) -> tuple[str, ...] | None:
    """The columns of the inputs, when the expressions are nothing else."""
    names = tuple(node.name for node in nodes if isinstance(node, Column))
    return names if len(names) == len(nodes) else None


def _roles(relation: Relation, name: str) -> dict[str, str]:
    """What a column points at by the part it plays, so that those of several inputs fit together."""
    field = relation.field(name)
    if field is None:
        return {}
    single = {"state": field.state, "identifier": field.identifier, "raw": field.raw}
    found = {role: column for role, column in single.items() if column}
    for column in field.weak:
        pointed = relation.field(column)
        if pointed is not None:
            found.setdefault("weak text" if pointed.kind in TEXTUAL else f"weak {pointed.kind}", column)
    return found


def _hidden(key: str, columns: tuple[str, ...], sides: Sequence[Side], taken: Collection[str]) -> Made | None:
    """A column for the machinery, under a name no author can write."""
    fields = [side.relation.field(column) for side, column in zip(sides, columns, strict=True)]
    known = [field for field in fields if field is not None]
    kind = common([field.kind for field in known])
    if kind is None or len(known) < len(fields):
        return None
    name = f"{key}~{columns[0].rpartition('~')[2]}"
    while name in taken:
        name += "~"
    nodes = tuple(Column(field.kind, field.nullable, 0, field.name, field.name) for field in known)
    return Field(name, kind, any(field.nullable for field in known), hidden=True), nodes
