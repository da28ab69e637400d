"""Which kinds meet in which operation, and what comes of it."""

from __future__ import annotations

from decimal import Decimal

from mingjian.collision.expressions.typed import Constant, Typed
from mingjian.engines import NUMERIC, TEXTUAL, Kind

__all__ = ["arithmetic", "comparable", "hint"]

_EQUAL_ONLY = frozenset({Kind.SUBJECT, Kind.BOOLEAN, Kind.IDENTIFIER, Kind.CODE})


def comparable(left: Typed, right: Typed, equality: bool) -> bool:
    """Whether two values may be compared; ``equality`` for ``=`` and ``!=`` only."""
    a, b = left.kind, right.kind
    if Kind.NULL in (a, b) or Kind.DURATION in (a, b):
        return False
    if a in NUMERIC and b in NUMERIC:
        return True
    if a in TEXTUAL and b in TEXTUAL:
        return equality or (a not in _EQUAL_ONLY and b not in _EQUAL_ONLY)
    return a is b and (equality or a not in _EQUAL_ONLY)


def hint(left: Typed, right: Typed) -> tuple[str, str]:
    """What to write instead, for two values that do not compare; empty when there is nothing to say."""
    kinds = {left.kind, right.kind}
    if kinds == {Kind.DATE, Kind.TEXT}:
        return "日期不加引号，如 2022-01-31", "a day without quotes, such as 2022-01-31"
    if kinds == {Kind.MONTH, Kind.TEXT}:
        return "月份不加引号，如 2022-01", "a month without quotes, such as 2022-01"
    if kinds == {Kind.DATE, Kind.MONTH}:
        return "两边同为月份：用 month(日期)", "months on both sides: month(date)"
    if Kind.NULL in kinds:
        return "is null 或 is not null", "'is null' or 'is not null'"
    if kinds == {Kind.SUBJECT} or (Kind.SUBJECT in kinds and len(kinds) > 1):
        return "主体只能与主体用 = 或 != 比较", "a subject compares only to a subject, by = or !="
    if Kind.DURATION in kinds:
        return "用 days_between 或 months_between 得到数再比较", "a number from days_between or months_between"
    if kinds & NUMERIC and kinds & TEXTUAL:
        return "数字不加引号", "a number without quotes"
    return "", ""


def arithmetic(operator: str, left: Typed, right: Typed) -> Kind | None:
    """The kind of ``left operator right``; None when it makes no sense."""
    a, b = left.kind, right.kind
    if a in NUMERIC and b in NUMERIC:
        return _numbers(operator, left, right)
    if operator in "+-":
        if b is Kind.DURATION and a in (Kind.DATE, Kind.DURATION):
            return a
        if b is Kind.DURATION and a is Kind.MONTH:
            return Kind.MONTH if _months_only(right) else None
        if a is Kind.DURATION and b in (Kind.DATE, Kind.MONTH) and operator == "+":
            return arithmetic(operator, right, left)
        if a is b and a in (Kind.DATE, Kind.MONTH) and operator == "-":
            return Kind.INTEGER
    return None


def _months_only(node: Typed) -> bool:
    return isinstance(node, Constant) and getattr(node.value, "days", 1) == 0


def _numbers(operator: str, left: Typed, right: Typed) -> Kind | None:
    kinds = {left.kind, right.kind}
    if operator == "/":
        return Kind.DECIMAL
    if kinds == {Kind.INTEGER}:
        return Kind.INTEGER
    if Kind.MONEY not in kinds:
        return Kind.DECIMAL
    if operator == "*":
        return None if kinds == {Kind.MONEY} else Kind.MONEY
    if all(node.kind is not Kind.DECIMAL or _cents(node) for node in (left, right)):
        return Kind.MONEY
    return Kind.DECIMAL


def _cents(node: Typed) -> bool:
    """A written number with at most two decimals counts as an amount."""
    if not isinstance(node, Constant) or not isinstance(node.value, Decimal):
        return False
    exponent = node.value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2
