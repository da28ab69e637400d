"""The SQL of absent: probes without a partner, their coverage, and the unreadable rows that could be theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingjian.collision.expressions import Typed, columns_of, emit, null_by_columns
from mingjian.collision.operators.base import ASIDE, OPEN, UNMET, Bound, Reach, Source, StepPlan
from mingjian.collision.operators.coverage import FEW, coverage_rows, covered_sql
from mingjian.collision.operators.doubt import key_null, maybe, null_reason
from mingjian.collision.operators.order import tie_columns, tie_sql
from mingjian.collision.operators.pairing import Pairing
from mingjian.collision.operators.possible import Possible, at, normal
from mingjian.collision.operators.shape import Item, listed, nullability, place, same_shape, use
from mingjian.collision.operators.telling import tell, told
from mingjian.collision.operators.weak import Pairs
from mingjian.collision.relation import Covered
from mingjian.engines.dialect import name as quoted

__all__ = ["Absence", "Demand"]


@dataclass(frozen=True)
class Demand:
    """Region, first and last day for which the list must be complete, over the probe."""

    region: Typed
    start: Typed
    end: Typed


class Absence(Bound):
    """An absent step that is checked. ``covered`` holds for each need of the list its effective coverage."""

    def __init__(
        self,
        name: str,
        pairing: Pairing,
        demand: Demand,
        covered: dict[str, tuple[Covered, ...]],
        weak: Pairs,
    ) -> None:
        self.pairing, self.demand, self.covered = pairing, demand, covered
        self.probe, self.listed = pairing.sides
        self.possible = Possible((self.probe, self.listed), pairing.keys, weak, pairing.conditions)
        self.aside = 1 if self.possible.asked else None
        self.grows, self.opens = 1, bool(pairing.unknown)
        self.spared = self._spared()
        self.shape = same_shape(self.probe)
        output = self.shape.relation(name)
        fields = nullability(output.fields, pairing.key_names(0))
        sources = output.sources | self.listed.relation.sources
        self.output = replace(output, fields=fields, sources=sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = [*self.shape.requires(needed, 1), set[str]()]
        use(needs, self.demand.region, self.demand.start, self.demand.end)
        if self.possible.asked:
            for need, more in zip(needs, self.possible.requires(), strict=True):
                need |= more
            needs[0] |= set(tie_columns(self.probe.relation))
        return self.pairing.requires(needs)

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        doubts = self.pairing.key_doubts(sources)
        stages = [
            (f"{table}~covered~{need}", coverage_rows(spans))
            for need, spans in self.covered.items()
            if len(spans) > FEW
        ]
        unmet = Source(f"{table}{UNMET}", self._read(needed, 0, sources[0]))
        stages.append((unmet.table, self._unmet(unmet, sources)))
        if self.opens:
            stages.append((f"{table}{OPEN}", self._open(needed, unmet, sources[1], table)))
            doubts.append(self._unknown(unmet, table))
        bare = f"{table}~bare"
        stages.append((bare, self._bare(needed, unmet, table)))
        doubts.append(self._outside(sources[0], bare))
        kept = ", ".join(f"b.{quoted(item.out)}" for item in self.shape.select(needed)) or "1 AS _none"
        where = "b._covered"
        if self.possible.asked:
            loose, possible = f"{table}{ASIDE}", f"{table}~possible"
            stages.append((loose, self.set_aside(sources[1])))
            stages.append((possible, self._possible(sources[0], bare, loose)))
            doubts += [self._possible_doubt(sources[0], bare, possible), self._unidentifiable(sources[1], loose)]
            where += f" AND NOT EXISTS (SELECT 1 FROM {quoted(possible)} p WHERE p.n = b.{self._number(sources[0])})"
        sql = f"SELECT {kept} FROM {quoted(bare)} b WHERE {where}"
        return StepPlan(sql, tuple(stages), tuple(doubts), view=True)

    def _read(self, needed: frozenset[str], side: int, source: Source) -> frozenset[str]:
        """The columns of an input that are read to compare, and to name its rows."""
        named = {witness.column for witness in told(self.pairing.sides[side], source).witnesses}
        return (self.requires(needed)[side] - (self.spared if side else frozenset()) | named) & source.columns

    def _unmet(self, unmet: Source, sources: Sequence[Source]) -> str:
        """Probes with a usable key and no partner that meets the conditions, as they are in the input."""
        kept = ", ".join(f"l.{quoted(column)}" for column in sorted(unmet.columns))
        null = key_null(self.pairing.keys.left, "l")
        usable = f"NOT ({null}) AND " if null else ""
        held = " AND ".join([self.pairing.keys.sql(), *(emit(c, place) for c in self.pairing.conditions)])
        found = f"NOT EXISTS (SELECT 1 FROM {sources[1].sql} r WHERE {held})"
        return f"SELECT {kept} FROM {sources[0].sql} l WHERE {usable}{found}"

    def _open(self, needed: frozenset[str], unmet: Source, listed_: Source, table: str) -> str:
        """Rows of the list that may meet the conditions with one of them."""
        kept = ", ".join(f"r.{quoted(column)}" for column in sorted(self._read(needed, 1, listed_)))
        outer, inner = self._null_somewhere()
        may = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions), *outer, *inner])
        return f"SELECT {kept} FROM {listed_.sql} r WHERE EXISTS (SELECT 1 FROM {unmet.sql} l WHERE {may})"

    def _may(self, table: str) -> str:
        """Whether a probe that no row of the list meets has one that may."""
        may = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions)])
        return f"EXISTS (SELECT 1 FROM {quoted(f'{table}{OPEN}')} r WHERE {may})"

    def _bare(self, needed: frozenset[str], unmet: Source, table: str) -> str:
        """Probes with a usable key and no partner that meets, or may meet, the conditions.

        Names are normalised only where they could matter: inside coverage, when the list has rows to be told by name.
        """
        columns = {inner for _, inner in (self.shape.origin[c] for c in needed)}
        demand = (self.demand.region, self.demand.start, self.demand.end)
        columns |= {column.name for column in columns_of(*(node for node in demand if node.nullable))}
        names: list[Item] = []
        if self.possible.asked:
            keys = self.pairing.keys
            columns |= {column.name for column in columns_of(*self.pairing.conditions) if column.side == 0}
            columns |= {f.name for f in keys.left} if len(keys.pairs) > 1 else set()
            identifier = self.possible.identifiers[0]
            columns |= {identifier.name} if identifier is not None else set()
            names = [Item(f"l.{quoted(f.name)}", f"_p{n}") for n, (f, _) in enumerate(self.possible.weak)]
        items = [Item(f"l.{quoted(column)}", column) for column in sorted(columns)]
        items.append(Item(told(self.probe, unmet).mark("l"), "_told"))
        if self.possible.asked and self._number(unmet) == "_n":
            order = ", ".join(tie_sql(self.probe.relation, "l"))
            items.append(Item(f"row_number() OVER (ORDER BY {order})", "_n"))
        region, start, end = (f"({emit(node, place)})" for node in demand)
        covered = " AND ".join(
            covered_sql(declared, region, start, end, quoted(f"{table}~covered~{need}"))
            for need, declared in self.covered.items()
        )
        known = f" WHERE NOT {self._may(table)}" if self.opens else ""
        found = f"SELECT {listed([*items, *names])}, {covered or 'true'} AS _covered FROM {unmet.sql} l{known}"
        if not names:
            return found
        kept = ", ".join([*(quoted(item.out) for item in items), "_covered"])
        compared = (
            f"CASE WHEN _covered THEN {normal(f'_p{n}', f)} END AS _p{n}" for n, (f, _) in enumerate(self.possible.weak)
        )
        return f"SELECT {kept}, {', '.join(compared)} FROM ({found})"

    def _number(self, source: Source) -> str:
        """The column of the bare probes that tells them apart, the same on every run.

        The row number where there is one, else the place in a total order.
        """
        single = self.probe.relation.single
        return "_told" if single is not None and single.column in source.columns else "_n"

    def _unknown(self, unmet: Source, table: str) -> str:
        """Probes with a partner that may meet the conditions and none that does."""
        head = tell("'null:where'", self.probe, unmet, told(self.probe, unmet).mark("l"))
        return f"{head} FROM {unmet.sql} l WHERE {self._may(table)}"

    def _null_somewhere(self) -> tuple[list[str], list[str]]:
        """What narrows the search for unknown pairs: a value is missing in the probe, or in the row of the list.

        As conditions on the probe alone and on a pair; none where a condition can be unknown for another reason.
        """
        unknown = self.pairing.unknown
        if not all(null_by_columns(condition) for condition in unknown):
            return [], []
        columns = [column for column in columns_of(*unknown) if column.nullable]
        missing = " OR ".join(f"{place(column)} IS NULL" for column in columns)
        return ([], [f"({missing})"]) if any(column.side for column in columns) else ([f"({missing})"], [])

    def _outside(self, source: Source, bare: str) -> str:
        demand = [self.demand.region, self.demand.start, self.demand.end]
        here = at("b")
        missing = " OR ".join(f"{emit(node, here)} IS NULL" for node in demand if node.nullable)
        reason = "'outside_coverage'"
        if missing:
            nullable = [node for node in demand if node.nullable]
            reason = f"CASE WHEN {missing} THEN {null_reason(nullable, here)} ELSE 'outside_coverage' END"
        return f"{tell(reason, self.probe, source)} FROM {quoted(bare)} b WHERE _covered IS NOT TRUE"

    def _possible(self, source: Source, bare: str, loose: str) -> str:
        """Numbers of the probes that some loose row could belong to."""
        found = f"SELECT DISTINCT l.{self._number(source)} AS n FROM {quoted(bare)} l JOIN {quoted(loose)} r ON"
        ways = self.possible.ways(lambda n: f"l._p{n}")
        return " UNION ".join(f"{found} {way} WHERE l._covered" for way in ways)

    def _possible_doubt(self, source: Source, bare: str, possible: str) -> str:
        head = tell("'possible_match'", self.probe, source, "b._told")
        return f"{head} FROM {quoted(bare)} b JOIN {quoted(possible)} p ON p.n = b.{self._number(source)}"

    def _unidentifiable(self, source: Source, loose: str) -> str:
        """List rows that nothing can tell: counted, so that the reader knows how many there are."""
        head = tell("'unidentifiable'", self.listed, source)
        return f"{head} FROM {quoted(loose)} WHERE {self.possible.nothing()}"

    def splits(self, position: int) -> bool:
        return position == 0

    def reach(self, column: str, *, apart: bool = False) -> tuple[Reach | None, ...]:
        """Of the list the rows with the key of a probe matter, and those without a usable key.

        With several keys a row can lack one and still be told by another: all of the list is read.
        """
        several = len(self.pairing.keys.pairs) > 1
        other = None if several else self.pairing.keys.other(column, 0)
        return (Reach(column), None if other is None else Reach(other, nulls=not apart))

    def _spared(self) -> frozenset[str]:
        if not self.possible.asked:
            return frozenset()
        matched: list[set[str]] = [set(), set()]
        use(matched, *self.pairing.conditions)
        return frozenset(self.possible.requires()[1]) - self.pairing.requires(matched)[1]

    def set_aside(self, source: Source) -> str:
        """Rows of the list without a usable key, with what they can be told by."""
        return self.possible.loose(source, self.pairing.own(1))

    def touched(self, position: int, changed: Source, sources: Sequence[Source], column: str) -> str | None:
        """Probes with the key of a changed row of the list, and those that an unreadable one could belong to; what has
        no usable key itself is told by that alone."""
        found = self.pairing.partners(changed, sources, column)
        if not self.possible.asked:
            return found
        names = (f"{normal(f'l.{quoted(f.name)}', f)} AS _p{n}" for n, (f, _) in enumerate(self.possible.weak))
        null = key_null(self.pairing.keys.left, "l")
        known = f" WHERE NOT ({null})" if null else ""
        probes = f"(SELECT *, {', '.join(names)} FROM {sources[0].sql} l{known})"
        loose = f"({self.possible.loose(changed)})"
        some = f"SELECT DISTINCT l.{quoted(column)} AS v FROM {probes} l JOIN {loose} r ON"
        return " UNION ".join([found, *(f"{some} {way}" for way in self.possible.ways(lambda n: f"l._p{n}"))])

    def push(self, column: str) -> tuple[str | None, ...]:
        """The list stays whole: its unreadable rows decide too."""
        return (column, None)
