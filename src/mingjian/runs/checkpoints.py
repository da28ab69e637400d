"""Finished steps, kept by content, so that a second model or a second run pays only for what is new.

::

    steps/<key>.parquet

The key of a table is a hash of the SQL that makes it, with every table it reads replaced by that table's own key,
down to the Parquet parts, whose names are their content. So two models with the same step over the same data share it
whatever they call it, and nothing has to be declared. Only tables that took long are kept. Proofs never use them.

Steps hold rows about persons: they go when the size cap is reached (least recently used first), and by `clear`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from mingjian.engines import Engine, EngineError, Materialised
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.lake import Lake
from mingjian.lake.files import sync_file, sync_folder

__all__ = ["CheckpointEngine", "Checkpoints", "engine_version"]

_SOURCE = re.compile(r'\b(FROM|JOIN)(\s+)"((?:[^"]|"")+)"')
_SUFFIX = ".parquet"

FEW = 2_000_000
"""Rows a second: fewer than a step took long for. Writing as many takes about a third of a second."""

WORTH = 2.0
"""Seconds; below, the many small statements of taking a change cost what they save (`benchmarks/renewing.py`)."""


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The kept steps of a lake.

    `least_seconds`: a step is kept when it took longer (a fifth of it where its rows are few). `cap`: bytes of all kept
    steps; one may take a quarter. `worth`: a model that takes less seconds over all data is made over all data again
    when some of it has changed.
    """

    folder: Path
    least_seconds: float = 0.5
    cap: int = 4 << 30
    worth: float = WORTH

    @classmethod
    def of(cls, lake: Lake) -> Checkpoints:
        """Those of a lake; the cap in bytes may be set by `MINGJIAN_STEPS_CAP`."""
        folder = lake.path / "steps"
        folder.mkdir(exist_ok=True)
        return cls(folder, cap=int(os.environ.get("MINGJIAN_STEPS_CAP", 4 << 30)))

    def worth_keeping(self, made: Materialised) -> bool:
        """Whether a step took long, or long for the few rows it has, so that writing them costs little beside it."""
        few = made.rows < FEW * made.seconds
        return made.seconds > (self.least_seconds / 5 if few else self.least_seconds)

    def find(self, key: str) -> Path | None:
        """The kept table of this key, marked as used; one that cannot be read is removed."""
        path = self.folder / f"{key}{_SUFFIX}"
        try:
            pq.read_metadata(path)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, pa.ArrowException):
            path.unlink(missing_ok=True)
            return None
        return path

    def keep(self, made: Path, key: str) -> None:
        """Take a finished table over; what is too large is dropped, and the least recently used make room."""
        if made.stat().st_size > self.cap // 4:
            made.unlink()
            return
        sync_file(made)
        made.rename(self.folder / f"{key}{_SUFFIX}")
        sync_folder(self.folder)
        self.evict()

    def evict(self) -> None:
        """Remove the least recently used tables until all fit under the cap."""
        found = sorted(self.folder.glob(f"*{_SUFFIX}"), key=_used)
        total = sum(_size(path) for path in found)
        for path in found:
            if total <= self.cap:
                return
            total -= _size(path)
            path.unlink(missing_ok=True)

    def clear(self) -> int:
        """Remove all kept steps, as when data is destroyed; the number removed."""
        found = list(self.folder.glob(f"*{_SUFFIX}"))
        for path in found:
            path.unlink(missing_ok=True)
        for path in self.folder.glob("*.json"):
            path.unlink(missing_ok=True)
        return len(found)


class CheckpointEngine(Engine):
    """An engine that knows the content key of every table and view it made and takes finished ones from disk."""

    def __init__(self, checkpoints: Checkpoints | None, scratch: Path, **options: Any) -> None:
        readable = [*options.pop("readable", ()), *([checkpoints.folder] if checkpoints else ())]
        super().__init__(readable=readable, writable=[scratch], **options)
        self.reused: set[str] = set()
        self.ever_reused: set[str] = set()
        self.queries: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self._checkpoints, self._scratch = checkpoints, scratch
        self._root = str(checkpoints.folder.parent) if checkpoints else "\0"  # a lake may be moved

    def key_of(self, sql: str) -> str:
        """The content key of a query over tables and views made before."""

        def by_content(match: re.Match[str]) -> str:
            known = self.keys.get(match[3].replace('""', '"'))
            return match[0] if known is None else f'{match[1]}{match[2]}"#{known}"'

        body = _SOURCE.sub(by_content, sql.replace(self._root, ""))
        named = [f"{name}={key}" for name, key in sorted(self.keys.items()) if quoted(name) in body]
        return hashlib.sha256("\n".join([self.version, body, *named]).encode()).hexdigest()[:40]

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable; its key is its content."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as out:
            out.write_table(table)
        self.keys[f"{name}~arrow"] = hashlib.sha256(sink.getvalue()).hexdigest()[:40]
        super().register(name, table)

    def view(self, name: str, sql: str) -> None:
        """Name a query; its key is that of its SQL."""
        super().view(name, sql)
        self.keys[name] = self.key_of(sql)
        self.queries[name] = sql

    def materialise(self, table: str, sql: str) -> Materialised:
        """Make a table, or find it finished; keep it when it took long."""
        started = time.perf_counter()
        key = self.key_of(sql)
        found = self._checkpoints.find(key) if self._checkpoints else None
        if found is not None:
            super().view(table, f"SELECT * FROM read_parquet({text_literal(str(found))})")
            self.keys[table] = key
            self.reused.add(table)
            self.ever_reused.add(table)
            rows = pq.read_metadata(found).num_rows
            return Materialised(table, rows, time.perf_counter() - started)
        made = super().materialise(table, sql)
        self.keys[table] = key
        if self._checkpoints and self._checkpoints.worth_keeping(made):
            self._keep(table, key)
        return made

    def drop(self, name: str, view: bool = False) -> None:
        """Forget a table or view; a table that was found finished is a view here."""
        super().drop(name, view=view or name in self.reused)
        self.reused.discard(name)

    def _keep(self, table: str, key: str) -> None:
        self.keep_query(f"SELECT * FROM {quoted(table)}", key)

    def keep_query(self, sql: str, key: str) -> bool:
        """Keep what a query gives. A convenience: when the disk has no room for it the run goes on without."""
        assert self._checkpoints is not None
        path = self._scratch / f"{key}{_SUFFIX}"
        try:
            self.write_parquet(sql, path)
            self._checkpoints.keep(path, key)
        except (EngineError, OSError):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return False
        return True


def engine_version() -> str:
    """Engine and version of the engine runs use, as it tells them itself."""
    return f"duckdb {duckdb.__version__}"


def _used(path: Path) -> float:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0
