"""Cleaners of values: from a cell as delivered to a typed value, or why not.

The Python cleaners are the reference. `fast_sql(type, column)` is a DuckDB expression that is TRUE only for text the
reference reads without changing it, and `value_sql` its typed value there; all other text must go through the cleaner.
`clean_column` and its two companions pick by a column of a standard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mingjian.standards import identifiers
from mingjian.standards.errors import UnknownName
from mingjian.standards.results import Cleaned
from mingjian.standards.standard import SQL_TYPES, Column
from mingjian.standards.values import dates, numbers, words
from mingjian.standards.values.dates import clean_date, clean_month
from mingjian.standards.values.numbers import clean_decimal, clean_integer, clean_money
from mingjian.standards.values.words import clean_boolean, clean_code, clean_text, keep_text

_CLEANERS: dict[str, Callable[[str | None], Cleaned[Any]]] = {
    "text": clean_text,
    "integer": clean_integer,
    "decimal": clean_decimal,
    "date": clean_date,
    "month": clean_month,
    "boolean": clean_boolean,
}
_FAST: dict[str, Callable[[str], str]] = {
    "text": words.text_fast_sql,
    "integer": numbers.integer_fast_sql,
    "money": numbers.money_fast_sql,
    "decimal": numbers.decimal_fast_sql,
    "date": dates.date_fast_sql,
    "month": dates.month_fast_sql,
    "boolean": words.boolean_fast_sql,
}
_VALUE: dict[str, Callable[[str], str]] = {
    "date": dates.date_value_sql,
    "month": dates.month_value_sql,
    "boolean": words.boolean_value_sql,
}


def fast_sql(type: str, column: str, codes: str | None = None) -> str | None:
    """DuckDB expression over the VARCHAR expression `column`; `codes` names the list of a code. Null: no fast path."""
    if type == "code":
        return words.code_fast_sql(codes, column) if codes else None
    if type not in SQL_TYPES:
        raise UnknownName("type", type, SQL_TYPES)
    return _FAST[type](column) if type in _FAST else None


def value_sql(type: str, column: str) -> str:
    """The typed value of text for which `fast_sql` is TRUE; elsewhere null or senseless, never an error."""
    if type in _VALUE:
        return _VALUE[type](column)
    sql_type = SQL_TYPES[type]
    return column if sql_type == "VARCHAR" else f"TRY_CAST({column} AS {sql_type})"


def clean_column(column: Column, raw: str | None, unit: str = "元") -> Cleaned[Any]:
    """A cell by the definition of its column, plausible range included; `unit` for money, see `clean_money`.

    An identifier answers with its canonical value; whoever needs its state calls `identifiers.check`.
    """
    if column.type == "identifier":
        found = identifiers.check(column.kind or "", raw)
        return Cleaned(found.value, found.damaged or (found.value or raw) != raw, found.repair or found.reason)
    if column.type == "code":
        return clean_code(column.codes or "", raw, column.open_list)
    if column.type == "money":
        return _ranged(column, clean_money(raw, unit))
    if column.verbatim:
        return keep_text(raw)
    if raw is not None and raw.strip() in column.words:
        return Cleaned(column.words[raw.strip()], True, "converted")
    return _ranged(column, _CLEANERS[column.type](raw))


def _ranged(column: Column, found: Cleaned[Any]) -> Cleaned[Any]:
    if found.value is None or (column.low is None and column.high is None):
        return found
    low_ok = column.low is None or found.value >= column.low
    high_ok = column.high is None or found.value <= column.high
    return found if low_ok and high_ok else Cleaned(None, True, "out_of_range")


def column_fast_sql(definition: Column, column: str) -> str | None:
    """The fast path of a column; a money column in 万元 has none, its caller knows."""
    if definition.verbatim:
        return f"regexp_matches({column}, '[\\x{{21}}-\\x{{7e}}\\x{{4e00}}-\\x{{9fa5}}]')"
    if definition.type == "identifier":
        return identifiers.fast_sql(definition.kind or "", column)
    sql = fast_sql(definition.type, column, definition.codes)
    if sql is None or (definition.low is None and definition.high is None):
        return sql
    value = value_sql(definition.type, column)
    low = "" if definition.low is None else f" AND {value} >= {definition.low!r}"
    high = "" if definition.high is None else f" AND {value} <= {definition.high!r}"
    return f"({sql}{low}{high})"


__all__ = [
    "Cleaned",
    "clean_boolean",
    "clean_code",
    "clean_column",
    "clean_date",
    "clean_decimal",
    "clean_integer",
    "clean_money",
    "clean_month",
    "clean_text",
    "column_fast_sql",
    "fast_sql",
    "keep_text",
    "value_sql",
]
