"""Everything that can go wrong with files, disk and memory during an intake, as one clear error."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from mingjian.intake.errors import refuse
from mingjian.lake import LakeError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Raises `IntakeError` for whatever the block raises because of the data or the machine."""
    try:
        yield
    except LakeError as error:
        raise refuse(error.zh, error.en) from None
    except duckdb.OutOfMemoryException as error:
        raise refuse("内存不足，请提高内存上限", f"not enough memory, raise the limit: {_line(error)}") from error
    except (duckdb.Error, pa.ArrowException) as error:
        if "No space left" in str(error):
            raise refuse("磁盘空间不足", "the disk is full") from error
        raise refuse("数据处理失败", f"the data could not be processed: {_line(error)}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise refuse("磁盘空间不足", "the disk is full") from error
        raise refuse("文件读写失败", f"a file could not be read or written: {error}") from error
    except (UnicodeError, RecursionError) as error:
        raise refuse("文件内容无法解码", f"the content cannot be decoded: {_line(error)}") from error
    except MemoryError as error:
        raise refuse("内存不足", "not enough memory") from error


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
