"""Records that are not accepted: quarantined (with reasons) or set aside (blank, title and total lines, records sent
before or told twice)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema(
    {  # type: ignore[arg-type]  # the stubs know no lists here
        "file": pa.int32(),
        "line": pa.int64(),
        "kind": pa.string(),  # quarantined | set_aside
        "reasons": pa.list_(pa.string()),
        "raw": pa.string(),  # JSON: {header: cell} or {"text": the line as delivered}
    }
)
QUARANTINED, SET_ASIDE = "quarantined", "set_aside"
_BATCH = 20_000


class RejectWriter:
    """Writes rejected records to a Parquet file as they are found; memory stays bounded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()
        self._rows: list[tuple[int, int, str, Sequence[str], str]] = []
        self._writer = pq.ParquetWriter(path, SCHEMA, compression="zstd")

    def __enter__(self) -> RejectWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._writer.close()

    def add(self, file: int, line: int, kind: str, reason: str, raw: str | None) -> None:
        """Keep one record; `raw` is the line as delivered, None for a blank line."""
        self.counts[kind] += 1
        self._rows.append((file, line, kind, [reason], json.dumps({"text": raw or ""}, ensure_ascii=False)))
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = [list(column) for column in zip(*self._rows, strict=True)]
            self._writer.write_table(pa.table(columns, schema=SCHEMA))
            self._rows.clear()
