"""Groups that a row with an unusable key could belong to, and whose result it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Source, StepPlan
from mingjian.collision.operators.doubt import key_null, told
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.possible import Possible, normal
from mingjian.collision.operators.shape import Item
from mingjian.collision.operators.weak import Pairs
from mingjian.collision.relation import Field
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Members"]


@dataclass(frozen=True)
class Members:
    """The rows of one input, grouped ``by`` keys. ``weak`` is empty where nothing is to be asked.

    A loose row could belong to a group when it could be the same subject's as any row of it. Only loose rows are
    joined; where there are none, the join reads nothing.
    """

    side: Side
    by: tuple[Field, ...]
    weak: Pairs = ()
    possible: Possible = field(init=False)

    def __post_init__(self) -> None:
        keys = Keys(tuple((key, key) for key in self.by))
        object.__setattr__(self, "possible", Possible((self.side, self.side), keys, self.weak))

    @property
    def asked(self) -> bool:
        """Whether there can be such rows at all."""
        return self.possible.asked

    def requires(self) -> frozenset[str]:
        """The columns of the input."""
        needs = self.possible.requires()
        return frozenset(needs[0] | needs[1]) if self.asked else frozenset()

    def ask(
        self,
        plan: StepPlan,
        columns: Sequence[str],
        source: Source,
        table: str,
        would: str = "true",
        more: Sequence[Item] = (),
        row: str = "NULL",
        also: Sequence[tuple[str, str]] = (),
    ) -> StepPlan:
        """Of the groups of a plan those that no damaged row would change; the others are undetermined.

        ``would`` is the condition that a member ``m`` changes its group ``k``. ``m`` has the keys, ``more`` columns
        taken over ``r`` and ``_m``, how many there are for the group; ``k`` what the plan gives, keys included. ``row``
        over ``k`` tells the group; ``also`` are stages that ``would`` needs.
        """
        kept = f"{table}~kept"
        select = ", ".join(f"k.{quoted(column)}" for column in columns) or "1 AS _none"
        sql = f"SELECT {select} FROM {quoted(kept)} k WHERE NOT {self._exists(table, would)}"
        stages = (*plan.stages, (kept, plan.sql), *self._stages(source, table, more), *also)
        doubts = self._doubts(kept, table, would, source, row)
        return StepPlan(sql, stages, (*plan.undetermined, *doubts), view=True)

    def _stages(self, source: Source, table: str, more: Sequence[Item]) -> list[tuple[str, str]]:
        """The loose rows; then each with the groups it could belong to."""
        loose, members = f"{table}~loose", f"{table}~members"
        numbered = Item("row_number() OVER ()", "_n")
        out = ", ".join(["r._n", "r._told", *(f"r.{quoted(item.out)}" for item in more)])
        known = f"NOT ({null}) AND " if (null := key_null(self.by, "l")) else ""
        pairs = " UNION ".join(
            f"SELECT {self._keys('l')}, {out} FROM {source.sql} l JOIN {quoted(loose)} r ON {known}{way}"
            for way in self.possible.ways(lambda n: normal(f"l.{quoted(self.weak[n][0].name)}", self.weak[n][0]))
        )
        counted = f"SELECT *, count(*) OVER (PARTITION BY {self._keys('p')}) AS _m FROM ({pairs}) p"
        return [(loose, self.possible.loose(source, more=[numbered, *more])), (members, counted)]

    def _doubts(self, kept: str, table: str, would: str, source: Source, row: str) -> list[str]:
        """The groups that are not settled, and the rows that keep them open."""
        need, _ = told(self.side, source, "l")
        alias = text_literal(self.side.alias)
        named = "CAST(NULL AS VARCHAR)" if row == "NULL" else need
        group = f"EXISTS (SELECT 1 FROM {quoted(kept)} k WHERE {self._same()} AND {would})"
        return [
            f"SELECT 'possible_row' AS reason, {alias} AS alias, {named} AS source, CAST({row} AS BIGINT) AS _row"
            f" FROM {quoted(kept)} k WHERE {self._exists(table, would)}",
            f"SELECT 'unplaced_row' AS reason, {alias} AS alias, {need} AS source, min(m._told) AS _row"
            f" FROM {quoted(f'{table}~members')} m WHERE {group} GROUP BY m._n",
        ]

    def added(self, source: Source, table: str, columns: Sequence[str]) -> str:
        """The rows of the groups that have members, and the members as rows of theirs; ``more`` gave the columns."""
        taken = [*(key.name for key in self.by), *columns]
        own, other = (", ".join(f"{alias}.{quoted(column)}" for column in taken) for alias in ("k", "m"))
        members = quoted(f"{table}~members")
        return (
            f"SELECT {own} FROM {source.sql} k SEMI JOIN {members} m ON {self._same()}"
            f" UNION ALL SELECT {other} FROM {members} m"
        )

    def _exists(self, table: str, would: str) -> str:
        return f"EXISTS (SELECT 1 FROM {quoted(f'{table}~members')} m WHERE {self._same()} AND {would})"

    def _same(self) -> str:
        return " AND ".join(f"m.{quoted(key.name)} = k.{quoted(key.name)}" for key in self.by)

    def _keys(self, alias: str) -> str:
        return ", ".join(f"{alias}.{quoted(key.name)}" for key in self.by)
