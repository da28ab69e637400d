"""The tree of a checked expression: every node knows its kind and whether it can be null."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from mingjian.engines import Kind, Value
from mingjian.engines.functions import Function

__all__ = [
    "Aggregate",
    "Arithmetic",
    "Choose",
    "Column",
    "Compare",
    "Constant",
    "Invoke",
    "IsNull",
    "Logic",
    "Matches",
    "Member",
    "Not",
    "Typed",
    "columns_of",
    "conjuncts",
    "null_by_columns",
    "subjects_of",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Typed:
    """A node: the kind of its value, and whether the value can be null (unknown)."""

    kind: Kind
    nullable: bool


@dataclass(frozen=True, slots=True)
class Constant(Typed):
    """A literal, a parameter, the as-of day, or what folded into one."""

    value: Value


@dataclass(frozen=True, slots=True)
class Column(Typed):
    """Column ``name`` of the input number ``side``; ``shown`` is how messages and reasons call it."""

    side: int
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Invoke(Typed):
    """A call of a domain function."""

    function: Function
    args: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Logic(Typed):
    """``and`` / ``or`` of two or more conditions."""

    operator: str
    items: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Not(Typed):
    """The opposite; unknown stays unknown."""

    operand: Typed


@dataclass(frozen=True, slots=True)
class Compare(Typed):
    """``= != < <= > >=``."""

    operator: str
    left: Typed
    right: Typed


@dataclass(frozen=True, slots=True)
class IsNull(Typed):
    """Whether a value is missing: the one question whose answer is never unknown."""

    operand: Typed
    negated: bool


@dataclass(frozen=True, slots=True)
class Member(Typed):
    """``operand in [constants]``."""

    operand: Typed
    items: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Matches(Typed):
    """``operand matches 'regular expression'``, anywhere in the text (RE2)."""

    operand: Typed
    pattern: str


@dataclass(frozen=True, slots=True)
class Choose(Typed):
    """``case when``: the first branch whose condition is true; an unknown condition is not true."""

    branches: tuple[tuple[Typed, Typed], ...]
    otherwise: Typed | None


@dataclass(frozen=True, slots=True)
class Arithmetic(Typed):
    """``+ - * /`` over numbers, days, months and durations."""

    operator: str
    left: Typed
    right: Typed


@dataclass(frozen=True, slots=True)
class Aggregate(Typed):
    """An aggregate over the rows of a group; ``order`` and ``ties`` (row numbers) only for first and last."""

    name: str
    arg: Typed | None
    order: Typed | None
    ties: tuple[Typed, ...] = ()


def children(node: Typed) -> Iterator[Typed]:
    """The nodes directly below."""
    for field in fields(node):
        yield from _typed(getattr(node, field.name))


def _typed(value: object) -> Iterator[Typed]:
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _typed(item)


def walk(node: Typed) -> Iterator[Typed]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def columns_of(*nodes: Typed | None) -> tuple[Column, ...]:
    """The distinct columns of expressions, in order of appearance."""
    found = (n for node in nodes if node is not None for n in walk(node) if isinstance(n, Column))
    return tuple(dict.fromkeys(found))


def subjects_of(node: Typed) -> Iterator[Column]:
    """The columns of subjects whose value a subject may be: not those that only decide which."""
    if isinstance(node, Column):
        yield node
        return
    for child in children(node):
        if child.kind is Kind.SUBJECT:
            yield from subjects_of(child)


def conjuncts(node: Typed | None) -> tuple[Typed, ...]:
    """The conditions that ``and`` joins; empty for no condition or ``true``."""
    if node is None or (isinstance(node, Constant) and node.value is True):
        return ()
    if isinstance(node, Logic) and node.operator == "and":
        return tuple(part for item in node.items for part in conjuncts(item))
    return (node,)


def null_by_columns(node: Typed) -> bool:
    """Whether the value can be null only where one of the columns is: no division, no function that may have none."""
    match node:
        case Column() | IsNull():
            return True
        case Constant():
            return node.value is not None
        case Arithmetic():
            exact = node.operator != "/" and node.kind is not Kind.MONEY
            return exact and null_by_columns(node.left) and null_by_columns(node.right)
        case Invoke():
            return not node.function.partial and all(null_by_columns(arg) for arg in node.args)
        case Logic() | Not() | Compare() | Member() | Matches():
            return all(null_by_columns(child) for child in children(node))
    return False
