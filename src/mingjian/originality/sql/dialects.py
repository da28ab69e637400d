"""Queries parsed in the dialects offices write them in. 达梦 has none of its own and is read as Oracle's, told so."""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

__all__ = ["DIALECTS", "Parsed", "parsed"]

DIALECTS = ("duckdb", "mysql", "postgres", "sqlite", "oracle")
"""In the order in which they are tried where nobody says which it is."""
_READ_AS = {"dm": "oracle", "dameng": "oracle", "达梦": "oracle", "postgresql": "postgres"}
LONGEST = 400_000
"""Signs of a file that are parsed; what is longer is compared by its words."""
_BRACKET = re.compile(r"[()]")
_STRING = re.compile(r"'(?:[^']|'')*'")


@dataclass(frozen=True)
class Parsed:
    """The queries of a file. ``dialect`` is empty where none reads it; ``read_as`` is one that stands for another."""

    queries: tuple[exp.Expr, ...]
    dialect: str
    read_as: str = ""


def parsed(text: str, dialect: str = "") -> Parsed:
    """The statements that give rows. Nothing is raised: what no dialect reads has no queries."""
    asked = _READ_AS.get(dialect.lower(), dialect.lower())
    if len(text) > LONGEST or _too_deep(text):
        return Parsed((), "")
    for name in (asked,) if asked else DIALECTS:
        try:
            statements = sqlglot.parse(text, read=name)
        except (SqlglotError, RecursionError, ValueError):
            continue
        found = tuple(query for one in statements if one is not None for query in _queries(one))
        if found and not any(isinstance(one, exp.Command) for one in statements):
            return Parsed(found, name, name if asked != dialect.lower() else "")
    return Parsed((), "")


def _too_deep(text: str) -> bool:
    """Brackets within each other beyond what a parser that calls itself can take."""
    depth = deepest = 0
    for sign in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if sign == "(" else -1
        deepest = max(deepest, depth)
    return deepest > 60


def _queries(statement: exp.Expr) -> list[exp.Expr]:
    if isinstance(statement, exp.Query):
        return [statement]
    if isinstance(statement, exp.Create | exp.Insert) and isinstance(statement.args.get("expression"), exp.Query):
        return [statement.args["expression"]]
    return []
