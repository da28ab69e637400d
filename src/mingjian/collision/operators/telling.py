"""Which source row names a row: what somebody is shown who asks which rows were undetermined."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Source
from mingjian.collision.relation import Witness
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Told", "tell", "told"]

_SPAN = 2**44
"""Marks of one witness lie this far from those of the next; row numbers are smaller than half of it, either sign."""


@dataclass(frozen=True)
class Told:
    """How the rows of an input are named: by the first of these witnesses that has a row.

    A *mark* is one whole number that says which witness and which row, so that it can be kept beside a row, and the
    smallest of a group be taken. Where one witness names all, it is the row's number itself.
    """

    witnesses: tuple[Witness, ...]

    def mark(self, alias: str) -> str:
        """SQL of the mark of a row of the input; null where nothing names it."""
        numbers = []
        for witness in self.witnesses:
            number = f"{alias}.{quoted(witness.column)}"
            numbers.append(f"list_min({number})" if witness.many else number)
        if len(numbers) > 1:
            numbers = [f"{number} + {at * _SPAN + _SPAN // 2}" for at, number in enumerate(numbers)]
            return f"coalesce({', '.join(numbers)})"
        return numbers[0] if numbers else "CAST(NULL AS BIGINT)"

    def first(self, alias: str) -> str:
        """SQL of the mark of a group of such rows: that of its first row."""
        return f"min({self.mark(alias)})" if self.witnesses else self.mark(alias)

    def columns(self, mark: str) -> str:
        """What a mark says, as select items: ``source`` and ``_row``."""
        row = f"({mark} & {_SPAN - 1}) - {_SPAN // 2}" if len(self.witnesses) > 1 else mark
        return f"{self._source(mark)} AS source, {row} AS _row"

    def _source(self, mark: str) -> str:
        if not self.witnesses:
            return "CAST(NULL AS VARCHAR)"
        if len({witness.source for witness in self.witnesses}) == 1:
            source = text_literal(self.witnesses[0].source)
            return f"CASE WHEN {mark} IS NOT NULL THEN {source} END" if self.witnesses[-1].partial else source
        sources = (f"WHEN {at} THEN {text_literal(witness.source)}" for at, witness in enumerate(self.witnesses))
        return f"CASE {mark} // {_SPAN} {' '.join(sources)} END"


def told(side: Side, source: Source) -> Told:
    """How rows of an input are named, as far as it still carries their numbers."""
    found: list[Witness] = []
    for witness in side.relation.witnesses:
        if witness.column in source.columns:
            found.append(witness)
            if not witness.partial:
                break
    return Told(tuple(found))


def tell(reason: str, side: Side, source: Source, mark: str = "_told") -> str:
    """SELECT of undetermined rows of an input, to go on with FROM: ``reason`` and ``mark`` are SQL over that."""
    alias = text_literal(side.alias)
    return f"SELECT {reason} AS reason, {alias} AS alias, {told(side, source).columns(mark)}"
