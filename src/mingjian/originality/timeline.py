"""Who came first, and whether both come from something older: a hint for people, no finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.originality.work import Work

__all__ = ["Timeline", "timeline"]


@dataclass(frozen=True)
class Timeline:
    """``first`` is the id of the work submitted first, empty where that is not known; ``ancestors`` are earlier or
    shelf works that both resemble."""

    first: str
    ancestors: tuple[str, ...]


def timeline(one: Work, other: Work, ancestors: Iterable[str]) -> Timeline:
    """The order of two works. What was there before this contest came before what was handed in."""
    if (one.origin == "contest") != (other.origin == "contest"):
        return Timeline(other.id if one.origin == "contest" else one.id, tuple(sorted(ancestors)))
    times = one.told.submitted, other.told.submitted
    if times[0] is None or times[1] is None or times[0] == times[1]:
        return Timeline("", tuple(sorted(ancestors)))
    return Timeline(one.id if times[0] < times[1] else other.id, tuple(sorted(ancestors)))
