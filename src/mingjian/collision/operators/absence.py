"""The SQL of absent: probes without a partner, their coverage, and the unreadable rows that could be theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingjian.collision.expressions import Column, Place, Typed, columns_of, emit, null_by_columns
from mingjian.collision.operators.base import Bound, Source, StepPlan
from mingjian.collision.operators.coverage import FEW, coverage_rows, covered_sql
from mingjian.collision.operators.doubt import key_null, maybe, null_reason, told
from mingjian.collision.operators.order import tie_columns, tie_sql
from mingjian.collision.operators.pairing import Pairing
from mingjian.collision.operators.shape import Item, listed, nullability, place, same_shape, use
from mingjian.collision.relation import RAW, Covered, Field
from mingjian.engines import TEXTUAL, Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.engines.functions import FUNCTIONS

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
        weak: tuple[tuple[Field, Field], ...],
    ) -> None:
        self.pairing, self.demand, self.covered, self.weak = pairing, demand, covered, weak
        self.probe, self.listed = pairing.sides
        self.shape = same_shape(self.probe)
        output = self.shape.relation(name)
        fields = nullability(output.fields, pairing.key_names(0))
        sources = output.sources | self.listed.relation.sources
        self.output = replace(output, fields=fields, sources=sources)

    def requires(self, needed: frozenset[str]) -> tuple[frozenset[str], ...]:
        needs = [*self.shape.requires(needed, 1), set[str]()]
        use(needs, self.demand.region, self.demand.start, self.demand.end)
        if self._loose():
            for left, right in self.weak:
                needs[0].add(left.name)
                needs[1].add(right.name)
            for number, column in enumerate(self._identifiers()):
                if column is not None:
                    needs[number].add(column.name)
            raw = self._raw()
            needs[1] |= {raw[0]} if raw else set()
            needs[0] |= set(tie_columns(self.probe.relation))
        return self.pairing.requires(needs)

    def _loose(self) -> bool:
        """Whether the list can have rows with an unusable key that something else could tell."""
        return any(f.nullable for f in self.pairing.keys.right) and bool(self.weak)

    def _identifiers(self) -> tuple[Field | None, Field | None]:
        """The identifier behind the join key on both sides."""
        for left, right in self.pairing.keys.pairs:
            a = self.probe.relation.field(left.identifier or left.name)
            b = self.listed.relation.field(right.identifier or right.name)
            if a is not None and b is not None and a.kind is Kind.IDENTIFIER and b.kind is Kind.IDENTIFIER:
                return a, b
        return None, None

    def _raw(self) -> tuple[str, str] | None:
        """The list's column of raw cells, and the name its identifier has in there."""
        _, identifier = self._identifiers()
        if identifier is None:
            return None
        column = next((f.raw for f in self.pairing.keys.right if f.raw), None) or RAW
        if self.listed.relation.field(column) is None:
            return None
        return column, identifier.origin[1] if identifier.origin else identifier.name

    def plan(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> StepPlan:
        doubts = self.pairing.key_doubts(sources)
        stages = [
            (f"{table}~covered~{need}", coverage_rows(spans))
            for need, spans in self.covered.items()
            if len(spans) > FEW
        ]
        bare = f"{table}~bare"
        stages.append((bare, self._bare(needed, sources, table)))
        if self.pairing.unknown:
            doubts.append(self._unknown(sources))
        doubts.append(self._outside(sources[0], bare))
        kept = ", ".join(f"b.{quoted(item.out)}" for item in self.shape.select(needed)) or "1 AS _none"
        where = "b._covered"
        if self._loose():
            loose, possible = f"{table}~loose", f"{table}~possible"
            stages.append((loose, self._loose_rows(sources[1])))
            stages.append((possible, self._possible(sources[0], bare, loose)))
            doubts += [self._possible_doubt(sources[0], bare, possible), self._unidentifiable(sources[1], loose)]
            where += f" AND NOT EXISTS (SELECT 1 FROM {quoted(possible)} p WHERE p.n = b.{self._number(sources[0])})"
        sql = f"SELECT {kept} FROM {quoted(bare)} b WHERE {where}"
        return StepPlan(sql, tuple(stages), tuple(doubts), view=True)

    def _bare(self, needed: frozenset[str], sources: Sequence[Source], table: str) -> str:
        """Probes with a usable key and no partner that meets, or may meet, the conditions.

        Names are normalised only where they could matter: inside coverage, when the list has rows to be told by name.
        """
        columns = {inner for _, inner in (self.shape.origin[c] for c in needed)}
        demand = (self.demand.region, self.demand.start, self.demand.end)
        columns |= {column.name for column in columns_of(*(node for node in demand if node.nullable))}
        names: list[Item] = []
        if self._loose():
            keys = self.pairing.keys
            columns |= {column.name for column in columns_of(*self.pairing.conditions) if column.side == 0}
            columns |= {f.name for f in keys.left} if len(keys.pairs) > 1 else set()
            identifier = self._identifiers()[0]
            columns |= {identifier.name} if identifier is not None else set()
            names = [Item(f"l.{quoted(f.name)}", f"_p{n}") for n, (f, _) in enumerate(self.weak)]
        items = [Item(f"l.{quoted(column)}", column) for column in sorted(columns)]
        _, row = told(self.probe, sources[0], "l")
        items.append(Item(row, "_told"))
        if self._loose() and self._number(sources[0]) == "_n":
            order = ", ".join(tie_sql(self.probe.relation, "l"))
            items.append(Item(f"row_number() OVER (ORDER BY {order})", "_n"))
        region, start, end = (f"({emit(node, place)})" for node in demand)
        covered = " AND ".join(
            covered_sql(declared, region, start, end, quoted(f"{table}~covered~{need}"))
            for need, declared in self.covered.items()
        )
        null = key_null(self.pairing.keys.left, "l")
        usable = f"NOT ({null}) AND " if null else ""
        inner = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions)])
        found = (
            f"SELECT {listed([*items, *names])}, {covered or 'true'} AS _covered"
            f" FROM {sources[0].sql} l WHERE {usable}NOT EXISTS (SELECT 1 FROM {sources[1].sql} r WHERE {inner})"
        )
        if not names:
            return found
        kept = ", ".join([*(quoted(item.out) for item in items), "_covered"])
        normal = (f"CASE WHEN _covered THEN {_normal(f'_p{n}', f)} END AS _p{n}" for n, (f, _) in enumerate(self.weak))
        return f"SELECT {kept}, {', '.join(normal)} FROM ({found})"

    def _number(self, source: Source) -> str:
        """The column of the bare probes that tells them apart, the same on every run.

        The row number where there is one, else the place in a total order.
        """
        single = self.probe.relation.single
        return "_told" if single is not None and single.column in source.columns else "_n"

    def _unknown(self, sources: Sequence[Source]) -> str:
        """Probes with a partner that may meet the conditions and none that does."""
        need, row = told(self.probe, sources[0], "l")
        outer, inner = self._null_somewhere()
        may = " AND ".join([self.pairing.keys.sql(), *(maybe(c) for c in self.pairing.conditions), *inner])
        held = " AND ".join([self.pairing.keys.sql(), *(emit(c, place) for c in self.pairing.conditions)])
        listed_ = f"FROM {sources[1].sql} r WHERE"
        found = " AND ".join([*outer, f"EXISTS (SELECT 1 {listed_} {may})", f"NOT EXISTS (SELECT 1 {listed_} {held})"])
        return (
            f"SELECT 'null:where' AS reason, {text_literal(self.probe.alias)} AS alias, {need} AS source, {row} AS _row"
            f" FROM {sources[0].sql} l WHERE {found}"
        )

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
        need, _ = told(self.probe, source, "l")
        demand = [self.demand.region, self.demand.start, self.demand.end]
        at = _at("b")
        missing = " OR ".join(f"{emit(node, at)} IS NULL" for node in demand if node.nullable)
        reason = "'outside_coverage'"
        if missing:
            nullable = [node for node in demand if node.nullable]
            reason = f"CASE WHEN {missing} THEN {null_reason(nullable, at)} ELSE 'outside_coverage' END"
        return (
            f"SELECT {reason} AS reason, {text_literal(self.probe.alias)} AS alias, {need} AS source, _told AS _row"
            f" FROM {quoted(bare)} b WHERE _covered IS NOT TRUE"
        )

    def _loose_rows(self, source: Source) -> str:
        """List rows whose key is missing or unusable and that their own columns do not rule out."""
        columns = {c.name for c in columns_of(*self.pairing.conditions) if c.side == 1}
        columns |= {f.name for f in self.pairing.keys.right}
        items = [Item(f"r.{quoted(column)}", column) for column in sorted(columns)]
        items += [Item(_normal(f"r.{quoted(f.name)}", f), f"_p{n}") for n, (_, f) in enumerate(self.weak)]
        raw = self._raw()
        seen = (
            f"json_extract_string(r.{quoted(raw[0])}, {text_literal(_path(raw[1]))})"
            if raw
            else "CAST(NULL AS VARCHAR)"
        )
        _, row = told(self.listed, source, "r")
        where = [f"({key_null(self.pairing.keys.right, 'r')})", *(maybe(c) for c in self.pairing.own(1))]
        return (
            f"SELECT {listed(items)}, {seen} AS _seen, {row} AS _told FROM {source.sql} r WHERE {' AND '.join(where)}"
        )

    def _possible(self, source: Source, bare: str, loose: str) -> str:
        """Numbers of the probes that some loose row could belong to. Of several keys those it has must be equal."""
        pairs = self.pairing.keys.pairs if len(self.pairing.keys.pairs) > 1 else ()
        keys = [f"(r.{quoted(b.name)} IS NULL OR l.{quoted(a.name)} = r.{quoted(b.name)})" for a, b in pairs]
        texts = [n for n, (a, _) in enumerate(self.weak) if a.kind in TEXTUAL]
        others = [n for n in range(len(self.weak)) if n not in texts]
        agree = [f"(l._p{n} IS NULL OR r._p{n} IS NULL OR l._p{n} = r._p{n})" for n in others]
        identifier = self._identifiers()[0]
        if identifier is not None:
            sound = f"l.{quoted(identifier.name)}"
            could = FUNCTIONS["id_could_be"][0].emit([sound, "r._seen"])
            agree.append(f"coalesce({could}, true)")
            agree += [self._birth(n, sound) for n in others if self.weak[n][1].kind is Kind.DATE]
        agree += [*keys, *(maybe(c) for c in self.pairing.conditions)]
        blocked = [*(f"l._p{n} = r._p{n}" for n in texts[:1]), *self._more(texts[1:])]
        found = f"SELECT DISTINCT l.{self._number(source)} AS n FROM {quoted(bare)} l JOIN {quoted(loose)} r ON"
        parts = [f"{found} {' AND '.join([*(blocked or ['true']), *agree])} WHERE l._covered"]
        if texts and identifier is not None:
            parts.append(self._nameless(found, texts[0], f"l.{quoted(identifier.name)}", agree))
        return " UNION ".join(parts)

    def _more(self, texts: Sequence[int]) -> list[str]:
        return [f"(l._p{n} IS NULL OR r._p{n} IS NULL OR l._p{n} = r._p{n})" for n in texts]

    def _nameless(self, found: str, name: int, sound: str, agree: Sequence[str]) -> str:
        """Rows without a name on either side: told by the first six digits of the damaged id."""
        six = "regexp_full_match(left(r._seen, 6), '[0-9]{6}')"
        on = f"left({sound}, 6) = left(r._seen, 6) AND {six} AND (l._p{name} IS NULL OR r._p{name} IS NULL)"
        return f"{found} {' AND '.join([on, *agree])} WHERE l._covered"

    def _birth(self, n: int, sound: str) -> str:
        """A birth date of the list against the one in the probe's sound id."""
        inside = FUNCTIONS["id_birth"][0].emit([sound])
        return f"(r._p{n} IS NULL OR ({inside}) IS NULL OR ({inside}) = r._p{n})"

    def _possible_doubt(self, source: Source, bare: str, possible: str) -> str:
        need, _ = told(self.probe, source, "l")
        return (
            f"SELECT 'possible_match' AS reason, {text_literal(self.probe.alias)} AS alias, {need} AS source,"
            f" b._told AS _row FROM {quoted(bare)} b JOIN {quoted(possible)} p ON p.n = b.{self._number(source)}"
        )

    def _unidentifiable(self, source: Source, loose: str) -> str:
        """List rows that nothing can tell: counted, so that the reader knows how many there are."""
        need, _ = told(self.listed, source, "r")
        nothing = " AND ".join(f"_p{n} IS NULL" for n, (a, _) in enumerate(self.weak) if a.kind in TEXTUAL) or "false"
        return (
            f"SELECT 'unidentifiable' AS reason, {text_literal(self.listed.alias)} AS alias, {need} AS source,"
            f" _told AS _row FROM {quoted(loose)} WHERE {nothing} AND NOT coalesce("
            f"regexp_full_match(left(_seen, 6), '[0-9]{{6}}'), false)"
        )

    def push(self, column: str) -> tuple[str | None, ...]:
        """The list stays whole: its unreadable rows decide too."""
        return (column, None)


def _at(alias: str) -> Place:
    def at(column: Column) -> str:
        return f"{alias}.{quoted(column.name)}"

    return at


def _normal(sql: str, field: Field) -> str:
    return FUNCTIONS["normal_name"][0].emit([sql]) if field.kind in TEXTUAL else sql


def _path(column: str) -> str:
    return '$."' + column.replace('"', "") + '"'
