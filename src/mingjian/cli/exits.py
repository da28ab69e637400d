"""What the program's exit code says: one table, for scripts, for `--help` and for the documentation."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["MEANINGS", "Exit"]


class Exit(IntEnum):
    """Exit codes; `MEANINGS` says what each is for."""

    OK = 0
    WRONG = 1
    USAGE = 2
    REFUSED = 3
    DAMAGED = 4
    FAILED = 5
    INTERNAL = 70
    CANCELLED = 130
    CLOSED = 141
    TERMINATED = 143


MEANINGS: dict[Exit, tuple[str, str]] = {
    Exit.OK: ("完成", "done"),
    Exit.WRONG: (
        "查出问题：复验不一致、审计日志被改动、模型有误或示例不符、评分低于要求",
        "something was found wrong: a proof differs, the audit log was changed, a model or its examples are wrong, "
        "a score is below what was asked",
    ),
    Exit.USAGE: (
        "用法或输入有误：参数、文件、映射、名称",
        "wrong usage or input: options, files, mappings, names",
    ),
    Exit.REFUSED: (
        "被拒绝：缺少审批、覆盖范围、数据或用途",
        "refused: no approval, coverage, data or purpose",
    ),
    Exit.DAMAGED: ("数据湖损坏", "the lake is damaged"),
    Exit.FAILED: ("执行失败：内存、磁盘或文件读写", "it failed: memory, disk, reading or writing"),
    Exit.INTERNAL: (
        "程序自身的错误，详情写入所示文件",
        "a fault of the program itself; details are in the file it names",
    ),
    Exit.CANCELLED: ("被中断（Ctrl-C），数据湖保持原样", "cancelled (Ctrl-C); the lake is as it was"),
    Exit.CLOSED: (
        "输出的接收方已关闭（如 | head）",
        "whoever read the output went away (as in | head)",
    ),
    Exit.TERMINATED: (
        "被要求终止（SIGTERM），数据湖保持原样",
        "told to end (SIGTERM); the lake is as it was",
    ),
}
