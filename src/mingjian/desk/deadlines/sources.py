"""Deadlines that other apps keep: each says which there are in somebody's sight, and what its kinds are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mingjian.desk.deadlines.schemas import DeadlineRow
from mingjian.desk.offices.models import User
from mingjian.desk.words import Coded

__all__ = ["Source", "from_sources", "kind_of_source", "register"]

Source = Callable[[User], list[DeadlineRow]]
_SOURCES: dict[str, tuple[Source, Mapping[str, Coded]]] = {}


def register(name: str, source: Source, kinds: Mapping[str, Coded]) -> None:
    """Add what an app keeps; done once, when it is ready."""
    _SOURCES[name] = (source, kinds)


def from_sources(user: User) -> list[DeadlineRow]:
    """All of them in the user's sight."""
    return [row for source, _ in _SOURCES.values() for row in source(user)]


def kind_of_source(code: str) -> Coded | None:
    """What a kind is called, if it is of an app that registered."""
    return next((kinds[code] for _, kinds in _SOURCES.values() if code in kinds), None)
