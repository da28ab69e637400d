"""Undetermined rows: why a row could not be decided, as SQL.

Reasons: ``key_missing`` and ``key_unusable`` for a join key, ``null:<column>`` for a value a condition needs,
``null`` when an expression has no value although its columns do, and those particular operators add.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from mingjian.collision.expressions import Column, Side, Typed, columns_of, emit
from mingjian.collision.operators.base import Source
from mingjian.collision.operators.shape import ALIASES, place
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.relation import Field
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["doubt", "key_doubt", "key_null", "maybe", "null_code", "null_reason", "reason_text", "states"]


def states(fields: Sequence[Field]) -> frozenset[str]:
    """The tri-state columns of keys that can be null: what a reason is told by."""
    return frozenset(f.state for f in fields if f.nullable and f.state)


def key_null(fields: Sequence[Field], alias: str) -> str:
    """The condition that one of the key columns is null; empty when none can be."""
    parts = [f"{alias}.{quoted(f.name)} IS NULL" for f in fields if f.nullable]
    return " OR ".join(parts)


def _key_reason(fields: Sequence[Field], alias: str, have: Collection[str]) -> str:
    branches = []
    for f in fields:
        if not f.nullable:
            continue
        missing = f"{alias}.{quoted(f.name)} IS NULL"
        if f.state and f.state in have:
            unusable = f"coalesce({alias}.{quoted(f.state)}, 0) > 0"
            branches.append(f"WHEN {missing} AND {unusable} THEN 'key_unusable' WHEN {missing} THEN 'key_missing'")
        else:
            reason = "key_missing" if f.state or f.identifier else f"null:{f.name}"
            branches.append(f"WHEN {missing} THEN {text_literal(reason)}")
    return f"CASE {' '.join(branches)} END"


def doubt(reason: str, side: Side, source: Source, where: str, alias: str = "l") -> str:
    """The undetermined rows of one input: ``reason`` and ``where`` are SQL over ``alias``."""
    return f"{tell(reason, side, source, told(side, source).mark(alias))} FROM {source.sql} {alias} WHERE {where}"


def key_doubt(
    fields: Sequence[Field], number: int, side: Side, source: Source, conditions: Sequence[Typed] = ()
) -> list[str]:
    """Rows of an input whose key is null and that its own conditions do not rule out anyway. Empty when none can be."""
    alias = ALIASES[number]
    null = key_null(fields, alias)
    if not null:
        return []
    open_ = "".join(f" AND {maybe(condition)}" for condition in conditions)
    return [doubt(_key_reason(fields, alias, source.columns), side, source, f"({null}){open_}", alias)]


def maybe(condition: Typed, at: Callable[[Column], str] = place) -> str:
    """SQL that holds unless the condition is false."""
    sql = emit(condition, at)
    return f"({sql} IS NOT FALSE)" if condition.nullable else sql


def null_reason(conditions: Sequence[Typed], at: Callable[[Column], str] = place) -> str:
    """SQL naming the first missing column of conditions that came out unknown."""
    return reason_text(null_code(conditions, at), conditions)


def null_code(conditions: Sequence[Typed], at: Callable[[Column], str] = place) -> str:
    """The reason as a small number, to be kept beside a row until it is told by :func:`reason_text`."""
    columns = _nullable(conditions)
    branches = [f"WHEN {at(column)} IS NULL THEN {number}" for number, column in enumerate(columns, 1)]
    return f"CASE {' '.join(branches)} ELSE {len(columns) + 1} END" if branches else "1"


def reason_text(code: str, conditions: Sequence[Typed]) -> str:
    """The reason behind a number of :func:`null_code`."""
    columns = _nullable(conditions)
    branches = [f"WHEN {n} THEN {text_literal(f'null:{column.shown}')}" for n, column in enumerate(columns, 1)]
    return f"CASE {code} {' '.join(branches)} ELSE 'null' END" if branches else "'null'"


def _nullable(conditions: Sequence[Typed]) -> list[Column]:
    return [column for column in columns_of(*conditions) if column.nullable]
