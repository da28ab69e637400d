"""What is asked of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mingjian.knowledge.segment import UNKNOWN, Mask, Segment

__all__ = ["DEEPEST", "Query", "standing"]

DEEPEST = 400
"""Documents that are ranked and can be turned over to; the count tells how many there are beyond."""


@dataclass(frozen=True)
class Query:
    """A question in words, by number or by facts, with what the answers must be.

    `marks` names values a document must have one of (`law`, `charge`, `level`, `authority` …). `on`: in force on a day,
    as far as is known: a document whose first day is not known is kept and told as unknown. `since` and `until`: made
    between days. `every`: each pair of signs must be met. `by_authority`: among documents that fit about as well, the
    weightier first. `province` is the reader's, whose cases weigh more than those of others.
    """

    text: str
    kinds: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: date | None = None
    since: date | None = None
    until: date | None = None
    every: bool = False
    by_authority: bool = False
    province: str = ""
    first: int = 0
    limit: int = 20

    def admits(self, segment: Segment) -> Mask:
        """Documents of a segment that the filters let through."""
        mask = segment.live.copy()
        for name, values in self.marks.items():
            mask &= segment.marked(name, values)
        made, begins, ends = segment.days.T
        if self.on is not None:
            day = self.on.toordinal()
            mask &= (begins <= day) & (day <= ends)
        if self.since is not None:
            mask &= made >= self.since.toordinal()
        if self.until is not None:
            mask &= (made != UNKNOWN) & (made <= self.until.toordinal())
        return mask


def standing(begins: date | None, ends: date | None, day: date) -> str:
    """`in force`, `historical`, `not yet` or `unknown` on a day."""
    if ends is not None and ends < day:
        return "historical"
    if begins is None:
        return "unknown"
    return "in force" if begins <= day else "not yet"
