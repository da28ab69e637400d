"""Taking a change: what a plan gives now, from what it gave before and what has changed since.

For every step ``now = before − made by what was + made by what is``, as bags of rows, over the few rows that can make a
difference (see `ways`). The same holds for undetermined rows and for the counts of the funnel, so that nothing but the
time tells a renewed result from one that was made whole. Where the account does not close, `NotRenewed` is raised, and
all is made again.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mingjian.collision.closing import DOUBT, Closing, Former
from mingjian.collision.cutting import Cutting
from mingjian.collision.keeping import Keeping, steps_kept
from mingjian.collision.operators import Source
from mingjian.collision.operators.absence import Absence
from mingjian.collision.outcome import Outcome
from mingjian.collision.partial import Account, Moved, NotRenewed, Part, count_rows, listed_columns
from mingjian.collision.parting import Parting
from mingjian.collision.plan import BoundStep, Plan
from mingjian.collision.relation import Scan
from mingjian.collision.unmet import Unmet
from mingjian.collision.ways import Entry, Way, cuts, find_way
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["Changed", "Former", "NotRenewed", "renew"]

MOST = 1_000_000
"""Values of the key above which a change does not go by key."""

MUCH, LITTLE = 0.2, 10_000
"""Share of a need's rows above which all is made again, as when a list is delivered anew, unless they are few."""


@dataclass(frozen=True)
class Changed:
    """A need whose rows changed: as it was, and the rows it lost and got; row numbers of the others stay."""

    before: Scan
    lost: Scan
    got: Scan


def renew(
    plan: Plan,
    engine: QueryEngine,
    final: str,
    columns: Collection[str],
    changed: Mapping[str, Changed],
    former: Former,
    seconds: float | None = None,
) -> Outcome:
    """The outcome of `execute` over the needs as they are now, from the former one and what changed since.

    It is given up when it takes longer than ``seconds``, which making all again would take.

    Raises :class:`NotRenewed` when it cannot be had so, and :class:`mingjian.engines.EngineError`.
    """
    used = {name for step in plan.upstream(final) for name in step.inputs} | {final}
    moved = {name: one for name, one in changed.items() if name in used}
    return _Renewal(plan, engine, final, frozenset(columns), moved, former, seconds).outcome()


def _refuse_much(name: str, one: Changed) -> None:
    before, moved = one.before.size(), (one.lost.size(), one.got.size())
    if before is not None and sum(rows or 0 for rows in moved) > max(LITTLE, MUCH * before):
        raise NotRenewed(f"{moved[0]} rows of {name} were lost and {moved[1]} came, of {before}")


