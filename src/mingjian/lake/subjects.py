"""The dictionary of subjects: a small integer for every person and company, minted once, never changed.

A subject id is minted at the first usable identifier. New ids travel inside the version folder that
brought them (`subjects/<kind>-<first>-<last>-<hash>.parquet`), so they appear with the version, in one
rename, or not at all. The dictionary of a kind is all such parts in the lake, found by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from mingjian.lake.digesting import content_named
from mingjian.lake.errors import LakeError
from mingjian.lake.layout import SUBJECTS, VERSIONS, Layout
from mingjian.lake.listing import names
from mingjian.lake.manifest import SubjectPart
from mingjian.lake.sql import WRITE, parquet, reader, text

_NAME = re.compile(r"([a-z_]+)-(\d+)-(\d+)-[0-9a-f]{16}\.parquet")
_LARGEST = 2**31 - 1
_HELD = 2_000_000  # subjects of a kind up to which their dictionary is held in memory (some 30 bytes each)
_OFTEN = 3  # questions after which it is
_COLUMNS = pa.schema({"subject": pa.int32(), "key": pa.string()})  # type: ignore[arg-type]  # the stubs know lists only


@dataclass(frozen=True)
class DictionaryPart:
    """Ids `first … last` of a kind, in one Parquet file with columns `subject` INTEGER and `key` VARCHAR."""

    kind: str
    first: int
    last: int
    path: Path

    def state(self) -> tuple[str, int, int]:
        """What tells that the file is still the one that was read."""
        stat = self.path.stat()
        return str(self.path), stat.st_mtime_ns, stat.st_size


class Subjects:
    """Look-up in the dictionary, both ways, and minting for a version that is being made."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._held: dict[str, tuple[list[tuple[str, int, int]], pa.Table]] = {}
        self._asked: Counter[str] = Counter()

    def parts(self, kind: str) -> list[DictionaryPart]:
        """All parts of a kind, by first id."""
        return sorted((part for part in self._all() if part.kind == kind), key=lambda one: one.first)

    def kinds(self) -> list[str]:
        """Kinds of which ids exist."""
        return sorted({part.kind for part in self._all()})

    def count(self, kind: str) -> int:
        """Number of ids minted: they are `1 … count`."""
        return max((one.last for one in self.parts(kind)), default=0)

    def sql(self, kind: str) -> str:
        """SELECT `subject`, `key` of all subjects of a kind."""
        paths = [one.path for one in self.parts(kind)]
        if not paths:
            return "SELECT NULL::INTEGER AS subject, NULL::VARCHAR AS key WHERE false"
        return f"SELECT subject, key FROM {parquet(paths)}"

    def keys(self, kind: str, subjects: Iterable[int]) -> dict[int, str]:
        """Subject ids → their identifiers (ids that were never minted are left out)."""
        asked = pa.table({"subject": pa.array(list(subjects), pa.int32())})
        return dict(self._look_up(kind, asked, "subject, key", "subject"))

    def ids(self, kind: str, keys: Iterable[str]) -> dict[str, int]:
        """Canonical identifiers → subject ids (unknown ones are left out)."""
        asked = pa.table({"key": pa.array(list(keys), pa.string())})
        return dict(self._look_up(kind, asked, "key, subject", "key"))

    def mint(self, con: duckdb.DuckDBPyConnection, kind: str, keys_sql: str, staged: Path) -> SubjectPart | None:
        """Give every key of `keys_sql` (a SELECT of one column `key`, usable keys only) its id.

        Leaves the temporary table `subject_<kind>` (`key`, `subject`) on `con`, for the asked keys only, and
        writes ids not seen before to a part under `staged`; returns it, or None when all were known. New keys
        are numbered in the order of the keys, so the same deliveries give the same ids. To be called once a kind and
        version, under the writer's lock.
        """
        table = f"subject_{kind}"
        last = self.count(kind)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE asked_keys AS SELECT DISTINCT key FROM ({keys_sql}) WHERE key IS NOT NULL"
        )
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS "
            f"SELECT key, subject FROM {self._known(con, kind)} SEMI JOIN asked_keys USING (key)"
        )
        minted = _one(
            con,
            "CREATE OR REPLACE TEMP TABLE new_keys AS "
            f"SELECT key, ({last} + row_number() OVER (ORDER BY key)) AS subject "
            f"FROM asked_keys ANTI JOIN {table} USING (key)",
        )
        try:
            return self._write_new(con, kind, last, minted, staged) if minted else None
        finally:
            con.execute("DROP TABLE asked_keys; DROP TABLE new_keys")

    def _known(self, con: duckdb.DuckDBPyConnection, kind: str) -> str:
        """A relation `subject`, `key` of all subjects of a kind, for one statement on `con`."""
        held = self._dictionary(kind)
        if held is None:
            return f"({self.sql(kind)})"
        con.register("dictionary", held)
        return "dictionary"

    def _dictionary(self, kind: str) -> pa.Table | None:
        """All subjects of a kind in memory, when they have been asked for often and are not too many. A part is read
        once: to open hundreds of them anew takes longer than all else that minting or a look-up does."""
        self._asked[kind] += 1
        parts = self.parts(kind)
        if self._asked[kind] < _OFTEN or (parts and parts[-1].last > _HELD):
            self._held.pop(kind, None)
            return None
        try:
            states = [one.state() for one in parts]
        except OSError:  # whoever reads it tells what is wrong
            return None
        known, held = self._held.get(kind, ([], _COLUMNS.empty_table()))
        if states[: len(known)] != known:
            known, held = [], _COLUMNS.empty_table()
        if fresh := [one.path for one in parts[len(known) :]]:
            with reader() as con:
                read = con.execute(f"SELECT subject, key FROM {parquet(fresh)}").to_arrow_table()
            held = pa.concat_tables([held, read.cast(_COLUMNS)])
            self._held[kind] = (states, held)
        return held

    def _write_new(
        self, con: duckdb.DuckDBPyConnection, kind: str, last: int, minted: int, staged: Path
    ) -> SubjectPart:
        if last + minted > _LARGEST:
            raise LakeError("主体编号已用尽（上限2147483647）", "subject ids are used up (limit 2147483647)")
        folder = staged / SUBJECTS
        folder.mkdir(exist_ok=True)
        path = folder / f"{kind}.parquet"
        con.execute(
            f"COPY (SELECT subject::INTEGER AS subject, key FROM new_keys ORDER BY subject) TO {text(path)} {WRITE}"
        )
        con.execute(f"INSERT INTO subject_{kind} SELECT key, subject::INTEGER FROM new_keys")
        first = last + 1
        ref = content_named(path, staged, prefix=f"{kind}-{first}-{last + minted}-")
        return SubjectPart(**ref.model_dump(), kind=kind, first=first, last=last + minted)

    def _all(self) -> Iterator[DictionaryPart]:
        for dataset in names(self._layout.datasets):
            folder = f"{self._layout.datasets}/{dataset}/{VERSIONS}"
            yield from _parts_of(folder, names(folder))

    def _look_up(self, kind: str, asked: pa.Table, columns: str, on: str) -> list[tuple[Any, Any]]:
        with reader() as con:
            con.register("asked", asked)
            known = self._known(con, kind)
            return con.execute(f"SELECT {columns} FROM {known} SEMI JOIN asked USING ({on})").fetchall()


@lru_cache(maxsize=4096)
def _parts_of(folder: str, versions: tuple[str, ...]) -> tuple[DictionaryPart, ...]:
    """The parts these versions brought: a version never changes once it is published."""
    found = []
    for version in versions:
        inner = Path(folder) / version / SUBJECTS
        for name in names(inner):
            if match := _NAME.fullmatch(name):
                found.append(DictionaryPart(match[1], int(match[2]), int(match[3]), inner / name))
    return tuple(found)


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
