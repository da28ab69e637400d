"""Cleaning a delivery column by column: SQL for canonical values, the Python reference for the distinct others.

Every cell is looked at by SQL once: table `doubtful` holds the records in which a cell is not canonical, each column
with a flag `good_<column>`. All other records are as they should be, identifiers and codes apart.

For every mapped column there is at most one table `fix_<column>` (raw, value, keep, reason, state, times, entry of
`_raw`). A column of identifiers has a row there for each distinct raw text, with the subject's id beside it when it is
the key of one: check digits are dear, and people and accounts come again and again. So has a column whose texts SQL
cannot recognise (codes), or hardly ever does. Any other column has rows only for the texts of doubtful records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import duckdb

from mingjian.intake.cleaners import Fast, fast, fixes
from mingjian.intake.mapping import From
from mingjian.lake.sql import name, text
from mingjian.standards import Column, Standard

_BATCH = 50_000
_FEW = 5_000  # records of a delivery all of which are taken for doubtful: a second way of writing would cost more
_LOOK = 20_000  # records from which is told how often SQL recognises a column
_SELDOM = 0.5  # share of cells below which recognising a column by SQL is in vain
_SMALL = 200_000  # records × fixes up to which looking through a map for each record is quicker than planning a join


@dataclass
class CleanColumn:
    """How one column comes out: `fast` over `raw`; `fixed` when there is a fix table, which has `fixes` rows and must
    be joined (or, when `small`, looked through); `keyed` when it holds every distinct text (identifiers)."""

    column: Column
    mapped: bool
    fast: Fast | None = None
    fixed: bool = False
    fixes: int = 0
    small: bool = False
    keyed: bool = False
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def checked(self) -> bool:
        """Whether SQL tells which of its cells are canonical."""
        return self.fast is not None and not self.keyed

    @property
    def good(self) -> str:
        """The flag of doubtful records: the cell is canonical, or empty."""
        return name(f"good_{self.column.name}")

    @property
    def raw(self) -> str:
        """The raw text in the source relation."""
        return name(f"r_{self.column.name}")

    @property
    def variable(self) -> str:
        """The fix table as a map from raw text, for deliveries in which looking through it is cheaper than a join."""
        return f"getvariable({text('fix_' + self.column.name)})"

    @property
    def table(self) -> str:
        """The fix table."""
        return name(f"fix_{self.column.name}")


class Cleaning:
    """The cleaning of one delivery on one connection, over the relation `source_rows`."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        standard: Standard,
        columns: Mapping[str, From],
        progress: Callable[[float], None],
    ) -> None:
        self._con, self._standard, self._given = con, standard, columns
        self._progress = progress
        self.columns = {
            one.name: CleanColumn(one, one.name in columns, keyed=one.kind is not None and one.name in columns)
            for one in standard.columns.values()
        }

    def prepare(self) -> None:
        """Build all fix tables."""
        self._rows = _count(self._con, "SELECT count(*) FROM source_rows")
        self.split = self._rows > _FEW
        mapped = [one for one in self.columns.values() if one.mapped]
        self._choose(mapped)
        self._find_doubtful()
        for number, one in enumerate(mapped):
            self._progress((number + 1) / (len(mapped) + 1))
            self._prepare(one)

    def number(self, repeats: str) -> None:
        """Take repeated records (a relation `_file`, `_line`, `occurrence`) for doubtful, with their numbers."""
        if self.split:
            chosen = f"source_rows SEMI JOIN {repeats} USING (_file, _line) ANTI JOIN doubtful USING (_file, _line)"
            self._con.execute(f"INSERT INTO doubtful FROM ({self.flagged(chosen)})")
        self._con.execute(
            f"UPDATE doubtful SET occurrence = r.occurrence FROM {repeats} r "
            "WHERE doubtful._file = r._file AND doubtful._line = r._line"
        )

    def flagged(self, source: str) -> str:
        """Records of a relation with the flags of doubtful ones, and a place for the number of a repeated one."""
        flags = [
            f"({one.raw} IS NULL OR coalesce({one.fast.condition}, false)) AS {one.good}"
            for one in self._checked()
            if one.fast is not None
        ]
        return f"SELECT {', '.join(['*', 'NULL::BIGINT AS occurrence', *flags])} FROM {source}"

    def finish(self) -> None:
        """Make maps of small fix tables, once subjects have been added."""
        for one in self.columns.values():
            one.small = one.fixed and self._rows * one.fixes <= _SMALL
            if one.small:
                self._con.execute(
                    f"SET VARIABLE {name('fix_' + one.column.name)} = "
                    f"(SELECT map(list(raw), list(fix)) FROM (SELECT raw, fix FROM {one.table} fix))"
                )

    def _checked(self) -> list[CleanColumn]:
        return [one for one in self.columns.values() if one.checked]

    def _choose(self, mapped: list[CleanColumn]) -> None:
        """Which columns SQL looks at: not those of few different codes from lists of thousands, or in another unit,
        nor those it seldom recognises."""
        for one in mapped:
            slow = self._unit(one) is not None or one.column.type == "code"
            one.fast = None if slow else fast(one.column, one.raw)
        checked = self._checked()
        if not self.split or not checked:
            return
        shares = ", ".join(f"avg({one.good}::INTEGER)" for one in checked)
        some = self.flagged(f"(FROM source_rows WHERE _some LIMIT {_LOOK})")
        found = self._con.execute(f"SELECT {shares} FROM ({some})").fetchone()
        for one, share in zip(checked, found or (), strict=True):
            if share is not None and share < _SELDOM:
                one.fast = None

    def _find_doubtful(self) -> None:
        """Table `doubtful`: records with a cell that is not canonical; all records of a small delivery."""
        good = [one.good for one in self._checked()]
        chosen = f" WHERE NOT ({' AND '.join(good) or 'true'})" if self.split else ""
        self._con.execute(f"CREATE TABLE doubtful AS FROM ({self.flagged('source_rows')}){chosen}")

    def _prepare(self, one: CleanColumn) -> None:
        if one.keyed:
            self._con.execute(
                f"CREATE OR REPLACE TABLE distinct_raw AS SELECT raw, times, {self._condition(one, 'raw')} AS good "
                f"FROM (SELECT {one.raw} AS raw, count(*) AS times FROM source_rows "
                f"WHERE {one.raw} IS NOT NULL GROUP BY ALL)"
            )
            made = self._con.execute(
                f"CREATE TABLE {one.table} AS SELECT raw, raw AS value, false AS keep, NULL::VARCHAR AS reason, "
                "2::UTINYINT AS state, times, NULL::VARCHAR AS entry FROM distinct_raw WHERE good"
            ).fetchone()
            one.fixes, one.fixed = int(made[0]) if made else 0, True
            unknown = "SELECT raw, times FROM distinct_raw WHERE NOT good"
        else:
            where = f"doubtful WHERE NOT {one.good}" if one.checked else f"source_rows WHERE {one.raw} IS NOT NULL"
            unknown = f"SELECT {one.raw} AS raw, count(*) AS times FROM {where} GROUP BY ALL"
        self._fix(one, unknown)
        one.fixed = one.fixes > 0
        if one.fixed:  # a cell that is empty, or canonical, finds a row too, so that a join finds one for every record
            self._con.execute(
                f"INSERT INTO {one.table} (raw, keep, state, times) SELECT '', false, 0, 0 "
                f"WHERE NOT EXISTS (FROM {one.table} WHERE raw = '')"
            )

    def _condition(self, one: CleanColumn, raw: str) -> str:
        """Whether SQL recognises a raw text, never null."""
        found = fast(one.column, raw) if one.fast is not None else None
        return f"coalesce({found.condition}, false)" if found else "false"

    def _unit(self, one: CleanColumn) -> str | None:
        return self._given[one.column.name].unit if one.mapped else None

    def _fix(self, one: CleanColumn, unknown: str) -> None:
        """The reference, batch by batch, over the texts SQL did not recognise (with how often each is there)."""
        reasons: Counter[str] = Counter()
        entry = text(f'"{one.column.name}":') + " || to_json(raw)::VARCHAR"
        for batch in self._con.cursor().execute(unknown).to_arrow_reader(_BATCH):
            raws = [str(raw) for raw in batch.column(0).to_pylist()]
            made = fixes(one.column, raws, self._unit(one)).append_column("times", batch.column(1))
            for reason, times in zip(made["reason"].to_pylist(), batch.column(1).to_pylist(), strict=True):
                if reason is not None:
                    reasons[str(reason)] += int(times or 0)
            into = f"INSERT INTO {one.table}" if one.fixed else f"CREATE TABLE {one.table} AS"
            self._con.register("made", made)
            self._con.execute(f"{into} SELECT *, CASE WHEN keep THEN {entry} END AS entry FROM made")
            self._con.unregister("made")
            one.fixes, one.fixed = one.fixes + len(raws), True
        one.reasons = dict(sorted(reasons.items()))


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
