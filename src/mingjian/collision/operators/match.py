"""match: rows of two lists with the same key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, conjuncts
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.keys import Keys, bind_keys
from mingjian.collision.operators.options import Expr, On
from mingjian.collision.operators.pairing import Pairing
from mingjian.collision.operators.shape import Item, join_shape, nullability, same_shape
from mingjian.collision.relation import Relation
from mingjian.engines import Kind

__all__ = ["Match", "bind_pairs"]


class Match(Operator):
    """Pairs the rows of two inputs whose keys are equal and for which ``where`` is true.

    Keys: equal and usable. A row whose key is missing or unusable matches nothing and is undetermined
    (``key_missing``, ``key_unusable``, ``null:<column>``) unless a condition on its own columns rules it out.
    Nulls: a pair for which ``where`` is unknown is undetermined, told by the row of the first input. ``keep: left``
    keeps each row of the first input once if it has a partner; it is undetermined if it has only unknown ones.
    Duplicates: every pair counts. Witness: the two rows; with ``keep: left`` the partner with the lowest row number.

    中文：连接键相同且条件为真的两行成对。键缺失或不可用的行不参与匹配，记为“不确定”；条件未知的成对同样记为“不确定”。
    keep: left 时，第一个输入的每一行有一个对应行即保留一次。佐证为成对的两行（keep: left 时为行号最小的对应行）。

    example: {match: [payments, deaths], on: person, where: "payments.month > month(died_on) + grace"}
    """

    verb: ClassVar[str] = "match"
    title: ClassVar[tuple[str, str]] = ("匹配", "Match")
    change: ClassVar[Change] = "keyed"
    inputs: ClassVar[tuple[int, int]] = (2, 2)

    on: On = Option(description="连接键 columns that must be equal: a name, a list, or {left: right}")
    where: Expr | None = Option(default=None, description="成对条件 condition on a pair")
    keep: Literal["pairs", "left"] = Option(
        default="pairs",
        description="pairs 保留每一对，left 第一个输入的行有对应即保留一次 every pair, or each first row once",
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = bind_keys(binder, self.on)
        where = None
        if self.where is not None:
            where = binder.expression(self.where, binder.scope(equal=keys.equal), ("where",), Kind.BOOLEAN)
        binder.finish()
        return bind_pairs(name, sides, keys, conjuncts(where), self.keep)


def bind_pairs(
    name: str, sides: tuple[Side, ...], keys: Keys, conditions: Sequence[Typed], keep: Literal["pairs", "left"]
) -> Bound:
    """A match that is checked: also what ``within`` and others are made of."""
    if keep == "left":
        return _Left(name, sides, Pairing(sides, keys, tuple(conditions), name))
    return _Pairs(name, sides, Pairing(sides, keys, tuple(conditions), name))


class _Pairs(Bound):
    def __init__(self, name: str, sides: tuple[Side, ...], pairing: Pairing) -> None:
        self.sides, self.pairing = sides, pairing
        self.shape = join_shape(sides, pairing.keys.equal)
        sure = {out for out, (side, column) in self.shape.origin.items() if column in pairing.key_names(side)}
        self.output = replace(self.shape.relation(name), fields=nullability(self.shape.fields, sure))

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        return self.pairing.requires(self.shape.requires(needed, 2))

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        return self.pairing.plan(self.shape.select(needed), sources, table)

    def splits(self, position: int) -> bool:
        return True

    def touched(self, position: int, changed: Source, sources: Sequence[Source], column: str) -> str | None:
        side, inner = self.shape.origin[column]
        return None if side == position else self.pairing.partners(changed, sources, inner, side)

    def push(self, column: str) -> tuple[str | None, ...]:
        side, inner = self.shape.origin[column]
        other = self.pairing.keys.other(inner, side)
        return (inner, other) if side == 0 else (other, inner)


class _Left(Bound):
    def __init__(self, name: str, sides: tuple[Side, ...], pairing: Pairing) -> None:
        self.sides, self.pairing = sides, pairing
        self.left = same_shape(sides[0])
        self.both = join_shape(sides, pairing.keys.equal)
        fields = nullability(self.left.fields, pairing.key_names(0))
        self.output = Relation(name, fields, self.both.witnesses, self.both.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        witnesses = needed & self.output.witness_columns
        needs = self.left.requires(needed - witnesses, 2)
        for column in witnesses:
            side, inner = self.both.origin[column]
            needs[side].add(inner)
        if self.pairing.unknown or witnesses:
            needs[0] |= self.pairing.identity()
        return self.pairing.requires(needs)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        left = [self.left.item(f.name) for f in self.output.fields if f.name in needed]
        partner: list[Item] = []
        for witness in self.output.witnesses:
            if witness.column in needed:
                side, _ = self.both.origin[witness.column]
                (left, partner)[side].append(self.both.item(witness.column))
        return self.pairing.plan_left(left, partner, sources, table)

    def splits(self, position: int) -> bool:
        return position == 0

    def touched(self, position: int, changed: Source, sources: Sequence[Source], column: str) -> str | None:
        return self.pairing.partners(changed, sources, column)

    def push(self, column: str) -> tuple[str | None, ...]:
        return (column, self.pairing.keys.other(column, 0))
