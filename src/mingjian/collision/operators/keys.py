"""The join keys of two-input operators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.collision.operators.base import Binder
from mingjian.collision.relation import Field
from mingjian.engines import NUMERIC, TEXTUAL, Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Keys", "bind_keys"]

_FAMILIES = (NUMERIC, TEXTUAL)


@dataclass(frozen=True)
class Keys:
    """Pairs of columns that must be equal; ``equal`` are the names common to both sides."""

    pairs: tuple[tuple[Field, Field], ...]

    @property
    def left(self) -> tuple[Field, ...]:
        """Key columns of the first input."""
        return tuple(pair[0] for pair in self.pairs)

    @property
    def right(self) -> tuple[Field, ...]:
        """Key columns of the second input."""
        return tuple(pair[1] for pair in self.pairs)

    @property
    def equal(self) -> frozenset[str]:
        """Names that both inputs have and are joined equal on: they may be written plainly."""
        return frozenset(left.name for left, right in self.pairs if left.name == right.name)

    def sql(self, left: str = "l", right: str = "r") -> str:
        """The join condition."""
        return " AND ".join(f"{left}.{quoted(a.name)} = {right}.{quoted(b.name)}" for a, b in self.pairs)

    def other(self, column: str, side: int) -> str | None:
        """The column of the opposite input that is joined equal to this one."""
        return next((pair[1 - side].name for pair in self.pairs if pair[side].name == column), None)


def bind_keys(binder: Binder, on: Sequence[tuple[str, str]], option: str = "on") -> Keys:
    """Look up the key columns on both sides; kinds must fit. ``option`` is where the author wrote them."""
    pairs: list[tuple[Field, Field]] = []
    for left, right in on:
        a, b = binder.column(left, 0, (option,)), binder.column(right, 1, (option,))
        if a is None or b is None:
            continue
        if a.kind is not b.kind and not any({a.kind, b.kind} <= family for family in _FAMILIES):
            binder.problem(
                f"连接列类型不同：{left}是{a.kind.zh}，{right}是{b.kind.zh}",
                f"the key columns differ in kind: {left} is {a.kind}, {right} is {b.kind}",
                (option,),
            )
        elif a.subject and b.subject and a.subject != b.subject:
            binder.problem(
                f"连接列不是同类主体：{left}与{right}，一边是个人，一边是单位",
                f"the key columns are subjects of two kinds: {left} names a {a.subject}, {right} a {b.subject}",
                (option,),
            )
        elif a.kind in (Kind.DECIMAL, Kind.DURATION):
            binder.problem(f"{a.kind.zh}不能作连接列", f"a {a.kind} cannot be a key", (option,))
        pairs.append((a, b))
    return Keys(tuple(pairs))
