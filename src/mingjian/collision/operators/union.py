"""union: the rows of several inputs in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Column, Side, Typed, columns_of, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.carrying import united, whose
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr
from mingjian.collision.operators.shape import Item, join_witnesses, listed, place
from mingjian.collision.relation import Field, Relation
from mingjian.engines import PHYSICAL, Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.functions import common

__all__ = ["Union"]


class Union(Operator):
    """All rows of all inputs. ``take`` gives each output column as one expression per input, in their order.

    Without ``take`` the columns are those that every input has under one name and kind. Duplicates stay. Nulls: an
    expression without value gives null; nothing becomes undetermined. Witness: the row itself, under its own input.

    中文：把几个输入的行放进一张表。take 为每个输出列按输入顺序各写一个表达式；不写时取各输入同名同类型的列。不去重；
    佐证为原输入中的那一行。

    example: {union: [judgments, penalties], take: {person: [person, person], day: [judged_on, decided_on]}}
    """

    verb: ClassVar[str] = "union"
    title: ClassVar[tuple[str, str]] = ("合并", "Union")
    change: ClassVar[Change] = "row"
    fused: ClassVar[bool] = True
    inputs: ClassVar[tuple[int, int]] = (2, 8)

    take: dict[str, Annotated[tuple[Expr, ...], Option(min_length=2)]] | None = Option(
        default=None, description="输出列 → 各输入的表达式 column → one expression per input"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        columns = self._common(binder) if self.take is None else self._taken(binder)
        made: list[tuple[Field, tuple[Typed, ...]]] = []
        for column, nodes in columns.items():
            kind = common([node.kind for node in nodes])
            if kind is None or kind in (Kind.NULL, Kind.DURATION):
                kinds = "、".join(node.kind.zh for node in nodes)
                binder.problem(
                    f"“{column}”在各输入中的类型不同：{kinds}", f"{column!r} differs in kind", ("take", column)
                )
                continue
            made.append((_field(column, kind, nodes, sides), nodes))
        binder.finish()
        return _Union(name, sides, united(made, sides))

    def _taken(self, binder: Binder) -> dict[str, tuple[Typed, ...]]:
        assert self.take is not None
        new_names(binder, self.take, ())
        found: dict[str, tuple[Typed, ...]] = {}
        for column, texts in self.take.items():
            if len(texts) != len(binder.sides):
                count = len(binder.sides)
                binder.problem(f"应有{count}个表达式", f"{count} expressions are wanted", ("take", column))
                continue
            nodes = [
                binder.expression(text, binder.scope(sides=(side,)), ("take", column, number))
                for number, (text, side) in enumerate(zip(texts, binder.sides, strict=True))
            ]
            known = tuple(node for node in nodes if node is not None)
            if len(known) == len(nodes):
                found[column] = known
        return found

    def _common(self, binder: Binder) -> dict[str, tuple[Typed, ...]]:
        found: dict[str, tuple[Typed, ...]] = {}
        for field in binder.sides[0].relation.fields:
            others = [side.relation.field(field.name) for side in binder.sides]
            if all(other is not None and other.kind is field.kind for other in others):
                found[field.name] = tuple(
                    Column(other.kind, other.nullable, 0, other.name, other.name) for other in others if other
                )
        if not found:
            binder.problem("各输入没有同名同类型的列，请写 take", "the inputs share no column: write 'take'", ("take",))
        return found


def _field(column: str, kind: Kind, nodes: Sequence[Typed], sides: Sequence[Side]) -> Field:
    """The output column; its codes and unit stay when it was taken under the same name from every input."""
    nullable = any(node.nullable for node in nodes)
    first = sides[0].relation.field(column)
    plain = all(isinstance(node, Column) and node.name == column for node in nodes)
    subject = whose(*((node, side.relation) for node, side in zip(nodes, sides, strict=True)))
    if first is None or not plain:
        return Field(column, kind, nullable, subject=subject)
    return replace(
        first,
        kind=kind,
        nullable=nullable,
        subject=subject,
        origin=None,
        state=None,
        identifier=None,
        weak=(),
        raw=None,
    )


class _Union(Bound):
    keeps_rows = True
    joins = False

    def __init__(self, name: str, sides: tuple[Side, ...], made: Sequence[tuple[Field, tuple[Typed, ...]]]) -> None:
        self.sides, self.made = sides, made
        witnesses, self.origin = join_witnesses(sides)
        self.witnesses = tuple(replace(one, partial=one.partial or len(sides) > 1) for one in witnesses)
        sources = frozenset().union(*(side.relation.sources for side in sides))
        self.output = Relation(name, tuple(field for field, _ in self.made), self.witnesses, sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs: list[set[str]] = [set() for _ in self.sides]
        for field, nodes in self.made:
            if field.name in needed:
                for number, node in enumerate(nodes):
                    needs[number] |= {column.name for column in columns_of(node)}
        for column, (number, inner) in self.origin.items():
            if column in needed:
                needs[number].add(inner)
        return tuple(frozenset(need) for need in needs)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        parts = []
        for number, source in enumerate(sources):
            items = []
            for field, nodes in self.made:
                if field.name in needed:
                    items.append(Item(_cast(nodes[number], field.kind), field.name))
            for witness in self.witnesses:
                if witness.column in needed:
                    side, inner = self.origin[witness.column]
                    row = "BIGINT[]" if witness.many else "BIGINT"
                    here = f"l.{quoted(inner)}" if side == number else f"CAST(NULL AS {row})"
                    items.append(Item(here, witness.column))
            parts.append(f"SELECT {listed(items)} FROM {source.sql} l")
        return StepPlan(" UNION ALL ".join(parts), view=True)

    def splits(self, position: int) -> bool:
        return True

    def push(self, column: str) -> tuple[str | None, ...]:
        nodes = next((nodes for field, nodes in self.made if field.name == column), ())
        return tuple(node.name if isinstance(node, Column) else None for node in nodes) or (None,) * len(self.sides)


def _cast(node: Typed, kind: Kind) -> str:
    sql = emit(node, place)
    if node.kind is kind and kind is not Kind.MONEY:
        return sql
    return f"CAST({sql} AS {'DECIMAL(38,2)' if kind is Kind.MONEY else PHYSICAL[kind]})"
