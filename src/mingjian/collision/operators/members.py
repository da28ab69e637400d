"""Groups that a row with an unusable key could belong to, and whose result it would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Source, StepPlan
from mingjian.collision.operators.doubt import key_null
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.possible import Possible, birth_in, normal
from mingjian.collision.operators.shape import Item, listed
from mingjian.collision.operators.telling import tell
from mingjian.collision.operators.weak import Pairs
from mingjian.collision.relation import Field
from mingjian.engines.dialect import name as quoted

__all__ = ["Members", "Would"]

Would = Callable[[str], str]


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
        would: Would = lambda _: "true",
        more: Sequence[Item] = (),
        also: Sequence[tuple[str, str]] = (),
    ) -> StepPlan:
        """Of the groups of a plan those that no damaged row would change; the others are undetermined.

        ``would`` is the condition that a member ``m`` changes its group ``k``; a query within it compares keys with
        those of the alias it is given, since not every engine lets it name what is two levels up. ``m`` has the keys,
        ``more`` columns taken over ``r`` and ``_m``, how many there are for the group; ``k`` what the plan gives, keys
        and ``_told`` included, the mark of a row of the group; ``also`` are stages that ``would`` needs.
        """
        kept = f"{table}~kept"
        select = ", ".join(f"k.{quoted(column)}" for column in columns) or "1 AS _none"
        sql = f"SELECT {select} FROM {quoted(kept)} k WHERE NOT {self._exists(table, would)}"
        stages = (*plan.stages, (kept, plan.sql), *self._stages(source, table, more), *also)
        doubts = self._doubts(kept, table, would, source)
        return StepPlan(sql, stages, (*plan.undetermined, *doubts), view=True)

    def _stages(self, source: Source, table: str, more: Sequence[Item]) -> list[tuple[str, str]]:
        """The loose rows; the subjects they could be; each loose row with the groups it could belong to."""
        loose, known, members = f"{table}~loose", f"{table}~known", f"{table}~members"
        numbered = Item("row_number() OVER ()", "_n")
        out = ", ".join(["r._n", "r._told", *(f"r.{quoted(item.out)}" for item in more)])
        pairs = " UNION ".join(
            f"SELECT {self._keys('l')}, {out} FROM {quoted(known)} l JOIN {quoted(loose)} r ON {way}"
            for way in self.possible.ways(lambda n: f"l._k{n}", "l._born")
        )
        counted = f"SELECT *, count(*) OVER (PARTITION BY {self._keys('p')}) AS _m FROM ({pairs}) p"
        return [
            (loose, self.possible.loose(source, more=[numbered, *more])),
            (known, self._known(source, quoted(loose))),
            (members, counted),
        ]

    def _known(self, source: Source, loose: str) -> str:
        """The groups by what they are told by, once each, and only those that a loose row could be looked for in.

        What a group is called in one row it is called in those without a name.
        """
        identifier = self.possible.identifiers[0]
        taken = [*self.by, *([] if identifier is None or identifier in self.by else [identifier])]
        items = [Item(f"l.{quoted(f.name)}", f.name) for f in taken]
        items += [Item(normal(f"l.{quoted(f.name)}", f), f"_k{n}") for n, (f, _) in enumerate(self.weak)]
        usable = f"NOT ({null})" if (null := key_null(self.by, "l")) else "true"
        rows = f"SELECT {listed(items)} FROM {source.sql} l WHERE {usable}"
        born = "" if identifier is None else f", {birth_in(quoted(identifier.name))} AS _born"
        return f"SELECT *{born} FROM ({self._distinct(rows, source, loose)})"

    def _distinct(self, rows: str, source: Source, loose: str) -> str:
        reached = self.possible.reached("q", [f"q._k{n}" for n in range(len(self.weak))], loose)
        text = self.possible.text
        if text is None or not reached:
            return f"SELECT DISTINCT * FROM ({rows})"
        name = f"{quoted(self.weak[text][0].name)} IS NOT NULL"
        same = " AND ".join(f"o.{quoted(key.name)} = l.{quoted(key.name)}" for key in self.by)
        return (
            f"SELECT DISTINCT * FROM ({rows} AND l.{name}) q WHERE {' OR '.join(reached)} UNION {rows}"
            f" AND NOT l.{name} AND NOT EXISTS (SELECT 1 FROM {source.sql} o WHERE {same} AND o.{name})"
        )

    def _doubts(self, kept: str, table: str, would: Would, source: Source) -> list[str]:
        """The groups that are not settled, and the rows that keep them open."""
        open_ = tell("'possible_row'", self.side, source, "k._told")
        loose = tell("'unplaced_row'", self.side, source, "min(m._told)")
        group = f"EXISTS (SELECT 1 FROM {quoted(kept)} k WHERE {self._same()} AND {would('k')})"
        return [
            f"{open_} FROM {quoted(kept)} k WHERE {self._exists(table, would)}",
            f"{loose} FROM {quoted(f'{table}~members')} m WHERE {group} GROUP BY m._n",
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

    def _exists(self, table: str, would: Would) -> str:
        return f"EXISTS (SELECT 1 FROM {quoted(f'{table}~members')} m WHERE {self._same()} AND {would('m')})"

    def _same(self) -> str:
        return " AND ".join(f"m.{quoted(key.name)} = k.{quoted(key.name)}" for key in self.by)

    def _keys(self, alias: str) -> str:
        return ", ".join(f"{alias}.{quoted(key.name)}" for key in self.by)
