"""A checked expression evaluated in Python: folds constants, and is what SQL results are held against in tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mingjian.collision.expressions.typed import (
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
from mingjian.engines import Duration, Kind

__all__ = ["evaluate"]

Lookup = Callable[[Column], Any]


def _nothing(column: Column) -> Any:
    raise LookupError(column.shown)


def evaluate(node: Typed, lookup: Lookup = _nothing) -> Any:
    """The value, None for unknown. Dates are dates, months ordinals, amounts Decimal, decimals float."""
    match node:
        case Constant():
            return float(str(node.value)) if node.kind is Kind.DECIMAL and node.value is not None else node.value
        case Column():
            return lookup(node)
        case Invoke():
            args = [evaluate(arg, lookup) for arg in node.args]
            return None if node.function.strict and None in args else node.function.python(*args)
        case Logic():
            return _logic(node.operator, [evaluate(item, lookup) for item in node.items])
        case Not():
            value = evaluate(node.operand, lookup)
            return None if value is None else not value
        case Compare():
            return _compare(node, lookup)
        case IsNull():
            return (evaluate(node.operand, lookup) is None) != node.negated
        case Member():
            value = evaluate(node.operand, lookup)
            return None if value is None else any(_same(value, item, node.operand.kind) for item in node.items)
        case Matches():
            value = evaluate(node.operand, lookup)
            return None if value is None else re.search(node.pattern, value) is not None
        case Choose():
            for condition, result in node.branches:
                if evaluate(condition, lookup) is True:
                    return evaluate(result, lookup)
            return None if node.otherwise is None else evaluate(node.otherwise, lookup)
        case Arithmetic():
            return _arithmetic(node, lookup)
    raise TypeError(f"cannot evaluate {type(node).__name__}")


def _logic(operator: str, values: list[Any]) -> bool | None:
    decisive = operator == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _same(value: Any, item: Constant, kind: Kind) -> bool:
    if kind is Kind.DECIMAL or isinstance(value, float):
        return float(value) == float(str(item.value))
    return bool(value == item.value)


def _exact(node: Typed, lookup: Lookup) -> Any:
    if isinstance(node, Constant) and node.kind is Kind.DECIMAL:
        return node.value
    return evaluate(node, lookup)


def _compare(node: Compare, lookup: Lookup) -> bool | None:
    left, right = _exact(node.left, lookup), _exact(node.right, lookup)
    if left is None or right is None:
        return None
    if isinstance(left, float) or isinstance(right, float):
        left, right = float(left), float(right)
    match node.operator:
        case "=":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
    return bool(left >= right)


def _arithmetic(node: Arithmetic, lookup: Lookup) -> Any:
    left, right = _exact(node.left, lookup), _exact(node.right, lookup)
    if left is None or right is None:
        return None
    if node.operator == "/":
        return float(left) / float(right) if float(right) else None
    if node.kind is Kind.DECIMAL:
        return _number(node.operator, float(left), float(right))
    if node.kind is Kind.MONEY:
        if isinstance(left, float) or isinstance(right, float):
            product = Decimal(repr(float(left) * float(right)))
        else:
            product = _number(node.operator, Decimal(left), Decimal(right))
        return product.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if isinstance(left, Duration) and not isinstance(right, Duration):
        left, right = right, left
    if isinstance(right, Duration):
        moved = right if node.operator == "+" else -right
        if node.kind is Kind.MONTH:
            return left + moved.months
        return left + moved if node.kind is Kind.DURATION else moved.after(left)
    if node.left.kind is Kind.DATE:
        return (left - right).days
    return _number(node.operator, left, right)


def _number(operator: str, left: Any, right: Any) -> Any:
    if operator == "+":
        return left + right
    return left - right if operator == "-" else left * right
