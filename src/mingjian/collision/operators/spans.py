"""Closed intervals of days, as overlap uses them: an open end is a null, and means "still" on the as-of day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.collision.expressions import Constant, Side, Typed, columns_of, emit
from mingjian.collision.expressions.typed import Arithmetic
from mingjian.collision.operators.base import Source
from mingjian.collision.operators.doubt import doubt, null_reason
from mingjian.collision.operators.shape import place
from mingjian.engines import Duration, Kind
from mingjian.engines.dialect import literal

__all__ = ["Span"]


@dataclass(frozen=True)
class Span:
    """``[start, end]`` of a row of one input; both expressions are over that input as ``l``."""

    start: Typed
    end: Typed
    as_of: date

    @property
    def columns(self) -> frozenset[str]:
        """The columns the interval is made of."""
        return frozenset(column.name for column in columns_of(self.start, self.end))

    @property
    def first(self) -> str:
        """SQL of the first day."""
        return f"({emit(self.start, place)})"

    @property
    def last(self) -> str:
        """SQL of the last day known: an open end lasts to the as-of day."""
        end = emit(self.end, place)
        return f"coalesce({end}, {literal(Kind.DATE, self.as_of)})" if self.end.nullable else f"({end})"

    @property
    def open(self) -> str:
        """SQL: whether the end is open."""
        return f"({emit(self.end, place)} IS NULL)" if self.end.nullable else "false"

    def usable(self, length: Duration) -> str:
        """The row has an interval that could overlap for ``length`` (the months counted as at least 28 days)."""
        days = max(1, length.months * 28 + length.days)
        return f"{self.first} <= {self.last} - {days - 1}"

    def _ordered(self) -> bool:
        """Whether the interval cannot be reversed: one day, or a length added to its first day."""
        match self.end:
            case Arithmetic(operator="+", left=left, right=Constant(value=Duration() as length)):
                return left == self.start and length.months >= 0 and length.days >= 0
        return self.end == self.start

    def doubts(self, side: Side, source: Source, extra: Sequence[str] = ()) -> list[str]:
        """Rows whose interval is unknown: without a first day, or ending before it begins."""
        missing = f"{self.first} IS NULL" if self.start.nullable else ""
        reversed_ = "" if self._ordered() else f"{self.first} > {emit(self.end, place)}"
        either = " OR ".join(filter(None, (missing, reversed_)))
        if not either:
            return []
        reason = null_reason([self.start]) if missing else "'reversed_span'"
        if missing and reversed_:
            reason = f"CASE WHEN {missing} THEN {reason} ELSE 'reversed_span' END"
        return [doubt(reason, side, source, " AND ".join([f"({either})", *extra]))]
