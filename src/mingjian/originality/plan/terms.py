"""What a plan says of values: columns by meaning, constants by unit and size, operations; no name its author chose.

A term can be written at four levels, from what it is to the letter to what it is at all. Two plans that agree at a
level agree at every later one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

__all__ = ["FALSE", "LEVELS", "NULL", "TRUE", "Level", "Term", "column", "constant", "term", "written"]

Level = Literal["exact", "sized", "shape", "open"]
"""``exact``: with every constant; ``sized``: constants by unit and order of size; ``shape``: by kind alone, codes kept;
``open``: columns no longer told apart, as when somebody works on lists of his own."""

LEVELS: tuple[Level, ...] = ("exact", "sized", "shape", "open")
COMMUTATIVE = frozenset({"and", "or", "+", "*", "=", "!=", "in", "not in", "any", "list", "key"})
_LARGEST = 160
"""Parts of a term; what would be larger is told by its digest, so that no file can make one grow without bound."""


@dataclass(frozen=True, slots=True)
class Term:
    """``head`` is an operation, ``column`` or ``constant``; ``text`` the meaning or kind; ``value`` and ``size`` those
    of a constant."""

    head: str
    args: tuple[Term, ...] = ()
    text: str = ""
    value: str = ""
    size: str = ""
    parts: int = field(default=1, compare=False)
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # terms are asked for their hash far more often than they are made, each time down to the last leaf
        object.__setattr__(self, "_hash", hash((self.head, self.args, self.text, self.value, self.size)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Term) or self._hash != other._hash:
            return False
        here = (self.head, self.text, self.value, self.size, self.args)
        return here == (other.head, other.text, other.value, other.size, other.args)

    def columns(self) -> Iterator[Term]:
        """The columns it is made of."""
        if self.head in ("column", "made"):
            yield self
        for arg in self.args:
            yield from arg.columns()


def term(head: str, *args: Term, text: str = "") -> Term:
    """An operation over terms."""
    parts = 1 + sum(arg.parts for arg in args)
    if parts > _LARGEST:
        inner = "\n".join(sorted(written(arg, "shape") for arg in args))
        return Term("large", text=f"{head}:{text}:{hashlib.sha256(inner.encode()).hexdigest()[:16]}")
    return Term(head, args, text, parts=parts)


@lru_cache(maxsize=100_000)
def column(meaning: str) -> Term:
    """A column of a standard, or a word nobody knows."""
    return Term("column", text=meaning)


def constant(kind: str, value: str, size: str = "") -> Term:
    """A value that stands in the model: kind (``number``, ``duration``, ``text`` …), the value, unit and size."""
    return Term("constant", (), kind, value, size)


TRUE, FALSE, NULL = (constant("boolean", word, word) for word in ("true", "false", "null"))


def written(found: Term, level: Level) -> str:
    """The term as text at a level; parts whose order means nothing stand in order of their text."""
    if found.head == "column":
        return "·" if level == "open" else found.text
    if found.head == "constant":
        return _constant(found, level)
    if found.head == "mark":
        return "mark"
    if found.head == "list" and level in ("shape", "open"):
        return "[…]"
    args = [written(arg, level) for arg in found.args]
    if found.head in COMMUTATIVE:
        args.sort()
    name = f"{found.head}:{found.text}" if found.text and not (level == "open" and found.head in _NAMED) else found.head
    return f"{name}({', '.join(args)})" if args or found.head != "large" else name


_NAMED = frozenset({"made", "large"})


def _constant(found: Term, level: Level) -> str:
    if found.text == "boolean" or level == "exact":
        return f"{found.text}={found.value}"
    if level == "sized":
        return f"{found.text}~{found.size}"
    if found.text == "text" and level == "shape":
        return f"text={found.value}"
    return found.text
