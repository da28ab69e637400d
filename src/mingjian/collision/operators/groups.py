"""What grouping operators share: witnesses of a group, and the order that first and last go by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mingjian.collision.expressions import Column, Typed
from mingjian.collision.operators.base import Binder
from mingjian.collision.operators.shape import Item
from mingjian.collision.relation import Relation, Witness
from mingjian.engines import Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["group_order", "group_ties", "group_witnesses", "witness_items"]


def group_witnesses(relation: Relation) -> tuple[Witness, ...]:
    """Every row of a group stands witness: lists of row numbers."""
    return tuple(replace(witness, many=True) for witness in relation.witnesses)


def witness_items(relation: Relation, needed: Collection[str], alias: str = "l") -> list[Item]:
    """The row numbers of a group: each once, in order, so that a proof reads the same every time."""
    items = []
    for witness in relation.witnesses:
        if witness.column in needed:
            column = f"{alias}.{quoted(witness.column)}"
            rows = f"flatten(list({column}))" if witness.many else f"list({column}) FILTER ({column} IS NOT NULL)"
            items.append(Item(f"list_sort(list_distinct({rows}))", witness.column))
    return items


def group_ties(relation: Relation) -> tuple[Typed, ...]:
    """The row numbers that decide between rows of equal order; none where rows do not stand for single rows."""
    if any(witness.many for witness in relation.witnesses):
        return ()
    return tuple(Column(Kind.INTEGER, False, 0, w.column, w.column) for w in relation.witnesses)


def group_order(binder: Binder, relation: Relation, given: str | None) -> Typed | None:
    """The column ``first`` and ``last`` go by when they do not say.

    ``order`` if given, else the first day or month column that is not a mark of a person (a birth date).
    """
    if given is not None:
        field = binder.column(given, 0, ("order",))
    else:
        marks = {column for f in relation.fields for column in f.weak}
        times = [f for f in relation.visible if f.kind in (Kind.DATE, Kind.MONTH) and f.name not in marks]
        field = next(iter(times), None)
    return None if field is None else Column(field.kind, field.nullable, 0, field.name, field.name)
