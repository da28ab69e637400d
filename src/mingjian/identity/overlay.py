"""Reading a dataset with its links: rows whose number failed, or was replaced since, bear the subject, and the number,
they were taken for.

The state of the number stays what it was (missing or unusable), so that whoever asks still learns that it was not
delivered; the raw text stays beside the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingjian.lake import Manifest
from mingjian.lake.rows import ROW
from mingjian.lake.sql import name as quoted
from mingjian.lake.sql import parquet, text

__all__ = ["overlaid"]


def overlaid(sql: str, columns: Sequence[str], manifest: Manifest, links: Path) -> str:
    """SELECT of ``columns`` and ``_row`` from ``sql``, which gives both, with subjects and numbers of the links."""
    filled: dict[str, str] = {}
    joins = ""
    for number, subject in enumerate(manifest.subject_columns):
        mine = {subject.name: "subject", subject.column: "key"}
        taken = {column: value for column, value in mine.items() if column in columns}
        if taken:
            alias = f"l{number}"
            joins += (
                f' LEFT JOIN (SELECT {ROW}, subject, key FROM {parquet(links)} WHERE "column" = {text(subject.name)})'
                f" {alias} ON {alias}.{ROW} = s.{ROW}"
            )
            filled |= {column: f"coalesce({alias}.{value}, s.{quoted(column)})" for column, value in taken.items()}
    if not filled:
        return sql
    listed = [f"{filled[one]} AS {quoted(one)}" if one in filled else f"s.{quoted(one)}" for one in columns]
    return f"SELECT {', '.join([*listed, f's.{ROW}'])} FROM ({sql}) s{joins}"
