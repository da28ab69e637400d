"""What can be said of a damaged Parquet file whose rows carry no hashes: which row group, or the footer."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.lake import Problem

__all__ = ["describe_damage"]


def describe_damage(path: Path, where: str) -> Problem:
    """The problem of a Parquet file whose bytes are not what was recorded."""
    try:
        file = pq.ParquetFile(path)
        groups = file.num_row_groups
    except (OSError, pa.ArrowException, ValueError):
        return Problem("unreadable", where, "文件尾（目录）无法读取", "the footer cannot be read")
    for index in range(groups):
        try:
            file.read_row_group(index)
        except (OSError, pa.ArrowException, ValueError):
            zh, en = f"第{index}行组无法读取", f"row group {index} cannot be read"
            return Problem("unreadable", where, zh, en, row_group=index)
    zh = f"文件内容与记录不符（共{groups}个行组，均可读取，内容或目录被改动）"
    en = f"the bytes differ from the record (all {groups} row groups can be read: a value or the footer was changed)"
    return Problem("changed", where, zh, en)
