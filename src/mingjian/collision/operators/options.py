"""Types of operator options: expressions and names as a YAML author writes them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

__all__ = ["Expr", "Names", "On", "Phrases", "Said", "Take", "Words"]


def _text(value: Any) -> Any:
    """A bare number, day or truth value in YAML is an expression too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, int | float | dt.date):
        return str(value)
    return value


def _names(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _pairs(value: Any) -> Any:
    if isinstance(value, str):
        return ((value, value),)
    if isinstance(value, dict):
        return tuple(value.items())
    if isinstance(value, list | tuple):
        return tuple((item, item) if isinstance(item, str) else item for item in value)
    return value


Expr = Annotated[str, BeforeValidator(_text), Field(json_schema_extra={"type": ["string", "number", "boolean"]})]
"""An expression of :mod:`mingjian.collision.expressions`."""

Names = Annotated[tuple[str, ...], BeforeValidator(_names), Field(min_length=1)]
"""A column name or a list of them."""

On = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_pairs), Field(min_length=1)]
"""Columns to join on: ``person``, ``[person, month]`` or ``{left: right}``."""

Take = Annotated[dict[str, Expr], Field(min_length=1)]
"""New columns: name → expression."""

Words = Annotated[tuple[str, ...], BeforeValidator(_names), Field(min_length=1)]
"""A word or a list of words to look for."""

Phrases = Annotated[tuple[str, ...], BeforeValidator(_names), Field(max_length=200)]
"""A phrase or a list of phrases, possibly none."""

Said = Annotated[Any, "text in both languages"]
"""What is said to people, ``{zh, en}``; it passes through unread."""
