"""A few people of a dataset with some of their rows, as somebody without clearance sees them: by keyed hashes.

Who builds models has to see that two rows are about the same person, not who that is. The same people are drawn at
every look, so that nobody pages through a dataset by drawing again.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from mingjian.clues.relations import Entity, Reader, mentioned, seen_sql
from mingjian.clues.rows_shown import ShownRow, shown_rows
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.lake.manifest import StoredSubject
from mingjian.lake.rows import ROW
from mingjian.lake.sql import name, reader
from mingjian.standards import Standard
from mingjian.standards.hashing import KeyedHashes

__all__ = ["DRAWN", "EACH", "Drawn", "draw"]

DRAWN = 8
"""People of a dataset that are shown."""
EACH = 3
"""Rows of one of them that are shown."""


@dataclass(frozen=True)
class Drawn:
    """One of the people (or companies) drawn: the hash of the identifier, how many rows of the dataset are theirs, some
    of these, and how many rows of other datasets."""

    hash: str
    total: int
    rows: tuple[ShownRow, ...]
    elsewhere: dict[str, int]


def draw(lake: Lake, manifest: Manifest, standard: Standard, seen_by: Reader) -> list[Drawn]:
    """The people drawn of a dataset version; none of a dataset whose rows are about nobody that can be a key.

    Rows under seal, and those that the reader does not see, are never among them. Raises `LakeError` when data cannot
    be read.
    """
    subject = next(iter(manifest.subject_columns), None)
    if subject is None or manifest.dataset not in seen_by.datasets:
        return []
    hashes = KeyedHashes(lake.keyring)
    kind = standard.columns[subject.column].kind or ""
    chosen = _chosen(lake, manifest, standard, subject, seen_by)
    shown = shown_rows(
        lake, manifest, standard, (row for _, _, rows in chosen for row in rows), seen_by.clearance, hashes
    )
    return [
        Drawn(
            hashes.of(kind, key) or "", total, tuple(shown[row] for row in rows if row in shown),
            {one: n for one, n in mentioned(lake, Entity(kind, key), seen_by).items() if one != manifest.dataset},
        )
        for key, total, rows in chosen
    ]  # fmt: skip


def _chosen(
    lake: Lake, manifest: Manifest, standard: Standard, subject: StoredSubject, seen_by: Reader
) -> list[tuple[str, int, list[int]]]:
    """Identifier, number of rows and the first of these, of the people whose number comes first in a secret order."""
    salt = int(lake.keyring.hash("sample", manifest.dataset)[:15], 16)
    columns = [subject.name, subject.column, *([standard.place] if standard.place is not None else [])]
    who, key = name(subject.name), name(subject.column)
    sql = (
        f"SELECT any_value({key}), count(*), list({ROW} ORDER BY {ROW})[1:{EACH}] "
        f"FROM ({lake.scan_sql(manifest, columns)}) WHERE {who} IS NOT NULL AND {key} IS NOT NULL "
        f"AND {seen_sql(standard, [subject.column], seen_by)} "
        f"GROUP BY {who} ORDER BY hash({who}, {salt}), {who} LIMIT {DRAWN}"
    )
    try:
        with reader() as con:
            return [(key, total, list(rows)) for key, total, rows in con.execute(sql).fetchall()]
    except duckdb.Error as error:
        raise LakeError(
            f"{manifest.name}的数据无法读取（可用 mingjian lake verify 查看损坏处）",
            f"the data of {manifest.name} cannot be read: {str(error).splitlines()[0]}",
        ) from None
