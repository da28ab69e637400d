"""The SQL of absent: probes without a partner, their coverage, and the unreadable rows that could be theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingjian.collision.expressions import Typed, columns_of, emit, null_by_columns
from mingjian.collision.operators.base import ASIDE, BARE, MAY, OPEN, PLACE, Bound, Reach, Source, StepPlan
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

_COVERED = "_covered"
_UNKNOWN = "'null:where'"


def _ready(source: Source) -> bool:
    """Whether the probes are kept ones that no row of the list met."""
    return _COVERED in source.columns


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
        bare, may = f"{table}{BARE}", f"{table}{MAY}"
        stages.append((bare, self._bare(needed, sources, table)))
        if self.opens:
            stages.append((may, self._may(needed, sources, table)))
            stages.append((f"{table}{OPEN}", self._open(needed, may, sources[1])))
            doubts.append(f"{tell(_UNKNOWN, self.probe, sources[0])} FROM {quoted(may)}")
        doubts.append(self._outside(sources[0], bare))
        kept = ", ".join(f"b.{quoted(item.out)}" for item in self.shape.select(needed)) or "1 AS _none"
        where = "b._covered"
        if self.possible.asked:
            loose, possible = f"{table}{ASIDE}", f"{table}~possible"
            stages.append((loose, self.set_aside(sources[1])))
            stages.append((possible, self._possible(bare, loose)))
            doubts += [self._possible_doubt(sources[0], bare, possible), self._unidentifiable(sources[1], loose)]
            where += f" AND NOT EXISTS (SELECT 1 FROM {quoted(possible)} p WHERE p.n = b.{self._number})"
        sql = f"SELECT {kept} FROM {quoted(bare)} b WHERE {where}"
        return StepPlan(sql, tuple(stages), tuple(doubts), view=True)

    def carried(self, stage: str, needed: frozenset[str]) -> frozenset[str]:
        """Of the probes what the output takes, what they are compared by, and what else must be known of them; of the
        list what it is compared by, and what names its rows."""
        if stage == OPEN:
            return self.requires(needed)[1] - self.spared | self.listed.relation.witness_columns
        return self._columns(needed) | {"_told", _COVERED, *(f"_p{n}" for n, _ in enumerate(self._weak))}

    @property
    def _weak(self) -> Pairs:
        return self.possible.weak if self.possible.asked else ()

    def _columns(self, needed: frozenset[str]) -> frozenset[str]:
        columns = {inner for _, inner in (self.shape.origin[c] for c in needed)} | self.pairing.key_names(0)
        demand = (self.demand.region, self.demand.start, self.demand.end)
        columns |= {column.name for column in columns_of(*(node for node in demand if node.nullable))}
        columns |= {column.name for column in columns_of(*self.pairing.conditions) if column.side == 0}
        identifier = self.possible.identifiers[0]
        if self.possible.asked:
            columns |= {identifier.name} if identifier is not None else set()
            columns |= set(tie_columns(self.probe.relation)) if self._number == PLACE else set()
        return frozenset(columns)

    def _bare(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> str:
        """Probes with a usable key and no partner that meets, or may meet, the conditions."""
        null = "" if _ready(sources[0]) else key_null(self.pairing.keys.left, "l")
        usable = f"NOT ({null}) AND " if null else ""
        inner = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions)])
        where = f"{usable}NOT EXISTS (SELECT 1 FROM {sources[1].sql} r WHERE {inner})"
        numbered = self.possible.asked and self._number == PLACE
        return self._probes(needed, sources[0], table, where, numbered=numbered)

    def _may(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> str:
        """Probes with a partner that may meet the conditions and none that does."""
        outer, inner = self._null_somewhere()
        may = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions), *inner])
        held = " AND ".join([self.pairing.keys.sql(), *(emit(c, place) for c in self.pairing.conditions)])
        listed_ = f"FROM {sources[1].sql} r WHERE"
        where = " AND ".join([*outer, f"EXISTS (SELECT 1 {listed_} {may})", f"NOT EXISTS (SELECT 1 {listed_} {held})"])
        return self._probes(needed, sources[0], table, where)

    def _open(self, needed: frozenset[str], may: str, source: Source) -> str:
        """Those partners."""
        kept = ", ".join(f"r.{quoted(column)}" for column in sorted(self.carried(OPEN, needed) & source.columns))
        inner = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions)])
        return f"SELECT {kept} FROM {source.sql} r WHERE EXISTS (SELECT 1 FROM {quoted(may)} l WHERE {inner})"

    def _probes(self, needed: frozenset[str], source: Source, table: str, where: str, *, numbered: bool = False) -> str:
        """Some probes with what must be known of them, which kept ones have.

        Names are normalised only where they could matter: inside coverage, when the list has rows to be told by name.
        """
        order = ", ".join(tie_sql(self.probe.relation, "l"))
        number = [Item(f"row_number() OVER (ORDER BY {order})", PLACE)] if numbered else []
        if _ready(source):
            items = [Item(f"l.{quoted(column)}", column) for column in sorted(self.carried(BARE, needed))]
            return f"SELECT {listed([*items, *number])} FROM {source.sql} l WHERE {where}"
        items = [Item(f"l.{quoted(column)}", column) for column in sorted(self._columns(needed) & source.columns)]
        items += [Item(told(self.probe, source).mark("l"), "_told"), *number]
        names = [Item(f"l.{quoted(f.name)}", f"_p{n}") for n, (f, _) in enumerate(self._weak)]
        region, start, end = (
            f"({emit(node, place)})" for node in (self.demand.region, self.demand.start, self.demand.end)
        )
        covered = " AND ".join(
            covered_sql(declared, region, start, end, quoted(f"{table}~covered~{need}"))
            for need, declared in self.covered.items()
        )
        found = (
            f"SELECT {listed([*items, *names])}, {covered or 'true'} AS {_COVERED} FROM {source.sql} l WHERE {where}"
        )
        if not names:
            return found
        kept = ", ".join([*(quoted(item.out) for item in items), _COVERED])
        compared = (
            f"CASE WHEN {_COVERED} THEN {normal(f'_p{n}', f)} END AS _p{n}" for n, (f, _) in enumerate(self._weak)
        )
        return f"SELECT {kept}, {', '.join(compared)} FROM ({found})"

    @property
    def _number(self) -> str:
        """The column of the bare probes that tells them apart, the same on every run.

        The row number where there is one, else the place in a total order.
        """
        return PLACE if self.probe.relation.single is None else "_told"

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
        return f"{tell(reason, self.probe, source)} FROM {quoted(bare)} b WHERE {_COVERED} IS NOT TRUE"

    def _possible(self, bare: str, loose: str) -> str:
        """Numbers of the probes that some loose row could belong to."""
        found = f"SELECT DISTINCT l.{self._number} AS n FROM {quoted(bare)} l JOIN {quoted(loose)} r ON"
        ways = self.possible.ways(lambda n: f"l._p{n}")
        return " UNION ".join(f"{found} {way} WHERE l._covered" for way in ways)

    def _possible_doubt(self, source: Source, bare: str, possible: str) -> str:
        head = tell("'possible_match'", self.probe, source, "b._told")
        return f"{head} FROM {quoted(bare)} b JOIN {quoted(possible)} p ON p.n = b.{self._number}"

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
        probes = sources[0].sql if _ready(sources[0]) else self._named(sources[0])
        loose = f"({self.possible.loose(changed)})"
        some = f"SELECT DISTINCT l.{quoted(column)} AS v FROM {probes} l JOIN {loose} r ON"
        return " UNION ".join([found, *(f"{some} {way}" for way in self.possible.ways(lambda n: f"l._p{n}"))])

    def _named(self, source: Source) -> str:
        """Those with a usable key, with what names them."""
        names = (f"{normal(f'l.{quoted(f.name)}', f)} AS _p{n}" for n, (f, _) in enumerate(self.possible.weak))
        null = key_null(self.pairing.keys.left, "l")
        return f"(SELECT *, {', '.join(names)} FROM {source.sql} l" + (f" WHERE NOT ({null}))" if null else ")")

    def push(self, column: str) -> tuple[str | None, ...]:
        """The list stays whole: its unreadable rows decide too."""
        return (column, None)
