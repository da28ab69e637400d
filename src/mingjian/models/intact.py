"""Rows whose open-ended days cannot be read: a damaged end of a stay is not an open end.

An author writes ``left_on is null`` for "still inside". In the lake a missing and a damaged cell are both null, and
only ``_raw`` tells them apart. So compile puts this step between a dataset and the steps that take a null for an
answer: rows whose null is damage are undetermined, with the column as the reason. The list of an ``absent`` step is
read without it: there such a row must keep standing in the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from mingjian.collision import Context, Operator, Side
from mingjian.collision.operators.base import Bound, Change, Source, StepPlan
from mingjian.collision.operators.doubt import doubt
from mingjian.collision.operators.shape import Shape, listed, same_shape
from mingjian.collision.relation import RAW
from mingjian.engines.dialect import text_literal
from mingjian.models.relations import damaged_sql

__all__ = ["Intact"]


class Intact(Operator):
    """Keeps the rows in which none of ``columns`` is null through damage; the others are ``null:<column>``.

    Not written by authors: put in when a model is compiled. Witness: the row itself.
    """

    verb: ClassVar[str] = "intact"
    title: ClassVar[tuple[str, str]] = ("剔除不可读", "Readable")
    change: ClassVar[Change] = "row"

    columns: tuple[str, ...]

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        """Nothing to check: the columns were taken from the need."""
        return _Intact(name, sides, same_shape(sides[0]), self.columns)


class _Intact(Bound):
    settles = True

    def __init__(self, name: str, sides: tuple[Side, ...], shape: Shape, columns: tuple[str, ...]) -> None:
        self.sides, self.shape, self.columns = sides, shape, columns
        self.output = shape.relation(name)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        return (frozenset(needs[0] | {*self.columns, RAW}),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        damaged = {column: damaged_sql(column) for column in self.columns}
        anyone = " OR ".join(damaged.values())
        reason = " ".join(f"WHEN {sql} THEN {text_literal(f'null:{name}')}" for name, sql in damaged.items())
        unknown = doubt(f"CASE {reason} END", self.sides[0], sources[0], anyone)
        items = listed(self.shape.select(needed))
        sql = f"SELECT {items} FROM {sources[0].sql} l WHERE NOT ({anyone})"
        return StepPlan(sql, undetermined=(unknown,), view=True)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column,)
