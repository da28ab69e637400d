"""Which construct of DuckDB SQL is written how in Spark SQL: a table of rules, closed at both ends.

A node of the parsed query is written by the rule of its type, and only if it has no part that the rule does not name.
Everything else is an error before anything runs: Spark would take much of it silently and mean something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable

__all__ = ["CALLS", "RULES", "Writer", "call", "rule"]

Rule = Callable[["Writer", exp.Expression], str]

RULES: dict[type[exp.Expression], tuple[frozenset[str], Rule]] = {}
"""Node type → the parts it may have, and how it is written."""

CALLS: dict[str, tuple[int, Callable[..., str]]] = {}
"""Functions the parser has no type for: lower-case name → number of arguments, and how it is written."""


def rule(*types: type[exp.Expression], parts: str = "this expression") -> Callable[[Rule], Rule]:
    """Register how nodes of these types are written; ``parts`` are those they may have."""

    def add(write: Rule) -> Rule:
        for one in types:
            RULES[one] = (frozenset(parts.split()), write)
        return write

    return add


def call(name: str, arguments: int) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Register how a call of a function is written, over the SQL of its arguments."""

    def add(write: Callable[..., str]) -> Callable[..., str]:
        CALLS[name] = (arguments, write)
        return write

    return add


class Writer:
    """Writes one query. ``files`` gives the name of the view under which Parquet files are read."""

    def __init__(self, files: Callable[[Sequence[Path]], str]) -> None:
        self.files = files

    def __call__(self, node: exp.Expression | None) -> str:
        """The Spark SQL of a node."""
        if node is None:
            raise Untranslatable("an empty expression")
        found = RULES.get(type(node))
        if found is None:
            raise Untranslatable(f"{type(node).__name__} ({node.sql('duckdb')[:80]})")
        parts, write = found
        unknown = {part for part, value in node.args.items() if value not in (None, False, [], "")} - parts
        if unknown:
            raise Untranslatable(f"{type(node).__name__} {', '.join(sorted(unknown))} ({node.sql('duckdb')[:80]})")
        return write(self, node)

    def part(self, node: exp.Expression, name: str = "this") -> str:
        """The SQL of one part of a node."""
        return self(node.args.get(name))

    def many(self, nodes: Sequence[exp.Expression]) -> str:
        """The SQL of several nodes, with commas."""
        return ", ".join(self(node) for node in nodes)
