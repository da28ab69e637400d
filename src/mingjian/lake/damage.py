"""Finding what differs in a damaged Parquet part: the row, the row group that cannot be read, or the footer."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.lake.digesting import digest_range
from mingjian.lake.errors import Problem
from mingjian.lake.manifest import Part, Schema
from mingjian.lake.rows import LINE, ROW_HASH, ROW_ID, row_hash_sql
from mingjian.lake.sql import connect

_NAMED = 20  # rows named one by one


def examine_part(path: Path, part: Part, schema: Schema) -> list[Problem]:
    """Problems of a part whose digest is not what the manifest says; never empty."""
    if not part.groups:
        return [Problem("changed", part.path, "文件内容与清单不符", "the file's bytes differ from the manifest")]
    size = path.stat().st_size
    problems: list[Problem] = []
    for index, group in enumerate(part.groups):
        if digest_range(path, group.start, group.end) != group.sha256:
            problems.append(_examine_group(path, part, schema, index))
    end = max(group.end for group in part.groups)
    if size != part.bytes or not problems or not _footer_reads(path):
        problems.append(_outside_groups(path, part, size, end, bool(problems)))
    return [problem for problem in problems if problem is not None]


def _outside_groups(path: Path, part: Part, size: int, end: int, others: bool) -> Problem:
    if size != part.bytes:
        zh, en = f"文件大小为{size}字节，应为{part.bytes}字节", f"the file has {size} bytes instead of {part.bytes}"
        return Problem("changed", part.path, zh, en)
    if not _footer_reads(path):
        return Problem("unreadable", part.path, "文件尾（目录）无法读取", "the footer cannot be read")
    return Problem(
        "changed",
        part.path,
        f"各行组完好，文件头或文件尾（第{end}字节之后）被改动",
        f"all row groups are intact; the header or the footer (after byte {end}) was changed",
    )


def _footer_reads(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError, ValueError):
        return False
    return True


def _examine_group(path: Path, part: Part, schema: Schema, index: int) -> Problem:
    group = part.groups[index]
    first = sum(one.rows for one in part.groups[:index])
    try:
        rows = _differing(path, schema, first, first + group.rows)
    except (duckdb.Error, pa.ArrowException):
        return Problem(
            "unreadable",
            part.path,
            f"第{index}行组（{group.rows}行）无法读取",
            f"row group {index} ({group.rows} rows) cannot be read",
            row_group=index,
        )
    if not rows:
        zh = f"第{index}行组有字节被改动，但行摘要所覆盖的值未变"
        en = f"bytes of row group {index} were changed, but no value that the row hashes cover"
        return Problem("changed", part.path, zh, en, row_group=index)
    named = "; ".join(rows[:_NAMED])
    zh = f"第{index}行组有{len(rows)}行与其行摘要不符：{named}"
    en = f"row group {index}: {len(rows)} rows differ from their row hash: {named}"
    return Problem("changed", part.path, zh, en, row_group=index, rows=tuple(rows))


def _differing(path: Path, schema: Schema, first: int, end: int) -> list[str]:
    """`row_id` and line of the rows `first ≤ number < end` of a part that do not agree with their hash."""
    with connect() as con:
        found = con.execute(
            f"SELECT lower(hex({ROW_ID})), {LINE} FROM read_parquet(?, file_row_number = true) "
            f"WHERE file_row_number >= {first} AND file_row_number < {end} "
            f"AND {ROW_HASH} IS DISTINCT FROM {row_hash_sql(schema)}",
            [str(path)],
        ).fetchall()
    return [f"row_id {row_id}, 行/line {line}" for row_id, line in found]
