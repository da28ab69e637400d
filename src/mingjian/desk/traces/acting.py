"""Through which token a request acts: set where it is let in, read where a trace is left."""

from __future__ import annotations

from contextvars import ContextVar

__all__ = ["acting"]

acting: ContextVar[str] = ContextVar("acting", default="")
"""The name of the token this request came with; empty for a log-in."""
