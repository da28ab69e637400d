"""The tree of an expression as its author wrote it: untyped, with places."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.engines import Kind, Value

__all__ = ["Binary", "Call", "Case", "Items", "Literal", "Name", "Node", "Null", "Unary"]


@dataclass(frozen=True, slots=True)
class Node:
    """``at`` is the 0-based character where it begins, ``length`` how many it is worth underlining."""

    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant written out."""

    kind: Kind
    value: Value


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A column, ``alias.column``, a parameter or ``as_of``."""

    name: str


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function or, where allowed, an aggregate."""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """``not`` or ``-``."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """``and or = != < <= > >= + - * / in matches``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Null(Node):
    """``operand is null``, or ``is not null`` when ``negated``."""

    operand: Node
    negated: bool


@dataclass(frozen=True, slots=True)
class Items(Node):
    """``[a, b, c]``: only to the right of ``in`` and as an argument of word lists."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Case(Node):
    """``case when … then … else … end``."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None
