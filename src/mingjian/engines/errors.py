"""What can go wrong in an engine, said so that a user knows what to do."""

from __future__ import annotations

import duckdb

__all__ = ["Cancelled", "DiskFull", "EngineError", "OutOfMemory", "translate"]


class EngineError(Exception):
    """A query failed. ``zh`` and ``en`` are for people, ``detail`` is the engine's own message."""

    def __init__(self, zh: str, en: str, detail: str = "") -> None:
        super().__init__(f"{zh} / {en}" + (f" ({detail})" if detail else ""))
        self.zh, self.en, self.detail = zh, en, detail


class OutOfMemory(EngineError):
    """The memory limit was reached and the query cannot go on by spilling."""


class DiskFull(EngineError):
    """No room for temporary files or for the result; nothing was published."""


class Cancelled(EngineError):
    """The run was stopped by a person or by a deadline."""


def translate(error: Exception, limit: str) -> EngineError:
    """The engine's exception as one of ours. ``limit`` is the memory limit, to be named in the message."""
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    lowered = str(error).lower()
    if isinstance(error, duckdb.InterruptException):
        return Cancelled("运行已取消", "the run was cancelled")
    if _disk(lowered):
        return DiskFull(
            "临时目录或结果目录磁盘空间不足：请清理磁盘或换一个临时目录后重试，已发布的数据不受影响",
            "no disk space left for temporary files or the result: free some space or choose another temp "
            "directory and run again; published data is untouched",
            detail,
        )
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return OutOfMemory(
            f"内存上限 {limit} 不够：请提高内存上限，或减少线程数后重试",
            f"the memory limit {limit} is too small: raise it, or use fewer threads, and run again",
            detail,
        )
    return EngineError("查询失败", "the query failed", detail)


def _disk(message: str) -> bool:
    return (
        "no space left" in message
        or "disk full" in message
        or "max_temp_directory_size" in message
        or "disk quota" in message
    )
