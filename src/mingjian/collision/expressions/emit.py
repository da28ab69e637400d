"""Checked expression → DuckDB SQL. Three-valued logic is SQL's own; division by zero is null; amounts stay exact."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.collision.expressions.aggregates import emit_aggregate
from mingjian.collision.expressions.typed import (
    Aggregate,
    Arithmetic,
    Choose,
    Column,
    Compare,
    Constant,
    Invoke,
    IsNull,
    Logic,
    Matches,
    Member,
    Not,
    Typed,
)
from mingjian.engines import Kind
from mingjian.engines.dialect import literal, text_literal
from mingjian.engines.kinds import Duration

__all__ = ["Place", "emit"]

Place = Callable[[Column], str]
"""Where a column stands in the query at hand, as SQL."""


def emit(node: Typed, place: Place) -> str:
    """The SQL of a checked expression, in brackets where it needs them."""
    match node:
        case Constant():
            sql = literal(node.kind, node.value)
            return f"CAST({sql} AS DOUBLE)" if node.kind is Kind.DECIMAL else sql
        case Column():
            return place(node)
        case Invoke():
            return "(" + node.function.emit([f"({emit(arg, place)})" for arg in node.args]) + ")"
        case Logic():
            return "(" + f" {node.operator.upper()} ".join(emit(item, place) for item in node.items) + ")"
        case Not():
            return f"(NOT {emit(node.operand, place)})"
        case Compare():
            left, right = _pair(node.left, node.right, place)
            return f"({left} {'<>' if node.operator == '!=' else node.operator} {right})"
        case IsNull():
            return f"({emit(node.operand, place)} IS {'NOT ' if node.negated else ''}NULL)"
        case Member():
            items = ", ".join(_exact(item, place) for item in node.items)
            return f"({emit(node.operand, place)} IN ({items}))"
        case Matches():
            return f"regexp_matches({emit(node.operand, place)}, {text_literal(node.pattern)})"
        case Choose():
            branches = " ".join(f"WHEN {emit(c, place)} THEN {_as(v, node.kind, place)}" for c, v in node.branches)
            otherwise = "" if node.otherwise is None else f" ELSE {_as(node.otherwise, node.kind, place)}"
            return f"(CASE {branches}{otherwise} END)"
        case Arithmetic():
            return _arithmetic(node, place)
        case Aggregate():
            arg = None if node.arg is None else emit(node.arg, place)
            order = None if node.order is None else emit(node.order, place)
            return emit_aggregate(node, arg, order, [emit(tie, place) for tie in node.ties])
    raise TypeError(f"no SQL for {type(node).__name__}")


def _as(node: Typed, kind: Kind, place: Place) -> str:
    """A branch in the kind of the whole: numbers of a decimal are doubles, a bare null is typed."""
    if isinstance(node, Constant) and node.value is None:
        return literal(kind, None)
    sql = emit(node, place)
    return f"CAST({sql} AS DOUBLE)" if kind is Kind.DECIMAL and node.kind is not Kind.DECIMAL else sql


def _exact(node: Typed, place: Place) -> str:
    """A written number exact, anything else as it is."""
    if isinstance(node, Constant) and node.kind is Kind.DECIMAL:
        return literal(node.kind, node.value)
    return emit(node, place)


def _pair(left: Typed, right: Typed, place: Place) -> tuple[str, str]:
    """Two sides of a comparison: exact where both are exact, doubles where one is a measured decimal."""
    measured = any(n.kind is Kind.DECIMAL and not isinstance(n, Constant) for n in (left, right))
    if measured:
        return _double(left, place), _double(right, place)
    return _side(left, place), _side(right, place)


def _side(node: Typed, place: Place) -> str:
    """One side of an exact comparison: what is whole cents already is not cast to the width that sums need."""
    if isinstance(node, Arithmetic) and {node.left.kind, node.right.kind} <= {Kind.MONEY, Kind.INTEGER}:
        return _cents(node, place) if node.kind is Kind.MONEY else emit(node, place)
    return _exact(node, place)


def _double(node: Typed, place: Place) -> str:
    sql = emit(node, place)
    return sql if node.kind is Kind.DECIMAL else f"CAST({sql} AS DOUBLE)"


def _arithmetic(node: Arithmetic, place: Place) -> str:
    left, right, operator = node.left, node.right, node.operator
    if operator == "/":
        return f"({_double(left, place)} / nullif({_double(right, place)}, 0))"
    if node.kind is Kind.DECIMAL:
        return f"({_double(left, place)} {operator} {_double(right, place)})"
    if node.kind is Kind.MONEY:
        return _money(node, place)
    if left.kind is right.kind is Kind.DATE:
        return f"date_diff('day', {emit(right, place)}, {emit(left, place)})"
    if left.kind is Kind.DURATION and right.kind in (Kind.DATE, Kind.MONTH):
        left, right = right, left
    if node.kind is Kind.MONTH:
        assert isinstance(right, Constant)
        assert isinstance(right.value, Duration)
        months = right.value.months if operator == "+" else -right.value.months
        return f"({emit(left, place)} + {literal(Kind.INTEGER, months)})"
    if node.kind is Kind.DATE and (days := _days(right)) is not None:
        return f"({emit(left, place)} {operator} {literal(Kind.INTEGER, days)})"
    sql = f"({emit(left, place)} {operator} {emit(right, place)})"
    if node.kind is Kind.DATE:
        return f"CAST({sql} AS DATE)"
    return f"CAST({sql} AS BIGINT)" if left.kind is Kind.MONTH else sql


def _days(node: Typed) -> int | None:
    """The days of a duration without months: added as a number they need no time of day and no cast."""
    if isinstance(node, Constant) and isinstance(node.value, Duration) and node.value.months == 0:
        return node.value.days
    return None


def _money(node: Arithmetic, place: Place) -> str:
    """Amounts: sums are exact, products are rounded to the cent, half away from zero."""
    left, right = node.left, node.right
    factors = [n for n in (left, right) if n.kind is not Kind.MONEY]
    if node.operator == "*" and any(n.kind is Kind.DECIMAL and not isinstance(n, Constant) for n in factors):
        product = f"{_double(left, place)} * {_double(right, place)}"
        return f"TRY_CAST(({product}) AS DECIMAL(38,2))"
    return f"CAST({_cents(node, place)} AS DECIMAL(38,2))"


def _cents(node: Arithmetic, place: Place) -> str:
    """Amounts in exact decimals, of whatever width and scale come out."""
    return f"({_exact(node.left, place)} {node.operator} {_exact(node.right, place)})"
