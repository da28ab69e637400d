"""Closing the account of a change: rows, undetermined rows and counts as they are now, from what goes off and comes on.

What is taken off must have been there, and what is left must be as much as the account says; else `NotRenewed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mingjian.collision.outcome import Doubt, StepReport
from mingjian.collision.partial import Account, NotRenewed, Part, count_rows, listed_columns
from mingjian.collision.plan import BoundStep, Plan
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal

__all__ = ["DOUBT", "Closing", "Former"]

DOUBT = "reason, alias, source, _row"


@dataclass(frozen=True)
class Former:
    """What a plan gave before: tables of the engine with the final rows and with the undetermined ones (``step`` and
    their columns), the reports of the steps, and tables with the rows of those steps and stages (`Bound.aside`) that
    were kept."""

    rows: str
    doubts: str
    reports: Mapping[str, StepReport]
    steps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Closing:
    """``accounts`` by step; ``whole`` are steps made whole, as they are now. ``column`` is that of the final rows whose
    touched ``values`` were made again, None where the final step did not go by key."""

    plan: Plan
    engine: QueryEngine
    final: str
    former: Former
    accounts: Mapping[str, Account]
    whole: Mapping[str, Part]
    values: str
    column: str | None

    def doubts(self) -> tuple[str, dict[str, tuple[Doubt, ...]]]:
        """The undetermined rows of all steps, and their counts; what is taken off must have been there.

        Only those of the rows that are taken off are looked at again.
        """
        off, on = self._told(lambda one: one.off), self._told(lambda one: one.on)
        on += [
            f"SELECT {text_literal(name)} AS step, {DOUBT} FROM {quoted(part.doubts[name])}"
            for name, part in self.whole.items()
            if name in part.doubts
        ]
        none = f"SELECT step, {DOUBT} FROM {quoted(self.former.doubts)} WHERE false"
        less, more, again = f"{self.final}~off", f"{self.final}~on", f"{self.final}~again"
        self.engine.materialise(less, " UNION ALL ".join(off) or none)
        self.engine.materialise(more, " UNION ALL ".join(on) or none)
        new = ", ".join(text_literal(name) for name in self.whole) or "''"
        former = f"(SELECT step, {DOUBT} FROM {quoted(self.former.doubts)} WHERE step NOT IN ({new}))"
        rows = f"(SELECT DISTINCT step, coalesce(_row, -1) AS n FROM {quoted(less)})"
        same = "f.step = o.step AND coalesce(f._row, -1) = o.n"
        touched = f"SELECT f.* FROM {former} f SEMI JOIN {rows} o ON {same}"
        there = count_rows(self.engine, f"({touched})")
        put, taken = count_rows(self.engine, quoted(more)), count_rows(self.engine, quoted(less))
        sql = f"({touched} UNION ALL FROM {quoted(more)}) EXCEPT ALL FROM {quoted(less)}"
        left = self.engine.materialise(again, sql).rows
        if left != there + put - taken:
            raise NotRenewed(f"{there} undetermined rows, {taken} off, {put} on, {left} left")
        table = f"{self.final}~all~undetermined"
        kept = f"SELECT f.* FROM {former} f ANTI JOIN {rows} o ON {same}"
        self.engine.view(table, f"{kept} UNION ALL FROM {quoted(again)}")
        return table, self._counted(less, more)

    def _told(self, side: Callable[[Account], list[Part]]) -> list[str]:
        return [
            f"SELECT {text_literal(name)} AS step, {DOUBT} FROM {quoted(part.doubts[name])}"
            for name, account in self.accounts.items()
            for part in side(account)
            if name in part.doubts
        ]

    def _counted(self, less: str, more: str) -> dict[str, tuple[Doubt, ...]]:
        """Undetermined rows by step, reason and input: as they were, less those taken off, with those put to them."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for name, report in self.former.reports.items():
            for doubt in report.undetermined if name not in self.whole else ():
                counts[name, doubt.reason, doubt.alias] += doubt.rows
        for table, sign in ((less, -1), (more, 1)):
            for step, reason, alias, rows in self.engine.run(
                f"SELECT step, reason, alias, count(*) FROM {quoted(table)} GROUP BY ALL"
            ):
                counts[step, reason, alias] += sign * rows
        found: dict[str, tuple[Doubt, ...]] = {}
        for (step, reason, alias), rows in sorted(counts.items()):
            if rows:
                found[step] = (*found.get(step, ()), Doubt(reason, alias, rows))
        return found

    def report(self, step: BoundStep, doubts: tuple[Doubt, ...]) -> StepReport:
        """The report of a step as it is now."""
        name, verb, account = step.name, step.step.operator.verb, self.accounts[step.name]
        if name in self.whole:
            return replace(self.whole[name].report(name), undetermined=doubts)
        rows = self.former.reports[name].rows
        rows += sum(one.rows[name] for one in account.on) - sum(one.rows[name] for one in account.off)
        if rows < 0:
            raise NotRenewed(f"{name} would have {rows} rows")
        told = tuple(line for part in account.on[-1:] for line in part.report(name).sql)
        return StepReport(name, verb, rows, 0.0, doubts, told)

    def final_rows(self, rows: int) -> str:
        """The table of the final rows, which must be as many as the account says."""
        account = self.accounts[self.final]
        if self.final in self.whole:
            return self.whole[self.final].source(self.final).table
        if not account.on and not account.off:
            return self.former.rows
        table = f"{self.final}~renewed"
        source = (account.on or account.off)[-1].source(self.final)
        listed = listed_columns(self.plan, self.final, source)
        kept = f"SELECT {listed} FROM {quoted(self.former.rows)}"
        if self.column is not None:
            column, before = quoted(str(self.column)), account.off[-1].source(self.final)
            touched = f"{column} IN (SELECT v FROM {quoted(self.values)})"
            new = f"SELECT {listed} FROM {source.sql} WHERE {touched} OR {column} IS NULL"
            old = f"SELECT {listed} FROM {before.sql} WHERE {column} IS NULL"
            unknown = f"({kept} WHERE {column} IS NULL UNION ALL {new}) EXCEPT ALL ({old})"
            others = f"{kept} WHERE {column} NOT IN (SELECT v FROM {quoted(self.values)})"
            self.engine.materialise(table, f"{others} UNION ALL ({unknown})")
        else:
            more = "".join(f" UNION ALL SELECT {listed} FROM {one.source(self.final).sql}" for one in account.on)
            less = " UNION ALL ".join(f"SELECT {listed} FROM {one.source(self.final).sql}" for one in account.off)
            both = f"({kept}{more})"
            self.engine.materialise(table, f"{both} EXCEPT ALL ({less})" if less else both)
        if count_rows(self.engine, quoted(table)) != rows:
            raise NotRenewed(f"{count_rows(self.engine, quoted(table))} final rows, {rows} by the account")
        return table
