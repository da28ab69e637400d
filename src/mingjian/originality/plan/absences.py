"""An absence written without ``absent``: both lists in one union, grouped, and none of the second list in the group."""

from __future__ import annotations

from mingjian.originality.plan.nodes import Node, Part
from mingjian.originality.plan.relations import Relation, key
from mingjian.originality.plan.terms import Term

__all__ = ["told_as_absence"]


def told_as_absence(found: Relation) -> Relation:
    """The absence that a group over a union of two comes to; any other group as it is."""
    group = found.node
    union = group.inputs[0]
    if union.verb != "union" or len(union.inputs) != 2 or union.parts:
        return found
    silent = next(((part, branch) for part in group.parts if (branch := _silent(part)) is not None), None)
    if silent is None:
        return found
    part, missing = silent
    keys = [key(*term.args) for role, term in group.parts if role == "by" and _is_pair(term)]
    if not keys:
        return found
    rest = [one for one in group.parts if one != part and one[0] != "by"]
    node = Node("absent", (union.inputs[1 - missing], union.inputs[missing]), (*dict.fromkeys(keys), *rest))
    columns = {name: term.args[1 - missing] if _is_pair(term) else term for name, term in found.columns.items()}
    return Relation(node, columns, found.made)


def _is_pair(term: Term) -> bool:
    return term.head == "any" and len(term.args) == 2


def _silent(part: Part) -> int | None:
    """``count_if(mark = 'b') = 0``: which of the two branches bears the mark."""
    role, term = part
    if (
        role != "condition"
        or term.head != "="
        or not any(arg.head == "constant" and arg.value == "0" for arg in term.args)
    ):
        return None
    call = next((arg for arg in term.args if arg.head == "call" and arg.text == "count_if"), None)
    inner = call.args[0] if call is not None and len(call.args) == 1 else None
    if inner is None or inner.head != "=":
        return None
    mark = next((arg for arg in inner.args if arg.head == "mark"), None)
    value = next((arg for arg in inner.args if arg.head == "constant"), None)
    if mark is None or len(mark.args) != 2 or value not in mark.args:
        return None
    return mark.args.index(value)
