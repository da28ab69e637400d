"""Cleaning a delivery column by column: SQL for canonical values, the Python reference for the distinct others.

Every cell is looked at by SQL once: table `doubtful` holds the records in which a cell is not canonical, each column
with a flag `good_<column>`. All other records are as they should be, identifiers and codes apart.

What the reference reads stands in table `fixes`. A column of identifiers has beside it a table `fix_<column>` with a
row for each distinct raw text, with the subject's id where it is the key of one: check digits are dear, and people and
accounts come again and again. A column whose texts SQL cannot recognise (codes), or hardly ever does, has each distinct
text in `fixes`, any other column only the texts of doubtful records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import duckdb

from mingjian.intake.clean_column import CleanColumn, value_column
from mingjian.intake.cleaners import fast
from mingjian.intake.fixes import Fixes, unknown_sql
from mingjian.intake.mapping import From
from mingjian.standards import Standard

_FEW = 5_000  # records of a delivery all of which are taken for doubtful: a second way of writing would cost more
_LOOK = 20_000  # records from which is told how often SQL recognises a column
_SELDOM = 0.5  # share of cells below which recognising a column by SQL is in vain
_SMALL = 200_000  # records × fixes up to which looking through a map for each record is quicker than planning a join


class Cleaning:
    """The cleaning of one delivery on one connection. `split`: only some records are doubtful, all are in the view
    `source_rows`; `mapped`: there is a table `maps`."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        standard: Standard,
        columns: Mapping[str, From],
        progress: Callable[[float], None],
    ) -> None:
        self._con, self._standard = con, standard
        self._progress, self._steps = progress, 0
        self.mapped = False
        self.columns = {
            one.name: CleanColumn(
                one,
                one.name in columns,
                place,
                columns[one.name].unit if one.name in columns else None,
                keyed=one.kind is not None and one.name in columns,
            )
            for place, one in enumerate(standard.columns.values())
        }

    def prepare(self, rows: int, source: str) -> None:
        """Find doubtful ones among the records (`rows` of them, which the SELECT `source` gives) and read every text
        SQL does not recognise."""
        self._rows, self.split = rows, rows > _FEW
        self.number_files(source, 0)
        mapped = [one for one in self.columns.values() if one.mapped]
        keyed = [one for one in mapped if one.keyed]
        self._choose(mapped)
        self._find_doubtful("source_rows" if self.split else f"({source})")
        for one in keyed:
            self._further()
            self._count_keys(one)
        if mapped:
            Fixes(self._con, mapped).read(unknown_sql(mapped, self.all_rows), self._further)
        for one in keyed:
            self._gather_keys(one)
        for one in mapped:
            one.fixed = one.fixes > 0

    @property
    def all_rows(self) -> str:
        """A relation of all records; a table, where there is one, costs less than the view."""
        return "source_rows" if self.split else "doubtful"

    def _further(self) -> None:
        self._steps += 1
        self._progress(1 - 1 / (1 + self._steps))

    def number_files(self, source: str, base: int) -> None:
        """The records are those of `source` from now on, in which the files are numbered from `base` on."""
        if self.split:
            self._con.execute(f"CREATE OR REPLACE VIEW source_rows AS {source}")
        if base:
            self._con.execute(f"UPDATE doubtful SET _file = _file + {base}")

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
        """Table `maps`, one row: small fix tables as maps from raw text, once subjects have been added. One look at
        `fixes` for all columns in it: to plan a question a column takes longer than all the rest of a small delivery.
        """
        keys = {subject.key for subject in self._standard.subjects.values()}
        together, alone = [], []
        for one in self.columns.values():
            one.small = one.fixed and self._rows * one.fixes <= _SMALL
            if one.small and one.keyed:
                subject = ", 'subject': subject" if one.column.name in keys else ""
                alone.append(f"(SELECT {_map_sql('value', subject)} FROM {one.relation}) AS {one.table}")
            elif one.small:
                here = f"FILTER (place = {one.place})"
                together.append(f"{_map_sql(value_column(one.column), '', here)} AS {one.table}")
        self.mapped = bool(together or alone)
        if self.mapped:
            source = " FROM fixes" if together else ""
            self._con.execute(f"CREATE TABLE maps AS SELECT {', '.join([*together, *alone])}{source}")

    def _checked(self) -> list[CleanColumn]:
        return [one for one in self.columns.values() if one.checked]

    def _choose(self, mapped: list[CleanColumn]) -> None:
        """Which columns SQL looks at: not those of few different codes from lists of thousands, or in another unit,
        nor those it seldom recognises."""
        for one in mapped:
            slow = one.unit is not None or one.column.type == "code"
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

    def _find_doubtful(self, records: str) -> None:
        """Table `doubtful`: records with a cell that is not canonical; all records of a small delivery."""
        good = [one.good for one in self._checked()]
        chosen = f" WHERE NOT ({' AND '.join(good) or 'true'})" if self.split else ""
        self._con.execute(f"CREATE TABLE doubtful AS FROM ({self.flagged(records)}){chosen}")

    def _count_keys(self, one: CleanColumn) -> None:
        """The distinct texts of an identifier, how often each is there, and whether SQL recognises it."""
        one.fixes = _count(
            self._con,
            f"CREATE TABLE {one.keys} AS SELECT raw, times, {self._condition(one, 'raw')} AS good "
            f"FROM (SELECT {one.raw} AS raw, count(*) AS times FROM {self.all_rows} "
            f"WHERE {one.raw} IS NOT NULL GROUP BY ALL)",
        )

    def _gather_keys(self, one: CleanColumn) -> None:
        """All texts of an identifier with their values: those SQL recognises, and those that were read."""
        self._con.execute(
            f"CREATE TABLE {one.table} AS SELECT raw, raw AS value, false AS keep, NULL::VARCHAR AS reason, "
            f"2::UTINYINT AS state, times, NULL::VARCHAR AS entry FROM {one.keys} WHERE good UNION ALL {one.read}"
        )
        if self.split:
            self._con.execute(f"DROP TABLE {one.keys}")

    def _condition(self, one: CleanColumn, raw: str) -> str:
        """Whether SQL recognises a raw text, never null."""
        found = fast(one.column, raw) if one.fast is not None else None
        return f"coalesce({found.condition}, false)" if found else "false"


def _map_sql(value: str, subject: str, here: str = "") -> str:
    """A map from raw texts to what is known of them."""
    entry = f"{{'k': raw, 'v': {{'value': {value}, 'state': state, 'entry': entry{subject}}}}}"
    return f"map_from_entries(list({entry}) {here})"


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number a statement gives: of rows, for one that makes a table."""
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
