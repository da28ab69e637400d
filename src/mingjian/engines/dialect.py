"""How names and values are written in DuckDB SQL. Everything that reaches SQL text passes through here.

There is no other way to put a model author's words into a query: names become quoted identifiers and values
become literals, so no text of a model can end a string or begin a statement.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from mingjian.engines.kinds import PHYSICAL, Duration, Kind

__all__ = ["Value", "literal", "name", "text_literal"]

Value = str | int | bool | Decimal | float | dt.date | Duration | None


def name(identifier: str) -> str:
    """A quoted identifier: ``a"b`` becomes ``"a""b"``."""
    if "\0" in identifier:
        raise ValueError("a name cannot contain a NUL character")
    return '"' + identifier.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """A quoted string literal."""
    if "\0" in text:
        raise ValueError("a text cannot contain a NUL character")
    return "'" + text.replace("'", "''") + "'"


def literal(kind: Kind, value: Value) -> str:
    """``value`` of ``kind`` as a DuckDB literal. Decimals are exact; the caller casts where it wants a double."""
    if value is None:
        return f"CAST(NULL AS {PHYSICAL[kind]})"
    if kind is Kind.BOOLEAN:
        return "true" if value else "false"
    if kind is Kind.DURATION:
        if not isinstance(value, Duration):
            raise TypeError(f"a duration is wanted, not {value!r}")
        return f"INTERVAL '{value.months} months {value.days} days'"
    if kind is Kind.DATE:
        if not isinstance(value, dt.date):
            raise TypeError(f"a date is wanted, not {value!r}")
        return f"DATE '{value.isoformat()}'"
    if kind in (Kind.INTEGER, Kind.MONTH, Kind.SUBJECT):
        return _number(Decimal(int(str(value))))
    if kind in (Kind.DECIMAL, Kind.MONEY):
        return _number(Decimal(str(value)))
    return text_literal(str(value))


def _number(value: Decimal) -> str:
    """A number without exponent; negative ones in brackets so that ``1 - -1`` cannot become a comment."""
    if not value.is_finite():
        raise ValueError("a number must be finite")
    text = format(value, "f")
    return f"({text})" if value < 0 else text
