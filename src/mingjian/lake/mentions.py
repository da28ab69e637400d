"""Which rows mention an identifier: a sorted index beside every dataset, so that a question reads a few row groups.

::

    derived/mentions/<dataset>-<version>-<column>.parquet     columns `key`, `row`, sorted by `key`

The index of the latest version of each dataset is made when it is first asked for (or by `prepare`), read with the
minima and maxima that Parquet keeps of every row group, and may be deleted at any time: destroying data removes it with
all else that is derived. Rows under seal and identifiers that are unusable are not in it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from mingjian.lake.errors import LakeError
from mingjian.lake.files import TEMPORARY
from mingjian.lake.lake import Lake
from mingjian.lake.layout import SHORT
from mingjian.lake.manifest import Manifest
from mingjian.lake.rows import ROW, state_column
from mingjian.lake.sql import name, parquet, reader, text
from mingjian.standards import Tri

__all__ = ["Mentions", "Place"]

FOLDER = Path("derived") / "mentions"
GROUP = 8192
"""Rows of a row group of an index: small, so that looking one key up reads little."""
ABANDONED = 3600
"""Seconds after which a file that was never finished is somebody's who was killed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Rows of a dataset that mention a key in one of its columns."""

    manifest: Manifest
    column: str
    rows: tuple[int, ...]


class Mentions:
    """The index of one lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._folder = lake.path / FOLDER

    def latest(self) -> tuple[Manifest, ...]:
        """The newest version of every dataset that has one, kept until something is published or destroyed."""
        return _latest(self._lake, self._lake.published())

    def prepare(self, kinds: Iterable[str] | None = None) -> int:
        """Make what is missing of the index; answers how many files were made."""
        wanted = None if kinds is None else frozenset(kinds)
        made, current = 0, set()
        for manifest in self.latest():
            for stored in manifest.columns:
                if stored.identifier is None:
                    continue
                path = self._path(manifest, stored.name)
                current.add(path.name)
                if (wanted is None or stored.identifier in wanted) and not path.exists():
                    self._make(manifest, stored.name, path)
                    made += 1
        if made:
            self._clear(current)
        return made

    def rows(self, kinds: Iterable[str], key: str, datasets: Iterable[str]) -> list[Place]:
        """Where a key of one of these kinds stands in these datasets, by dataset and column."""
        asked, allowed = frozenset(kinds), frozenset(datasets)
        for attempt in (1, 2):
            self.prepare(asked)
            places = [
                (manifest, stored.name)
                for manifest in self.latest()
                if manifest.dataset in allowed
                for stored in manifest.columns
                if stored.identifier in asked
            ]
            try:
                found = self._find(places, key)
            except duckdb.Error as error:
                if attempt == 1:  # data was published or destroyed at this instant
                    continue
                raise LakeError(
                    "标识索引无法读取（可删除 derived/mentions 后重试）",
                    f"the index of mentions cannot be read (delete derived/mentions): {str(error).splitlines()[0]}",
                ) from None
            return [
                Place(manifest, column, rows)
                for number, (manifest, column) in enumerate(places)
                if (rows := tuple(found.get(number, ())))
            ]
        raise AssertionError("not reached")

    def _find(self, places: list[tuple[Manifest, str]], key: str) -> dict[int, list[int]]:
        if not places:
            return {}
        parts = [
            f"SELECT {number} AS place, row FROM {parquet(self._path(*one))} WHERE key = $key"
            for number, one in enumerate(places)
        ]
        with reader() as con:
            found = con.execute(" UNION ALL ".join(parts), {"key": key}).fetchall()
        made: dict[int, list[int]] = {}
        for number, row in found:
            made.setdefault(number, []).append(row)
        return made

    def _path(self, manifest: Manifest, column: str) -> Path:
        return self._folder / f"{manifest.dataset}-{manifest.version[:SHORT]}-{column}.parquet"

    def _make(self, manifest: Manifest, column: str, path: Path) -> None:
        """Written beside and renamed: of a killed process a file is left that nobody reads and `_clear` removes."""
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"{TEMPORARY}{secrets.token_hex(8)}"
        source = self._lake.scan_sql(manifest, [column, state_column(column)])
        usable = f"{name(column)} IS NOT NULL AND {name(state_column(column))} >= {Tri.USABLE:d}"
        sql = f"SELECT {name(column)} AS key, {ROW} AS row FROM ({source}) WHERE {usable} ORDER BY key, row"
        try:
            with reader() as con:
                con.execute(
                    f"COPY ({sql}) TO {text(temporary)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
                )
            temporary.replace(path)
        except duckdb.Error as error:
            raise LakeError(
                f"{manifest.name}的数据无法读取（可用 mingjian lake verify 查看损坏处）",
                f"the data of {manifest.name} cannot be read: {str(error).splitlines()[0]}",
            ) from None
        finally:
            temporary.unlink(missing_ok=True)

    def _clear(self, current: set[str]) -> None:
        """Remove the index of versions that are not the latest any more."""
        for path in self._folder.iterdir():
            aged = time.time() - path.stat().st_mtime > ABANDONED if path.name.startswith(TEMPORARY) else True
            if path.name not in current and aged:
                path.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def _latest(lake: Lake, published: tuple[str, ...]) -> tuple[Manifest, ...]:
    del published  # what the answer depends on
    found = (lake.latest(dataset) for dataset in lake.datasets())
    return tuple(one for one in found if one is not None)
