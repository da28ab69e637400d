"""derive: new columns computed from the columns of the same row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.carrying import copied
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Take
from mingjian.collision.operators.shape import Item, listed, place, same_shape, use
from mingjian.engines import Kind

__all__ = ["Derive"]


class Derive(Operator):
    """Adds the columns of ``take``, each an expression over the row; all columns of the input stay.

    Nulls: an expression that needs a missing value gives null; nothing becomes undetermined here. Names must be new.
    Witness: the row itself.

    中文：在原有各列之外增加由本行计算的新列。缺值则结果为空，本步不产生“不确定”。新列不得与已有列重名；佐证为该行本身。

    example: {derive: judgments, take: {expected_end: "end_of_sentence(sentence_from, term_months, 0)"}}
    """

    verb: ClassVar[str] = "derive"
    title: ClassVar[tuple[str, str]] = ("计算列", "Derive")
    change: ClassVar[Change] = "row"
    fused: ClassVar[bool] = True

    take: Take = Option(description="新列名 → 表达式 new column → expression over the row")

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        new_names(binder, self.take, sides[0].relation)
        found: dict[str, Typed] = {}
        for column, text in self.take.items():
            made = binder.expression(text, binder.scope(), ("take", column))
            if made is not None and made.kind in (Kind.NULL, Kind.DURATION):
                binder.problem(f"列不能是{made.kind.zh}", f"a column cannot be a {made.kind}", ("take", column))
            elif made is not None:
                found[column] = made
        binder.finish()
        return _Derive(name, sides[0], found)


class _Derive(Bound):
    keeps_rows = True

    def __init__(self, name: str, side: Side, made: dict[str, Typed]) -> None:
        self.shape, self.made = same_shape(side), made
        added = [copied(column, node, side.relation) for column, node in made.items()]
        self.output = self.shape.relation(name, added)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = self.shape.requires(needed, 1)
        use(needs, *(node for column, node in self.made.items() if column in needed))
        return (frozenset(needs[0]),)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        made = [Item(emit(node, place), column) for column, node in self.made.items() if column in needed]
        items = [*self.shape.select(needed), *made]
        return StepPlan(f"SELECT {listed(items)} FROM {sources[0].sql} l", view=True)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column if column in self.shape.origin else None,)
