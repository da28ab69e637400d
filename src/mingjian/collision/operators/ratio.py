"""ratio: one aggregate of a group against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, emit
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator, Source, StepPlan
from mingjian.collision.operators.doubt import key_doubt, key_null, states
from mingjian.collision.operators.groups import group_order, group_ties, group_witnesses, witness_items
from mingjian.collision.operators.members import Members
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.shape import Item, listed, place, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.operators.thresholds import number
from mingjian.collision.operators.weak import OWN_WEAK, OwnWeak, bind_own_weak
from mingjian.collision.relation import Field, Relation
from mingjian.engines import NUMERIC, Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["Ratio"]

_SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


class Ratio(Operator):
    """Keeps the groups of ``by`` whose ``top`` divided by ``bottom`` passes: ``at_least``, ``at_most`` (border
    included), ``above``, ``below`` (border excluded). Adds ``top``, ``bottom`` and ``ratio``.

    Keys: rows whose group key is missing or unusable are undetermined. With an upper border (``at_most``, ``below``) a
    group that one of them could belong to is undetermined too, whatever it would change (``possible_row``, the rows as
    ``unplaced_row``; told and given up by ``weak`` as in ``latest``). Nulls: a group whose top is unknown, or whose
    bottom is unknown or zero, is undetermined. Witness: all rows of the group.

    中文：按 by 分组，top 与 bottom 之比达到界限的组保留（at_least、at_most 含边界，above、below 不含）。键缺失或不可用
    的行记为“不确定”；写了上限（at_most、below）的，这种行可能属于某组，该组也记为“不确定”（possible_row，所涉行记为
    unplaced_row；辨认办法及 weak 同 latest）。top 未知、bottom 未知或为零的组记为“不确定”。佐证为该组全部行。

    example: {ratio: settlements, by: hospital, top: count_if(kind = 'inpatient'), bottom: count(), above: 0.8}
    """

    verb: ClassVar[str] = "ratio"
    title: ClassVar[tuple[str, str]] = ("比率", "Ratio")
    change: ClassVar[Change] = "keyed"

    by: Names = Option(description="分组列 the group")
    top: Expr = Option(description="分子（聚合） the numerator, an aggregate")
    bottom: Expr = Option(description="分母（聚合） the denominator, an aggregate")
    at_least: Expr | None = Option(default=None, description="不低于 border included")
    at_most: Expr | None = Option(default=None, description="不高于 border included")
    above: Expr | None = Option(default=None, description="高于 border excluded")
    below: Expr | None = Option(default=None, description="低于 border excluded")
    weak: OwnWeak = Option(default=None, description=OWN_WEAK)

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = [binder.column(column, 0, ("by",)) for column in self.by]
        by = tuple(key for key in keys if key is not None)
        new_names(binder, ["top", "bottom", "ratio"], [key.name for key in by], "by")
        order = group_order(binder, sides[0].relation, None)
        scope = binder.scope(grouped=frozenset(key.name for key in by), order=order, ties=group_ties(sides[0].relation))
        top = binder.expression(self.top, scope, ("top",), *NUMERIC)
        bottom = binder.expression(self.bottom, scope, ("bottom",), *NUMERIC)
        bounds = {option: number(binder, getattr(self, option), option) for option in _SIGNS}
        if all(getattr(self, option) is None for option in _SIGNS):
            wants = "、".join(_SIGNS)
            binder.problem(f"应写{wants}之一", f"one of {', '.join(_SIGNS)} is wanted", ())
        upper = self.at_most is not None or self.below is not None
        weak = bind_own_weak(binder, by, self.weak) if upper else ()
        binder.finish()
        assert top is not None
        assert bottom is not None
        return _Ratio(
            name, Members(sides[0], by, weak), top, bottom, {o: b for o, b in bounds.items() if b is not None}
        )


class _Ratio(Bound):
    gathers = True

    def __init__(
        self,
        name: str,
        members: Members,
        top: Typed,
        bottom: Typed,
        bounds: dict[str, Decimal],
    ) -> None:
        self.members, self.side, self.by = members, members.side, members.by
        self.top, self.bottom, self.bounds = top, bottom, bounds
        kept = {key.name: key.name for key in self.by}
        fields = [replace(key.renamed(kept), nullable=False) for key in self.by]
        fields += [Field("top", top.kind, False), Field("bottom", bottom.kind, False)]
        fields.append(Field("ratio", Kind.DECIMAL, False))
        relation = self.side.relation
        self.output = Relation(name, tuple(fields), group_witnesses(relation), relation.sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs: list[set[str]] = [{key.name for key in self.by} | states(self.by) | self.members.requires()]
        use(needs, self.top, self.bottom)
        needs[0] |= {w.column for w in self.side.relation.witnesses if w.column in needed}
        return (frozenset(needs[0]),)

    def _part(self, node: Typed) -> str:
        """A side of the division as a double that is exact: amounts in cents when one of the two is an amount.

        Rounding what 100 times the double gives finds the whole cents again, and costs a tenth of a wide integer.
        """
        column = "top" if node is self.top else "bottom"
        if Kind.MONEY in (self.top.kind, self.bottom.kind) and node.kind is not Kind.DECIMAL:
            return f"round(CAST(g.{column} AS DOUBLE) * 100)"
        if Kind.MONEY in (self.top.kind, self.bottom.kind):
            return f"(CAST(g.{column} AS DOUBLE) * 100)"
        return f"CAST(g.{column} AS DOUBLE)"

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        items = [Item(f"l.{quoted(key.name)}", key.name) for key in self.by]
        items += [Item(emit(self.top, place), "top"), Item(emit(self.bottom, place), "bottom")]
        items.append(Item(told(self.side, sources[0]).first("l"), "_told"))
        items += witness_items(self.side.relation, needed)
        null = key_null(self.by, "l")
        where = f" WHERE NOT ({null})" if null else ""
        keys = ", ".join(f"l.{quoted(key.name)}" for key in self.by)
        groups = f"SELECT {listed(items)} FROM {sources[0].sql} l{where} GROUP BY {keys}"
        divided = f"SELECT *, {self._part(self.top)} / nullif({self._part(self.bottom)}, 0) AS ratio FROM ({groups}) g"
        passes = " AND ".join(f"ratio {_SIGNS[o]} CAST({bound} AS DOUBLE)" for o, bound in self.bounds.items())
        stage = f"SELECT * FROM ({divided}) WHERE ({passes}) IS NOT FALSE"
        kept = f"{table}~ratios"
        order = [f.name for f in self.output.fields] + [w.column for w in self.output.witnesses]
        columns = [column for column in order if column in needed]
        final = ", ".join(map(quoted, columns)) or "1 AS _none"
        reason = "CASE WHEN top IS NULL THEN 'null:top' WHEN bottom IS NULL THEN 'null:bottom' ELSE 'zero_bottom' END"
        doubts = f"{tell(reason, self.side, sources[0])} FROM {quoted(kept)} WHERE ratio IS NULL"
        undetermined = (doubts, *key_doubt(self.by, 0, self.side, sources[0]))
        settled = f"FROM {quoted(kept)} WHERE ratio IS NOT NULL"
        if not self.members.asked:
            return StepPlan(f"SELECT {final} {settled}", ((kept, stage),), undetermined, view=True)
        return self.members.ask(
            StepPlan(f"SELECT * {settled}", ((kept, stage),), undetermined), columns, sources[0], table
        )

    def push(self, column: str) -> tuple[str | None, ...]:
        """Where damaged rows decide too the input stays whole."""
        if self.members.asked:
            return (None,)
        return (column if any(key.name == column for key in self.by) else None,)
