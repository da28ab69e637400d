"""A stored value as people read it, in both languages."""

from __future__ import annotations

from typing import Any

from mingjian.engines import Kind
from mingjian.models.sentences import show_value
from mingjian.standards import Column, codes

__all__ = ["shown_value"]


def shown_value(column: Column, value: Any) -> tuple[str | None, str | None]:
    """The value of a standard's column in Chinese and English; codes by their names, null stays null."""
    if value is None:
        return None, None
    if column.codes is not None:
        listed = codes(column.codes)
        if value in listed:
            return listed.label(value, "zh") or str(value), listed.label(value, "en") or str(value)
        return str(value), str(value)
    kind = Kind(column.type)
    if kind is Kind.DATE:
        return value.isoformat(), value.isoformat()
    return show_value(value, kind, "zh"), show_value(value, kind, "en")