class _Renewal(Parting):
    def __init__(
        self, plan: Plan, engine: QueryEngine, final: str, wanted: frozenset[str], changed: Mapping[str, Changed],
        former: Former, seconds: float | None,
    ) -> None:  # fmt: skip
        scans = {**plan.scans, **{name: one.before for name, one in changed.items()}}
        super().__init__(plan, replace(plan, scans=scans), engine, final, wanted, seconds)
        self.former, self.changed = former, changed
        self.roots: dict[str, Moved] = {}

    def outcome(self) -> Outcome:
        for name, one in self.changed.items():
            _refuse_much(name, one)
        for name in self.changed:
            self._changed(name)
        self._go(self._best())
        return self._close()

    def _best(self) -> Way:
        """The way with fewest steps made whole. Of two: by rows to the end if that can be; nearly every key is in new
        rows of the largest need, so they go by rows as far as they can, and so they do where a step was kept from which
        keys can be taken; new rows of another go by key from there."""
        late, early = (find_way(self.plan, self.final, self.changed, late=late) for late in (True, False))
        if len(late.whole) != len(early.whole):
            return min(late, early, key=lambda way: len(way.whole))
        if not late.by_key or self._kept(late):
            return late
        part = self._part(self.plan, "~size", {}, [], [])
        read = {name for step in self.steps for name in step.inputs if name in self.plan.scans}
        sizes = {name: part.size(name) for name in sorted(read)}
        return late if max(sizes, key=lambda name: sizes[name]) in self.changed else early

    def _go(self, way: Way) -> None:
        self.way = way
        self.accounts: dict[str, Account] = {step.name: Account() for step in self.steps}
        self.whole: dict[str, Part] = {}
        self.moved = dict(self.roots)
        self.kept = self._kept(way)
        self.deltas: dict[str, list[tuple[bool, Source]]] = {
            name: [(False, one.lost), (True, one.got)] for name, one in self.roots.items()
        }
        moving = {*self.changed, *way.whole, *way.by_rows, *way.by_key}
        kept = self.engine, self.steps, self.former.steps, moving, self.deltas, self.empty
        self.keeping, self.unmet = Keeping(*kept), Unmet(*kept)
        self.growing: set[str] = set()
        self.values = f"{self.final}~{len(self.parts)}~values"
        for step in self.steps:
            if step.name in self.way.whole:
                self._whole(step)
        for name in self._order():
            self._by_rows(name)
        if self.way.by_key:
            self._by_key()

    # -- what moves ----------------------------------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        """The rows that a need lost and got, in memory."""
        one = self.changed[name]
        placed = []
        for scan, end in ((one.lost, "~lost"), (one.got, "~got")):
            part = self._part(replace(self.plan, scans={**self.plan.scans, name: scan}), end, {}, [], [])
            source, table = part.source(name), f"{name}{end}"
            listed = listed_columns(self.plan, name, source)
            rows = self.engine.materialise(table, f"SELECT {listed} FROM {source.sql}").rows
            placed.append(Source(table, source.columns, stored=True) if rows else self._empty(source, table))
        self.roots[name] = Moved(placed[0], placed[1])

    def _whole(self, step: BoundStep) -> None:
        """A step as it was and as it is, and what its rows differ in."""
        parts = [self._state(now, [step.name], [step.name], all_told=True) for now in (False, True)]
        for part in parts:
            part.run()
        before, now = (part.source(step.name) for part in parts)
        listed = listed_columns(self.plan, step.name, now)
        placed = []
        for end, one, other in (("~lost", before, now), ("~got", now, before)):
            table = f"{step.name}{end}{len(self.parts)}"
            sql = f"SELECT {listed} FROM {one.sql} EXCEPT ALL SELECT {listed} FROM {other.sql}"
            rows = self.engine.materialise(table, sql).rows
            placed.append(Source(table, now.columns, stored=True) if rows else self._empty(now, table))
        self.moved[step.name] = Moved(placed[0], placed[1], before, now)
        self.deltas[step.name] = [(False, placed[0]), (True, placed[1])]
        self.whole[step.name] = parts[1]

    # -- by rows -------------------------------------------------------------------------------------------------

    def _order(self) -> list[str]:
        """What moved, needs first, then whole steps in the order of the plan."""
        return [*self.changed, *(step.name for step in self.steps if step.name in self.way.whole)]

    def _by_rows(self, name: str) -> None:
        """Taken one after the other: those before as they are now, those behind as they were."""
        behind = self._behind(name)
        if not behind:
            return
        order = self._order()
        past = set(order[: order.index(name)])
        scans = {one: self.plan.scans[one] if one in past else self.changed[one].before for one in self.changed}
        plan = replace(self.plan, scans={**self.plan.scans, **scans})
        given = {
            one: source
            for one, moved in self.moved.items()
            if one in self.way.whole and (source := moved.now if one in past else moved.before) is not None
        }
        told = [step for step in behind if step in self.way.by_rows]
        for rows, on in ((self.moved[name].lost, False), (self.moved[name].got, True)):
            if rows.table in self.empty and self._nothing_of_nothing(name, behind):
                continue
            sources = {**given, name: rows}
            steps = self._upstream(behind, sources)
            part = self._part(plan, "~rows", sources, steps, told, [name, *behind], self.keeping.unmoved)
            part.run()
            for step in behind:
                if step in self.way.by_rows:
                    (self.accounts[step].on if on else self.accounts[step].off).append(part)
                self.deltas.setdefault(step, []).append((on, part.source(step)))

    def _nothing_of_nothing(self, name: str, behind: Collection[str]) -> bool:
        """Whether steps make no rows of none: one that puts inputs side by side makes those of the others."""
        steps = [self.by_name[step] for step in behind]
        return all(step.bound.joins or set(step.inputs) <= {name, *behind} for step in steps)

    def _behind(self, name: str) -> list[str]:
        reached = {name}
        for step in self.steps:
            if step.name in self.way.rows and reached & set(step.inputs):
                reached.add(step.name)
        return [step.name for step in self.steps if step.name in reached and step.name != name]

    # -- by key --------------------------------------------------------------------------------------------------

    def _kept(self, way: Way) -> dict[str, Source]:
        """Steps that go by rows, are read by one that goes by key, and of which all former rows were kept."""
        read = {name for step in self.steps if step.name in way.by_key for name in step.inputs}
        needed = self.plan.needs(self.final, self.wanted, lineage=True)
        rows = {name: report.rows for name, report in self.former.reports.items()}
        return steps_kept(self.engine, read & set(way.by_rows), self.former.steps, needed, rows)

    def _by_key(self) -> None:
        before, after = self.keeping.before, self.keeping.after
        whole = self._part(self.plan, "~whole", self.kept, [], [], apart=before)
        self.growing = self.unmet.growing(self.way.entries, before, whole.needed)
        column = str(self.way.column)
        reaches = cuts(self.steps, self.final, column, self.way.whole, self.kept, before, self.growing)
        cutting = Cutting(whole, self.kept, self.roots, self.deltas, self.values, False)
        cutting.refuse_grown_list(reaches)
        queries = [query for entry in self.way.entries for query in self._entering(entry)]
        if not queries:
            return  # nothing that goes by key has changed
        found = f"{self.values}~all"
        rows = self.engine.materialise(found, " UNION ".join(queries)).rows
        if rows > MOST:
            raise NotRenewed(f"{rows} values of {self.way.column} are touched")
        nulls = bool(count_rows(self.engine, f"{quoted(found)} WHERE v IS NULL"))
        self.engine.materialise(self.values, f"SELECT v FROM {quoted(found)} WHERE v IS NOT NULL")
        now, was = replace(cutting, nulls=nulls).cut(reaches)
        unmet = {
            self.by_name[entry.step]: self.unmet.cut(self.by_name[entry.step], entry.own, self.values, nulls)
            for entry in self.way.entries
            if entry.step in self.growing
        }
        for is_now, given in ((False, was), (True, now)):
            instead = {step.name: self.unmet.inputs(step, cut, now=is_now) for step, cut in unmet.items()}
            aside = after if is_now else before
            part = self._state(is_now, [self.final], self.way.by_key, given, apart=aside, instead=instead)
            part.run()
            for step in self.way.by_key:
                (self.accounts[step].on if is_now else self.accounts[step].off).append(part)

    def _entering(self, entry: Entry) -> list[str]:
        """Queries for the values that a change brings to a step that goes by key."""
        changed = [one for _, one in self.deltas.get(entry.relation, ()) if one.table not in self.empty]
        if not changed:
            return []
        if entry.step in self.growing:
            step, unmet = self.by_name[entry.step], self.unmet.unmet(self.by_name[entry.step])
            return self._touched(entry, changed, [unmet] * len(step.inputs))
        if entry.column is not None:
            column = quoted(entry.column)
            known = f" WHERE {column} IS NOT NULL" if entry.relation in self.changed else ""  # see Cutting
            return [f"SELECT DISTINCT {column} AS v FROM {one.sql}{known}" for one in changed]
        step = self.by_name[entry.step]
        names = [self._wider(name) if n != entry.position else name for n, name in enumerate(step.inputs)]
        part = self._state(True, [name for n, name in enumerate(names) if n != entry.position], [])
        part.run()
        inputs = [changed[0] if n == entry.position else part.source(name) for n, name in enumerate(names)]
        return self._touched(entry, changed, inputs)

    def _touched(self, entry: Entry, changed: Sequence[Source], inputs: Sequence[Source]) -> list[str]:
        """Queries for the values that the step is asked for, whose ``inputs`` are these, the changed one apart."""
        step, found = self.by_name[entry.step], []
        for one in changed:
            sources = [one if n == entry.position else source for n, source in enumerate(inputs)]
            query = step.bound.touched(entry.position, one, sources, entry.own)
            if query is None:
                raise NotRenewed(f"{entry.step} cannot tell what {entry.relation} touches")
            found.append(query)
        return found

    def _wider(self, name: str) -> str:
        """A relation that has at least the rows of this one, with the same columns, and is cheaper to make."""
        while name in self.by_name and isinstance(self.by_name[name].bound, Absence):
            name = self.by_name[name].inputs[0]
        return name

    def _close(self) -> Outcome:
        column = self.way.column if self.final in self.way.by_key else None
        closing = Closing(
            self.plan, self.engine, self.final, self.former, self.accounts, self.whole, self.values, column
        )
        table, counted = closing.doubts()
        reports = [closing.report(step, counted.get(step.name, ())) for step in self.steps]
        final = closing.final_rows(reports[-1].rows)  # last to be refused: nothing of another name is left behind
        doubts = {}
        for name in counted:
            doubts[name] = f"{name}~undetermined"
            self.engine.view(doubts[name], f"SELECT {DOUBT} FROM {quoted(table)} WHERE step = {text_literal(name)}")
        sql = tuple(line for part in self.parts for line in part.sql)
        reports[-1] = replace(reports[-1], seconds=time.perf_counter() - self.started)
        kept = self.keeping.kept_on(self.kept) | self.unmet.kept_on(self.accounts, self.way.whole)
        relation = self.plan.relation(self.final)
        return Outcome(final, relation, reports[-1].rows, tuple(reports), doubts, False, sql, kept)
