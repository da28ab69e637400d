"""Expressions written anew, with what may be exchanged exchanged."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from mingjian.collision.expressions.nodes import Binary, Call, Case, Items, Literal, Name, Node, Null, Unary
from mingjian.engines import Duration, Kind

__all__ = ["printed", "turned"]

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


def turned(node: Node, chance: random.Random) -> Node:
    """The same condition with parts of ``and``, ``or``, sums and comparisons exchanged."""
    match node:
        case Binary():
            left, right = turned(node.left, chance), turned(node.right, chance)
            swap = chance.random() < 0.6
            if swap and node.operator in ("and", "or", "+") and not _times(left, right):
                return Binary(node.at, node.length, node.operator, right, left)
            if swap and node.operator in _TURNED:
                return Binary(node.at, node.length, _TURNED[node.operator], right, left)
            return Binary(node.at, node.length, node.operator, left, right)
        case Unary():
            return Unary(node.at, node.length, node.operator, turned(node.operand, chance))
        case Null():
            return Null(node.at, node.length, turned(node.operand, chance), node.negated)
        case Call():
            return Call(node.at, node.length, node.name, tuple(turned(arg, chance) for arg in node.args))
        case Case():
            branches = tuple((turned(when, chance), turned(then, chance)) for when, then in node.branches)
            otherwise = None if node.otherwise is None else turned(node.otherwise, chance)
            return Case(node.at, node.length, branches, otherwise)
    return node


def _times(left: Node, right: Node) -> bool:
    """Days and durations are added in one order only."""
    return any(isinstance(one, Literal) and one.kind is Kind.DURATION for one in (left, right))


def printed(node: Node) -> str:
    """The text of an expression."""
    match node:
        case Literal():
            return _literal(node.value)
        case Name():
            return node.name
        case Call():
            return f"{node.name}({', '.join(map(printed, node.args))})"
        case Unary():
            return f"not ({printed(node.operand)})" if node.operator == "not" else f"-({printed(node.operand)})"
        case Null():
            return f"({printed(node.operand)}) is {'not ' if node.negated else ''}null"
        case Items():
            return f"[{', '.join(map(printed, node.items))}]"
        case Case():
            inner = " ".join(f"when {printed(when)} then {printed(then)}" for when, then in node.branches)
            end = "" if node.otherwise is None else f" else {printed(node.otherwise)}"
            return f"case {inner}{end} end"
        case Binary():
            return f"{_within(node.left)} {node.operator} {_within(node.right)}"
    raise TypeError(type(node).__name__)


def _within(node: Node) -> str:
    return f"({printed(node)})" if isinstance(node, Binary | Null | Unary) else printed(node)


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, Duration):
        parts = [(value.months, "months"), (value.days, "days")]
        return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 days"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
