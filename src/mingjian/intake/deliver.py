"""How the rows of a delivery join those the dataset has: full, append, correction.

- *full*: the version is the delivery.
- *append*: rows are added. A record identical to one the version has is taken for the same record sent again and set
  aside (`resent`), unless the delivery holds more copies of it than the version: the copies beyond are new rows. So
  sending a file twice, or files that overlap, adds nothing twice, and the result is the same in either order.
  (Of records with a whole natural key a delivery has one copy each: see `natural_key`.)
- *correction*: the rows of the version that have the natural key of a row of the delivery are replaced by the rows of
  the delivery; a row that is identical in both stays, with its id. What was taken away is listed in `removed.parquet`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from mingjian.intake.natural_key import key_sql
from mingjian.lake import FileRef, Lake, Manifest, Part, file_ref, part
from mingjian.lake.layout import PARTS, REMOVED
from mingjian.lake.sql import WRITE, parquet, text
from mingjian.standards import Standard


@dataclass(frozen=True)
class Delivered:
    """Parts of the new version: those kept from its parent and those written now; what was taken away."""

    parts: tuple[Part, ...]
    fresh: tuple[Path, ...]
    accepted: int
    removed: FileRef | None = None
    removed_rows: int = 0


class Delivery:
    """Merges the accepted rows (one staged Parquet file) with the parent version."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, lake: Lake, standard: Standard, staged: Path, parent: Manifest | None
    ) -> None:
        self._con, self._lake, self._standard, self._staged, self._parent = con, lake, standard, staged, parent

    def full(self, rows: Path, schema_index: int) -> Delivered:
        """All rows are the version."""
        return self._with((), rows, schema_index)

    def append(self, rows: Path, schema_index: int) -> Delivered:
        """Rows not yet in the parent are added; the others stand in the table `resent` (`_file`, `_line`)."""
        assert self._parent is not None
        self._find_resent(rows)
        return self._with(self._parent.parts, self._without_resent(rows), schema_index)

    def correct(self, rows: Path, schema_index: int) -> Delivered:
        """Rows of the parent with a natural key of the delivery give way to the delivery's."""
        assert self._parent is not None
        self._find_resent(rows)
        key = key_sql(self._standard)
        self._con.execute(f"CREATE TABLE corrected AS SELECT DISTINCT {key} AS key FROM {parquet(rows)}")
        self._con.execute("CREATE TABLE removed (row_id BLOB, part INTEGER)")
        for number, one in enumerate(self._parent.parts):
            old = parquet(self._lake.file(one.path))
            self._con.execute(
                f"INSERT INTO removed SELECT row_id, {number} FROM {old} WHERE {key} IN (SELECT key FROM corrected) "
                f"AND row_id NOT IN (SELECT row_id FROM {parquet(rows)})"
            )
        kept = self._rewrite_touched()
        removed_rows = _count(self._con, "SELECT count(*) FROM removed")
        removed = self._write_removed() if removed_rows else None
        made = self._with(kept, self._without_resent(rows), schema_index)
        return Delivered(made.parts, made.fresh, made.accepted, removed, removed_rows)

    def _with(self, before: Sequence[Part], rows: Path, schema_index: int) -> Delivered:
        accepted = _count(self._con, f"SELECT count(*) FROM {parquet(rows)}")
        if not accepted:
            rows.unlink()
            return Delivered(tuple(before), (), 0)
        made = part(rows, self._staged, schema_index)
        return Delivered((*before, made), (self._staged / made.path,), accepted)

    def _find_resent(self, rows: Path) -> None:
        assert self._parent is not None
        self._con.execute(f"CREATE TABLE delivered AS SELECT row_id, _file, _line FROM {parquet(rows)}")
        paths = [self._lake.file(one.path) for one in self._parent.parts]
        known = f"SELECT row_id FROM {parquet(paths)} SEMI JOIN delivered USING (row_id)" if paths else None
        self._con.execute(f"CREATE TABLE known AS {known or 'SELECT row_id FROM delivered WHERE false'}")
        self._con.execute("CREATE TABLE resent AS SELECT _file, _line FROM delivered SEMI JOIN known USING (row_id)")
        self._con.execute("DROP TABLE delivered")

    def _without_resent(self, rows: Path) -> Path:
        if not _count(self._con, "SELECT count(*) FROM known"):
            return rows
        fresh = rows.with_name("fresh.parquet")
        self._con.execute(f"COPY (FROM {parquet(rows)} ANTI JOIN known USING (row_id)) TO {text(fresh)} {WRITE}")
        rows.unlink()
        return fresh

    def _rewrite_touched(self) -> tuple[Part, ...]:
        """The parent's parts; those that lose rows are written anew without them, the others kept as they are."""
        assert self._parent is not None
        kept = []
        for number, one in enumerate(self._parent.parts):
            lost = _count(self._con, f"SELECT count(*) FROM removed WHERE part = {number}")
            if not lost:
                kept.append(one)
            elif lost < one.rows:
                path = self._staged / PARTS / f"kept{number}.parquet"
                gone = f"SELECT row_id FROM removed WHERE part = {number}"
                old = parquet(self._lake.file(one.path))
                self._con.execute(f"COPY (FROM {old} WHERE row_id NOT IN ({gone})) TO {text(path)} {WRITE}")
                kept.append(part(path, self._staged, one.schema_index))
        return tuple(kept)

    def _write_removed(self) -> FileRef:
        path = self._staged / REMOVED
        self._con.execute(f"COPY (SELECT row_id FROM removed ORDER BY row_id) TO {text(path)} {WRITE}")
        return file_ref(path, self._staged)


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
