"""What a domain function is, and the list of them.

A function is defined once: its argument kinds, its result, its SQL for DuckDB, and the same thing in Python. The
Python form folds constants, is the oracle of the conformance test (SQL = Python on random values, every function),
and is what a second engine has to agree with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.engines.kinds import NUMERIC, TEXTUAL, Kind

__all__ = ["ANY", "FUNCTIONS", "SAME", "Function", "NoSuchFunction", "register", "resolve"]

ANY = frozenset(Kind) - {Kind.DURATION, Kind.NULL}
SAME = "same"
"""As a result: the common kind of all arguments. Such a function wants all arguments of one family."""


class NoSuchFunction(LookupError):
    """No function of this name takes these arguments; ``candidates`` are the ones of that name."""

    def __init__(self, name: str, candidates: Sequence[Function]) -> None:
        super().__init__(name)
        self.candidates = tuple(candidates)


@dataclass(frozen=True)
class Function:
    """One signature of a function.

    ``sql`` holds ``{0}``, ``{1}`` … for the arguments; with ``variadic`` the last argument may repeat and ``sql`` is a
    callable over the arguments' SQL. ``strict``: null in, null out, tested; otherwise ``python`` gets None.
    ``partial``: may be null although no argument is. ``constants`` are positions that must be literals or
    parameters and not null; the last position of a variadic function stands for all that follow.
    """

    name: str
    takes: tuple[frozenset[Kind], ...]
    gives: Kind | str
    sql: str | Callable[..., str]
    python: Callable[..., Any]
    zh: str
    en: str
    example: str
    strict: bool = True
    partial: bool = False
    variadic: bool = False
    constants: frozenset[int] = frozenset()

    def accepts(self, kinds: Sequence[Kind]) -> bool:
        """Whether arguments of these kinds fit; an untyped null fits anywhere."""
        if self.variadic:
            if len(kinds) < len(self.takes):
                return False
            wanted = [*self.takes, *[self.takes[-1]] * (len(kinds) - len(self.takes))]
        else:
            wanted = list(self.takes)
        if len(kinds) != len(wanted):
            return False
        fits = all(kind is Kind.NULL or kind in allowed for kind, allowed in zip(kinds, wanted, strict=True))
        return fits and (self.gives != SAME or common(kinds) is not None)

    def result(self, kinds: Sequence[Kind]) -> Kind:
        """The kind of the result for arguments of these kinds."""
        if isinstance(self.gives, Kind):
            return self.gives
        return common(kinds) or Kind.NULL

    def wants_constant(self, position: int) -> bool:
        """Whether the argument at ``position`` must be a literal or a parameter."""
        return min(position, len(self.takes) - 1) in self.constants

    def emit(self, args: Sequence[str]) -> str:
        """The SQL of a call."""
        if callable(self.sql):
            return self.sql(*args)
        return self.sql.format(*args)

    @property
    def signature(self) -> str:
        """``months_between(date, date) → integer``, for messages and documentation."""
        args = ", ".join("|".join(sorted(kinds)) if len(kinds) < 6 else "any" for kinds in self.takes)
        return f"{self.name}({args}{', …' if self.variadic else ''}) → {self.gives}"


FUNCTIONS: dict[str, list[Function]] = {}


def register(function: Function) -> Function:
    """Add a signature. Several signatures of one name are told apart by their argument kinds."""
    FUNCTIONS.setdefault(function.name, []).append(function)
    return function


def resolve(name: str, kinds: Sequence[Kind]) -> Function:
    """The first signature of ``name`` that takes ``kinds``; raises :class:`NoSuchFunction`."""
    candidates = FUNCTIONS.get(name, [])
    for candidate in candidates:
        if candidate.accepts(kinds):
            return candidate
    raise NoSuchFunction(name, candidates)


def common(kinds: Sequence[Kind]) -> Kind | None:
    """The kind several values share: numbers widen to money, then decimal; codes and ids to text."""
    known = {kind for kind in kinds if kind is not Kind.NULL}
    if len(known) <= 1:
        return next(iter(known), Kind.NULL)
    if known <= NUMERIC:
        return Kind.DECIMAL if Kind.DECIMAL in known else Kind.MONEY
    return Kind.TEXT if known <= TEXTUAL else None
