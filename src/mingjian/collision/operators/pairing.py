"""The join behind match and within: pairs that hold, and pairs that cannot be decided, found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.collision.expressions import Side, Typed, columns_of, emit, null_by_columns
from mingjian.collision.operators.base import Source, StepPlan
from mingjian.collision.operators.doubt import key_doubt, maybe, null_code, null_reason, reason_text, states
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.shape import Item, listed, place, taken, use
from mingjian.collision.operators.telling import tell, told
from mingjian.engines.dialect import name as quoted

__all__ = ["Pairing"]


@dataclass(frozen=True)
class Pairing:
    """Two inputs, their keys, and the conditions joined by ``and`` that a pair must meet."""

    sides: tuple[Side, ...]
    keys: Keys
    conditions: tuple[Typed, ...]
    name: str

    def key_names(self, side: int) -> frozenset[str]:
        """Names of the key columns of one input."""
        return frozenset(f.name for f in (self.keys.left if side == 0 else self.keys.right))

    def requires(self, needs: list[set[str]]) -> tuple[frozenset[str], ...]:
        """What both inputs must have, beside what the output takes from them."""
        use(needs, *self.conditions)
        for number, fields in enumerate((self.keys.left, self.keys.right)):
            needs[number] |= {f.name for f in fields} | states(fields)
        return tuple(frozenset(need) for need in needs)

    def identity(self) -> frozenset[str]:
        """The column that tells rows of the first input apart, where they have one."""
        single = self.sides[0].relation.single
        return frozenset() if single is None else frozenset([single.column])

    def own(self, side: int) -> list[Typed]:
        """The conditions over one input only."""
        return [c for c in self.conditions if {column.side for column in columns_of(c)} == {side}]

    def key_doubts(self, sources: Sequence[Source]) -> list[str]:
        """The rows of both inputs whose keys are missing or unusable."""
        doubts: list[str] = []
        for number, fields in enumerate((self.keys.left, self.keys.right)):
            doubts += key_doubt(fields, number, self.sides[number], sources[number], self.own(number))
        return doubts

    def joined(self, sources: Sequence[Source]) -> str:
        """FROM and WHERE of the pairs that hold or may hold."""
        held = " AND ".join(maybe(condition) for condition in self.conditions)
        where = f" WHERE {held}" if held else ""
        return f"{self._pairs(sources)}{where}"

    def why(self) -> str:
        """SQL: 0 for a pair that holds, else the number of the reason why it cannot be decided."""
        held = " AND ".join(emit(condition, place) for condition in self.unknown)
        return f"CAST(CASE WHEN {held} THEN 0 ELSE {null_code(self.unknown)} END AS UTINYINT)" if held else "0"

    @property
    def unknown(self) -> list[Typed]:
        """The conditions that can be unknown."""
        return [condition for condition in self.conditions if condition.nullable]

    def plan(self, items: Sequence[Item], sources: Sequence[Source], table: str) -> StepPlan:
        """Every pair.

        Pairs that cannot be decided are sought where a value is missing, if that is the only cause and the inputs can
        be read again; else the pairs are kept once, held and unknown together.
        """
        keys = self.key_doubts(sources)
        if not self.unknown:
            return StepPlan(f"SELECT {listed(items)} {self.joined(sources)}", undetermined=tuple(keys))
        if all(source.stored for source in sources) and all(null_by_columns(c) for c in self.unknown):
            held = " AND ".join(emit(condition, place) for condition in self.conditions)
            sql = f"SELECT {listed(items)} {self._pairs(sources)} WHERE {held}"
            return StepPlan(sql, undetermined=(*self._missing(sources), *keys))
        mark = told(self.sides[0], sources[0]).mark("l")
        stage = f"SELECT {listed(items)}, {self.why()} AS _why, {mark} AS _told {self.joined(sources)}"
        return self._kept(items, stage, keys, sources, table)

    def _pairs(self, sources: Sequence[Source]) -> str:
        return f"FROM {sources[0].sql} l JOIN {sources[1].sql} r ON {self.keys.sql()}"

    def _missing(self, sources: Sequence[Source]) -> list[str]:
        """Unknown pairs by the input that lacks a value, so that each query begins from few rows."""
        lacking = [
            " OR ".join(f"{place(c)} IS NULL" for c in columns_of(*self.unknown) if c.nullable and c.side == side)
            for side in (0, 1)
        ]
        open_ = [emit(condition, place) for condition in self.conditions if not condition.nullable]
        open_.append("(" + " AND ".join(emit(condition, place) for condition in self.unknown) + ") IS NULL")
        head = tell(null_reason(self.unknown), self.sides[0], sources[0], told(self.sides[0], sources[0]).mark("l"))
        found = []
        for side, some in enumerate(lacking):
            if some:
                before = [f"NOT ({lacking[0]})"] if side and lacking[0] else []
                where = " AND ".join([f"({some})", *before, *open_])
                found.append(f"{head} {self._pairs(sources)} WHERE {where}")
        return found

    def _kept(
        self, items: Sequence[Item], stage: str, keys: Sequence[str], sources: Sequence[Source], table: str
    ) -> StepPlan:
        """Pairs in one temporary table: those that hold are the output, the others are told as undetermined."""
        pairs = f"{table}~pairs"
        head = tell(reason_text("_why", self.unknown), self.sides[0], sources[0])
        doubts = f"{head} FROM {quoted(pairs)} WHERE _why > 0"
        sql = f"SELECT {taken(items, 'p')} FROM {quoted(pairs)} p WHERE _why = 0"
        unknown = (doubts,) if self.unknown else ()
        return StepPlan(sql, ((pairs, stage),), (*unknown, *keys), view=True)

    def plan_left(
        self, left: Sequence[Item], partner: Sequence[Item], sources: Sequence[Source], table: str
    ) -> StepPlan:
        """Each row of the first input once, if it has a partner; the partner with the lowest row numbers witnesses."""
        keys = self.key_doubts(sources)
        if not self.unknown and not partner:
            return StepPlan(self._exists(left, sources), undetermined=tuple(keys))
        order = [f"r.{quoted(witness.column)}" for witness in self.sides[1].relation.witnesses]
        named = {item.sql for item in partner}
        return self.plan_best([*left, *partner], [column for column in order if column in named], sources, table)

    def plan_best(self, items: Sequence[Item], order: Sequence[str], sources: Sequence[Source], table: str) -> StepPlan:
        """One pair for each row of the first input: one that holds before one that is unknown, then by ``order``."""
        joined, ident = self.joined(sources), self._ident(sources[0])
        if not ident:
            numbered = f"(SELECT *, row_number() OVER () AS _n FROM {sources[0].sql})"
            joined = joined.replace(f"FROM {sources[0].sql} l", f"FROM {numbered} l", 1)
        mark = told(self.sides[0], sources[0]).mark("l")
        why = self.why()
        found = f"SELECT {listed(items)}, {why} AS _why, {mark} AS _told {joined}"
        best = ", ".join([f"({why} > 0)", why, *order])
        stage = f"{found} QUALIFY row_number() OVER (PARTITION BY {ident or 'l._n'} ORDER BY {best}) = 1"
        return self._kept(items, stage, self.key_doubts(sources), sources, table)

    def _ident(self, source: Source) -> str:
        """The column that tells the rows of the first input apart; empty when there is none.

        Numbering rows afresh costs a pass on one thread.
        """
        single = self.sides[0].relation.single
        return f"l.{quoted(single.column)}" if single is not None and single.column in source.columns else ""

    def partners(self, changed: Source, sources: Sequence[Source], column: str, side: int = 0) -> str:
        """The values of a column of one side in its rows that have the key of a changed row of the other."""
        here, there = ("l", "r") if side == 0 else ("r", "l")
        return (
            f"SELECT DISTINCT {here}.{quoted(column)} AS v FROM {sources[side].sql} {here} SEMI JOIN"
            f" {changed.sql} {there} ON {self.keys.sql()}"
        )

    def _exists(self, left: Sequence[Item], sources: Sequence[Source]) -> str:
        """The semi-join, when nothing can be unknown and no partner is to be named."""
        inner = [self.keys.sql(), *(emit(c, place) for c in self.conditions if _touches(c, 1))]
        outer = [emit(c, place) for c in self.conditions if not _touches(c, 1)]
        exists = f"EXISTS (SELECT 1 FROM {sources[1].sql} r WHERE {' AND '.join(inner)})"
        return f"SELECT {listed(left)} FROM {sources[0].sql} l WHERE {' AND '.join([exists, *outer])}"


def _touches(condition: Typed, side: int) -> bool:
    return any(column.side == side for column in columns_of(condition))
