"""Names and texts in Spark SQL."""

from __future__ import annotations

__all__ = ["quoted", "text"]


def quoted(name: str) -> str:
    """A quoted identifier."""
    return "`" + name.replace("`", "``") + "`"


def text(value: str) -> str:
    """A text literal: Spark reads escapes in it, DuckDB does not."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
